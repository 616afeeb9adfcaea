#include "linkage/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "linkage/table_for_test.h"

namespace chokepoint::linkage {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Pair> pairs_of(const Candidates& candidates) {
  std::vector<Pair> found;
  for (const Candidates::Piece& piece : candidates.pieces()) {
    Candidates::visit(
        piece, [](std::uint32_t) {},
        [&](std::uint32_t a, std::uint32_t b) {
          EXPECT_LT(a, b);
          found.push_back({a, b});
        });
  }
  EXPECT_EQ(found.size(), candidates.pair_count());
  return found;
}

std::vector<Pair> all_candidates(const RecordTable& table, int threads = 1) {
  return pairs_of(Candidates(table, read_facts(table, threads), {threads}));
}

// The stated bound (docs/internals/resolving.md), against the exhaustive scan.
TEST(Candidates, MissAtMostOneInTwoHundredMatches) {
  const MadePeople made = make_people(3000, 5);
  const RecordTable table = make_table(person_kinds(), made.rows);
  const auto candidates = all_candidates(table);
  const std::set<Pair> found(candidates.begin(), candidates.end());
  std::size_t matches = 0, missed = 0;
  for (std::uint32_t a = 0; a < table.size(); ++a) {
    for (std::uint32_t b = a + 1; b < table.size(); ++b) {
      if (made.person_of[a] != made.person_of[b]) continue;
      ++matches;
      missed += found.contains({a, b}) ? 0 : 1;
    }
  }
  EXPECT_GT(matches, 2000u);
  EXPECT_LE(missed * 200, matches) << missed << " of " << matches;
}

TEST(Candidates, APairIsMetOnceAndByAnyNumberOfThreads) {
  const RecordTable table = make_table(person_kinds(), make_people(2000, 6).rows);
  const auto one = all_candidates(table);
  EXPECT_EQ(one, all_candidates(table, 8));
  EXPECT_TRUE(std::ranges::is_sorted(one));
  EXPECT_EQ(std::ranges::adjacent_find(one), one.end());
}

// Two slips in each record, and nothing else but a city and a postcode.
TEST(Candidates, SlipsOfCommonNamesShareAKey) {
  std::vector<std::vector<std::string>> rows(5, {"wilbur", "hazel", "burford", "10024"});
  rows.push_back({"ilbur", "hzael", "burfrd", "10042"});
  rows.push_back({"wilbru", "azel", "bruford", "20024"});
  const RecordTable table =
      make_table({Kind::given_name, Kind::surname, Kind::city, Kind::postcode}, rows);
  const auto found = all_candidates(table);
  EXPECT_NE(std::ranges::find(found, Pair{5, 6}), found.end());
}

TEST(Candidates, WhoHasNoGivenNameSharesAKey) {
  const RecordTable table = make_table(
      {Kind::given_name, Kind::surname, Kind::street, Kind::house_number, Kind::postcode},
      {{"", "duncan", "hager avenue", "21", "13421"},
       {"ann", "dunkan", "hagr avene", "21", "13421"}});
  EXPECT_EQ(all_candidates(table).size(), 1u);
}

TEST(Candidates, SwappedNamesShareAKey) {
  const RecordTable table =
      make_table({Kind::given_name, Kind::surname}, {{"Anna", "Berg"}, {"Berg", "Anna"}});
  EXPECT_EQ(all_candidates(table).size(), 1u);
}

TEST(Candidates, OneNameManyTimesCostsAFewNeighboursEach) {
  const std::vector<std::vector<std::string>> rows(50'000, {"John", "Smith"});
  const RecordTable table = make_table({Kind::given_name, Kind::surname}, rows);
  EXPECT_LE(all_candidates(table).size(), rows.size() * 20);
}

}  // namespace
}  // namespace chokepoint::linkage
