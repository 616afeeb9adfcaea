#include "linkage/value_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::linkage {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::array<std::string_view, 14> kSaysNothing = {
    "null", "none",    "n/a",           "na",      "nan", "nil",  "unknown",
    "-",    "missing", "not available", "unnamed", "?",   "#n/a", "not known"};

bool says_nothing(std::string_view folded) {
  // Nearly every cell begins otherwise.
  if (std::string_view("nu-m?#").find(folded.front()) == std::string_view::npos) return false;
  return std::ranges::find(kSaysNothing, folded) != kSaysNothing.end();
}

constexpr std::array<std::string_view, 24> kOrganisationWords = {
    "ltd",   "limited",    "llc",       "inc",  "corp",    "corporation", "gmbh", "ag",
    "sa",    "srl",        "sarl",      "bv",   "plc",     "company",     "co",   "ltda",
    "group", "university", "institute", "bank", "holding", "trading",     "kg",   "pty"};

// One spelling of the commonest legal forms; the others weigh little as they are.
struct LegalForm {
  std::string_view written, form;
};
constexpr std::array kLegalForms = {LegalForm{"limited", "ltd"},
                                    LegalForm{"incorporated", "inc"},
                                    LegalForm{"corporation", "corp"},
                                    LegalForm{"company", "co"},
                                    LegalForm{"limitada", "ltda"},
                                    LegalForm{"compania", "cia"},
                                    LegalForm{"companhia", "cia"},
                                    LegalForm{"brothers", "bros"},
                                    LegalForm{"and", ""},
                                    LegalForm{"international", "intl"}};

struct MonthName {
  std::string_view name;
  std::uint8_t month;
};
constexpr std::array kMonthNames = {
    MonthName{"jan", 1}, MonthName{"feb", 2},  MonthName{"mar", 3},  MonthName{"apr", 4},
    MonthName{"may", 5}, MonthName{"jun", 6},  MonthName{"jul", 7},  MonthName{"aug", 8},
    MonthName{"sep", 9}, MonthName{"oct", 10}, MonthName{"nov", 11}, MonthName{"dec", 12}};

struct DateParts {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  std::uint8_t month_by_name = 0;
  bool broken = false;
};

std::uint8_t month_named(std::string_view word) {
  for (const MonthName& month : kMonthNames) {
    if (word.size() >= 3 && word.starts_with(month.name)) return month.month;
  }
  return 0;
}

// Numbers and a month's name, up to a time of day ("T00:00", " 00:00:00").
DateParts cut_date(std::string_view cell) {
  DateParts parts;
  for (std::size_t i = 0; i < cell.size();) {
    const char c = cell[i];
    if (is_digit(c)) {
      if (parts.count == 3) return parts;
      std::size_t end = i;
      int number = 0;
      while (end < cell.size() && is_digit(cell[end]) && end - i < 9)
        number = number * 10 + (cell[end++] - '0');
      parts.numbers[parts.count] = number;
      parts.digits[parts.count++] = end - i;
      i = end;
      if (parts.count == 3 || (parts.count == 1 && parts.digits[0] == 8)) return parts;
      continue;
    }
    std::string word;
    while (i < cell.size() && ((cell[i] | 0x20) >= 'a' && (cell[i] | 0x20) <= 'z'))
      word.push_back(static_cast<char>(cell[i++] | 0x20));
    if (!word.empty()) {
      const std::uint8_t month = month_named(word);
      if (month != 0) {
        parts.month_by_name = month;
      } else if (word.size() > 2) {
        parts.broken = true;
        return parts;
      }
      continue;
    }
    ++i;
  }
  return parts;
}

Date checked(int year, int month, int day) {
  if (year < 1000 || year > 2200) return {};
  if (month > 12 && day <= 12) std::swap(month, day);
  if (month < 0 || month > 12) month = day = 0;
  if (day < 0 || day > 31 || month == 0) day = 0;
  return {static_cast<std::uint16_t>(year), static_cast<std::uint8_t>(month),
          static_cast<std::uint8_t>(day)};
}

// Letters and digits; a space where anything else stood, apostrophes and stops vanish.
void keep_words(std::string_view folded, std::string& form) {
  form.clear();
  for (const char c : folded) {
    if (is_letter(c) || is_digit(c)) {
      form.push_back(c);
    } else if (c != '\'' && c != '.' && !form.empty() && form.back() != ' ') {
      form.push_back(' ');
    }
  }
  while (!form.empty() && form.back() == ' ') form.pop_back();
}

// Stops and commas part words too: "J.Smith" is two.
void keep_text(std::string_view folded, std::string& form) {
  form.clear();
  for (const char c : folded) {
    if (is_letter(c) || is_digit(c)) {
      form.push_back(c);
    } else if (c != '\'' && !form.empty() && form.back() != ' ') {
      form.push_back(' ');
    }
  }
  while (!form.empty() && form.back() == ' ') form.pop_back();
}

void shorten_legal_forms(std::string& form) {
  std::string shorter;
  for (std::size_t begin = 0; begin < form.size();) {
    const std::size_t end = std::min(form.find(' ', begin), form.size());
    std::string_view word = std::string_view(form).substr(begin, end - begin);
    const auto known = std::ranges::find(kLegalForms, word, &LegalForm::written);
    if (known != kLegalForms.end()) word = known->form;
    if (!word.empty() && !shorter.empty()) shorter.push_back(' ');
    shorter.append(word);
    begin = end + 1;
  }
  // A name of nothing but such words stays as it is.
  if (!shorter.empty()) form = shorter;
}

// "lee, ann" is Ann Lee; "ann lee, jr" and "lee, ltd" stay.
void turn_name(std::string& folded) {
  const std::size_t comma = folded.find(',');
  if (comma == std::string::npos || folded.find(',', comma + 1) != std::string::npos) return;
  const std::string_view behind = std::string_view(folded).substr(comma + 1);
  if (behind.size() < 4 || names_an_organisation(behind)) return;
  folded = std::string(behind) + " " + folded.substr(0, comma);
}

void keep_code(std::string_view folded, std::string& form) {
  form.clear();
  for (const char c : folded) {
    if (is_letter(c) || is_digit(c)) form.push_back(c);
  }
}

void keep_digits(std::string_view folded, std::string& form) {
  form.clear();
  for (const char c : folded) {
    if (is_digit(c)) form.push_back(c);
  }
}

// "J. M&uuml;ller &amp; Sons", "Jos&#233;": entities that exports leave in text. Numbers become
// their characters, names of accented letters the letter, other names a space.
std::string without_entities(std::string_view cell) {
  std::string plain;
  for (std::size_t i = 0; i < cell.size();) {
    const std::size_t end = cell[i] == '&' ? cell.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end - i > 10 || end - i < 3) {
      plain.push_back(cell[i++]);
      continue;
    }
    const std::string_view inside = cell.substr(i + 1, end - i - 1);
    char32_t point = 0;
    if (inside.front() == '#') {
      for (const char c : inside.substr(1)) {
        if (is_digit(c) && point < 0x100000) point = point * 10 + static_cast<char32_t>(c - '0');
      }
    }
    if (point >= 0x20 && point < 0x110000 && (point < 0xD800 || point > 0xDFFF)) {
      text::append_code_point(plain, point);
    } else if (inside.size() > 3 && inside.front() != '#' &&
               (inside.ends_with("uml") || inside.ends_with("acute") || inside.ends_with("grave") ||
                inside.ends_with("tilde") || inside.ends_with("circ") ||
                inside.ends_with("cedil"))) {
      plain.push_back(inside.front());
    } else {
      plain.push_back(' ');
    }
    i = end + 1;
  }
  return plain;
}

bool is_one_character(std::string_view form) {
  return std::ranges::all_of(form, [&](char c) { return c == form.front(); });
}

}  // namespace

Date read_date(std::string_view cell, DayOrder order) {
  const DateParts parts = cut_date(cell);
  const auto& n = parts.numbers;
  if (parts.broken || parts.count == 0) return {};
  if (parts.count == 1 && parts.digits[0] == 8) {
    const Date date = checked(n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
    if (date.year != 0) return date;
    return checked(n[0] % 10000, n[0] / 10000 % 100, n[0] / 1000000);
  }
  if (parts.month_by_name != 0) {
    if (parts.count == 1) return checked(n[0], parts.month_by_name, 0);
    return parts.digits[0] == 4 ? checked(n[0], parts.month_by_name, n[1])
                                : checked(n[1], parts.month_by_name, n[0]);
  }
  if (parts.count == 1) return parts.digits[0] == 4 ? checked(n[0], 0, 0) : Date{};
  if (parts.count == 2) {
    return parts.digits[0] == 4 ? checked(n[0], n[1], 0)
                                : (parts.digits[1] == 4 ? checked(n[1], n[0], 0) : Date{});
  }
  if (parts.digits[0] == 4) return checked(n[0], n[1], n[2]);
  if (parts.digits[2] < 4) return {};
  return order == DayOrder::month_first ? checked(n[2], n[0], n[1]) : checked(n[2], n[1], n[0]);
}

DayOrder order_shown_by(std::string_view cell) {
  const DateParts parts = cut_date(cell);
  if (parts.broken || parts.count < 3 || parts.digits[2] != 4) return DayOrder::unknown;
  if (parts.numbers[0] > 12 && parts.numbers[1] <= 12) return DayOrder::day_first;
  if (parts.numbers[1] > 12 && parts.numbers[0] <= 12) return DayOrder::month_first;
  return DayOrder::unknown;
}

std::string date_digits(const Date& date) {
  std::string digits(8, '0');
  const auto put = [&](std::size_t at, int number, int width) {
    for (int i = width - 1; i >= 0; --i, number /= 10)
      digits[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
  };
  put(0, date.year, 4);
  put(4, date.month, 2);
  put(6, date.day, 2);
  return digits;
}

std::string fold_name(std::string_view column) {
  std::string folded;
  for (const char c : text::fold(column)) {
    if (is_letter(c) || is_digit(c)) folded.push_back(c);
  }
  return folded;
}

bool names_an_organisation(std::string_view cell) {
  std::string words;
  keep_words(text::fold(cell), words);
  std::size_t begin = 0;
  while (begin < words.size()) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view word = std::string_view(words).substr(begin, end - begin);
    if (std::ranges::find(kOrganisationWords, word) != kOrganisationWords.end()) return true;
    begin = end + 1;
  }
  return false;
}

void write_form(std::string_view cell, const CellRule& rule, std::string& form) {
  thread_local std::string folded;
  form.clear();
  if (cell.find('&') != std::string_view::npos) {
    text::fold_into(without_entities(cell), folded);
  } else {
    text::fold_into(cell, folded);
  }
  if (folded.empty() || says_nothing(folded)) return;
  switch (comparer_of(rule.kind)) {
    case Comparer::date:
    case Comparer::year: {
      const Date date = read_date(folded, rule.order);
      if (date.year != 0) form = date_digits(date);
      return;
    }
    case Comparer::text:
      if (rule.kind == Kind::full_name) turn_name(folded);
      keep_text(folded, form);
      if (rule.kind == Kind::organisation_name) shorten_legal_forms(form);
      return;
    case Comparer::code:
      if (rule.kind == Kind::phone) {
        keep_digits(folded, form);
        if (form.size() > 9) form.erase(0, form.size() - 9);
      } else {
        keep_code(folded, form);
      }
      if (rule.kind == Kind::house_number) form.erase(0, form.find_first_not_of('0'));
      if ((rule.kind == Kind::phone || rule.kind == Kind::national_id ||
           rule.kind == Kind::account) &&
          (form.size() < 4 || is_one_character(form)))
        form.clear();
      return;
    case Comparer::email:
      if (folded.find('@') != std::string::npos && folded.size() > 4) form = folded;
      return;
    default: keep_words(folded, form); return;
  }
}

std::size_t longest_cell(Kind kind) {
  return kind == Kind::title || kind == Kind::authors ? 8192 : 1024;
}

}  // namespace chokepoint::linkage
