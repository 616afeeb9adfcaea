#include "linkage/letters.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "text/edit_distance.h"

namespace chokepoint::linkage {
namespace {

TEST(Letters, CountsChanges) {
  EXPECT_EQ(letter_distance("amir", "amri"), 1);
  EXPECT_EQ(letter_distance("green", "greene"), 1);
  EXPECT_EQ(letter_distance("", "abc"), 3);
  EXPECT_EQ(letter_distance("o brien", "obrien"), 1);
  EXPECT_DOUBLE_EQ(letter_likeness("green", "green"), 1);
  EXPECT_DOUBLE_EQ(letter_likeness("abcd", "abce"), 0.75);
}

TEST(Letters, AgreesWithTheTable) {
  base::Rng random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string a, b;
    for (std::uint64_t left = random.below(14); left > 0; --left) a += "abcde 1"[random.below(7)];
    for (std::uint64_t left = random.below(14); left > 0; --left) b += "abcde 1"[random.below(7)];
    EXPECT_EQ(letter_distance(a, b), text::edit_distance_slowly(a, b)) << a << " | " << b;
  }
}

}  // namespace
}  // namespace chokepoint::linkage
