// Every file of test/worlds is a test; whatever the cut of batches and the number of threads, the
// answers and the exported bytes are the same. CHOKEPOINT_UPDATE_WORLDS=1 writes what was answered
// into the files instead, to be read as a diff.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "world_file.h"
#include "world_play.h"

namespace chokepoint::worlds {
namespace {

namespace files = std::filesystem;

const files::path kFolder = files::path(CHOKEPOINT_SOURCE_DIR) / "test" / "worlds";
// At most so many moments of a world are tried as "now".
constexpr std::size_t kMomentsAtMost = 3;
// What ingest keeps is the same rows under any "now"; the stages' tables are what is compared.
const std::vector<std::string> kFeedTables = {
    "source_file",  "consignment", "item",        "mention", "payment", "listing",       "licence",
    "notification", "list_entry",  "list_detail", "outcome", "reject",  "party_decision"};

std::string read_file(const files::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> world_names() {
  std::vector<std::string> names;
  for (const auto& entry : files::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".world") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

class WorldsTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    text_ = read_file(kFolder / (GetParam() + ".world"));
    auto parsed = parse_world(text_, GetParam());
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    world_ = std::move(*parsed);
  }

  std::string text_;
  WorldFile world_;
};

void expect_same_tables(const Playback& first, const Playback& other, const std::string& what) {
  EXPECT_EQ(first.tables.size(), other.tables.size()) << what;
  for (const auto& [name, bytes] : first.tables) {
    const auto found = other.tables.find(name);
    ASSERT_NE(found, other.tables.end()) << name << " is missing with " << what;
    EXPECT_EQ(bytes, found->second) << name << " differs with " << what;
  }
}

TEST_P(WorldsTest, AnswersAreTheSameWhateverTheBatchesAndThreads) {
  const Playback whole = play(world_, {.batch = 0, .threads = 1});
  if (std::getenv("CHOKEPOINT_UPDATE_WORLDS") != nullptr) {
    std::ofstream(kFolder / (GetParam() + ".world"), std::ios::binary)
        << with_answers(text_, world_, whole.answers);
    GTEST_SKIP() << "written anew; read the diff";
  }
  for (const std::string& problem : whole.problems) ADD_FAILURE() << problem;
  EXPECT_FALSE(whole.tables.empty());
  const std::vector<Drive> drives = {
      {.batch = 1, .threads = 8}, {.batch = 7, .threads = 1}, {.batch = 0, .threads = 8}};
  for (const Drive& drive : drives) {
    const std::string what = fmt::format("batch {} and {} threads", drive.batch, drive.threads);
    const Playback other = play(world_, drive);
    EXPECT_EQ(whole.problems, other.problems) << what;
    expect_same_tables(whole, other, what);
  }
}

std::map<std::string, std::vector<std::string>> stage_rows_before(const Playback& playback,
                                                                  const std::string& moment) {
  auto rows = rows_before(playback.tables, moment);
  for (const std::string& table : kFeedTables) rows.erase(table + ".csv");
  return rows;
}

// At any moment, the rows that the stages dated before it are the same whether nothing later was
// ever read, it was read but not yet reached, or it was all worked through.
TEST_P(WorldsTest, RowsKnownLaterChangeNothingEarlier) {
  const std::vector<std::string> moments = moments_of(world_);
  const Playback after = play_at_once(world_, "");
  const std::size_t step = std::max<std::size_t>(1, moments.size() / kMomentsAtMost);
  for (std::size_t i = 1; i < moments.size(); i += step) {
    const Playback never = play_at_once(cut_to(world_, moments[i]), moments[i]);
    const Playback not_yet = play_at_once(world_, moments[i]);
    const auto expected = stage_rows_before(after, moments[i]);
    EXPECT_FALSE(expected.empty());
    EXPECT_EQ(stage_rows_before(never, moments[i]), expected) << moments[i];
    EXPECT_EQ(stage_rows_before(not_yet, moments[i]), expected) << moments[i];
  }
}

TEST_P(WorldsTest, AFeedReadTwiceAddsNothing) {
  const Playback twice = play_twice(world_);
  for (const std::string& problem : twice.problems) ADD_FAILURE() << problem;
}

INSTANTIATE_TEST_SUITE_P(Files, WorldsTest, testing::ValuesIn(world_names()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace chokepoint::worlds
