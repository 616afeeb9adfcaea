#include "screening/birth_years.h"

#include <algorithm>
#include <vector>

namespace chokepoint::screening {
namespace {

struct Years {
  int from, to;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A run of exactly four digits that can be a year of birth, else 0. `at` moves behind the run.
int next_year(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  int year = 0;
  while (end < text.size() && is_digit(text[end]))
    year = std::min(year * 10 + (text[end++] - '0'), 99999);
  const std::size_t digits = end - at;
  at = end;
  return digits == 4 && year >= 1850 && year <= 2100 ? year : 0;
}

std::vector<Years> read_years(std::string_view text) {
  std::vector<Years> spans;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    Years years{0, 0};
    for (std::size_t at = 0; at < part.size();) {
      if (!is_digit(part[at])) {
        ++at;
        continue;
      }
      const int year = next_year(part, at);
      if (year == 0) continue;
      if (years.from == 0) years = {year, year};
      // The second year of a span.
      if (part.find('/') != std::string_view::npos) years.to = std::max(years.to, year);
    }
    if (years.from == 0) continue;
    const int slack = part.find('~') != std::string_view::npos ? 2 : 1;
    spans.push_back({years.from - slack, years.to + slack});
  }
  return spans;
}

}  // namespace

BirthVerdict compare_births(std::string_view a, std::string_view b) {
  const std::vector<Years> first = read_years(a), second = read_years(b);
  if (first.empty() || second.empty()) return BirthVerdict::unknown;
  for (const Years& x : first) {
    for (const Years& y : second) {
      // Each side brings its slack; one is enough.
      if (x.from + 1 <= y.to && y.from + 1 <= x.to) return BirthVerdict::agrees;
    }
  }
  return BirthVerdict::contradicts;
}

}  // namespace chokepoint::screening
