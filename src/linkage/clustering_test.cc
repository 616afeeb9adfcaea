#include "linkage/clustering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace chokepoint::linkage {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

// One field, whose weight is the log-odds; it says nothing of what is decided.
Scoring scoring_by(std::function<float(std::uint32_t, std::uint32_t)> odds) {
  Scoring scoring;
  scoring.of_pair = odds;
  scoring.parts = [odds](std::uint32_t a, std::uint32_t b) {
    PairParts parts;
    const float weight = odds(a, b);
    parts.weights.by_field[0] = std::isinf(weight) ? 0 : weight;
    parts.present = 1;
    return parts;
  };
  scoring.of_parts = [](const PairParts& parts) { return parts.weights.by_field[0]; };
  return scoring;
}

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
  return cluster(records, links, scoring_by(score), 1).of_record;
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

// Field 0 agrees in every pair, field 1 (a birth date) stands in 0 and 3 alone and differs.
TEST(Clustering, WhatStandsInFewRecordsIsNotOutvoted) {
  Scoring scoring;
  scoring.parts = [](std::uint32_t a, std::uint32_t b) {
    PairParts parts;
    parts.weights.by_field[0] = a / 2 == b / 2 ? 6.0f : 5.0f;
    parts.present = 1;
    if (a == 0 && b == 3) {
      parts.weights.by_field[1] = -9;
      parts.present = 3;
    }
    return parts;
  };
  scoring.of_parts = [](const PairParts& parts) {
    return parts.weights.by_field[0] + parts.weights.by_field[1];
  };
  scoring.of_pair = [&](std::uint32_t a, std::uint32_t b) {
    return scoring.of_parts(scoring.parts(std::min(a, b), std::max(a, b)));
  };
  EXPECT_EQ(cluster(4, {{0, 1, 6}, {2, 3, 6}, {1, 2, 5}}, scoring, 1).of_record,
            (std::vector<std::uint32_t>{0, 0, 2, 2}));
}

// 0 and 3 exclude each other and look alike to the rest: one of them is left over.
TEST(Clustering, TheLargerGroupComesFirst) {
  std::map<Pair, float> odds;
  for (std::uint32_t a = 0; a < 6; ++a) {
    for (std::uint32_t b = a + 1; b < 6; ++b) odds[{a, b}] = a == 0 && b == 3 ? -1000.0f : 9.0f;
  }
  const auto parties = parties_of(6, odds);
  EXPECT_EQ(std::ranges::count(parties, 0u), 5);
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
  const auto score = [](std::uint32_t a, std::uint32_t b) {
    return a / 2 == b / 2 ? 12.0f : -8.0f;
  };
  const Parties parties = cluster(5000, links, scoring_by(score), 2);
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(parties.of_record[i], i / 2 * 2);
}

}  // namespace
}  // namespace chokepoint::linkage
