#include "screening/entry_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace chokepoint::screening {

using records::ListEntry;
using records::Text;

namespace {

// What two versions of an entry may differ in besides name and dates.
constexpr std::array kDescription = {&ListEntry::kind, &ListEntry::country, &ListEntry::program,
                                     &ListEntry::reason, &ListEntry::birth_date};

}  // namespace

bool has_equal_dates(const ListEntry& a, const ListEntry& b) {
  return a.valid_from == b.valid_from && a.valid_to == b.valid_to;
}

bool is_described_alike(const ListEntry& a, const ListEntry& b) {
  return std::ranges::all_of(kDescription, [&](auto member) { return a.*member == b.*member; });
}

std::string dates_of(const ListEntry& entry) {
  return fmt::format("{} to {}", records::format_moment(entry.valid_from),
                     records::format_moment(entry.valid_to));
}

std::string description_of(const ListEntry& entry) {
  std::string words;
  for (const auto member : kDescription) {
    if (!(entry.*member).empty())
      words += fmt::format("{}{}", words.empty() ? "" : "; ", entry.*member);
  }
  return words;
}

void keep_description(const ListEntry& from, base::Arena& arena, ListEntry& to) {
  for (const auto member : kDescription) to.*member = arena.keep(from.*member);
}

std::string explain_match(Text matched_by, double similarity, Text listed_country, Text country) {
  std::string why = similarity == 1
                        ? fmt::format("equal {} after normalisation", matched_by)
                        : fmt::format("a name like the listed one, similarity {:.2f}", similarity);
  if (listed_country.empty() || country.empty()) return why;
  return why + (listed_country == country ? "; the country agrees" : "; the country differs");
}

}  // namespace chokepoint::screening
