#include "cli/truth_window.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "scratch_folder.h"

namespace chokepoint::cli {
namespace {

class TruthWindowTest : public ::testing::Test {
 protected:
  std::string read(const std::string& name) {
    std::ifstream file(folder_.path() / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  void ingest(CaseFile& file, const std::string& kind, const std::string& text) {
    IngestOptions options;
    options.kind = kind;
    const auto report = file.ingest(folder_.write(kind + ".csv", text), options);
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->rejected, 0u);
  }

  chokepoint::testing::ScratchFolder folder_;
};

// OLD lies before the window, FIRST on its first day, JUDGED has an outcome, LAST is the newest.
TEST_F(TruthWindowTest, KeepsTheCandidatesOfTheLastDays) {
  auto file = CaseFile::in_memory({});
  ASSERT_TRUE(file) << file.error().message;
  std::string feed =
      "item_id,posted_at,sender_name,sender_country,recipient_name,recipient_country,description,"
      "gross_weight_kg\n";
  for (const char* line :
       {"OLD,2024-01-21", "FIRST,2024-01-22", "JUDGED,2024-02-10", "LAST,2024-02-20"}) {
    feed += std::string(line) + ",A Shop,CN,B Buyer,US,desk lamp,1\n";
  }
  ingest(*file, "consignments", feed);
  ingest(*file, "outcomes",
         "outcome_id,item_id,selected_by,held,presented,inspected,result,happened_at,known_at\n"
         "O1,JUDGED,random,yes,yes,yes,no_finding,2024-02-11,2024-02-11\n");
  const auto whole =
      folder_.write("truth.csv",
                    "subject_id,label,group\nOLD,1,person\n\"LAST\",0,firm\nJUDGED,0,firm\n"
                    "FIRST,1,\"a, b\"\nELSEWHERE,1,firm\n");

  const auto window = write_truth_of_last_days(*file, whole, folder_.path() / "part.csv", 30);
  ASSERT_TRUE(window) << window.error().message;
  EXPECT_EQ(window->from, "2024-01-22");
  EXPECT_EQ(window->until, "2024-02-21");
  EXPECT_EQ(window->subjects, 2u);
  EXPECT_EQ(read("part.csv"), "subject_id,label,group\n\"LAST\",0,firm\nFIRST,1,\"a, b\"\n");
}

TEST_F(TruthWindowTest, ATruthAboutOthersIsAnError) {
  auto file = CaseFile::in_memory({});
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(
      write_truth_of_last_days(*file, folder_.path() / "truth.csv", folder_.path() / "part.csv", 30)
          .error()
          .code,
      ErrorCode::not_found)
      << "an empty case file has no last days";
  ingest(
      *file, "consignments",
      "item_id,posted_at,sender_name,sender_country,recipient_name,recipient_country,description,"
      "gross_weight_kg\nA,2024-02-20,A Shop,CN,B Buyer,US,desk lamp,1\n");
  const auto whole = folder_.write("truth.csv", "subject_id,label\nB,1\n");
  const auto window = write_truth_of_last_days(*file, whole, folder_.path() / "part.csv", 30);
  ASSERT_FALSE(window);
  EXPECT_EQ(window.error().code, ErrorCode::format);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "part.csv"));
}

}  // namespace
}  // namespace chokepoint::cli
