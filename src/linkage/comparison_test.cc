#include "linkage/comparison.h"

#include <gtest/gtest.h>

#include "linkage/table_for_test.h"

namespace chokepoint::linkage {
namespace {

// The levels of two records of one or two fields.
Levels levels_of(const std::vector<Kind>& kinds, const std::vector<std::string>& a,
                 const std::vector<std::string>& b) {
  const RecordTable table = make_table(kinds, {a, b});
  const auto facts = read_facts(table, 1);
  return Comparison(table, facts).compare(0, 1);
}

int level_of(Kind kind, const std::string& a, const std::string& b) {
  return levels_of({kind}, {a}, {b})[0];
}

TEST(Comparison, Words) {
  EXPECT_EQ(level_of(Kind::given_name, "Ann", ""), kAbsent);
  EXPECT_EQ(level_of(Kind::given_name, "JOS\xC3\x89", "jose"), kSame);
  EXPECT_EQ(level_of(Kind::surname, "green", "geren"), 2);
  EXPECT_EQ(level_of(Kind::given_name, "mary anne", "mary"), 3);
  EXPECT_EQ(level_of(Kind::given_name, "j", "john"), 4);
  EXPECT_EQ(level_of(Kind::given_name, "john", "mary"), 5);
}

TEST(Comparison, Dates) {
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-24", "24/06/1971"), kSame);
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-05", "1971-05-06"), 2);
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-24", "1981-06-24"), 2);
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-24", "1938-06-24"), 3);
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-24", "1971"), 4);
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-24", "1938-06-03"), 5);
  EXPECT_EQ(level_of(Kind::birth_date, "1971-06-24", "1938-11-03"), 6);
}

TEST(Comparison, CodesAndMails) {
  EXPECT_EQ(level_of(Kind::postcode, "2119", "2191"), 2);
  EXPECT_EQ(level_of(Kind::postcode, "2119", "4870"), 4);
  EXPECT_EQ(level_of(Kind::postcode, "10024", "10098"), 3);
  EXPECT_EQ(level_of(Kind::national_id, "10025760507", "10025768426"), 4);
  EXPECT_EQ(level_of(Kind::national_id, "10025760507", "10025760570"), 2);
  EXPECT_EQ(level_of(Kind::email, "roberta25@smith.net", "robert255@smith.net"), 2);
  EXPECT_EQ(level_of(Kind::email, "roberta25@smith.net", "roberta25@post.org"), 3);
  EXPECT_EQ(level_of(Kind::email, "a@smith.net", "grace.kelly@smith.net"), 4);
}

TEST(Comparison, AsPrintCanBeTaken) {
  EXPECT_EQ(level_of(Kind::given_name, "rnark", "mark"), 2);
  EXPECT_EQ(level_of(Kind::surname, "clostokal", "d0stokal"), 2);
}

TEST(Comparison, TwoSlipsInALongNumber) {
  EXPECT_EQ(level_of(Kind::national_id, "7536904", "7436905"), 3);
  EXPECT_EQ(level_of(Kind::national_id, "7536904", "7437905"), 4);
  EXPECT_EQ(level_of(Kind::national_id, "53690", "43691"), 4);
}

// "anna" and "maria" are in use; "anran" may be a slip of the first, though three records have it.
TEST(Comparison, ASlipMayBeMetSeveralTimes) {
  std::vector<std::vector<std::string>> rows(80, {"anna"});
  for (int i = 0; i < 40; ++i) rows.push_back({"maria"});
  for (int i = 0; i < 3; ++i) rows.push_back({"anran"});
  const RecordTable table = make_table({Kind::given_name}, rows);
  const auto facts = read_facts(table, 1);
  const Comparison comparison(table, facts);
  EXPECT_EQ(comparison.compare(0, 80)[0], 6);   // another name
  EXPECT_EQ(comparison.compare(0, 120)[0], 3);  // alike
}

TEST(Comparison, SwappedNamesAndAddressLines) {
  const std::vector<Kind> names = {Kind::given_name, Kind::surname};
  EXPECT_EQ(levels_of(names, {"Isla", "Hall"}, {"Hall", "Isla"})[0], kSwapped);
  EXPECT_EQ(levels_of(names, {"Isla", "Halle"}, {"Hall", "Isla"})[1], kSwapped);
  EXPECT_EQ(levels_of(names, {"Robert", "Alicia"}, {"Alicia", ""})[0], kSwapped);
  const std::vector<Kind> lines = {Kind::street, Kind::address_line};
  EXPECT_EQ(levels_of(lines, {"jim pike avenue", "bendarra"}, {"bendarra", "jim pike avenue"})[0],
            kSwapped);
}

TEST(Comparison, NamesOfOrganisations) {
  EXPECT_EQ(level_of(Kind::organisation_name, "Veltora Chemical GmbH", "Veltora Chemica lGmbH"), 2);
  EXPECT_GE(level_of(Kind::organisation_name, "Institute of Physics Orin University",
                     "Institute of Chemistry Orin University"),
            5);
  EXPECT_GE(level_of(Kind::organisation_name, "Storage 12 Ltd", "Storage 13 Ltd"), 5);
}

}  // namespace
}  // namespace chokepoint::linkage
