// The same people as other registers write them: names and addresses in one column or in several.
#include <gtest/gtest.h>

#include "base/rng.h"
#include "linkage/table_for_test.h"
#include "resolve_texts.h"

namespace chokepoint {
namespace {

using testing::resolve_texts;

std::map<std::string, std::string> truth_of(const linkage::MadePeople& made) {
  std::map<std::string, std::string> truth;
  for (std::size_t i = 0; i < made.rows.size(); ++i)
    truth["r" + std::to_string(i)] = std::to_string(made.person_of[i]);
  return truth;
}

double f1_of(const linkage::MadePeople& made, const std::vector<std::string>& files) {
  return testing::count_pairs(resolve_texts(files).cluster_of, truth_of(made)).f1();
}

std::string joined(const std::string& first, const std::string& second) {
  return first + (first.empty() || second.empty() ? "" : " ") + second;
}

// Half of the names and half of the addresses are whole, the others in parts.
TEST(ResolveShapes, WholeNamesAndAddressesBesideTheirParts) {
  const auto made = linkage::make_people(1200, 21);
  base::Rng random(21);
  std::string csv =
      "record_id,record_type,name_full,name_first,name_last,date_of_birth,addr_full,addr_line1,"
      "addr_city,addr_postal_code,phone_number,email_address\n";
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    const bool whole_name = random.chance(0.5), whole_address = random.chance(0.5);
    csv += "r" + std::to_string(i) + ",PERSON,";
    csv += whole_name ? joined(row[0], row[1]) + ",,," : "," + row[0] + "," + row[1] + ",";
    csv += row[2] + ",";
    csv += whole_address ? joined(joined(row[3], row[4]), row[5]) + ",,,,"
                         : "," + row[3] + "," + row[4] + "," + row[5] + ",";
    csv += row[6] + "," + row[7] + "\n";
  }
  EXPECT_GE(f1_of(made, {csv}), 0.98) << f1_of(made, {csv});
}

// A name that stands in three columns is one name.
TEST(ResolveShapes, ANameInSeveralColumnsCountsOnce) {
  const auto made = linkage::make_people(1200, 22);
  std::string once = "id,first_name,surname,dob,birth_place\n";
  std::string thrice = "id,full_name,first_and_surname,first_name,surname,dob,birth_place\n";
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    const std::string whole = joined(row[0], row[1]);
    const std::string rest = row[0] + "," + row[1] + "," + row[2] + "," + row[4] + "\n";
    once += "r" + std::to_string(i) + "," + rest;
    thrice += "r" + std::to_string(i) + "," + whole + "," + whole + "," + rest;
  }
  EXPECT_NEAR(f1_of(made, {thrice}), f1_of(made, {once}), 0.01);
  EXPECT_GE(f1_of(made, {thrice}), 0.92) << f1_of(made, {thrice});
}

// "Lee, Ann" and "Ann Lee"; the address as one text.
TEST(ResolveShapes, TwoColumnsAreEnough) {
  const auto made = linkage::make_people(1200, 23);
  base::Rng random(23);
  std::string csv = "id,name,address\n";
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    const bool turned = random.chance(0.5) && !row[0].empty() && !row[1].empty();
    csv += "r" + std::to_string(i) + ",\"";
    csv += turned ? row[1] + ", " + row[0] : joined(row[0], row[1]);
    csv += "\"," + joined(joined(row[3], row[4]), row[5]) + "\n";
  }
  EXPECT_GE(f1_of(made, {csv}), 0.80) << f1_of(made, {csv});
}

// One file has whole names, the other their parts, in either order of the files.
TEST(ResolveShapes, FilesThatWriteNamesOtherwise) {
  const auto made = linkage::make_people(1000, 24);
  std::string parts = "id,first_name,surname,dob,city\n", whole = "id,name,dob,city\n";
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    const std::string rest = row[2] + "," + row[4] + "\n";
    if (i % 2 == 0) {
      parts += "r" + std::to_string(i) + "," + row[0] + "," + row[1] + "," + rest;
    } else {
      whole += "r" + std::to_string(i) + "," + joined(row[0], row[1]) + "," + rest;
    }
  }
  EXPECT_GE(f1_of(made, {parts, whole}), 0.90) << f1_of(made, {parts, whole});
  EXPECT_GE(f1_of(made, {whole, parts}), 0.88) << f1_of(made, {whole, parts});
}

// The second file has a whole name and its parts.
TEST(ResolveShapes, TheFirstFileSaysHowNamesAreCompared) {
  const auto resolved = resolve_texts(
      {"id,name,dob\n1,Ann Lee,1971-06-24\n2,Bo Ek,1980-01-02\n",
       "id,full_name,first_name,surname,dob\n3,,Ann,Lee,1971-06-24\n4,Bo Ek,,,1980-01-02\n"});
  EXPECT_EQ(resolved.cluster_of.at("1"), resolved.cluster_of.at("3"));
  EXPECT_EQ(resolved.cluster_of.at("2"), resolved.cluster_of.at("4"));
}

// Ids of rows and answers beside the data change nothing, whatever they are called.
TEST(ResolveShapes, WhatNumbersRowsOrAnswersIsNoEvidence) {
  const auto made = linkage::make_people(800, 25);
  std::string plain = "record_id,first_name,surname,dob,city\n";
  std::string with =
      "record_id,cluster,first_name,surname,dob,city,entity_id,ncid,row_key,gender\n";
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    const std::string rest = row[0] + "," + row[1] + "," + row[2] + "," + row[4];
    const std::string person = std::to_string(made.person_of[i]);
    plain += "r" + std::to_string(i) + "," + rest + "\n";
    with += "r" + std::to_string(i) + "," + person + "," + rest + ",E" + person + ",AA" + person +
            "," + std::to_string(i) + "," + (made.person_of[i] % 2 == 0 ? "f" : "m") + "\n";
  }
  const auto expected = resolve_texts({plain}), found = resolve_texts({with});
  EXPECT_EQ(found.cluster_of, expected.cluster_of);
  EXPECT_LT(f1_of(made, {plain}), 1.0);  // the answers would have helped
}

// Twins with many records each, whose given names stand beside one another again and again.
TEST(ResolveShapes, TwinsWithManyRecordsTeachNoAlias) {
  std::string csv = "id,first_name,surname,dob,city,postcode\n";
  const auto made = linkage::make_people(600, 26);
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    csv += "r" + std::to_string(i) + "," + row[0] + "," + row[1] + "," + row[2] + "," + row[4] +
           "," + row[5] + "\n";
  }
  for (int i = 0; i < 12; ++i) {
    for (const std::string name : {"sherry", "barnes"})
      csv += name + std::to_string(i) + "," + name + ",quillon,1992-07-01,ardleton,12096\n";
  }
  for (const std::string& note : resolve_texts({csv}).report.notes)
    EXPECT_EQ(note.find("stand for one another"), std::string::npos) << note;
}

}  // namespace
}  // namespace chokepoint
