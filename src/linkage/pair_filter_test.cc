#include "linkage/pair_filter.h"

#include <gtest/gtest.h>

#include "linkage/learning.h"
#include "linkage/table_for_test.h"

namespace chokepoint::linkage {
namespace {

constexpr double kThreshold = -2;

// The slow twin is the full comparison: nothing that it puts above the threshold may be thrown out.
TEST(PairFilter, NeverThrowsOutALink) {
  const MadePeople made = make_people(700, 9);
  const RecordTable table = make_table(person_kinds(), made.rows);
  const auto facts = read_facts(table, 1);
  Comparison comparison(table, facts);
  Evidence evidence(comparison);
  set_structure(evidence);
  std::vector<RecordPair> pairs;
  for (std::uint32_t a = 0; a < table.size(); ++a) {
    for (std::uint32_t b = a + 1; b < table.size(); ++b) {
      if (made.person_of[a] == made.person_of[b] || (a * 31 + b) % 17 == 0) pairs.push_back({a, b});
    }
  }
  learn({pairs, 1, 1}, evidence);
  const PairFilter filter(evidence, kThreshold, 1);
  std::size_t passed = 0, links = 0, lost = 0;
  for (std::uint32_t a = 0; a < table.size(); ++a) {
    for (std::uint32_t b = a + 1; b < table.size(); ++b) {
      Levels levels{};
      PairFilter::Bound bound;
      const bool passes = filter.may_pass(a, b, bound) && filter.passes(a, b, bound, levels);
      const bool link = evidence.log_odds_of(a, b) > kThreshold;
      if (passes) {
        EXPECT_EQ(levels, comparison.compare(a, b));
      }
      passed += passes ? 1 : 0;
      links += link ? 1 : 0;
      lost += link && !passes ? 1 : 0;
    }
  }
  EXPECT_EQ(lost, 0u);
  EXPECT_GT(links, 400u);
  EXPECT_LT(passed, links * 10);
}

}  // namespace
}  // namespace chokepoint::linkage
