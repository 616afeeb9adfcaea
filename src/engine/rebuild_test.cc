#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/rng.h"
#include "chokepoint/case_file.h"
#include "engine/decided_pairs.h"
#include "scratch_folder.h"

namespace chokepoint {
namespace {

std::string made_word(base::Rng& rng) {
  static constexpr std::array kSounds = {"bra", "cel", "dol", "fin", "gre", "hom", "jun", "kal",
                                         "lor", "mis", "nus", "pel", "rad", "sto", "tev", "ulm"};
  std::string word;
  for (int i = 0; i < 3; ++i) word += kSounds[rng.below(kSounds.size())];
  return word;
}

// Parcels to 120 people, each written in three ways: as is, with a slip at another time, and with
// the given name's initial alone. The phone is stated each time.
std::string made_parcels() {
  base::Rng rng(9, "rebuild");
  std::string csv =
      "item_id,posted_at,sender_name,sender_country,recipient_name,recipient_street,recipient_city,"
      "recipient_postcode,recipient_country,recipient_phone,description,gross_weight_kg,"
      "declared_value,currency\n";
  for (int person = 0; person < 120; ++person) {
    const std::string given = made_word(rng), surname = made_word(rng);
    const std::string street =
        std::to_string(rng.between(1, 99)) + " " + made_word(rng) + " Street";
    const std::string city = made_word(rng);
    const auto postcode = rng.between(10'000, 99'999), phone = rng.between(2'000'000, 9'999'999);
    std::string slip = surname;
    std::swap(slip[2], slip[3]);
    const std::array names = {given + " " + surname, given + " " + slip,
                              given.substr(0, 1) + ". " + surname};
    for (std::size_t way = 0; way < names.size(); ++way) {
      csv += fmt::format(
          "P{}_{},2024-02-{:02},Bright Ocean,CN,{},{},{},{},US,+1 212 {},lamp,0.4,15,USD\n", person,
          way, 1 + way * 5, names[way], street, city, postcode, phone);
    }
  }
  return csv;
}

class RebuildTest : public ::testing::Test {
 protected:
  void SetUp() override {
    CaseOptions options;
    auto made = CaseFile::in_memory(options);
    ASSERT_TRUE(made.has_value());
    file_.emplace(std::move(*made));
    ingest("consignments", made_parcels());
    ASSERT_TRUE(file_->run({}).has_value());
  }

  void ingest(const std::string& kind, const std::string& csv) {
    IngestOptions options;
    options.kind = kind;
    const auto report = file_->ingest(folder_.write(kind + ".csv", csv), options);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    ASSERT_EQ(report->rejected, 0u);
  }

  // Each line: decision, verdict, parcel, parcel, what it undoes, day. Of consignees, or whom
  // `role` names.
  void decide(const std::vector<std::array<std::string, 6>>& decisions,
              const std::string& role = "consignee") {
    std::string csv =
        "decision_id,verdict,record_kind_1,record_id_1,role_1,record_kind_2,record_id_2,role_2,"
        "undoes,reason,actor,decided_at\n";
    for (const auto& [id, verdict, first, second, undoes, day] : decisions) {
      csv += undoes.empty()
                 ? fmt::format("{},{},consignment,{},{},consignment,{},{},,met both,ann,{}\n", id,
                               verdict, first, role, second, role, day)
                 : fmt::format("{},undo,,,,,,,{},a mistake,ann,{}\n", id, undoes, day);
    }
    ingest("party_decisions", csv);
  }

  // The parcels whose consignees stand in the clusters of these, a cluster a line.
  std::string clusters_of(const std::string& parcels, const std::string& role = "consignee") {
    return query(fmt::format(
        "WITH named AS (SELECT item_id, cluster_id FROM mention m JOIN mention_cluster USING "
        "(mention_id) JOIN consignment ON consignment_id = record_id WHERE role = '{}') "
        "SELECT string_agg(item_id, ' ' ORDER BY item_id) FROM named WHERE cluster_id IN (SELECT "
        "cluster_id FROM named WHERE item_id IN ({})) GROUP BY cluster_id ORDER BY 1",
        role, parcels));
  }

  std::string rebuild(RebuildOptions options) {
    auto json = file_->rebuild_json(options);
    EXPECT_TRUE(json.has_value()) << json.error().message;
    return json.value_or("");
  }

  std::string query(const std::string& sql) {
    const auto rows = file_->sql(sql);
    EXPECT_TRUE(rows.has_value()) << rows.error().message;
    std::string text;
    for (const auto& row : rows->rows) {
      for (const auto& cell : row) text += cell.value_or("-") + "|";
      text += "\n";
    }
    return text;
  }

  testing::ScratchFolder folder_;
  std::optional<CaseFile> file_;
};

constexpr const char* kPeople =
    "FROM mention m JOIN mention_cluster USING (mention_id) JOIN consignment ON consignment_id = "
    "record_id WHERE role = 'consignee'";

TEST_F(RebuildTest, EachPersonIsOneCluster) {
  rebuild({});
  EXPECT_EQ(query(fmt::format("SELECT count(*), count(DISTINCT cluster_id) {}", kPeople)),
            "360|120|\n");
  EXPECT_EQ(query(fmt::format("SELECT count(*) FROM (SELECT cluster_id {} GROUP BY cluster_id "
                              "HAVING count(DISTINCT split_part(item_id, '_', 1)) > 1)",
                              kPeople)),
            "0|\n");
}

// What holds a cluster together is a pair for every way of writing but the first, and its sum is in
// words.
TEST_F(RebuildTest, EveryJoinHasItsSum) {
  rebuild({});
  EXPECT_EQ(query("SELECT count(*) > 200, bool_and(why LIKE 'prior %'), min(log_odds) > 0 FROM "
                  "cluster_pair"),
            "true|true|true|\n");
  EXPECT_EQ(query("SELECT count(*) > 10, min(weight) < 0, max(weight) > 0 FROM cluster_weight"),
            "true|true|true|\n");
}

TEST_F(RebuildTest, WhoIsKeptApartIsNeverOneCluster) {
  decide({{"D1", "apart", "P7_0", "P7_1", "", "2024-03-01"}});
  rebuild({});
  const std::string clusters = clusters_of("'P7_0', 'P7_1'");
  EXPECT_EQ(std::ranges::count(clusters, '\n'), 2) << clusters;
  EXPECT_EQ(query("SELECT why LIKE 'kept apart by decision D1 (met both); prior %', log_odds > 0 "
                  "FROM cluster_pair WHERE party_decision_id IS NOT NULL"),
            "true|true|\n");
}

TEST_F(RebuildTest, WhoIsTheSameIsOneCluster) {
  decide({{"D1", "same", "P8_0", "P9_2", "", "2024-03-01"}});
  rebuild({});
  EXPECT_EQ(clusters_of("'P8_0', 'P9_2'"), "P8_0 P8_1 P8_2 P9_0 P9_1 P9_2|\n");
  EXPECT_EQ(query("SELECT why LIKE 'one party by decision D1 (met both); prior %', log_odds < 0 "
                  "FROM cluster_pair WHERE party_decision_id IS NOT NULL"),
            "true|true|\n");
}

// All consignors are written alike: one of them is another.
TEST_F(RebuildTest, MentionsOfOneWritingCanBeKeptApart) {
  decide({{"D1", "apart", "P0_0", "P3_1", "", "2024-03-01"}}, "consignor");
  rebuild({});
  EXPECT_EQ(clusters_of("'P3_1'", "consignor"), "P3_1|\n");
  EXPECT_EQ(std::ranges::count(clusters_of("'P0_0', 'P3_1'", "consignor"), '\n'), 2);
  EXPECT_EQ(query("SELECT count(*) FROM mention_cluster"), "720|\n");
}

TEST_F(RebuildTest, TheLatestWordCountsAndWhatIsUndoneDoesNot) {
  decide({{"D1", "same", "P8_0", "P9_0", "", "2024-03-01"},
          {"D2", "same", "P9_0", "P10_0", "", "2024-03-02"},
          {"D3", "apart", "P8_0", "P10_0", "", "2024-03-03"},
          {"D4", "apart", "P7_0", "P7_1", "", "2024-03-04"},
          {"D5", "", "", "", "D4", "2024-03-05"}});
  rebuild({});
  EXPECT_EQ(clusters_of("'P7_0'"), "P7_0 P7_1 P7_2|\n");
  EXPECT_EQ(clusters_of("'P8_0', 'P9_0', 'P10_0'"),
            "P10_0 P10_1 P10_2 P9_0 P9_1 P9_2|\nP8_0 P8_1 P8_2|\n");
  rebuild({.until = "2024-03-03"});
  EXPECT_EQ(clusters_of("'P8_0'"), "P10_0 P10_1 P10_2 P8_0 P8_1 P8_2 P9_0 P9_1 P9_2|\n");
  rebuild({.until = "2024-03-05"});
  EXPECT_EQ(std::ranges::count(clusters_of("'P7_0', 'P7_1'"), '\n'), 2);
}

// One writing on both sides of two decisions: neither gives way.
TEST(StandingAlone, NoWritingIsOnBothSides) {
  const auto pair = [](std::uint64_t a, std::uint64_t b, bool are_one) {
    return engine::DecidedPair{{}, records::RowId{a}, records::RowId{b}, are_one, "", ""};
  };
  const engine::DecidedMentions mentions = {
      {1, {100, 0}}, {2, {200, 1}}, {3, {100, 2}}, {4, {200, 3}}, {5, {300, 4}}};
  using Alone = absl::flat_hash_set<std::uint64_t>;
  const auto alone = [&](const std::vector<engine::DecidedPair>& pairs) {
    return engine::find_standing_alone(pairs, mentions);
  };
  EXPECT_EQ(alone({pair(1, 2, false), pair(3, 5, true)}), Alone());
  EXPECT_EQ(alone({pair(1, 3, false)}), Alone({3}));
  EXPECT_EQ(alone({pair(1, 2, true), pair(3, 4, false)}), Alone({4}));
  EXPECT_EQ(alone({pair(1, 5, true), pair(3, 5, false)}), Alone({5, 3}));
  EXPECT_EQ(alone({pair(1, 99, false)}), Alone());
}

TEST_F(RebuildTest, NeitherThreadsNorRepetitionChangeAnything) {
  const std::string all = "SELECT * FROM mention_cluster ORDER BY ALL";
  const std::string pairs = "SELECT * FROM cluster_pair ORDER BY ALL";
  const std::string first = rebuild({.threads = 1});
  const std::string clusters = query(all), ties = query(pairs);
  EXPECT_EQ(rebuild({.threads = 8}), first);
  EXPECT_EQ(query(all), clusters);
  EXPECT_EQ(query(pairs), ties);
}

TEST_F(RebuildTest, OnlyWhatWasKnownBeforeATime) {
  rebuild({.until = "2024-02-03"});
  EXPECT_EQ(query(fmt::format("SELECT count(*) {}", kPeople)), "120|\n");
  const auto wrong = file_->rebuild_json({.until = "tuesday"});
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().code, ErrorCode::usage);
}

}  // namespace
}  // namespace chokepoint
