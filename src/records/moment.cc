#include "records/moment.h"

#include <fmt/format.h>

#include <chrono>

namespace chokepoint::records {
namespace {

// Reads exactly `digits` digits from the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || *year < 1900 || *year > 2199) return std::nullopt;
  const char separator = text.empty() ? '\0' : text.front();
  const bool separated = separator == '-' || separator == '/';
  if (separated) text.remove_prefix(1);
  const auto month = take_number(text, 2);
  if (!month || (separated && !take(text, separator))) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  return make_day(*year, *month, *day);
}

std::optional<std::int64_t> take_fraction_micros(std::string_view& text) {
  std::int64_t micros = 0;
  int digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 6) micros = micros * 10 + (text.front() - '0');
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0 || digits > 9) return std::nullopt;
  for (; digits < 6; ++digits) micros *= 10;
  return micros;
}

// The offset from UTC in micros: "", "Z", "+08:00", "+0800".
std::optional<std::int64_t> take_zone(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0;
  const bool east = text.front() == '+';
  if (!east && text.front() != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto hours = take_number(text, 2);
  take(text, ':');
  const auto minutes = text.empty() ? std::optional<int>(0) : take_number(text, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const std::int64_t micros = (*hours * 3600LL + *minutes * 60LL) * 1'000'000;
  return east ? micros : -micros;
}

}  // namespace

std::optional<Day> make_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

std::optional<Moment> parse_moment(std::string_view text) {
  text = trim(text);
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  const Moment midnight = start_of(*day);
  if (text.empty()) return midnight;
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::int64_t micros = (*hour * 3600LL + *minute * 60LL) * 1'000'000;
  if (take(text, ':')) {
    const auto second = take_number(text, 2);
    if (!second || *second > 59) return std::nullopt;
    micros += *second * 1'000'000LL;
    if (take(text, '.')) {
      const auto fraction = take_fraction_micros(text);
      if (!fraction) return std::nullopt;
      micros += *fraction;
    }
  }
  const auto zone = take_zone(text);
  if (!zone || !text.empty()) return std::nullopt;
  return Moment{midnight.micros + micros - *zone};
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day.days))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string format_moment(Moment moment) {
  if (!moment.is_known()) return "";
  const std::int64_t rest = moment.micros - start_of(moment.day()).micros;
  const std::int64_t seconds = rest / 1'000'000;
  const std::int64_t fraction = rest % 1'000'000;
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", format_day(moment.day()), seconds / 3600,
                                 seconds / 60 % 60, seconds % 60);
  if (fraction != 0) text += fmt::format(".{:06}", fraction);
  return text + "Z";
}

}  // namespace chokepoint::records
