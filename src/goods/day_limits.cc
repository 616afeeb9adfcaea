#include "goods/day_limits.h"

#include <charconv>

#include "records/moment.h"

namespace chokepoint::goods {
namespace {

bool read_number(std::string_view text, int& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::optional<DayLimits> parse_day_limits(std::string_view text) {
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto first = parse_day_limits(text.substr(0, slash));
    const auto second = parse_day_limits(text.substr(slash + 1));
    if (!first || !second || first->earliest > second->latest) return std::nullopt;
    return DayLimits{first->earliest, second->latest};
  }
  int year = 0, month = 1, day = 1;
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if (!read_number(text.substr(0, 4), year) || year < 1900 || year > 2199) return std::nullopt;
  if (text.size() >= 7 && (text[4] != '-' || !read_number(text.substr(5, 2), month)))
    return std::nullopt;
  if (text.size() == 10 && (text[7] != '-' || !read_number(text.substr(8, 2), day)))
    return std::nullopt;
  const auto earliest = records::make_day(year, month, day);
  if (!earliest) return std::nullopt;
  if (text.size() == 10) return DayLimits{*earliest, *earliest};
  const auto latest = text.size() == 4 ? records::make_day(year + 1, 1, 1)
                                       : records::make_day(month == 12 ? year + 1 : year,
                                                           month == 12 ? 1 : month + 1, 1);
  return DayLimits{*earliest, *latest};
}

}  // namespace chokepoint::goods
