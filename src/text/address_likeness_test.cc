#include "text/address_likeness.h"

#include <gtest/gtest.h>

namespace chokepoint::text {
namespace {

AddressLikeness compare(std::string_view first, std::string_view second) {
  return compare_addresses(parse_address({first, "", "", "", "US"}),
                           parse_address({second, "", "", "", "US"}));
}

TEST(AddressLikenessTest, SaysWhatDiffers) {
  const char* written = "12 Harbour Street Apt 5, Salem, OR 97301";
  EXPECT_EQ(compare(written, written).likeness, 1);
  EXPECT_EQ(compare(written, written).reason, "one door");
  EXPECT_EQ(compare(written, "12 Harbour Street Apt 6, Salem, OR 97301").reason, "other unit");
  EXPECT_EQ(compare(written, "12 Harbour Street, Salem, OR 97301").reason, "unit stated once");
  EXPECT_EQ(compare(written, "12 Harbuor Street Apt 5, Salem, OR 97301").reason,
            "slip in the street");
  EXPECT_EQ(compare(written, "14 Harbour Street Apt 5, Salem, OR 97301").reason,
            "other house number");
  EXPECT_EQ(compare(written, "12 Harbour Street Apt 5, Salem, OR 97302").reason,
            "slip in the postcode");
  EXPECT_EQ(compare(written, "12 Harbour Street Apt 5, Portland, OR").reason,
            "postcode stated once; other city");
}

TEST(AddressLikenessTest, OrdersBySeverity) {
  const char* written = "12 Harbour Street Apt 5, Salem, OR 97301";
  const double unit_missing = compare(written, "12 Harbour St, Salem, OR 97301").likeness;
  const double slip = compare(written, "12 Harbuor St Apt 5, Salem, OR 97301").likeness;
  const double other_unit = compare(written, "12 Harbour St Apt 6, Salem, OR 97301").likeness;
  const double other_number = compare(written, "14 Harbour St Apt 5, Salem, OR 97301").likeness;
  const double other_street = compare(written, "12 Pine Road Apt 5, Salem, OR 97301").likeness;
  EXPECT_GT(unit_missing, slip);
  EXPECT_GT(slip, other_unit);
  EXPECT_GT(other_unit, other_number);
  EXPECT_GT(other_number, other_street);
}

TEST(AddressLikenessTest, NothingIsLikeNothing) {
  EXPECT_EQ(address_likeness({}, {}), 0);
  const AddressParts us = parse_address({"12 Main St, Salem, OR 97301", "", "", "", "US"});
  const AddressParts mexico = parse_address({"12 Main St", "Salem", "97301", "", "MX"});
  EXPECT_EQ(address_likeness(us, mexico), 0);
}

}  // namespace
}  // namespace chokepoint::text
