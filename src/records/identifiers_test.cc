#include "records/identifiers.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::records {
namespace {

using enum IdentifierKind;

struct Vector {
  IdentifierKind kind;
  const char* text;
};

constexpr Vector kValid[] = {
    {s10, "RR287043775IN"},
    {s10, "RR473124829US"},
    {s10, "rr 287 043 775 in"},
    {container, "CSQU3054383"},
    {container, "CSQU 305438-3"},
    {cas, "58-08-2"},
    {cas, "7732-18-5"},
    {cas, "71-43-2"},
    {iban, "GB82WEST12345698765432"},
    {iban, "GB82 WEST 1234 5698 7654 32"},
    {iban, "DE89370400440532013000"},
    {iban, "NO9386011117947"},
    {lei, "5493001KJTIIGC8Y1R12"},
    {imo, "9074729"},
    {imo, "IMO 9074729"},
    {awb, "125-12345675"},
    {awb, "12512345675"},
    {gtin, "4006381333931"},
    {gln, "4006381333931"},
    {gtin, "96385074"},
    {sscc, "106141412345678908"},
    {unified_social_credit, "91350100M000100Y43"},
    {payment_card, "4111 1111 1111 1111"},
    {imei, "490154203237518"},
    {bic, "DEUTDEFF"},
    {bic, "DEUTDEFF500"},
    {un_locode, "CNSHA"},
    {un_locode, "US 2LA"},
    {mmsi, "572469210"},
    {hs, "293339"},
    {hs, "2933.39.9100"},
    {eori, "DE123456789012345"},
    {phone, "+52 667 123 4567"},
    {phone, "0052 667 123 4567"},
    {uetr, "eb6305c9-1f7f-49de-aed0-16487c27b42d"},
    {inchikey, "RYYVLZVUVIJVGH-UHFFFAOYSA-N"},
};

constexpr Vector kInvalid[] = {
    {s10, "RR287043776IN"},
    {s10, "RR287043775QQ"},
    {s10, "RR000000005IN"},
    {container, "CSQU3054384"},
    {container, "CSQA3054383"},
    {cas, "58-08-3"},
    {cas, "058-08-2"},
    {cas, "58082"},
    {iban, "GB82WEST1234569876543"},
    {iban, "GB83WEST12345698765432"},
    {iban, "QQ82WEST12345698765432"},
    {lei, "5493001KJTIIGC8Y1R13"},
    {imo, "9074728"},
    {imo, "0000000"},
    {awb, "125-12345676"},
    {gtin, "4006381333932"},
    {gtin, "40063813339"},
    {sscc, "106141412345678909"},
    {unified_social_credit, "91350100M000100Y44"},
    {unified_social_credit, "91350100I000100Y43"},
    {payment_card, "4111111111111112"},
    {payment_card, "0000000000000000"},
    {imei, "490154203237519"},
    {bic, "DEUTQQFF"},
    {bic, "DEUTDEF"},
    {un_locode, "CNSH1"},
    {mmsi, "57246921"},
    {hs, "770000"},
    {hs, "980000"},
    {hs, "29333"},
    {eori, "DE1234567890123456"},
    {phone, "667 123 4567"},
    {phone, "138****1234"},
    {uetr, "eb6305c9-1f7f-39de-aed0-16487c27b42d"},
    {inchikey, "RYYVLZVUVIJVGH-UHFFFAOYSA"},
};

TEST(IdentifiersTest, AcceptsTheVectors) {
  for (const Vector& vector : kValid)
    EXPECT_TRUE(is_valid(vector.kind, vector.text)) << vector.text;
}

TEST(IdentifiersTest, RefusesTheirNeighbours) {
  for (const Vector& vector : kInvalid) {
    EXPECT_FALSE(is_valid(vector.kind, vector.text)) << name(vector.kind) << " " << vector.text;
  }
}

TEST(IdentifiersTest, RefusesNoTextAndLongText) {
  const std::string long_text(1'000'000, '7');
  for (int kind = 0; kind < kIdentifierKinds; ++kind) {
    EXPECT_FALSE(is_valid(static_cast<IdentifierKind>(kind), "")) << kind;
    EXPECT_FALSE(is_valid(static_cast<IdentifierKind>(kind), "   ")) << kind;
    EXPECT_FALSE(is_valid(static_cast<IdentifierKind>(kind), long_text)) << kind;
    EXPECT_FALSE(name(static_cast<IdentifierKind>(kind)).empty()) << kind;
  }
}

// The schemes whose weights promise it find every single wrong digit.
TEST(IdentifiersTest, EverySingleWrongDigitIsFound) {
  base::Rng rng(1, "identifiers");
  const Vector kPromised[] = {{iban, "GB82WEST12345698765432"},
                              {lei, "5493001KJTIIGC8Y1R12"},
                              {gtin, "4006381333931"},
                              {sscc, "106141412345678908"},
                              {payment_card, "4111111111111111"},
                              {imei, "490154203237518"},
                              {unified_social_credit, "91350100M000100Y43"}};
  for (const Vector& vector : kPromised) {
    for (int round = 0; round < 500; ++round) {
      std::string text = vector.text;
      const std::size_t at = rng.below(text.size());
      if (text[at] < '0' || text[at] > '9') continue;
      text[at] = static_cast<char>('0' + (text[at] - '0' + rng.between(1, 9)) % 10);
      EXPECT_FALSE(is_valid(vector.kind, text)) << name(vector.kind) << " " << text;
    }
  }
}

// The others (moduli that share a factor with a weight, or fold eleven rests on ten digits) find a
// wrong check digit.
TEST(IdentifiersTest, EveryWrongCheckDigitIsFound) {
  struct Checked {
    IdentifierKind kind;
    const char* text;
    std::size_t check_at;
  };
  const Checked kChecked[] = {{s10, "RR287043775IN", 10},
                              {container, "CSQU3054383", 10},
                              {cas, "7732-18-5", 8},
                              {imo, "9074729", 6},
                              {awb, "12512345675", 10}};
  for (const Checked& checked : kChecked) {
    for (int step = 1; step <= 9; ++step) {
      std::string text = checked.text;
      char& check = text[checked.check_at];
      check = static_cast<char>('0' + (check - '0' + step) % 10);
      EXPECT_FALSE(is_valid(checked.kind, text)) << name(checked.kind) << " " << text;
    }
  }
}

TEST(IdentifiersTest, RecognisesWhatAPersonTypes) {
  EXPECT_EQ(recognise(" RR287043775IN "), s10);
  EXPECT_EQ(recognise("csqu3054383"), container);
  EXPECT_EQ(recognise("7732-18-5"), cas);
  EXPECT_EQ(recognise("GB82 WEST 1234 5698 7654 32"), iban);
  EXPECT_EQ(recognise("5493001KJTIIGC8Y1R12"), lei);
  EXPECT_EQ(recognise("IMO 9074729"), imo);
  EXPECT_EQ(recognise("125-12345675"), awb);
  EXPECT_EQ(recognise("4006381333931"), gtin);
  EXPECT_EQ(recognise("106141412345678908"), sscc);
  EXPECT_EQ(recognise("91350100M000100Y43"), unified_social_credit);
  EXPECT_EQ(recognise("4111111111111111"), payment_card);
  EXPECT_EQ(recognise("490154203237518"), imei);
  EXPECT_EQ(recognise("+52 667 123 4567"), phone);
  EXPECT_EQ(recognise("RYYVLZVUVIJVGH-UHFFFAOYSA-N"), inchikey);
  EXPECT_EQ(recognise("2933.39"), hs);
  EXPECT_EQ(recognise("DEUTDEFF500"), bic);
  // Words that have the shape of a code of letters alone.
  EXPECT_EQ(recognise("SHANGHAI"), std::nullopt);
  EXPECT_EQ(recognise("CHINA"), std::nullopt);
  EXPECT_EQ(recognise("Wang Wei"), std::nullopt);
  EXPECT_EQ(recognise(""), std::nullopt);
}

TEST(IdentifiersTest, CountryCodes) {
  EXPECT_TRUE(is_country_code("CN"));
  EXPECT_TRUE(is_country_code("ZW"));
  EXPECT_FALSE(is_country_code("D "));
  EXPECT_FALSE(is_country_code("QQ"));
  EXPECT_FALSE(is_country_code("USA"));
}

}  // namespace
}  // namespace chokepoint::records
