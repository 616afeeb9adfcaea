#include "targets/evaluation.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::targets {
namespace {

TEST(EvaluationTest, APerfectRanking) {
  std::vector<JudgedSubject> subjects;
  for (int i = 0; i < 100; ++i) subjects.push_back({i < 10 ? 0.9 : 0.1, i < 10, i % 2 == 0 ? "firm" : "person", std::to_string(i)});
  const Evaluation evaluation = evaluate(subjects, {0.05, 0.2});
  EXPECT_EQ(evaluation.at[0].inspected, 5u);
  EXPECT_DOUBLE_EQ(evaluation.at[0].precision, 1);
  EXPECT_DOUBLE_EQ(evaluation.at[0].recall, 0.5);
  EXPECT_DOUBLE_EQ(evaluation.at[0].lift, 10);
  EXPECT_LT(evaluation.at[0].precision_low, 1);
  EXPECT_DOUBLE_EQ(evaluation.at[1].precision, 0.5);
  EXPECT_DOUBLE_EQ(evaluation.auc, 1);
  EXPECT_DOUBLE_EQ(evaluation.average_precision, 1);
  EXPECT_NEAR(evaluation.calibration_error, 0.1, 1e-9);
  ASSERT_EQ(evaluation.groups.size(), 2u);
  EXPECT_EQ(evaluation.groups[0].group, "firm");
  EXPECT_EQ(evaluation.groups[0].innocents + evaluation.groups[1].innocents, 90u);
  EXPECT_EQ(evaluation.groups[0].held + evaluation.groups[1].held, 10u);
}

TEST(EvaluationTest, TheAreaAgreesWithCountingPairs) {
  base::Rng rng(3);
  std::vector<JudgedSubject> subjects;
  for (int i = 0; i < 300; ++i) subjects.push_back({static_cast<double>(rng.below(20)), rng.chance(0.3), "", std::to_string(i)});
  double wins = 0;
  double pairs = 0;
  for (const JudgedSubject& find : subjects) {
    for (const JudgedSubject& other : subjects) {
      if (!find.is_find || other.is_find) continue;
      ++pairs;
      wins += find.score > other.score ? 1 : find.score == other.score ? 0.5 : 0;
    }
  }
  EXPECT_NEAR(evaluate(subjects, {0.1}).auc, wins / pairs, 1e-12);
}

TEST(EvaluationTest, NothingToJudge) {
  const Evaluation evaluation = evaluate({}, {0.05});
  EXPECT_EQ(evaluation.at[0].inspected, 0u);
  EXPECT_EQ(evaluation.at[0].precision, 0);
  EXPECT_DOUBLE_EQ(evaluation.auc, 0.5);
}

TEST(EvaluationTest, WilsonAgreesWithPublishedValues) {
  // Newcombe 1998, table I: 81 of 263, and 0 of 20.
  EXPECT_NEAR(wilson_interval(81, 263).low, 0.2553, 1e-4);
  EXPECT_NEAR(wilson_interval(81, 263).high, 0.3662, 1e-4);
  EXPECT_NEAR(wilson_interval(0, 20).high, 0.1611, 1e-4);
}

}  // namespace
}  // namespace chokepoint::targets
