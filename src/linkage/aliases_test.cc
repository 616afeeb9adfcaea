#include "linkage/aliases.h"

#include <gtest/gtest.h>

#include <map>

#include "base/rng.h"

namespace chokepoint::linkage {
namespace {

TEST(Aliases, AgreeWithAMap) {
  base::Rng random(11);
  Aliases aliases;
  std::map<std::pair<std::uint32_t, std::uint32_t>, float> expected;
  for (int i = 0; i < 500; ++i) {
    const auto a = static_cast<std::uint32_t>(random.below(100'000) + 1);
    const auto b = static_cast<std::uint32_t>(a + 1 + random.below(3));
    const float weight = 1 + static_cast<float>(random.below(9));
    aliases.add(a, b, weight);
    expected[{a, b}] = weight;
  }
  for (const auto& [pair, weight] : expected) {
    for (std::uint32_t b = pair.first + 1; b < pair.first + 6; ++b) {
      const auto found = expected.find({pair.first, b});
      const float wanted = found == expected.end() ? 0 : found->second;
      EXPECT_EQ(aliases.weight(pair.first, b), wanted);
      EXPECT_EQ(aliases.weight(b, pair.first), wanted);
    }
  }
  aliases.clear();
  EXPECT_EQ(aliases.weight(expected.begin()->first.first, expected.begin()->first.second), 0);
}

}  // namespace
}  // namespace chokepoint::linkage
