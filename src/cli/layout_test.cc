// What a person at a desk reads, as golden files under test/golden/cli. After a change that is
// meant:
//   CHOKEPOINT_UPDATE_GOLDEN=1 chokepoint_test --gtest_filter=Layout.*   and read the diff.
#include "cli/layout.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "cli/text_width.h"

namespace chokepoint::cli {
namespace {

std::filesystem::path golden(const std::string& name) {
  return std::filesystem::path(CHOKEPOINT_SOURCE_DIR) / "test/golden" / name;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Json read_document(const std::string& name) {
  auto json = Json::parse(read_file(golden("report/" + name)));
  EXPECT_TRUE(json) << name;
  return json ? *json : Json();
}

void expect_golden(const std::string& name, const std::string& text) {
  if (std::getenv("CHOKEPOINT_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(golden("cli"));
    std::ofstream(golden("cli/" + name), std::ios::binary) << text;
  }
  EXPECT_EQ(read_file(golden("cli/" + name)), text);
}

struct Desk {
  std::ostringstream out, error;
  Console console;
  explicit Desk(std::size_t width, bool color = false)
      : console(out, error, {.format = Format::table, .width = width, .color = color}) {}
};

TEST(Layout, Targets) {
  Desk desk(100);
  expect_golden("targets.txt", lay_out_targets(read_document("targets.json"), {}, desk.console));
}

TEST(Layout, Explanation) {
  Desk desk(100);
  expect_golden("explain.txt",
                lay_out_explanation(read_document("explanation_1.json"), desk.console));
}

TEST(Layout, Evaluation) {
  Desk desk(120);
  expect_golden("evaluate.txt", lay_out_evaluation(read_document("evaluation.json"), desk.console));
}

TEST(Layout, StaysWithinTheTerminal) {
  for (const std::size_t width : {62, 80, 133}) {
    Desk desk(width);
    for (const std::string& text :
         {lay_out_targets(read_document("targets.json"), {}, desk.console),
          lay_out_explanation(read_document("explanation_1.json"), desk.console)}) {
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), width) << line;
    }
  }
}

TEST(Layout, MarksNothingWithoutColour) {
  Desk plain(100), coloured(100, true);
  const Json targets = read_document("targets.json");
  EXPECT_EQ(lay_out_targets(targets, {}, plain.console).find('\033'), std::string::npos);
  EXPECT_NE(lay_out_targets(targets, {}, coloured.console).find('\033'), std::string::npos);
}

TEST(Layout, ShowsNoEscapeSequenceOfAFeed) {
  Desk desk(100, true);
  const Json targets = *Json::parse(
      R"({"targets":[{"rank":1,"subject_id":"A\u001b[2J","label":"\u001b]0;x","reasons":[
          {"says":"\u001b[31mred","evidence":["item:\u001b[5m"]}]}]})");
  const std::string text = lay_out_targets(targets, {}, desk.console);
  for (const char* sequence : {"\033[2J", "\033]0", "\033[31m", "\033[5m"}) {
    EXPECT_EQ(text.find(sequence), std::string::npos);
  }
}

TEST(Layout, SaysSoWhereThereIsNothing) {
  Desk desk(100);
  EXPECT_EQ(lay_out_targets(*Json::parse(R"({"targets":[]})"), {}, desk.console),
            "No target: no subject without an outcome arrived in that window.\n");
  const std::string text =
      lay_out_explanation(*Json::parse(R"({"subject_id":"A","score":0.2})"), desk.console);
  EXPECT_NE(text.find("no published pattern holds here"), std::string::npos);
  EXPECT_NE(text.find("that is no evidence for it"), std::string::npos);
}

TEST(Layout, DocumentsBecomeRowsForCsvAndParquet) {
  const CaseFile::Rows targets = targets_as_rows(read_document("targets.json"));
  ASSERT_EQ(targets.rows.size(), 3u);
  EXPECT_EQ(targets.rows[0][2], "RB123456785CN");
  EXPECT_EQ(targets.rows[2][4], "random");
  const CaseFile::Rows reasons = explanation_as_rows(read_document("explanation_1.json"));
  ASSERT_EQ(reasons.rows.size(), 4u);
  EXPECT_EQ(reasons.rows[3][2], "against");
  EXPECT_EQ(reasons.rows[3][5], "-0.64");
  const CaseFile::Rows shares = evaluation_as_rows(read_document("evaluation.json"));
  ASSERT_EQ(shares.rows.size(), 4u);
  EXPECT_EQ(shares.rows[0][3], "0.3537");
  for (const CaseFile::Rows* rows : {&targets, &reasons, &shares}) {
    EXPECT_EQ(rows->columns.size(), rows->types.size());
    for (const auto& row : rows->rows) EXPECT_EQ(row.size(), rows->columns.size());
  }
}

}  // namespace
}  // namespace chokepoint::cli
