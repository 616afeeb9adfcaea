// Time: microseconds since 1970-01-01T00:00:00 UTC, and whole days. There is no other zone inside
// the program.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint::records {

inline constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

struct Day {
  std::int32_t days = 0;  // since 1970-01-01
  auto operator<=>(const Day&) const = default;
};

struct Moment {
  std::int64_t micros = std::numeric_limits<std::int64_t>::min();

  static constexpr Moment unknown() { return {}; }
  // Before everything: what a list says without a date was always known.
  static constexpr Moment beginning() { return {0}; }
  constexpr bool is_known() const { return micros != unknown().micros; }
  // The UTC day that holds this moment; the moment must be known.
  constexpr Day day() const {
    const std::int64_t days = micros / kMicrosPerDay - (micros % kMicrosPerDay < 0 ? 1 : 0);
    return {static_cast<std::int32_t>(days)};
  }
  auto operator<=>(const Moment&) const = default;
};

constexpr Moment start_of(Day day) {
  return {static_cast<std::int64_t>(day.days) * kMicrosPerDay};
}
constexpr Moment plus_days(Moment moment, std::int64_t days) {
  return {moment.micros + days * kMicrosPerDay};
}

// Year, month, day of the proleptic Gregorian calendar; nothing for dates that do not exist.
std::optional<Day> make_day(int year, int month, int day);

// Accepts YYYY-MM-DD, YYYYMMDD, YYYY/MM/DD, and these followed by T or a space and
// hh:mm[:ss[.fraction]], with Z or +hh:mm; years 1900 to 2199. Surrounding spaces are ignored.
// Nothing for anything else, never a guess of day and month.
std::optional<Moment> parse_moment(std::string_view text);

// "2023-11-16T00:00:00Z", with the fraction only where there is one; "" when unknown.
std::string format_moment(Moment moment);
// "2023-11-16"
std::string format_day(Day day);

}  // namespace chokepoint::records
