#include "text/edit_distance.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::text {
namespace {

TEST(EditDistanceTest, CountsChanges) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("abc", ""), 3);
  EXPECT_EQ(edit_distance("amir", "amri"), 1);
  EXPECT_EQ(edit_distance("ca", "abc"), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

TEST(EditDistanceTest, AgreesWithTheTable) {
  base::Rng rng(11);
  for (int round = 0; round < 50000; ++round) {
    const std::uint64_t alphabet = 2 + rng.below(34);
    const auto word = [&] {
      std::string text;
      for (std::uint64_t i = rng.below(33); i > 0; --i) {
        const auto code = rng.below(alphabet);
        text.push_back(static_cast<char>(code < 26 ? 'a' + code : '0' + code - 26));
      }
      return text;
    };
    const std::string a = word();
    std::string b = word();
    if (rng.chance(0.5)) {
      b = a;
      if (b.size() > 2) std::swap(b[0], b[1]);
      if (b.size() > 5) b.erase(4, 1);
    }
    ASSERT_EQ(edit_distance(a, b), edit_distance_slowly(a, b)) << a << " " << b;
  }
}

}  // namespace
}  // namespace chokepoint::text
