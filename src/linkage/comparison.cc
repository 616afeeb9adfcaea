#include "linkage/comparison.h"

#include <algorithm>
#include <bitset>
#include <cstdlib>

#include "linkage/letters.h"

namespace chokepoint::linkage {
namespace {

// A value that is met so many times less often than another may be a slip of it, however often.
constexpr std::uint32_t kSlipsOfOne = 20;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool is_initial_of(std::string_view a, std::string_view b) {
  return a.size() == 1 && !b.empty() && a.front() == b.front();
}

// One of several words of `whole` is `part`: "anne" of "mary anne".
bool is_word_of(std::string_view part, std::string_view whole) {
  const std::size_t at = whole.find(part);
  if (at == std::string_view::npos || part.size() < 3 || part.size() == whole.size()) return false;
  const std::size_t end = at + part.size();
  return (at == 0 || whole[at - 1] == ' ') && (end == whole.size() || whole[end] == ' ');
}

// 2 one or two letters apart or of one sound, 3 alike or one of several words, 4 an initial, 5
// different. Where both are in use elsewhere too, neither is a slip of the other: then they are not
// alike by letters alone, and compare_values says 6 for different.
std::uint8_t compare_words(std::string_view a, std::string_view b, bool one_sound, bool in_use,
                           std::uint8_t likest) {
  if (likest >= 5) return 5;
  if (is_initial_of(a, b) || is_initial_of(b, a)) return 4;
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (is_word_of(a, b) || is_word_of(b, a)) return 3;
  if (likest >= 3) return shorter >= 3 && (a.starts_with(b) || b.starts_with(a)) ? 3 : 5;
  const int distance = letter_distance(a, b);
  // A sound that letters do not bear out is chance.
  if (one_sound && may_be_alike(distance, static_cast<int>(longer))) return 2;
  if (distance <= 1 && longer >= 3) return 2;
  if (distance <= 2 && longer >= 7) return 2;
  if (shorter >= 3 && !in_use && may_be_alike(distance, static_cast<int>(longer))) return 3;
  if (shorter >= 3 && (a.starts_with(b) || b.starts_with(a))) return 3;
  return 5;
}

// 2 a letter or two apart, 3 alike, 4 different.
std::uint8_t compare_places(std::string_view a, std::string_view b, bool one_sound) {
  const double likeness = letter_likeness(a, b);
  if (likeness >= 0.8 || (one_sound && likeness >= 0.6)) return 2;
  if (is_word_of(a, b) || is_word_of(b, a)) return 3;
  return likeness >= 0.6 ? 3 : 4;
}

// 2 one character wrong or two swapped, 3 one begin of half or more, 4 different.
std::uint8_t compare_codes(std::string_view a, std::string_view b, std::uint8_t likest) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer < 2) return 4;
  if (likest <= 2 && longer >= 3 && letter_distance(a, b) <= 1) return 2;
  if (longer == 2 && a.size() == b.size() && a[0] == b[1] && a[1] == b[0]) return 2;
  std::size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[same] == b[same]) ++same;
  return same >= 3 && same * 2 >= longer ? 3 : 4;
}

// Identifiers that more than one slip parts: 3 two slips in seven characters or more, 4 different.
// Numbers that are given out in order begin alike when their holders came together: one begin of
// many says nothing.
std::uint8_t compare_numbers(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) >= 7 && letter_distance(a, b) <= 2 ? 3 : 4;
}

// 2 a slip or two in the whole, 3 one local part of some length, or a like one at one host, 4
// different. `a`, `b` are local parts, with the hosts behind.
std::uint8_t compare_emails(std::string_view a, std::string_view b, std::string_view host_a,
                            std::string_view host_b) {
  const int apart = letter_distance(a, b);
  if (!may_be_near(apart, static_cast<int>(std::max(a.size(), b.size())))) return 4;
  const int hosts = letter_distance(host_a, host_b);
  if (apart + hosts <= 2 || (apart <= 2 && hosts * 5 <= static_cast<int>(host_a.size()))) return 2;
  return (apart == 0 && a.size() >= 5) || hosts <= 2 ? 3 : 4;
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Numbers agree only when they are equal.
bool agree_in_spelling(std::string_view a, std::string_view b) {
  if (has_digit(a) || has_digit(b)) return false;
  if (is_initial_of(a, b) || is_initial_of(b, a)) return true;
  if (std::min(a.size(), b.size()) < 4) return false;
  if (a.starts_with(b) || b.starts_with(a)) return true;
  return letter_distance(a, b) <= (std::max(a.size(), b.size()) >= 8 ? 2 : 1);
}

struct SharedWords {
  double of_all = 0;            // the information that both have, over all
  double of_shorter = 0;        // over the lesser of the two
  bool each_has_own = false;    // both have words of weight that the other lacks
  bool own_are_in_use = false;  // on both sides some of those occur elsewhere or hold a number
};

// A word that is spelt a little otherwise or stands as an initial counts three quarters of what the
// commoner spelling tells; in a name less than half where both spellings are in use.
SharedWords share_words(const FieldFacts& facts, std::uint32_t a, std::uint32_t b, bool is_name) {
  const auto words_a = facts.words_of(a), words_b = facts.words_of(b);
  const std::size_t many = std::max<std::size_t>(5, facts.values.size() / 20'000);
  const auto in_use = [&](std::uint32_t word) { return facts.word_table.count(word) >= many; };
  double all_a = 0, all_b = 0, own_a = 0, own_b = 0, matched = 0;
  bool used_elsewhere_a = false, used_elsewhere_b = false;
  std::bitset<64> used_a, used_b;
  const auto match = [&](std::size_t i, std::size_t j, double credit) {
    const double told =
        std::min(facts.word_information[words_a[i]], facts.word_information[words_b[j]]);
    used_a.set(i);
    used_b.set(j);
    matched += credit * told;
    all_a += told;
    all_b += told;
  };
  for (std::size_t i = 0; i < words_a.size(); ++i) {
    for (std::size_t j = 0; j < words_b.size() && !used_a[i]; ++j) {
      if (words_a[i] == words_b[j] && !used_b[j]) match(i, j, 1);
    }
  }
  for (std::size_t i = 0; i < words_a.size(); ++i) {
    if (used_a[i]) continue;
    const std::string_view word = facts.word_table.text(words_a[i]);
    for (std::size_t j = 0; j < words_b.size() && !used_a[i]; ++j) {
      if (used_b[j] || !agree_in_spelling(word, facts.word_table.text(words_b[j]))) continue;
      match(i, j, is_name && in_use(words_a[i]) && in_use(words_b[j]) ? 0.4 : 0.75);
    }
    if (!used_a[i]) {
      own_a += facts.word_information[words_a[i]];
      used_elsewhere_a = used_elsewhere_a || in_use(words_a[i]) || has_digit(word);
    }
  }
  for (std::size_t j = 0; j < words_b.size(); ++j) {
    if (used_b[j]) continue;
    own_b += facts.word_information[words_b[j]];
    used_elsewhere_b =
        used_elsewhere_b || in_use(words_b[j]) || has_digit(facts.word_table.text(words_b[j]));
  }
  all_a += own_a;
  all_b += own_b;
  const double all = all_a + all_b - matched, least = std::min(all_a, all_b);
  return {all > 0 ? matched / all : 0, least > 0 ? matched / least : 0,
          own_a > 0.15 * all_a && own_b > 0.15 * all_b, used_elsewhere_a && used_elsewhere_b};
}

// 2 nearly all, 3 most or all of the shorter, 4 a third, 5 some, 6 different. Names of which each
// has words of its own ("institute of physics", "institute of chemistry") are 5 at most.
std::uint8_t compare_texts(const FieldFacts& facts, std::uint32_t a, std::uint32_t b, bool is_name,
                           int letters_apart) {
  const SharedWords shared = share_words(facts, a, b, is_name);
  if (shared.of_all >= 0.8) return 2;
  // Slips that part words elsewhere: "chemica lgmbh".
  if (!shared.own_are_in_use && letters_apart <= 2) return 2;
  if (is_name && shared.each_has_own) return shared.of_all >= 0.15 ? 5 : 6;
  const bool several = std::min(facts.values[a].words, facts.values[b].words) >= 2;
  if (shared.of_all >= 0.6 || (shared.of_shorter >= 0.95 && several)) return 3;
  return shared.of_all >= 0.35 ? 4 : shared.of_all >= 0.15 ? 5 : 6;
}

}  // namespace

// 2 a digit wrong, two swapped, or day and month swapped; 3 two of the three parts agree; 4 the
// year, as far as known; 5 one part alone, or years next to one another; 6 nothing.
std::uint8_t compare_dates(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t year_a = a / 512, year_b = b / 512;
  const std::uint32_t month_a = a / 32 % 16, month_b = b / 32 % 16;
  const std::uint32_t day_a = a % 32, day_b = b % 32;
  const bool whole = day_a != 0 && day_b != 0;
  const bool year = year_a == year_b, month = month_a == month_b, day = day_a == day_b;
  if (!whole) {
    const bool months_known = month_a != 0 && month_b != 0;
    if (!year) return 6;
    return months_known ? (month ? 3 : 5) : 4;
  }
  if (year && month_a == day_b && day_a == month_b) return 2;
  const auto digits_apart = [](std::uint32_t x, std::uint32_t y) {
    int apart = 0;
    for (; x != 0 || y != 0; x /= 10, y /= 10) apart += x % 10 != y % 10 ? 1 : 0;
    return apart;
  };
  const auto turned = [](std::uint32_t x, std::uint32_t y) {
    return x / 10 == y % 10 && x % 10 == y / 10;
  };
  const int agreeing = static_cast<int>(year) + static_cast<int>(month) + static_cast<int>(day);
  if (agreeing == 2) {
    const bool slip =
        !day     ? digits_apart(day_a, day_b) == 1 || turned(day_a, day_b)
        : !month ? digits_apart(month_a, month_b) == 1 || turned(month_a, month_b)
                 : digits_apart(year_a, year_b) == 1 ||
                       (year_a / 100 == year_b / 100 && turned(year_a % 100, year_b % 100));
    return slip ? 2 : 3;
  }
  if (year) return 4;
  return agreeing > 0 || year_a + 1 == year_b || year_b + 1 == year_a ? 5 : 6;
}

std::uint8_t compare_years(std::uint32_t a, std::uint32_t b) {
  const int apart = std::abs(static_cast<int>(a / 512) - static_cast<int>(b / 512));
  return apart == 1 ? 2 : apart <= 3 ? 3 : 4;
}

bool may_be_near(int distance, int longer) {
  return distance <= 2 || distance * 4 <= longer;
}

bool may_be_alike(int distance, int longer) {
  return distance <= 1 || (distance <= 2 && longer >= 7) || distance * 100 <= longer * 45;
}

std::uint8_t different_level(Comparer comparer) {
  switch (comparer) {
    case Comparer::word:
    case Comparer::date:
    case Comparer::text: return 6;
    default: return 4;
  }
}

Comparison::Comparison(const RecordTable& table, const std::vector<FieldFacts>& facts)
    : table_(table),
      facts_(facts),
      in_use_(static_cast<std::uint32_t>(std::max<std::size_t>(3, table.size() / 100'000))) {
  std::size_t given = kNone, surname = kNone, street = kNone, line = kNone;
  for (std::size_t i = 0; i < table.fields().size(); ++i) {
    const Field& field = table.fields()[i];
    comparers_.push_back(comparer_of(field.kind));
    different_.push_back(different_level(comparers_.back()));
    in_order_.push_back(field.kind == Kind::national_id || field.kind == Kind::account);
    if (field.instance != 0) continue;
    if (field.kind == Kind::given_name) given = i;
    if (field.kind == Kind::surname) surname = i;
    if (field.kind == Kind::street) street = i;
    if (field.kind == Kind::address_line) line = i;
  }
  if (given != kNone && surname != kNone) crosswise_.push_back({given, surname});
  if (street != kNone && line != kNone) crosswise_.push_back({street, line});
}

std::uint8_t Comparison::compare_values(std::size_t field, std::uint32_t a, std::uint32_t b,
                                        std::uint8_t likest) const {
  const ValueTable& values = table_.fields()[field].values;
  const FieldFacts& facts = facts_[field];
  switch (comparers_[field]) {
    case Comparer::word: {
      const auto [fewer, more] = std::minmax({values.count(a), values.count(b)});
      const bool in_use = fewer >= in_use_ && fewer * kSlipsOfOne >= more;
      const std::uint8_t level =
          compare_words(facts.look(values, a), facts.look(values, b),
                        facts.values[a].sound == facts.values[b].sound, in_use, likest);
      return level == 5 && in_use ? 6 : level;
    }
    case Comparer::place:
      if (likest >= 4) return 4;
      return compare_places(values.text(a).substr(0, facts.values[a].stem),
                            values.text(b).substr(0, facts.values[b].stem),
                            facts.values[a].sound == facts.values[b].sound);
    case Comparer::date: return compare_dates(facts.values[a].date, facts.values[b].date);
    case Comparer::year: return compare_years(facts.values[a].date, facts.values[b].date);
    case Comparer::code: {
      const std::uint8_t level = compare_codes(values.text(a), values.text(b), likest);
      return in_order_[field] && level > 2 ? compare_numbers(values.text(a), values.text(b))
                                           : level;
    }
    case Comparer::email: {
      if (likest >= 4) return 4;
      const std::string_view text_a = values.text(a), text_b = values.text(b);
      const std::size_t at_a = facts.values[a].stem, at_b = facts.values[b].stem;
      return compare_emails(text_a.substr(0, at_a), text_b.substr(0, at_b), text_a.substr(at_a),
                            text_b.substr(at_b));
    }
    case Comparer::text:
      return compare_texts(facts, a, b, role_of(table_.fields()[field].kind) == Role::whole_name,
                           letter_distance(values.text(a), values.text(b)));
  }
  return different_[field];
}

Levels Comparison::compare(std::size_t a, std::size_t b) const {
  Levels levels{};
  const std::uint32_t* row_a = table_.row(a);
  const std::uint32_t* row_b = table_.row(b);
  for (std::size_t field = 0; field < comparers_.size(); ++field) {
    if (row_a[field] == 0 || row_b[field] == 0) continue;
    levels[field] =
        row_a[field] == row_b[field] ? kSame : compare_values(field, row_a[field], row_b[field]);
  }
  finish(a, b, levels);
  return levels;
}

void Comparison::apply_aliases(std::size_t a, std::size_t b, Levels& levels) const {
  for (std::size_t field = 0; field < comparers_.size(); ++field) {
    if (aliases[field].empty() || levels[field] <= kSame || levels[field] == kSwapped) continue;
    if (aliases[field].weight(table_.cell(a, field), table_.cell(b, field)) > 0)
      levels[field] = kAlias;
  }
}

void Comparison::find_swaps(std::size_t a, std::size_t b, Levels& levels) const {
  for (const Crosswise& pair : crosswise_) {
    const bool first = levels[pair.first] >= different_[pair.first] - 1;
    const bool second = levels[pair.second] >= different_[pair.second] - 1;
    if (first && second) {
      if (stand_crosswise(pair, a, b)) levels[pair.first] = levels[pair.second] = kSwapped;
    } else if ((first && levels[pair.second] == kAbsent) ||
               (second && levels[pair.first] == kAbsent)) {
      // One of the two is alone in one record, and in the wrong column.
      const std::string_view first_a = table_.text(a, pair.first);
      const std::string_view first_b = table_.text(b, pair.first);
      const bool one = !first_a.empty() && first_a == table_.text(b, pair.second);
      const bool other = !first_b.empty() && first_b == table_.text(a, pair.second);
      if (one || other) levels[first ? pair.first : pair.second] = kSwapped;
    }
  }
}

bool Comparison::stand_crosswise(const Crosswise& pair, std::size_t a, std::size_t b) const {
  const std::string_view first_a = table_.text(a, pair.first);
  const std::string_view first_b = table_.text(b, pair.first);
  const std::string_view second_a = table_.text(a, pair.second);
  const std::string_view second_b = table_.text(b, pair.second);
  const bool one = first_a == second_b, other = second_a == first_b;
  if (one && other) return true;
  if (one) return second_a.size() > 2 && letter_likeness(second_a, first_b) >= 0.7;
  if (other) return first_a.size() > 2 && letter_likeness(first_a, second_b) >= 0.7;
  return false;
}

}  // namespace chokepoint::linkage
