#include "parties/partition.h"

#include <gtest/gtest.h>

namespace chokepoint::parties {
namespace {

using enum Side;
using Sides = std::vector<Side>;

PartitionInput input_of(std::vector<std::vector<std::uint64_t>> keys) {
  PartitionInput input;
  input.contacts.resize(keys.size());
  input.keys = std::move(keys);
  input.first = {0};
  input.second = {1};
  return input;
}

TEST(PartitionTest, EachGoesWithTheNearerSeed) {
  // 1: the address of both; 10 and 20: a phone each.
  const PartitionInput input =
      input_of({{1, 10}, {1, 20}, {1, 10}, {1, 20}, {1}, {20}, {1, 10, 20}});
  EXPECT_EQ(partition(input), (Sides{first, second, first, second, neither, second, neither}));
}

TEST(PartitionTest, ChainsAreFollowed) {
  const PartitionInput input = input_of({{1}, {2}, {1, 3}, {3, 4}, {2, 5}, {4}});
  EXPECT_EQ(partition(input), (Sides{first, second, first, first, second, first}));
}

TEST(PartitionTest, WhatNothingLeadsToIsNeithers) {
  EXPECT_EQ(partition(input_of({{1}, {2}, {3}})), (Sides{first, second, neither}));
}

TEST(PartitionTest, AContactDecidesWhereNoKeyDoes) {
  PartitionInput input = input_of({{1}, {2}, {3}, {4}});
  input.contacts = {{100}, {200}, {200}, {100, 200}};
  EXPECT_EQ(partition(input), (Sides{first, second, second, neither}));
}

TEST(PartitionTest, PairsJoinedByAPersonStayTogether) {
  PartitionInput input = input_of({{1}, {2}, {3}});
  input.joined = {{1, 2}};
  EXPECT_EQ(partition(input), (Sides{first, second, second}));
}

TEST(PartitionTest, SeveralSeedsAreOneSide) {
  PartitionInput input = input_of({{1}, {2}, {3}, {3, 2}});
  input.first = {0, 2};
  EXPECT_EQ(partition(input), (Sides{first, second, first, neither}));
}

}  // namespace
}  // namespace chokepoint::parties
