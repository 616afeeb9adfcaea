#include "text/address_key.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::text {
namespace {

AddressKey us(std::string_view street) {
  return address_key(street, "Springfield", "62701", "IL", "US");
}

TEST(AddressKeyTest, StreetWordsHaveOneForm) {
  const AddressKey key = us("12 North Main Street");
  EXPECT_NE(key.place_key, 0u);
  EXPECT_EQ(us("12 N. Main St.").place_key, key.place_key);
  EXPECT_EQ(us("Main St N, No. 12").place_key, key.place_key);
  EXPECT_NE(us("12 North Main Road").place_key, key.place_key);
  EXPECT_NE(us("13 North Main Street").place_key, key.place_key);
  EXPECT_FALSE(key.has_unit);
  EXPECT_EQ(key.place_key, key.building_key);
}

// Who states no postcode is met by what the other would be without it.
TEST(AddressKeyTest, TheTownStandsInForAMissingPostcode) {
  const AddressKey whole = us("12 Main St Apt 5");
  const AddressKey without = address_key("12 Main St Apt 5", "Springfield", "", "IL", "US");
  EXPECT_NE(whole.place_key, without.place_key);
  EXPECT_EQ(whole.town_place_key, without.place_key);
  EXPECT_EQ(without.town_place_key, 0u);
  EXPECT_EQ(address_key("12 Main St Apt 5", "", "62701", "", "US").town_place_key, 0u);
  EXPECT_NE(us("12 Main St Apt 6").town_place_key, without.place_key);
  EXPECT_NE(us("12 Main St").town_place_key, without.place_key);
  EXPECT_NE(address_key("12 Main St Apt 5", "Peoria", "61602", "IL", "US").town_place_key,
            without.place_key);
}

TEST(AddressKeyTest, UnitsAreParted) {
  const AddressKey building = us("12 Main St");
  const AddressKey unit = us("12 Main St Apt 5");
  EXPECT_TRUE(unit.has_unit);
  EXPECT_EQ(unit.building_key, building.place_key);
  EXPECT_NE(unit.place_key, building.place_key);
  EXPECT_EQ(us("12 Main St, Unit 5").place_key, unit.place_key);
  EXPECT_EQ(us("12 Main St #5").place_key, unit.place_key);
  EXPECT_EQ(us("Suite 5, 12 Main Street").place_key, unit.place_key);
  EXPECT_NE(us("12 Main St Apt 6").place_key, unit.place_key);
  const AddressKey floor = us("12 Main St 3rd Floor");
  EXPECT_EQ(us("12 Main St Floor 3").place_key, floor.place_key);
  EXPECT_EQ(us("3/F, 12 Main St").place_key, floor.place_key);
  EXPECT_EQ(us("3F 12 Main St").place_key, floor.place_key);
  EXPECT_NE(floor.place_key, us("12 Main St Apt 3").place_key);
}

TEST(AddressKeyTest, OtherCountries) {
  const auto mexico = [](std::string_view s) {
    return address_key(s, "Culiacán", "80000", "", "MX").place_key;
  };
  EXPECT_EQ(mexico("Calle Benito Juárez #123"), mexico("C/ calle Benito Juarez No. 123 c") == 0
                                                    ? 0
                                                    : mexico("CALLE BENITO JUAREZ NUM 123"));
  EXPECT_EQ(mexico("Av. de la Reforma 5 Int. 2"), mexico("Avenida Reforma No 5 interior 2"));
  const auto germany = [](std::string_view s) {
    return address_key(s, "Köln", "50667", "", "DE").place_key;
  };
  EXPECT_EQ(germany("Lange Straße 5"), germany("Lange Str. 5"));
  const auto china = [](std::string_view s, std::string_view city) {
    return address_key(s, city, "", "", "CN");
  };
  EXPECT_EQ(china("科技路12号3栋401室", "深圳市").place_key,
            china("Room 401, Building 3, No. 12 Keji Road", "Shenzhen").place_key);
  EXPECT_TRUE(china("科技路12号3栋401室", "深圳").has_unit);
}

TEST(AddressKeyTest, Boxes) {
  EXPECT_TRUE(us("P.O. Box 77").is_box);
  EXPECT_EQ(us("PO Box 77").place_key, us("P. O. BOX 77").place_key);
  EXPECT_NE(us("PO Box 77").place_key, us("PO Box 78").place_key);
}

TEST(AddressKeyTest, TooLittleIsNoKey) {
  EXPECT_EQ(address_key("12 Main St", "", "", "", "US").place_key, 0u);
  EXPECT_EQ(address_key("12 Main St", "Springfield", "", "", "").place_key, 0u);
  EXPECT_EQ(address_key("", "Springfield", "62701", "", "US").place_key, 0u);
  EXPECT_EQ(us("unknown").place_key, 0u);
  EXPECT_EQ(us("-").place_key, 0u);
  EXPECT_NE(address_key("12 Main St", "Springfield", "", "", "us").place_key, 0u);
  EXPECT_EQ(address_key("12 Main St", "X", "62701-1234", "", "US").place_key,
            us("12 Main St").place_key);
}

TEST(AddressKeyTest, BearsAnything) {
  base::Rng rng(5);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (std::uint64_t i = rng.below(60); i > 0; --i)
      bytes.push_back(static_cast<char>(rng.next()));
    ASSERT_EQ(address_key(bytes, bytes, "1234", "", "CN").place_key,
              address_key(bytes, bytes, "1234", "", "CN").place_key);
  }
  std::string longest;
  for (int i = 0; i < 5000; ++i) longest += "路1";
  EXPECT_NE(address_key(longest, "Wuhan", "", "", "CN").place_key, 0u);
}

}  // namespace
}  // namespace chokepoint::text
