#include "linkage/clustering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>

namespace chokepoint::linkage {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

// Pairs that are not named score -8.
std::vector<std::uint32_t> parties_of(std::size_t records, std::map<Pair, float> odds,
                                      bool backwards = false) {
  std::vector<Link> links;
  for (const auto& [pair, value] : odds) {
    if (value > -2) links.push_back({pair.first, pair.second, value});
  }
  if (backwards) std::ranges::reverse(links);
  const auto score = [&](std::uint32_t a, std::uint32_t b) {
    const auto found = odds.find({std::min(a, b), std::max(a, b)});
    return found == odds.end() ? -8.0f : found->second;
  };
  return cluster(records, links, score, 1).of_record;
}

TEST(Clustering, OneBridgeIsOutvoted) {
  EXPECT_EQ(parties_of(4, {{{0, 1}, 12.0f}, {{2, 3}, 11.0f}, {{0, 2}, 6.0f}}),
            (std::vector<std::uint32_t>{0, 0, 2, 2}));
}

TEST(Clustering, AChainDoesNotHold) {
  const auto parties =
      parties_of(5, {{{0, 1}, 3.0f}, {{1, 2}, 3.1f}, {{2, 3}, 3.2f}, {{3, 4}, 3.3f}});
  EXPECT_NE(parties[0], parties[4]);
  EXPECT_EQ(parties[3], parties[4]);
}

TEST(Clustering, AHubTiesNobody) {
  std::map<Pair, float> odds;
  for (std::uint32_t i = 1; i < 12; ++i) odds[{0, i}] = 2 + 0.1f * static_cast<float>(i);
  const auto parties = parties_of(12, odds);
  EXPECT_EQ(std::ranges::count(parties, parties[0]), 2);
}

TEST(Clustering, WhatIsMissingIsMadeUpByTheOthers) {
  EXPECT_EQ(parties_of(3, {{{0, 1}, 9.0f}, {{1, 2}, 9.0f}, {{0, 2}, -3.0f}}),
            (std::vector<std::uint32_t>{0, 0, 0}));
}

TEST(Clustering, AContradictionForbids) {
  const auto parties = parties_of(3, {{{0, 1}, 14.0f}, {{1, 2}, 13.0f}, {{0, 2}, -30.0f}});
  EXPECT_EQ(parties, (std::vector<std::uint32_t>{0, 0, 2}));
}

// A person's word outweighs all evidence and makes one of whole groups; where that would go against
// another word, the pair alone is held for one.
TEST(Clustering, WhatIsDecidedHolds) {
  constexpr float kSame = std::numeric_limits<float>::infinity();
  EXPECT_EQ(parties_of(4, {{{0, 1}, 12.0f}, {{2, 3}, 12.0f}, {{1, 2}, kSame}, {{0, 3}, -30.0f}}),
            (std::vector<std::uint32_t>{0, 0, 0, 0}));
  EXPECT_EQ(
      parties_of(
          4,
          {{{0, 1}, 12.0f}, {{0, 2}, 12.0f}, {{1, 2}, 12.0f}, {{2, 3}, kSame}, {{1, 3}, -kSame}}),
      (std::vector<std::uint32_t>{0, 0, 2, 2}));
}

// Of a component that is cut down to nothing what was decided is left.
TEST(Clustering, CuttingPartsNothingThatWasDecided) {
  constexpr float kSame = std::numeric_limits<float>::infinity();
  constexpr std::uint32_t kRecords = 2 * kComponentMax;
  std::map<Pair, float> odds;
  for (std::uint32_t i = 1; i < kRecords; ++i) odds[{i - 1, i}] = 300;
  odds[{7, 300}] = kSame;
  const auto parties = parties_of(kRecords, odds);
  EXPECT_EQ(parties[7], 7u);
  EXPECT_EQ(parties[300], 7u);
  EXPECT_EQ(parties[8], 8u);
  for (std::uint32_t i = 1; i < kRecords; ++i) odds[{0, i}] = kSame;
  EXPECT_EQ(std::ranges::count(parties_of(kRecords, odds), 0u), kRecords);
}

TEST(Clustering, TheOrderOfLinksIsNoMatter) {
  const std::map<Pair, float> odds = {
      {{0, 1}, 5.0f}, {{1, 2}, 4.0f}, {{0, 2}, -1.0f}, {{2, 3}, 7.0f}, {{3, 4}, 0.5f}};
  EXPECT_EQ(parties_of(5, odds), parties_of(5, odds, true));
}

TEST(Clustering, AComponentOfThousandsIsCut) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i + 1 < 5000; ++i)
    links.push_back({i, i + 1, i % 2 == 0 ? 12.0f : 1.0f});
  const Parties parties = cluster(
      5000, links, [](std::uint32_t a, std::uint32_t b) { return a / 2 == b / 2 ? 12.0f : -8.0f; },
      2);
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(parties.of_record[i], i / 2 * 2);
}

}  // namespace
}  // namespace chokepoint::linkage
