// A number that nobody stated. Compare with is_known; arithmetic on it stays unknown.
#pragma once

#include <cmath>
#include <limits>

namespace chokepoint::records {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
inline bool is_known(double value) {
  return !std::isnan(value);
}

}  // namespace chokepoint::records
