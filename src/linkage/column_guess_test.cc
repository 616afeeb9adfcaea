#include "linkage/column_guess.h"

#include <gtest/gtest.h>

namespace chokepoint::linkage {
namespace {

Kind guess_one(const std::string& name, std::vector<std::string_view> values) {
  const std::vector<ColumnSample> columns = {{name, std::move(values)}};
  return guess_columns(columns)[0].kind;
}

TEST(ColumnGuess, ByName) {
  EXPECT_EQ(guess_one("First Name", {"Ann"}), Kind::given_name);
  EXPECT_EQ(guess_one("date_of_birth", {"1971-06-24"}), Kind::birth_date);
  EXPECT_EQ(guess_one("soc_sec_id", {"1804974"}), Kind::national_id);
  EXPECT_EQ(guess_one("unique_id", {"7"}), Kind::record_id);
}

TEST(ColumnGuess, ByValuesWhereTheNameIsOpen) {
  EXPECT_EQ(guess_one("name", {"Ann Lee", "Bo Ek"}), Kind::full_name);
  EXPECT_EQ(guess_one("name", {"Veltora Trading Ltd", "Orin GmbH"}), Kind::organisation_name);
  EXPECT_EQ(guess_one("contact", {"a@b.org", "c@d.net"}), Kind::email);
  EXPECT_EQ(guess_one("title", {"Dr", "Ms"}), Kind::ignored);
  EXPECT_EQ(guess_one("title", {"A user-centered interface for databases"}), Kind::title);
}

TEST(ColumnGuess, WordsInAnyOrderAndWithFillers) {
  EXPECT_EQ(guess_one("name_first", {"Ann", "Bo"}), Kind::given_name);
  EXPECT_EQ(guess_one("NAME_LAST", {"Lee", "Ek"}), Kind::surname);
  EXPECT_EQ(guess_one("name_org", {"Veltora Ltd"}), Kind::organisation_name);
  EXPECT_EQ(guess_one("addr_postal_code", {"10024"}), Kind::postcode);
  EXPECT_EQ(guess_one("NM_MUNICIPIO", {"OLINDA"}), Kind::city);
  EXPECT_EQ(guess_one("customer_phone_number", {"020 7946 0000"}), Kind::phone);
  EXPECT_EQ(guess_one("record_type", {"PERSON"}), Kind::ignored);
  EXPECT_EQ(guess_one("data_source", {"crm"}), Kind::ignored);
}

TEST(ColumnGuess, AnAddressInOneText) {
  EXPECT_EQ(guess_one("address", {"12 Mill Lane Burford 10024"}), Kind::full_address);
  EXPECT_EQ(guess_one("address", {"12 Mill Lane"}), Kind::street);
  EXPECT_EQ(guess_one("addr_full", {"12 Mill Lane"}), Kind::full_address);
}

TEST(ColumnGuess, ValuesForbid) {
  EXPECT_EQ(guess_one("dob", {"yes", "no"}), Kind::ignored);
  EXPECT_EQ(guess_one("phone", {"none at all"}), Kind::ignored);
}

TEST(ColumnGuess, NeverWhoSomebodyIs) {
  for (const char* name : {"sex", "gender", "nationality", "religion", "ethnicity", "race",
                           "citizenship", "cluster", "label", "remarks"}) {
    EXPECT_EQ(guess_one(name, {"1", "f", "xx"}), Kind::ignored) << name;
  }
}

TEST(ColumnGuess, OneRecordId) {
  const std::vector<ColumnSample> columns = {{"id", {"1"}}, {"unique_id", {"2"}}};
  const auto guesses = guess_columns(columns);
  EXPECT_EQ(guesses[0].kind, Kind::ignored);
  EXPECT_EQ(guesses[1].kind, Kind::record_id);
}

}  // namespace
}  // namespace chokepoint::linkage
