#include <gtest/gtest.h>

#include <array>

#include "base/rng.h"
#include "chokepoint/case_file.h"
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
    IngestOptions ingest;
    ingest.kind = "consignments";
    ASSERT_TRUE(file_->ingest(folder_.write("parcels.csv", made_parcels()), ingest).has_value());
    ASSERT_TRUE(file_->run({}).has_value());
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
