// What must hold of every run: the cut of batches, the number of threads, later knowledge and a
// second reading of the feeds change nothing. Played on a small made world with all its feeds.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "chokepoint/case_file.h"
#include "chokepoint/world.h"
#include "scratch_folder.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

using Tables = std::map<std::string, std::string>;  // name -> bytes of its export

const std::vector<std::pair<std::string, std::string>> kFeeds = {
    {"consignments.csv", "consignments"},
    {"items.csv", "items"},
    {"payments.csv", "payments"},
    {"listings.csv", "listings"},
    {"licences.csv", "licences"},
    {"notifications.csv", "notifications"},
    {"outcomes.csv", "outcomes"},
    {"party_decisions.csv", "party_decisions"},
    {"watchlist.csv", "list"},
    {"further_list.csv", "list"}};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class PropertiesTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new testing::ScratchFolder;
    const auto report = make_world({.seed = 5,
                                    .consignments = 1500,
                                    .folder = folder_->path() / "world",
                                    .profile = "control",
                                    .progress = {}});
    ASSERT_TRUE(report.has_value()) << report.error().message;
    write_further_list();
    write_party_decisions();
  }
  // A small world's own list may meet nobody: a second one names some of its recipients.
  static void write_further_list() {
    CaseFile file = read_feeds({{"consignments.csv", "consignments"}});
    const auto names = file.sql(
        "SELECT name, country FROM mention WHERE role = 'consignee' AND name NOT LIKE '%,%' AND "
        "name NOT LIKE '%*%' AND name LIKE '% %' ORDER BY known_at, mention_id LIMIT 12");
    ASSERT_TRUE(names.has_value()) << names.error().message;
    std::ofstream list(folder_->path() / "world" / "further_list.csv");
    list << "entry_id,name,kind,country,valid_from,valid_to,known_at\n";
    for (std::size_t i = 0; i < names->rows.size(); ++i) {
      list << "F" << i << ',' << *names->rows[i][0] << ",person," << names->rows[i][1].value_or("")
           << ",2023-01-01,,2023-0" << 2 + i % 2 << "-01\n";
    }
  }
  // People part parties that the engine made, join others, and take some of that back.
  static void write_party_decisions() {
    CaseFile file = read_feeds({{"consignments.csv", "consignments"},
                                {"payments.csv", "payments"},
                                {"watchlist.csv", "list"},
                                {"further_list.csv", "list"}});
    ASSERT_TRUE(file.run({}).has_value());
    const auto pairs = file.sql(
        "WITH named AS (SELECT item_id, role, party_id, known_at, mention_id IN (SELECT mention_id "
        "FROM hit) AS is_hit FROM party_now n JOIN mention m USING (mention_id, known_at) JOIN "
        "consignment ON consignment_id = record_id WHERE role IN ('consignor', 'consignee')), "
        "party AS (SELECT party_id, list((item_id, role) ORDER BY known_at, item_id, role) AS "
        "records, "
        "bool_or(is_hit) AS is_hit FROM named WHERE known_at < '2023-05-11' GROUP BY party_id), "
        "ranked AS (SELECT *, row_number() OVER (ORDER BY is_hit DESC, len(records) DESC, "
        "party_id) AS "
        "place FROM party WHERE len(records) > 1) "
        "SELECT a.records[1][1], a.records[1][2], a.records[2][1], a.records[2][2], "
        "b.records[2][1], b.records[2][2] FROM "
        "ranked a JOIN ranked b ON b.place = a.place + 1 WHERE a.place <= 24 ORDER BY a.place");
    ASSERT_TRUE(pairs.has_value()) << pairs.error().message;
    ASSERT_EQ(pairs->rows.size(), 24u);
    std::ofstream decisions(folder_->path() / "world" / "party_decisions.csv");
    decisions << "decision_id,verdict,record_kind_1,record_id_1,role_1,record_kind_2,record_id_2,"
                 "role_2,undoes,reason,actor,decided_at\n";
    for (std::size_t i = 0; i < pairs->rows.size(); ++i) {
      const auto& row = pairs->rows[i];
      const auto name = [&](std::size_t at) {
        return "consignment," + row[at].value_or("") + ',' + row[at + 1].value_or("");
      };
      decisions << 'S' << i << ",same," << name(0) << ',' << name(4) << ",,made,ann,2023-06-"
                << 10 + i % 7 << "\n";
      decisions << 'A' << i << ",apart," << name(0) << ',' << name(2) << ",,made,ann,2023-0"
                << 5 + i % 4 << "-11\n";
      if (i % 3 == 0) decisions << "US" << i << ",undo,,,,,,,S" << i << ",made,bob,2023-06-15\n";
      if (i % 4 == 0)
        decisions << "UA" << i << ",undo,,,,,,,A" << i << ",made,bob,2023-10-0" << 1 + i % 5
                  << "\n";
    }
  }
  static void TearDownTestSuite() { delete folder_; }

  static CaseFile read_feeds(const std::vector<std::pair<std::string, std::string>>& feeds) {
    auto file = CaseFile::in_memory({.actor = "test"});
    EXPECT_TRUE(file.has_value());
    for (const auto& [name, kind] : feeds) {
      const auto report = file->ingest(folder_->path() / "world" / name, {.kind = kind});
      EXPECT_TRUE(report.has_value()) << name << ": " << report.error().message;
    }
    return std::move(*file);
  }

  static Tables export_all(CaseFile& file) {
    const fs::path out = folder_->path() / "export";
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

  static testing::ScratchFolder* folder_;
};
testing::ScratchFolder* PropertiesTest::folder_ = nullptr;

TEST_F(PropertiesTest, TheWorldReachesEveryTable) {
  for (const char* table :
       {"goods_finding.csv", "party.csv", "party_merge.csv", "hit.csv", "paper.csv", "link.csv",
        "component.csv", "signal.csv", "evidence.csv", "score.csv", "model.csv", "party_split.csv",
        "decision_effect.csv", "hit_withdrawal.csv", "link_withdrawal.csv"}) {
    const std::string& bytes = reference().at(table);
    EXPECT_GT(std::count(bytes.begin(), bytes.end(), '\n'), 1) << table << " is empty";
  }
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

TEST_F(PropertiesTest, DecisionsOnPartiesHold) {
  CaseFile file = read_feeds(kFeeds);
  ASSERT_TRUE(file.run({}).has_value());
  const char* const counts_of_none[] = {
      // two that are kept apart are one
      "SELECT count(*) FROM party_decision JOIN decision_now e USING (party_decision_id) JOIN "
      "party_now a ON a.mention_id = mention_id_1 JOIN party_now b ON b.mention_id = mention_id_2 "
      "WHERE verdict = 'apart' AND e.in_force AND a.party_id = b.party_id",
      // a party that does not hold the mention its id is made from
      "SELECT count(*) FROM (SELECT DISTINCT party_id FROM party_now) n JOIN party p USING "
      "(party_id) JOIN party_now f ON f.mention_id = p.founding_mention_id WHERE f.party_id <> "
      "n.party_id",
      // a link that counts, of a party to a contact that none of its mentions gives
      "SELECT count(*) FROM link_now l JOIN party_split s ON s.party_id = l.from_id OR "
      "s.new_party_id = l.from_id WHERE l.kind = 'uses' AND NOT EXISTS (SELECT 1 FROM party_now n "
      "JOIN mention_channel c USING (mention_id) WHERE n.told_party_id = l.from_id AND "
      "c.channel_id = l.to_id)",
      // a hit that counts, of a party that none of its mentions met
      "SELECT count(*) FROM hit_now h JOIN party_split s ON s.party_id = h.subject_id OR "
      "s.new_party_id = h.subject_id WHERE h.mention_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
      "party_now n WHERE n.mention_id = h.mention_id AND n.told_party_id = h.subject_id)"};
  for (const char* question : counts_of_none) {
    const auto answer = file.sql(question);
    ASSERT_TRUE(answer.has_value()) << answer.error().message;
    EXPECT_EQ(answer->rows[0][0], "0") << question;
  }
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
    const auto report = file.ingest(folder_->path() / "world" / name, {.kind = kind});
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
  ASSERT_TRUE(
      file.ingest(folder_->path() / "world" / "further_list.csv", {.kind = "list"}).has_value());
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
