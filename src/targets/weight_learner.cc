#include "targets/weight_learner.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace chokepoint::targets {
namespace {

constexpr int kNewtonSteps = 30;
constexpr int kSweeps = 200;
constexpr double kSettled = 1e-7;
constexpr double kClimbed = 1e-6;  // of the log-posterior

// The quadratic around the current weights: gradient and curvature of the log-posterior, bias last.
struct Quadratic {
  std::vector<double> gradient;
  std::vector<double> curvature;  // (n + 1)^2, row by row
};

Quadratic build_quadratic(const Sample& sample, const Weights& at) {
  const std::size_t n = sample.feature_count;
  const std::size_t width = n + 1;
  Quadratic quadratic{std::vector<double>(width), std::vector<double>(width * width)};
  std::vector<std::size_t> set;  // most features are zero on most rows
  std::vector<double> row(width);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const std::span<const float> features = sample.row(i);
    double z = at.bias;
    set.clear();
    for (std::size_t j = 0; j < n; ++j) {
      row[j] = features[j];
      if (row[j] == 0) continue;
      set.push_back(j);
      z += at.weights[j] * row[j];
    }
    row[n] = 1;
    set.push_back(n);
    const double chance = chance_of(z);
    const double error = (sample.labels[i] != 0 ? 1.0 : 0.0) - chance;
    const double spread = std::max(chance * (1 - chance), 1e-6);
    for (std::size_t a = 0; a < set.size(); ++a) {
      quadratic.gradient[set[a]] += error * row[set[a]];
      double* line = &quadratic.curvature[set[a] * width];
      const double scaled = spread * row[set[a]];
      for (std::size_t b = 0; b <= a; ++b) line[set[b]] += scaled * row[set[b]];
    }
  }
  for (std::size_t a = 0; a < width; ++a) {
    for (std::size_t b = a + 1; b < width; ++b)
      quadratic.curvature[a * width + b] = quadratic.curvature[b * width + a];
  }
  return quadratic;
}

// The log-posterior up to a constant.
double quality(const Sample& sample, const Weights& at, const Prior& bias_prior,
               std::span<const Prior> priors) {
  auto penalty = [](double value, const Prior& prior) {
    const double distance = (value - prior.weight) / prior.deviation;
    return distance * distance / 2;
  };
  double sum = -penalty(at.bias, bias_prior);
  for (std::size_t j = 0; j < priors.size(); ++j) sum -= penalty(at.weights[j], priors[j]);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const std::span<const float> features = sample.row(i);
    double z = at.bias;
    for (std::size_t j = 0; j < features.size(); ++j) z += at.weights[j] * features[j];
    const double toward = sample.labels[i] != 0 ? z : -z;
    sum -= toward > 0 ? std::log1p(std::exp(-toward)) : std::log1p(std::exp(toward)) - toward;
  }
  return sum;
}

Weights moved(const Weights& from, std::span<const double> move, double share) {
  Weights to = from;
  for (std::size_t j = 0; j < to.weights.size(); ++j) to.weights[j] += share * move[j];
  to.bias += share * move[to.weights.size()];
  return to;
}

}  // namespace

double log_odds(double chance) {
  const double bounded = std::clamp(chance, 1e-6, 1 - 1e-6);
  return std::log(bounded / (1 - bounded));
}

double chance_of(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

Weights learn_weights(const Sample& sample, const Prior& bias_prior, std::span<const Prior> priors,
                      const Weights& start) {
  const std::size_t n = sample.feature_count;
  CHECK(priors.size() == n && start.weights.size() == n);
  const std::size_t width = n + 1;
  Weights now = start;
  double now_quality = quality(sample, now, bias_prior, priors);
  for (int step = 0; step < kNewtonSteps; ++step) {
    Quadratic quadratic = build_quadratic(sample, now);
    std::vector<double> move(width);
    std::vector<double> value(now.weights);
    value.push_back(now.bias);
    for (std::size_t j = 0; j < width; ++j) {
      const Prior& prior = j < n ? priors[j] : bias_prior;
      const double precision = 1 / (prior.deviation * prior.deviation);
      quadratic.gradient[j] += precision * (prior.weight - value[j]);
      quadratic.curvature[j * width + j] += precision;
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      double largest = 0;
      for (std::size_t j = 0; j < width; ++j) {
        double slope = quadratic.gradient[j];
        for (std::size_t k = 0; k < width; ++k)
          slope -= quadratic.curvature[j * width + k] * move[k];
        double next = move[j] + slope / quadratic.curvature[j * width + j];
        if (j < n) next = std::max(next, -value[j]);  // no weight below zero
        largest = std::max(largest, std::abs(next - move[j]));
        move[j] = next;
      }
      if (largest < kSettled) break;
    }
    // A whole step may overshoot far from the summit: it is halved until it climbs.
    double share = 1;
    Weights next = moved(now, move, share);
    double next_quality = quality(sample, next, bias_prior, priors);
    while (next_quality < now_quality && share > 1.0 / 1024) {
      share /= 2;
      next = moved(now, move, share);
      next_quality = quality(sample, next, bias_prior, priors);
    }
    if (next_quality <= now_quality) break;
    const double climbed = next_quality - now_quality;
    now = std::move(next);
    now_quality = next_quality;
    if (climbed < kClimbed) break;
  }
  return now;
}

}  // namespace chokepoint::targets
