#include "ingest/convert.h"

#include <gtest/gtest.h>

namespace chokepoint::ingest {
namespace {

using records::Moment;

class ConvertTest : public ::testing::Test {
 protected:
  ConvertTest() {
    auto tables = CodeTables::load();
    EXPECT_TRUE(tables.has_value()) << tables.error().message;
    if (tables) tables_ = std::move(*tables);
  }

  template <class Value>
  Value good(std::string_view cell, const CellForm& form = {}) {
    Value value;
    const Reason reason = read(cell, {arena_, tables_, latest_, form}, value);
    EXPECT_EQ(reason, kFine) << cell << ": " << reason;
    return value;
  }
  template <class Value>
  std::string bad(std::string_view cell, const CellForm& form = {}) {
    Value value;
    const Reason reason = read(cell, {arena_, tables_, latest_, form}, value);
    return reason == kFine ? "fine" : reason;
  }

  base::Arena arena_;
  CodeTables tables_;
  Moment latest_ = records::start_of(*records::make_day(2024, 6, 1));
};

TEST_F(ConvertTest, NumbersAsTheFieldWritesThem) {
  EXPECT_DOUBLE_EQ(good<Amount>("372254.4").value, 372254.4);
  EXPECT_DOUBLE_EQ(good<Amount>(" 1.5e3 ").value, 1500);
  EXPECT_DOUBLE_EQ(good<Amount>("1,5").value, 1.5);
  EXPECT_DOUBLE_EQ(good<Amount>("0,500").value, 0.5);
  EXPECT_DOUBLE_EQ(good<Amount>("1,234.5").value, 1234.5);
  EXPECT_DOUBLE_EQ(good<Amount>("1.234,5").value, 1234.5);
  EXPECT_DOUBLE_EQ(good<Amount>("1,234,567").value, 1234567);
  EXPECT_DOUBLE_EQ(good<Amount>("1.234.567").value, 1234567);
  EXPECT_DOUBLE_EQ(good<Amount>("1 234,50").value, 1234.5);
  EXPECT_DOUBLE_EQ(good<Amount>("1'234.50").value, 1234.5);
  EXPECT_DOUBLE_EQ(good<Amount>("1\xC2\xA0"
                                "234")
                       .value,
                   1234);
  EXPECT_DOUBLE_EQ(good<Amount>("+7").value, 7);
  EXPECT_FALSE(records::is_known(good<Amount>("").value));
  EXPECT_FALSE(records::is_known(good<Amount>("N/A").value));
  EXPECT_NE(bad<Amount>("1,234").find("decimal comma"), std::string::npos);
  EXPECT_EQ(bad<Amount>("-3"), "negative");
  for (const char* text : {"twelve", "1,2,3", "12,34.5", "1.2.3", "1.234,5,6", "1e999", "0x10",
                           "--1", ",", "1,23,456"}) {
    EXPECT_EQ(bad<Amount>(text), "not a number") << text;
  }
}

TEST_F(ConvertTest, AMappingSettlesWhatACommaIs) {
  CellForm comma;
  comma.number = NumberForm::decimal_comma;
  CellForm point;
  point.number = NumberForm::decimal_point;
  EXPECT_DOUBLE_EQ(good<Amount>("1,234", comma).value, 1.234);
  EXPECT_DOUBLE_EQ(good<Amount>("1.234", comma).value, 1234);
  EXPECT_DOUBLE_EQ(good<Amount>("1,234", point).value, 1234);
  EXPECT_DOUBLE_EQ(good<Amount>("1.234", point).value, 1.234);
  EXPECT_EQ(bad<Amount>("1,5", point), "not a number");
}

TEST_F(ConvertTest, MassesAreKilograms) {
  EXPECT_DOUBLE_EQ(good<Mass>("2.5").kg, 2.5);
  EXPECT_DOUBLE_EQ(good<Mass>("12,5 kg").kg, 12.5);
  EXPECT_DOUBLE_EQ(good<Mass>("500g").kg, 0.5);
  EXPECT_DOUBLE_EQ(good<Mass>("2 LB").kg, 0.90718474);
  CellForm ounces;
  ounces.scale = 0.028349523125;
  EXPECT_DOUBLE_EQ(good<Mass>("16", ounces).kg, 0.45359237);
  EXPECT_EQ(bad<Mass>("-0.1"), "negative");
  EXPECT_EQ(bad<Mass>("3 stone"), "not a mass in kg, g, mg, t, lb or oz");
}

TEST_F(ConvertTest, DatesAreNeverGuessedAndNeverInTheFuture) {
  EXPECT_EQ(records::format_moment(good<Moment>("2023-11-16 08:30")), "2023-11-16T08:30:00Z");
  EXPECT_NE(bad<Moment>("16/11/2023"), "fine");
  CellForm european;
  european.date = "%d/%m/%Y %H:%M";
  EXPECT_EQ(records::format_moment(good<Moment>("6/11/2023 8:30", european)),
            "2023-11-06T08:30:00Z");
  EXPECT_EQ(bad<Moment>("2023-11-16", european), "not a date as the mapping's format has it");
  CellForm named;
  named.date = "%d %b %Y";
  named.offset_days = 1;
  EXPECT_EQ(records::format_moment(good<Moment>("31 December 2022", named)),
            "2023-01-01T00:00:00Z");
  EXPECT_EQ(bad<Happened>("2024-06-02"), "a date in the future");
  EXPECT_TRUE(good<Happened>("2024-06-01").at.is_known());
  EXPECT_TRUE(good<Until>("2030-01-01").at.is_known());
  EXPECT_FALSE(good<Until>("9999-12-31").at.is_known());
}

TEST_F(ConvertTest, CountriesPortsAndCurrencies) {
  EXPECT_EQ(good<Country>("cn").code, "CN");
  EXPECT_EQ(good<Country>("USA").code, "US");
  EXPECT_EQ(good<Country>("Korea, Republic of").code, "KR");
  EXPECT_EQ(good<Country>("UK").code, "GB");
  EXPECT_EQ(good<Country>("NA").code, "NA");
  EXPECT_EQ(good<Country>("ZZ").code, "");
  EXPECT_NE(bad<Country>("Atlantis"), "fine");
  EXPECT_NE(bad<Country>("QQ"), "fine");
  EXPECT_EQ(good<Countries>("HKG; ae").codes, "HK;AE");
  EXPECT_EQ(good<PortCountry>("CNSHA").code, "CN");
  EXPECT_EQ(good<PortCountry>("US LAX").code, "US");
  EXPECT_EQ(good<PortCountry>("CHINA").code, "CN");
  EXPECT_EQ(good<PortCountry>("57020").code, "");
  EXPECT_EQ(good<Currency>("usd").code, "USD");
  EXPECT_EQ(good<Currency>("RMB").code, "CNY");
  EXPECT_EQ(good<Currency>("\xE2\x82\xAC").code, "EUR");
  EXPECT_NE(bad<Currency>("$").find("several"), std::string::npos);
  EXPECT_NE(bad<Currency>("XXQ"), "fine");
}

TEST_F(ConvertTest, RatesAreOfTheYear) {
  const Moment in_2020 = records::start_of(*records::make_day(2020, 12, 31));
  const Moment in_1990 = records::start_of(*records::make_day(1990, 1, 1));
  const Moment in_2018 = records::start_of(*records::make_day(2018, 1, 1));
  EXPECT_EQ(tables_.usd_per_unit("USD", in_2020), 1);
  EXPECT_NEAR(tables_.usd_per_unit("EUR", in_2020), 1.14, 0.02);
  EXPECT_EQ(tables_.usd_per_unit("EUR", in_1990), tables_.usd_per_unit("EUR", in_2018));
  EXPECT_FALSE(records::is_known(tables_.usd_per_unit("XAF", in_2020)));
  EXPECT_FALSE(records::is_known(tables_.usd_per_unit("", in_2020)));
}

TEST_F(ConvertTest, CodesWordsAndTexts) {
  EXPECT_EQ(good<HsCode>("2933.39.9990").digits, "2933399990");
  EXPECT_EQ(good<HsCode>("071080").digits, "071080");
  EXPECT_NE(bad<HsCode>("71080").find("leading zero"), std::string::npos);
  EXPECT_NE(bad<HsCode>("29.33AB"), "fine");
  EXPECT_EQ(good<Id>("rr 287 043 775 in").text, "RR287043775IN");
  EXPECT_EQ(good<Id>(" 97061800 ").text, "97061800");
  EXPECT_EQ(good<Word>("Low Value").text, "low_value");
  EXPECT_EQ(good<YesNo>("TRUE").text, "yes");
  EXPECT_EQ(good<YesNo>("0").text, "no");
  EXPECT_NE(bad<YesNo>("perhaps"), "fine");
  EXPECT_EQ(good<Text>(" a\tb\x01\r\n c\xC2\xA0"), "a b c");
  EXPECT_EQ(good<Several>(" a ;; b; ").text, "a;b");
  EXPECT_EQ(good<OneOf<kResults>>("No finding").word, "no_finding");
  EXPECT_NE(bad<OneOf<kResults>>("maybe"), "fine");
  EXPECT_EQ(good<PieceNumber>("2").number, 2);
  EXPECT_NE(bad<PieceNumber>("0"), "fine");
  EXPECT_NE(bad<PieceNumber>("1.5"), "fine");
}

}  // namespace
}  // namespace chokepoint::ingest
