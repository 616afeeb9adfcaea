#include "linkage/pair_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/rng.h"

namespace chokepoint::linkage {
namespace {

// The slow twin is a set of pairs. One record meets all others, so that short and long lists occur.
TEST(PairRuns, EachPairOnceInOrder) {
  constexpr std::size_t kRecords = 1000;
  constexpr int kRunBits = 6;
  constexpr std::size_t kRuns = (kRecords + (1u << kRunBits) - 1) >> kRunBits;
  base::Rng random(7);
  std::vector<PairRuns> workers(2, PairRuns(kRuns, kRunBits));
  std::set<std::pair<std::uint32_t, std::uint32_t>> expected;
  for (int i = 0; i < 60'000; ++i) {
    const std::uint64_t first = i % 10 == 0 ? 3 : random.below(kRecords);
    // Record 3 meets anybody, others those near them, again and again.
    const std::uint64_t second =
        first == 3 ? random.below(kRecords) : first / 40 * 40 + random.below(40);
    const auto a = static_cast<std::uint32_t>(first), other = static_cast<std::uint32_t>(second);
    if (a == other) continue;
    workers[random.below(2)].add(a, other);
    expected.insert(std::minmax(a, other));
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  for (std::size_t run = 0; run < kRuns; ++run) {
    const std::size_t first = run << kRunBits;
    const Candidates::Piece piece =
        gather_run(workers, run, static_cast<std::uint32_t>(first),
                   std::min<std::size_t>(1u << kRunBits, kRecords - first));
    Candidates::visit(
        piece, [](std::uint32_t) {},
        [&](std::uint32_t a, std::uint32_t b) { found.emplace_back(a, b); });
  }
  EXPECT_TRUE(std::ranges::equal(found, expected));
}

}  // namespace
}  // namespace chokepoint::linkage
