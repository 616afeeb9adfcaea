// The weights of a scorecard, learnt from outcomes around an expert's judgement.
//
// The most probable weights of a logistic regression under independent normal priors (mean: the judgement, deviation: how
// sure it is), no weight below zero: more of a risk feature never lowers a score. Found by Newton steps on the whole
// sample, each solved by coordinate descent. Cost: sample x features^2 x about five. Sums run in the order of the sample.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace chokepoint::targets {

struct Prior {
  double weight = 0;
  double deviation = 1;
};

struct Weights {
  double bias = 0;
  std::vector<double> weights;
};

// A sample of fixed-length feature rows with their labels.
struct Sample {
  std::size_t feature_count = 0;
  std::vector<float> features;  // row by row
  std::vector<char> labels;     // 1: a find
  std::size_t size() const { return labels.size(); }
  std::span<const float> row(std::size_t i) const { return std::span(features).subspan(i * feature_count, feature_count); }
};

// `start` may be the weights before; the result does not depend on it beyond rounding.
Weights learn_weights(const Sample& sample, const Prior& bias_prior, std::span<const Prior> priors, const Weights& start);

double log_odds(double chance);
double chance_of(double log_odds);

}  // namespace chokepoint::targets
