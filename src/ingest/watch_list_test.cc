#include "ingest/watch_list.h"

#include <algorithm>

#include "collected_list.h"
#include "ingest/decode.h"
#include "ingest/recognise.h"

namespace chokepoint::ingest {
namespace {

TEST(WatchListTest, IdsFollowTheContent) {
  const std::string before = "36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";
  const std::string after = "36,\"A\",-0- ,\"CUBA2\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";
  EXPECT_EQ(read_text("ofac.sdn", before).entry_ids,
            read_text("ofac.sdn", "\r\n" + before).entry_ids);
  EXPECT_NE(read_text("ofac.sdn", before).entry_ids, read_text("ofac.sdn", after).entry_ids);
  EXPECT_NE(read_text("ofac.sdn", before).entry_ids,
            read_text("ofac.sdn", before, {.list = "M"}).entry_ids);
  EXPECT_EQ(read_text("ofac.sdn", before).entries[0].known_at, "1970-01-01T00:00:00Z");
}

TEST(WatchListTest, NoRowAndNoListAreErrors) {
  Collected collected;
  const OpenSource empty = []() -> Expected<std::unique_ptr<ByteSource>> { return open_text(""); };
  EXPECT_EQ(read_list("un.xml", empty, {.list = "L"}, collected).error().code, ErrorCode::format);
  EXPECT_EQ(read_list("csv", empty, {.list = "L"}, collected).error().code, ErrorCode::usage);
}

// The real lists, where they are at hand.
class SharedListTest : public testing::Test {
 protected:
  static Collected read_shared(std::string_view format, const std::string& name) {
    const std::filesystem::path path = std::filesystem::path(CHOKEPOINT_SHARED_DATA) / name;
    Collected collected;
    EXPECT_EQ(*recognise_file(path), format);
    const auto counts = read_list(
        format, [&]() -> Expected<std::unique_ptr<ByteSource>> { return open_decoded(path); },
        {.list = "L"}, collected);
    EXPECT_TRUE(counts.has_value());
    return collected;
  }
  static bool is_absent(const std::string& name) {
    return !std::filesystem::exists(std::filesystem::path(CHOKEPOINT_SHARED_DATA) / name);
  }
};

TEST_F(SharedListTest, Ofac) {
  if (is_absent("ofac/sdn.csv")) GTEST_SKIP() << "../shared/data/ofac is absent";
  const Collected sdn = read_shared("ofac.sdn", "ofac/sdn.csv");
  EXPECT_EQ(sdn.entries.size(), 8976u);
  EXPECT_EQ(sdn.entry_ids.size(), 8976u);
  EXPECT_TRUE(sdn.bad.empty());
  EXPECT_EQ(std::ranges::count(sdn.entries, "person", &Entry::kind), 4620);
  EXPECT_EQ(std::ranges::count(sdn.entries, "vessel", &Entry::kind), 406);
  EXPECT_EQ(std::ranges::count(sdn.entries, "aircraft", &Entry::kind), 277);
  EXPECT_GT(sdn.by_kind.at("wallet"), 75u);
  EXPECT_GT(sdn.by_kind.at("passport"), 1500u);
  EXPECT_GT(sdn.by_kind.at("imo"), 400u);
  EXPECT_GT(sdn.by_kind.at("weak_alias"), 2300u);
  EXPECT_GT(sdn.by_kind.at("linked_to"), 3000u);
  for (const Entry& entry : sdn.entries) {
    for (const char* word : {"nationality ", "citizen ", "Gender Male", "Gender Female"}) {
      EXPECT_EQ(entry.reason.find(word), std::string::npos) << entry.reason;
    }
  }
  const Collected alt = read_shared("ofac.alt", "ofac/alt.csv");
  EXPECT_EQ(alt.by_kind.at("alias"), 11910u);
  EXPECT_EQ(alt.detail_ids.size(), 11910u);
  EXPECT_TRUE(alt.bad.empty());
  const Collected add = read_shared("ofac.add", "ofac/add.csv");
  EXPECT_EQ(add.by_kind.at("address"), 13837u);
  EXPECT_EQ(add.detail_ids.size(), 13837u);
  EXPECT_TRUE(add.bad.empty());
}

TEST_F(SharedListTest, UnitedNations) {
  if (is_absent("un/UN_consolidated.xml")) GTEST_SKIP() << "../shared/data/un is absent";
  const Collected un = read_shared("un.xml", "un/UN_consolidated.xml");
  EXPECT_EQ(std::ranges::count(un.entries, "person", &Entry::kind), 730);
  EXPECT_EQ(std::ranges::count(un.entries, "organization", &Entry::kind), 273);
  EXPECT_EQ(un.entry_ids.size(), 1003u);
  EXPECT_TRUE(un.bad.empty());
  EXPECT_GE(un.by_kind.at("alias") + un.by_kind.at("weak_alias"), 2750u);
  EXPECT_EQ(un.by_kind.at("address"), 743u);
  EXPECT_EQ(un.by_kind.at("passport") + un.by_kind.at("identifier"), 454u);
  for (const Entry& entry : un.entries) EXPECT_FALSE(entry.valid_from.empty()) << entry.id;
}

}  // namespace
}  // namespace chokepoint::ingest
