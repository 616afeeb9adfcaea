#include <gtest/gtest.h>

#include <filesystem>

#include "linkage/table_for_test.h"
#include "resolve_texts.h"
#include "scratch_folder.h"

namespace chokepoint {
namespace {

std::string error_with(const std::string& labels) {
  const testing::ScratchFolder folder;
  const auto file = folder.write("labels.csv", labels);
  const auto resolved = testing::try_resolve_texts({"id,name\n1,Ann Lee\n2,Ann Lee\n2,Bo Ek\n"},
                                                   {.labels = file}, "");
  return resolved ? "" : resolved.error().message;
}

TEST(ResolveLabels, ErrorsNameLineFieldAndReason) {
  const std::string header = "record_id_1,record_id_2,label\n";
  const auto told = [](const std::string& labels, const std::string& wanted) {
    const std::string error = error_with(labels);
    EXPECT_NE(error.find(".csv: " + wanted), std::string::npos) << error;
  };
  told("record_id_1,record_id_2\n", "line 1: label: there is no such column; it has: record_id_1");
  told(header + "1,9,1\n", "line 2: record_id_2: no record has the id \"9\"");
  told(header + "2,1,1\n", "line 2: record_id_1: several records have the id \"2\"");
  told(header + "1,1,1\n", "line 2: record_id_2: a record cannot be paired with itself");
  told(header + "\n1,1\n", "line 3");
  told("", "the file is empty");
}

TEST(ResolveLabels, ALabelIsNoughtOrOne) {
  const testing::ScratchFolder folder;
  const auto file = folder.write("labels.csv", "record_id_1,record_id_2,label\n1,2,yes\n");
  const auto wrong =
      testing::try_resolve_texts({"id,name\n1,Ann Lee\n2,Ann Lee\n"}, {.labels = file}, "");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().message.find("line 2: label: \"yes\" is neither 0 nor 1"),
            std::string::npos);
}

TEST(ResolveLabels, TwoLabelsOfOnePairMustAgree) {
  const testing::ScratchFolder folder;
  const auto file = folder.write("labels.csv", "record_id_1,record_id_2,label\n1,2,1\n2,1,0\n");
  const auto wrong =
      testing::try_resolve_texts({"id,name\n1,Ann Lee\n2,Ann Lee\n"}, {.labels = file}, "");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().message.find("line 3: label: an earlier line"), std::string::npos);
}

TEST(ResolveLabels, HelpOrDoNoHarm) {
  const auto made = linkage::make_people(1500, 31);
  std::string csv = "id,given_name,surname,city,postcode\n";
  std::string labels = "record_id_1,record_id_2,label\n";
  std::map<std::string, std::string> truth;
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    const auto& row = made.rows[i];
    csv +=
        "r" + std::to_string(i) + "," + row[0] + "," + row[1] + "," + row[4] + "," + row[5] + "\n";
    truth["r" + std::to_string(i)] = std::to_string(made.person_of[i]);
    if (i == 0 || i % 7 != 0) continue;
    const bool one = made.person_of[i] == made.person_of[i - 1];
    labels += "r" + std::to_string(i - 1) + ",r" + std::to_string(i) + (one ? ",1\n" : ",0\n");
  }
  const testing::ScratchFolder folder;
  const auto file = folder.write("labels.csv", labels);
  const auto without = testing::resolve_texts({csv});
  const auto with = testing::resolve_texts({csv}, {.labels = file});
  EXPECT_GT(with.report.labels, 300u);
  EXPECT_GE(testing::count_pairs(with.cluster_of, truth).f1(),
            testing::count_pairs(without.cluster_of, truth).f1() - 0.005);
}

}  // namespace
}  // namespace chokepoint
