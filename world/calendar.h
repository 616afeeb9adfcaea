// When parcels are posted: twelve months, with the week's and the year's shape.
#pragma once

#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "records/moment.h"

namespace chokepoint::world {

inline constexpr int kDays = 365;                 // 2023-01-01 to 2023-12-31
inline constexpr std::int32_t kFirstDay = 19358;  // 2023-01-01, days since 1970
inline constexpr std::uint32_t kSecondsPerDay = 86'400;

// Monday heavy, weekend light, a peak in November and December.
class Calendar {
 public:
  Calendar();
  // A day in [from, until), by weight; 0 <= from < until <= kDays.
  int draw_day(base::Rng& rng, int from = 0, int until = kDays) const;
  // Seconds since the first day's midnight, within `day`, in the office's busy hours.
  std::uint32_t draw_second(base::Rng& rng, int day) const;
  double weight_of_day(int day) const;

 private:
  std::vector<double> days_;   // cumulative, with a leading 0
  std::vector<double> hours_;  // cumulative
};

// Days since the first day; may lie before it or behind the last.
inline records::Moment moment_of(double days) {
  return {static_cast<std::int64_t>(kFirstDay) * records::kMicrosPerDay +
          static_cast<std::int64_t>(days * kSecondsPerDay) * 1'000'000};
}

}  // namespace chokepoint::world
