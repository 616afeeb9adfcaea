#include "targets/capacity.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace chokepoint::targets {
namespace {

std::vector<RankedSubject> hundred() {
  std::vector<RankedSubject> subjects;
  for (std::uint64_t i = 0; i < 100; ++i) subjects.push_back({{i + 1}, 0, static_cast<double>(i) / 100, false});
  return subjects;
}

TEST(CapacityTest, ReadsNumbersAndShares) {
  EXPECT_EQ(parse_amount("40")->of(1000), 40u);
  EXPECT_EQ(parse_amount("5%")->of(8134), 407u);
  for (const char* bad : {"", "five", "-1", "101%", "5 %", "5%%", "nan"}) {
    ASSERT_FALSE(parse_amount(bad).has_value()) << bad;
    EXPECT_EQ(parse_amount(bad).error().code, ErrorCode::usage);
  }
}

TEST(CapacityTest, TheHighestScoresFillIt) {
  const auto choices = fill_capacity(hundred(), *parse_amount("5"), *parse_amount("0%"), 1);
  ASSERT_EQ(choices.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(choices[i].subject, 99 - i);
    EXPECT_EQ(choices[i].chosen_by, ChosenBy::rank);
    EXPECT_EQ(choices[i].propensity, 1);
  }
}

TEST(CapacityTest, TheControlSliceComesFromTheRestWithItsPropensity) {
  const auto choices = fill_capacity(hundred(), *parse_amount("20"), *parse_amount("25%"), 1);
  ASSERT_EQ(choices.size(), 20u);
  std::set<std::size_t> chosen;
  for (const Choice& choice : choices) {
    chosen.insert(choice.subject);
    if (choice.chosen_by != ChosenBy::random) continue;
    EXPECT_LT(choice.subject, 85u);
    EXPECT_DOUBLE_EQ(choice.propensity, 5.0 / 85);
  }
  EXPECT_EQ(chosen.size(), 20u);
}

TEST(CapacityTest, EveryoneOutsideTheRankingHasTheSameChance) {
  std::map<std::size_t, int> drawn;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    for (const Choice& choice : fill_capacity(hundred(), *parse_amount("10"), *parse_amount("100%"), seed)) ++drawn[choice.subject];
  }
  ASSERT_EQ(drawn.size(), 100u);
  for (const auto& [subject, times] : drawn) EXPECT_NEAR(times, 400, 100) << subject;
}

TEST(CapacityTest, MandatoryComesFirstAndGroupsCountAlone) {
  std::vector<RankedSubject> subjects = hundred();
  subjects[3].is_mandatory = true;
  for (std::size_t i = 50; i < 100; ++i) subjects[i].group = 1;
  const auto choices = fill_capacity(subjects, *parse_amount("2"), *parse_amount("0%"), 1);
  ASSERT_EQ(choices.size(), 4u);
  EXPECT_EQ(choices[0].subject, 3u);
  EXPECT_EQ(choices[0].chosen_by, ChosenBy::mandatory);
  EXPECT_EQ(choices[1].subject, 99u);
  EXPECT_EQ(choices[3].subject, 49u);
}

}  // namespace
}  // namespace chokepoint::targets
