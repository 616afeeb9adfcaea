#include "targets/rate_book.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::targets {
namespace {

RatePath goods_path() { return {"goods", "these goods", {{Field::hs2}, {Field::hs6}}}; }

Profile with_hs(std::uint64_t hs2, std::uint64_t hs6) {
  Profile profile{};
  profile[static_cast<std::size_t>(Field::hs2)] = hs2;
  profile[static_cast<std::size_t>(Field::hs6)] = hs6;
  return profile;
}

TEST(RateBookTest, KnowsTheBaseRateBeforeAnyOutcome) {
  const RateBook book({goods_path()}, 2, 100);
  EXPECT_DOUBLE_EQ(book.base_rate(), 0.02);
  EXPECT_DOUBLE_EQ(book.rate(0, with_hs(1, 2)), 0.02);
}

TEST(RateBookTest, AnUnseenCellLeansOnTheWiderOne) {
  RateBook book({goods_path()}, 2, 100);
  for (int i = 0; i < 50; ++i) book.learn(with_hs(1, 10), true);
  for (int i = 0; i < 50; ++i) book.learn(with_hs(2, 20), false);
  const double unseen_in_bad_chapter = book.rate(0, with_hs(1, 11));
  EXPECT_GT(unseen_in_bad_chapter, book.base_rate());
  EXPECT_LT(book.rate(0, with_hs(2, 21)), book.base_rate());
  EXPECT_GT(book.rate(0, with_hs(1, 10)), unseen_in_bad_chapter);
}

TEST(RateBookTest, LearnsHowStronglyToLean) {
  // Codes differ wildly inside one chapter: past outcomes say that a code's own history counts, so leaning gets weak.
  RateBook wild({goods_path()}, 2, 100);
  // Codes are all alike: a code's own few outcomes are chance, so leaning gets strong.
  RateBook alike({goods_path()}, 2, 100);
  base::Rng rng(7);
  for (int i = 0; i < 4000; ++i) {
    const std::uint64_t code = 100 + rng.below(200);
    wild.learn(with_hs(1, code), code % 2 == 0);
    alike.learn(with_hs(1, code), rng.chance(0.3));
  }
  wild.settle();
  alike.settle();
  EXPECT_LT(wild.concentrations()[1], 1);
  EXPECT_GT(alike.concentrations()[1], 16);
}

}  // namespace
}  // namespace chokepoint::targets
