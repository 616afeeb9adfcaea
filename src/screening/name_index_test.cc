#include "screening/name_index.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "made_names.h"
#include "text/similarity.h"

namespace chokepoint::screening {
namespace {

struct Listed {
  std::vector<std::string> names;
  std::vector<ListedName> rows;
};

Listed make_list(std::size_t count, std::uint64_t seed) {
  testing::MadeNames made(seed);
  Listed list;
  for (std::size_t i = 0; i < count; ++i)
    list.names.push_back(i % 4 == 0 ? made.firm() : made.person());
  for (std::size_t i = 0; i < count; ++i) {
    list.rows.push_back(
        {list.names[i], i % 4 == 0 ? "Company" : "Person", "", static_cast<std::uint32_t>(i)});
  }
  return list;
}

bool is_found(const std::vector<NameMatch>& matches, std::uint32_t entry) {
  return std::ranges::find(matches, entry, &NameMatch::entry) != matches.end();
}

// The stated bound: what the exhaustive scan finds of names one letter off, turned round, joined or
// parted, the index finds.
TEST(NameIndexTest, FindsWhatTheExhaustiveScanFinds) {
  const Listed list = make_list(3'000, 11);
  const NameIndex index = NameIndex::build(list.rows, 2);
  testing::MadeNames made(12);
  const FindOptions options{0.80, 50};
  std::size_t scanned = 0, missed_others = 0;
  for (int i = 0; i < 240; ++i) {
    const auto entry = static_cast<std::uint32_t>(made.rng().below(list.names.size()));
    const std::string& name = list.names[entry];
    std::string asked = name;
    if (i % 4 == 1) asked = made.with_slip(name);
    if (i % 4 == 2) asked = testing::MadeNames::reversed(name);
    if (i % 4 == 3) asked.erase(std::min(asked.find(' '), asked.size() - 1), 1);
    const std::string_view schema = i % 8 < 4 ? list.rows[entry].schema : "";
    const text::ParsedName query = index.parse(asked, schema, "");
    const auto quick = index.find(query, options), all = index.find_exhaustively(query, options);
    // Its own entry, whenever it is similar enough at all.
    ASSERT_EQ(is_found(quick, entry), is_found(all, entry)) << asked << " of " << name;
    for (const NameMatch& match : all) {
      ++scanned;
      const auto found = std::ranges::find(quick, match.entry, &NameMatch::entry);
      if (found == quick.end()) {
        ++missed_others;
        ADD_FAILURE_AT(__FILE__, __LINE__)
            << asked << " misses " << list.names[match.name] << " " << match.similarity;
      } else {
        EXPECT_DOUBLE_EQ(found->similarity, match.similarity);
      }
    }
  }
  EXPECT_GT(scanned, 200u);
  EXPECT_EQ(missed_others, 0u);
}

TEST(NameIndexTest, ReadsManyScripts) {
  const std::vector<ListedName> rows = {
      {"王小明", "Person", "CN", 0},       {"Путин Владимир Владимирович", "Person", "RU", 1},
      {"محمد القاسم", "Person", "IQ", 2},  {"深圳市恒信科技有限公司", "Company", "CN", 3},
      {"Chan Tai Man", "Person", "HK", 4}, {"ООО Ромашка", "Company", "RU", 5}};
  const NameIndex index = NameIndex::build(rows, 1);
  const auto first = [&](std::string_view name, std::string_view country) -> int {
    const auto found = index.find(index.parse(name, "", country), {0.75, 5});
    return found.empty() ? -1 : static_cast<int>(found[0].entry);
  };
  EXPECT_EQ(first("Wang Xiaoming", ""), 0);
  EXPECT_EQ(first("Xiao-Ming Wang", ""), 0);
  EXPECT_EQ(first("王小明", "CN"), 0);
  EXPECT_EQ(first("Vladimir Putin", ""), 1);
  EXPECT_EQ(first("Mohammed al-Qasim", ""), 2);
  EXPECT_EQ(first("Shenzhen Hengxin Technology Co Ltd", ""), 3);
  EXPECT_EQ(first("陳大文", "HK"), 4);
  EXPECT_EQ(first("Romashka LLC", ""), 5);
  EXPECT_EQ(first("Nobody Whosoever", ""), -1);
}

// On a list as long as real ones: "Agus" is a man's whole name and no misspelt ship.
TEST(NameIndexTest, TakesAGivenNameAloneForNoSlip) {
  Listed list = make_list(3'000, 13);
  list.rows.push_back({"MAGUS", "Vessel", "", 90'001});
  list.rows.push_back({"OOO STG-EKO", "Company", "RU", 90'002});
  list.rows.push_back({"Agus", "Person", "", 90'003});
  list.rows.push_back({"Zeaiter, Ali", "Person", "", 90'004});
  const NameIndex index = NameIndex::build(list.rows, 2);
  const auto hits = [&](std::string_view name, std::uint32_t entry) {
    return is_found(index.find(index.parse(name, "", ""), {text::kDefaultThreshold, 50}), entry);
  };
  EXPECT_FALSE(hits("Agus", 90'001));
  EXPECT_FALSE(hits("Eko", 90'002));
  EXPECT_TRUE(hits("Agus", 90'003));
  EXPECT_TRUE(hits("Maguz", 90'001));
  EXPECT_TRUE(hits("Eko STG OOO", 90'002));
  EXPECT_TRUE(hits("Zeaiter, Al", 90'004)) << "a particle that stands for nothing";
}

TEST(NameIndexTest, IsTheSameAtAnyNumberOfThreads) {
  const Listed list = make_list(2'000, 3);
  const NameIndex one = NameIndex::build(list.rows, 1), eight = NameIndex::build(list.rows, 8);
  EXPECT_EQ(one.word_count(), eight.word_count());
  for (std::size_t i = 0; i < list.names.size(); i += 17) {
    const auto a = one.find(one.parse(list.names[i], "", ""), {0.7, 10});
    const auto b = eight.find(eight.parse(list.names[i], "", ""), {0.7, 10});
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
      EXPECT_EQ(a[k].name, b[k].name);
      EXPECT_EQ(a[k].similarity, b[k].similarity);
    }
  }
}

TEST(NameIndexTest, BearsOneNameManyTimes) {
  std::vector<ListedName> rows;
  for (std::uint32_t i = 0; i < 50'000; ++i) rows.push_back({"John Smith", "Person", "", i});
  const NameIndex index = NameIndex::build(rows, 2);
  const auto found = index.find(index.parse("John Smith", "Person", ""), {0.8, 5});
  ASSERT_EQ(found.size(), 5u);
  EXPECT_EQ(found[0].entry, 0u);
  EXPECT_TRUE(NameIndex::build({}, 1).find(index.parse("John Smith", "", ""), {}).empty());
}

}  // namespace
}  // namespace chokepoint::screening
