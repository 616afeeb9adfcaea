#include "targets/weight_learner.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::targets {
namespace {

const std::vector<Prior> kPriors = {{0.5, 1}, {0.5, 1}};

Sample make_sample(int rows, double bias, double first, double second) {
  base::Rng rng(11);
  Sample sample{2, {}, {}};
  for (int i = 0; i < rows; ++i) {
    const double a = rng.uniform(0, 2);
    const double b = rng.uniform(0, 2);
    sample.features.push_back(static_cast<float>(a));
    sample.features.push_back(static_cast<float>(b));
    sample.labels.push_back(rng.chance(chance_of(bias + first * a + second * b)) ? 1 : 0);
  }
  return sample;
}

TEST(WeightLearnerTest, NoOutcomeLeavesTheJudgement) {
  const Weights learnt = learn_weights({2, {}, {}}, {-3, 1}, kPriors, {-3, {0.5, 0.5}});
  EXPECT_NEAR(learnt.bias, -3, 1e-6);
  EXPECT_NEAR(learnt.weights[0], 0.5, 1e-6);
}

TEST(WeightLearnerTest, FindsTheWeightsThatMadeTheOutcomes) {
  const Weights learnt = learn_weights(make_sample(20000, -2, 1.5, 0.2), {-3, 2}, kPriors, {-3, {0.5, 0.5}});
  EXPECT_NEAR(learnt.bias, -2, 0.15);
  EXPECT_NEAR(learnt.weights[0], 1.5, 0.1);
  EXPECT_NEAR(learnt.weights[1], 0.2, 0.1);
}

TEST(WeightLearnerTest, NoWeightFallsBelowZero) {
  const Weights learnt = learn_weights(make_sample(5000, 0, 1.0, -1.0), {0, 2}, kPriors, {0, {0.5, 0.5}});
  EXPECT_EQ(learnt.weights[1], 0);
  EXPECT_GT(learnt.weights[0], 0.5);
}

TEST(WeightLearnerTest, WhereItStartsDoesNotMatter) {
  const Sample sample = make_sample(3000, -1, 0.8, 0.4);
  const Weights near = learn_weights(sample, {-3, 2}, kPriors, {-1, {0.8, 0.4}});
  const Weights far = learn_weights(sample, {-3, 2}, kPriors, {-3, {0, 0}});
  EXPECT_NEAR(near.weights[0], far.weights[0], 1e-3);
  EXPECT_NEAR(near.bias, far.bias, 1e-3);
}

}  // namespace
}  // namespace chokepoint::targets
