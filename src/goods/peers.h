// What others show: the spread of a positive figure over many items, as median and deviation of its
// logarithm. Memory: at most kPeersKept figures.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/hash.h"
#include "records/columns.h"

namespace chokepoint::goods {

inline constexpr std::size_t kPeersKept = 512, kPeersNeeded = 30;

class Spread {
 public:
  // Every value at first, then one in ever more: the kept ones stay spread over the whole history.
  void add(double value) {
    if (!(value > 0) || !std::isfinite(value)) return;
    ++seen_;
    const auto logarithm = static_cast<float>(std::log(value));
    if (values_.size() < kPeersKept)
      values_.push_back(logarithm);
    else if (const std::uint64_t at = base::mix(seen_, 17) % seen_; at < kPeersKept)
      values_[at] = logarithm;
  }

  // Counts anew when a tenth more was seen than the last time.
  void settle() {
    if (values_.size() < kPeersNeeded || seen_ * 10 < settled_ * 11) return;
    settled_ = seen_;
    std::vector<float> sorted = values_;
    median_ = middle(sorted);
    for (float& value : sorted) value = std::abs(value - static_cast<float>(median_));
    deviation_ = std::max(1.4826 * middle(sorted), 0.1);
  }

  double median() const { return std::exp(median_); }
  // Unknown where too few peers are known.
  double z(double value) const {
    if (deviation_ == 0 || !(value > 0)) return records::kUnknown;
    return (std::log(value) - median_) / deviation_;
  }

 private:
  static double middle(std::vector<float>& values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), at, values.end());
    return static_cast<double>(*at);
  }

  std::vector<float> values_;  // logarithms
  std::uint64_t seen_ = 0, settled_ = 0;
  double median_ = 0, deviation_ = 0;
};

}  // namespace chokepoint::goods
