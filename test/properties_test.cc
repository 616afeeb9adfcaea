// What must hold of every run: the cut of batches, the number of threads, later knowledge and a
// second reading of the feeds change nothing. Played on a small made world with all its feeds.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "chokepoint/case_file.h"
#include "chokepoint/world.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

using Tables = std::map<std::string, std::string>;  // name -> bytes of its export

const std::vector<std::pair<std::string, std::string>> kFeeds = {
    {"consignments.csv", "consignments"}, {"items.csv", "items"},
    {"payments.csv", "payments"},         {"listings.csv", "listings"},
    {"licences.csv", "licences"},         {"notifications.csv", "notifications"},
    {"outcomes.csv", "outcomes"},         {"watchlist.csv", "list"},
    {"further_list.csv", "list"}};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class PropertiesTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new fs::path(fs::temp_directory_path() /
                           ("chokepoint_properties_" + std::to_string(::getpid())));
    const auto report = make_world({.seed = 5,
                                    .consignments = 1500,
                                    .folder = *folder_ / "world",
                                    .profile = "control",
                                    .progress = {}});
    ASSERT_TRUE(report.has_value()) << report.error().message;
    write_further_list();
  }
  // A small world's own list may meet nobody: a second one names some of its recipients.
  static void write_further_list() {
    CaseFile file = read_feeds({{"consignments.csv", "consignments"}});
    const auto names = file.sql(
        "SELECT name, country FROM mention WHERE role = 'consignee' AND name NOT LIKE '%,%' AND "
        "name NOT LIKE '%*%' AND name LIKE '% %' ORDER BY known_at, mention_id LIMIT 12");
    ASSERT_TRUE(names.has_value()) << names.error().message;
    std::ofstream list(*folder_ / "world" / "further_list.csv");
    list << "entry_id,name,kind,country,valid_from,valid_to,known_at\n";
    for (std::size_t i = 0; i < names->rows.size(); ++i) {
      list << "F" << i << ',' << *names->rows[i][0] << ",person," << names->rows[i][1].value_or("")
           << ",2023-01-01,,2023-0" << 2 + i % 2 << "-01\n";
    }
  }
  static void TearDownTestSuite() {
    fs::remove_all(*folder_);
    delete folder_;
  }

  static CaseFile read_feeds(const std::vector<std::pair<std::string, std::string>>& feeds) {
    auto file = CaseFile::in_memory({.actor = "test"});
    EXPECT_TRUE(file.has_value());
    for (const auto& [name, kind] : feeds) {
      const auto report = file->ingest(*folder_ / "world" / name, {.kind = kind});
      EXPECT_TRUE(report.has_value()) << name << ": " << report.error().message;
    }
    return std::move(*file);
  }

  static Tables export_all(CaseFile& file) {
    const fs::path out = *folder_ / "export";
    fs::remove_all(out);
    EXPECT_TRUE(file.export_tables(out, "csv").has_value());
    Tables tables;
    for (const auto& entry : fs::directory_iterator(out))
      tables[entry.path().filename()] = read_file(entry.path());
    return tables;
  }

  static Tables run_all(const RunOptions& options) {
    CaseFile file = read_feeds(kFeeds);
    const auto report = file.run(options);
    EXPECT_TRUE(report.has_value()) << report.error().message;
    return export_all(file);
  }

  static void expect_equal(const Tables& expected, const Tables& actual) {
    ASSERT_EQ(expected.size(), actual.size());
    for (const auto& [name, bytes] : expected)
      EXPECT_TRUE(bytes == actual.at(name)) << name << " differs";
  }

  static const Tables& reference() {
    static const Tables tables = run_all({});
    return tables;
  }

  static fs::path* folder_;
};
fs::path* PropertiesTest::folder_ = nullptr;

TEST_F(PropertiesTest, TheWorldReachesEveryTable) {
  for (const char* table :
       {"goods_finding.csv", "party.csv", "party_merge.csv", "hit.csv", "paper.csv", "link.csv",
        "component.csv", "signal.csv", "evidence.csv", "score.csv", "model.csv"}) {
    const std::string& bytes = reference().at(table);
    EXPECT_GT(std::count(bytes.begin(), bytes.end(), '\n'), 1) << table << " is empty";
  }
}

TEST_F(PropertiesTest, BatchesOfOne) {
  expect_equal(reference(), run_all({.batch = 1}));
}
TEST_F(PropertiesTest, BatchesOfSeven) {
  expect_equal(reference(), run_all({.batch = 7}));
}
TEST_F(PropertiesTest, BatchesOfAThousand) {
  expect_equal(reference(), run_all({.batch = 1000}));
}
TEST_F(PropertiesTest, OneThread) {
  expect_equal(reference(), run_all({.threads = 1}));
}
TEST_F(PropertiesTest, EightThreads) {
  expect_equal(reference(), run_all({.batch = 2000, .threads = 8}));
}

TEST_F(PropertiesTest, TheOrderOfFilesDoesNotMatter) {
  std::vector<std::pair<std::string, std::string>> feeds = kFeeds;
  std::reverse(feeds.begin(), feeds.end());
  CaseFile file = read_feeds(feeds);
  ASSERT_TRUE(file.run({}).has_value());
  expect_equal(reference(), export_all(file));
}

TEST_F(PropertiesTest, RunningInTwoPartsIsRunningOnce) {
  CaseFile file = read_feeds(kFeeds);
  ASSERT_TRUE(file.run({.until = "2023-06-01"}).has_value());
  ASSERT_TRUE(file.run({.until = "2023-09-15T12:00:00"}).has_value());
  ASSERT_TRUE(file.run({}).has_value());
  expect_equal(reference(), export_all(file));
}

TEST_F(PropertiesTest, ReadingTheFeedsAgainAddsNothing) {
  CaseFile file = read_feeds(kFeeds);
  ASSERT_TRUE(file.run({}).has_value());
  for (const auto& [name, kind] : kFeeds) {
    const auto report = file.ingest(*folder_ / "world" / name, {.kind = kind});
    ASSERT_TRUE(report.has_value()) << name;
    EXPECT_EQ(report->added, 0u) << name;
  }
  ASSERT_TRUE(file.run({}).has_value());
  Tables tables = export_all(file);
  tables["source_file.csv"] = reference().at("source_file.csv");
  expect_equal(reference(), tables);
}

// What comes in late is known from now on: it is used, and nothing said before changes.
TEST_F(PropertiesTest, RowsThatComeLateAreDatedForward) {
  std::vector<std::pair<std::string, std::string>> without_list = kFeeds;
  without_list.pop_back();
  CaseFile file = read_feeds(without_list);
  ASSERT_TRUE(file.run({}).has_value());
  const auto before = file.sql("SELECT * FROM signal ORDER BY ALL");
  ASSERT_TRUE(file.ingest(*folder_ / "world" / "further_list.csv", {.kind = "list"}).has_value());
  ASSERT_TRUE(file.run({}).has_value());
  const auto late = file.sql(
      "SELECT count(*) FROM list_entry WHERE claimed_known_at IS NOT NULL AND known_at > "
      "claimed_known_at");
  EXPECT_NE(late->rows[0][0], "0");
  const auto hits = file.sql("SELECT count(*) FROM hit");
  EXPECT_NE(hits->rows[0][0], "0");
  const auto after = file.sql("SELECT * FROM signal ORDER BY ALL");
  EXPECT_EQ(before->rows, after->rows);
}

// Everything that stages said before a day is the same, whether or not later rows are there.
TEST_F(PropertiesTest, LaterKnowledgeChangesNothingEarlier) {
  const char* const questions[] = {
      "SELECT * FROM signal WHERE known_at < '2023-07-01' ORDER BY ALL",
      "SELECT * FROM score WHERE scored_at < '2023-07-01' ORDER BY ALL",
      "SELECT * FROM hit WHERE known_at < '2023-07-01' ORDER BY ALL",
      "SELECT * FROM party_mention WHERE known_at < '2023-07-01' ORDER BY ALL",
      "SELECT * FROM link WHERE known_at < '2023-07-01' ORDER BY ALL",
      "SELECT * FROM model WHERE known_at < '2023-07-01' ORDER BY ALL",
      "SELECT * FROM paper WHERE known_at < '2023-07-01' ORDER BY ALL"};
  CaseFile early = read_feeds(kFeeds);
  ASSERT_TRUE(early.run({.until = "2023-07-01"}).has_value());
  CaseFile all = read_feeds(kFeeds);
  ASSERT_TRUE(all.run({}).has_value());
  for (const char* question : questions) {
    const auto before = early.sql(question);
    const auto after = all.sql(question);
    ASSERT_TRUE(before.has_value() && after.has_value()) << question;
    EXPECT_EQ(before->rows, after->rows) << question;
    EXPECT_FALSE(before->rows.empty()) << question;
  }
}

}  // namespace
}  // namespace chokepoint
