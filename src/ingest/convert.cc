#include "ingest/convert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace chokepoint::ingest {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

bool equal_folded(Text text, std::string_view small) {
  if (text.size() != small.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (to_lower(text[i]) != small[i]) return false;
  }
  return true;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

Text trim(Text text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  constexpr std::string_view kWideSpace = "\xE3\x80\x80";
  while (true) {
    if (!text.empty() && (text.front() == ' ' || is_control(text.front()))) {
      text.remove_prefix(1);
    } else if (!text.empty() && (text.back() == ' ' || is_control(text.back()))) {
      text.remove_suffix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else if (text.starts_with(kByteOrderMark) || text.starts_with(kWideSpace)) {
      text.remove_prefix(3);
    } else if (text.ends_with(kWideSpace)) {
      text.remove_suffix(3);
    } else {
      return text;
    }
  }
}

// What exports write for "nothing" where no free text is expected.
Text trim_to_value(Text cell) {
  const Text text = trim(cell);
  if (text.size() > 4 || text.empty() || is_digit(text.front())) return text;
  for (const std::string_view nothing : {"-", "--", "null", "n/a", "nan", "none", "nil", "?"}) {
    if (equal_folded(text, nothing)) return {};
  }
  return text;
}

// Two letters, nine digits, two letters, with or without spaces: into `compact`, in capitals.
bool is_s10_shape(Text text, std::array<char, 13>& compact) {
  std::size_t size = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    if (size == compact.size()) return false;
    const bool letter_here = size < 2 || size >= 11;
    if (letter_here ? !is_letter(c) : !is_digit(c)) return false;
    compact[size++] = to_upper(c);
  }
  return size == compact.size();
}

// Groups of three behind each `separator`, the first of one to three digits, and nothing but
// digits.
bool is_grouped(Text text, char separator) {
  std::size_t in_group = 0;
  bool first = true;
  for (const char c : text) {
    if (c == separator) {
      if (first ? in_group == 0 || in_group > 3 : in_group != 3) return false;
      first = false;
      in_group = 0;
    } else if (is_digit(c)) {
      ++in_group;
    } else {
      return false;
    }
  }
  return first || in_group == 3;
}

std::size_t count(Text text, char wanted) {
  std::size_t found = 0;
  for (const char c : text) found += c == wanted ? 1 : 0;
  return found;
}

bool parse_plain(const char* begin, const char* end, double& value) {
  const auto [stop, failed] = std::from_chars(begin, end, value);
  return failed == std::errc() && stop == end && std::isfinite(value);
}

constexpr Reason kNotANumber = "not a number";
constexpr Reason kPointOrComma =
    "may be a decimal comma or a separator of thousands; say which in a mapping: format = "
    "\"decimal_comma\"";

// The separators of `text` are thousands' `group` and the decimal `point`, which stands at `at` or
// nowhere.
Reason parse_separated(Text text, char group, std::size_t at, double& value) {
  const Text whole = text.substr(0, at);
  const Text fraction = at == Text::npos ? Text() : text.substr(at + 1);
  if (!is_grouped(whole, group)) return kNotANumber;
  std::array<char, 64> plain;
  std::size_t size = 0;
  if (text.size() >= plain.size()) return kNotANumber;
  for (const char c : whole) {
    if (c != group) plain[size++] = c;
  }
  if (!fraction.empty()) {
    plain[size++] = '.';
    for (const char c : fraction) {
      if (!is_digit(c)) return kNotANumber;
      plain[size++] = c;
    }
  }
  return size > 0 && parse_plain(plain.data(), plain.data() + size, value) ? kFine : kNotANumber;
}

Reason parse_with_commas(Text text, NumberForm form, double& value) {
  const std::size_t commas = count(text, ',');
  const std::size_t points = count(text, '.');
  const std::size_t last_comma = text.rfind(',');
  const std::size_t last_point = text.rfind('.');
  if (form == NumberForm::decimal_point) return parse_separated(text, ',', last_point, value);
  if (form == NumberForm::decimal_comma) return parse_separated(text, '.', last_comma, value);
  if (commas > 0 && points > 0) {
    // Whichever comes last, and once, is the decimal one.
    const bool comma_last = last_comma > last_point;
    if ((comma_last ? commas : points) > 1) return kNotANumber;
    return comma_last ? parse_separated(text, '.', last_comma, value)
                      : parse_separated(text, ',', last_point, value);
  }
  if (points > 1) return parse_separated(text, '.', Text::npos, value);
  if (commas > 1) return parse_separated(text, ',', Text::npos, value);
  const bool three_behind = text.size() - last_comma == 4;
  if (three_behind && is_grouped(text, ',') && text.front() != '0') return kPointOrComma;
  return parse_separated(text, '.', last_comma, value);
}

// Spaces (also unbreakable ones) and apostrophes between digits are separators of thousands
// everywhere.
Text drop_blanks(Text text, std::array<char, 64>& room) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size() && size < room.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\'') continue;
    if (text.substr(i).starts_with("\xC2\xA0") || text.substr(i).starts_with("\xE2\x80\xAF") ||
        text.substr(i).starts_with("\xE2\x80\x99")) {
      i += text[i] == '\xC2' ? 1 : 2;
      continue;
    }
    room[size++] = text[i];
  }
  return {room.data(), size};
}

struct Unit {
  std::string_view name;
  double kilograms;
};
constexpr std::array kUnits = {
    Unit{"kg", 1},    Unit{"kgs", 1},         Unit{"g", 0.001},        Unit{"gr", 0.001},
    Unit{"mg", 1e-6}, Unit{"lb", 0.45359237}, Unit{"lbs", 0.45359237}, Unit{"oz", 0.028349523125},
    Unit{"t", 1000}};

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> take_digits(Text& text, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t taken = 0;
  while (taken < most && taken < text.size() && is_digit(text[taken])) {
    value = value * 10 + (text[taken++] - '0');
  }
  if (taken < least) return std::nullopt;
  text.remove_prefix(taken);
  return value;
}

std::optional<int> take_month_name(Text& text) {
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    if (text.size() < 3 || !equal_folded(text.substr(0, 3), kMonths[month])) continue;
    while (!text.empty() && is_letter(text.front())) text.remove_prefix(1);
    return static_cast<int>(month) + 1;
  }
  return std::nullopt;
}

constexpr Reason kNotADate =
    "not a date as YYYY-MM-DD, YYYYMMDD or YYYY/MM/DD, with or without hh:mm";

}  // namespace

Text clean_text(Text cell, base::Arena& arena) {
  const Text text = trim(cell);
  bool has_control = false;
  for (const char c : text) has_control |= is_control(c);
  if (!has_control) return text;
  char* const place = arena.reserve(text.size());
  std::size_t size = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      if (size > 0 && place[size - 1] != ' ') place[size++] = ' ';
    } else if (!is_control(c)) {
      place[size++] = c;
    }
  }
  return {place, size};
}

Reason parse_number(Text text, NumberForm form, double& value) {
  std::array<char, 64> room;
  if (text.empty() || text.size() > room.size()) return kNotANumber;
  bool plain = form != NumberForm::decimal_comma;
  std::size_t points = 0;
  for (const char c : text) {
    points += c == '.' ? 1 : 0;
    plain = plain && (is_digit(c) || c == '.');
  }
  if (plain && points <= 1) {
    return parse_plain(text.data(), text.data() + text.size(), value) ? kFine : kNotANumber;
  }
  text = drop_blanks(text, room);
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || !(is_digit(text.front()) || text.front() == '.' || text.front() == ',')) {
    return kNotANumber;
  }
  Reason reason = kFine;
  const bool exponent = text.find_first_of("eE") != Text::npos;
  if (exponent || (form == NumberForm::either && count(text, ',') == 0 && count(text, '.') <= 1)) {
    reason = parse_plain(text.data(), text.data() + text.size(), value) ? kFine : kNotANumber;
  } else {
    reason = parse_with_commas(text, form, value);
  }
  if (reason == kFine && negative) value = -value;
  return reason;
}

std::optional<Moment> parse_by_pattern(Text text, std::string_view pattern) {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  text = trim(text);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%' || i + 1 == pattern.size()) {
      if (text.empty() || text.front() != pattern[i]) return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    std::optional<int> value;
    switch (pattern[++i]) {
      case 'Y':
        value = take_digits(text, 4, 4);
        year = value.value_or(0);
        break;
      case 'y':
        value = take_digits(text, 2, 2);
        year = value.value_or(0) + (value.value_or(0) < 70 ? 2000 : 1900);
        break;
      case 'm':
        value = take_digits(text, 1, 2);
        month = value.value_or(0);
        break;
      case 'b':
        value = take_month_name(text);
        month = value.value_or(0);
        break;
      case 'd':
        value = take_digits(text, 1, 2);
        day = value.value_or(0);
        break;
      case 'H':
        value = take_digits(text, 1, 2);
        hour = value.value_or(99);
        break;
      case 'M':
        value = take_digits(text, 2, 2);
        minute = value.value_or(99);
        break;
      case 'S':
        value = take_digits(text, 2, 2);
        second = value.value_or(99);
        break;
      default: return std::nullopt;
    }
    if (!value) return std::nullopt;
  }
  if (!text.empty() || year < 1900 || year > 2199 || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const auto date = records::make_day(year, month, day);
  if (!date) return std::nullopt;
  const std::int64_t seconds = hour * 3600LL + minute * 60LL + second;
  return Moment{records::start_of(*date).micros + seconds * 1'000'000};
}

Reason read(Text cell, const Reading& reading, Text& value) {
  value = clean_text(cell, reading.arena);
  return kFine;
}

Reason read(Text cell, const Reading& reading, Id& value) {
  value.text = clean_text(cell, reading.arena);
  std::array<char, 13> compact;
  if (!value.text.empty() && is_letter(value.text.front()) && is_s10_shape(value.text, compact)) {
    const Text normal(compact.data(), compact.size());
    if (normal != value.text) value.text = reading.arena.keep(normal);
  }
  return kFine;
}

Reason read(Text cell, const Reading& reading, Word& value) {
  const Text text = trim_to_value(clean_text(cell, reading.arena));
  bool plain = true;
  for (const char c : text) plain = plain && c != ' ' && c != '-' && to_lower(c) == c;
  if (plain) {
    value.text = text;
    return kFine;
  }
  char* const place = reading.arena.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    place[i] = text[i] == ' ' || text[i] == '-' ? '_' : to_lower(text[i]);
  }
  value.text = {place, text.size()};
  return kFine;
}

Reason read(Text cell, const Reading&, YesNo& value) {
  const Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  for (const std::string_view yes : {"yes", "y", "true", "t", "1", "1.0"}) {
    if (equal_folded(text, yes)) {
      value.text = "yes";
      return kFine;
    }
  }
  for (const std::string_view no : {"no", "n", "false", "f", "0", "0.0"}) {
    if (equal_folded(text, no)) {
      value.text = "no";
      return kFine;
    }
  }
  return "neither yes nor no";
}

Reason read(Text cell, const Reading& reading, Country& value) {
  const Text text = trim_to_value(cell);
  // XX and ZZ are how feeds write "not known".
  if (text.empty() || equal_folded(text, "xx") || equal_folded(text, "zz")) return kFine;
  value.code = reading.tables.find_country(text);
  return value.code.empty() ? "not a country by ISO 3166 code or English name" : kFine;
}

Reason read(Text cell, const Reading& reading, Countries& value) {
  Several parts;
  read(cell, reading, parts);
  std::string codes;
  Text left = parts.text;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(';'), left.size());
    Country country;
    const Reason reason = read(left.substr(0, end), reading, country);
    if (reason != kFine) return reason;
    if (!country.code.empty()) codes += (codes.empty() ? "" : ";") + std::string(country.code);
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  value.codes = reading.arena.keep(codes);
  return kFine;
}

Reason read(Text cell, const Reading& reading, PortCountry& value) {
  const Text text = trim_to_value(cell);
  if (text.empty() || is_digit(text.front())) return kFine;
  // A UN/LOCODE: country, then three of A-Z and 2-9, with or without a space between.
  const bool spaced = text.size() == 6 && text[2] == ' ';
  if (text.size() == 5 || spaced) {
    const Text code = reading.tables.find_country(text.substr(0, 2));
    bool capitals = true;
    for (const char c : text) capitals = capitals && (c == ' ' || is_digit(c) || to_upper(c) == c);
    if (!code.empty() && capitals && reading.tables.find_country(text).empty()) {
      value.code = code;
      return kFine;
    }
  }
  Country country;
  const Reason reason = read(cell, reading, country);
  value.code = country.code;
  return reason == kFine ? kFine : "not a UN/LOCODE, a country code or an English country name";
}

Reason read(Text cell, const Reading& reading, Currency& value) {
  const Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  value.code = reading.tables.find_currency(text);
  if (!value.code.empty()) return kFine;
  return text == "$" ? "$ is the sign of several currencies; write the ISO 4217 code"
                     : "not a currency by ISO 4217 code";
}

Reason read(Text cell, const Reading& reading, HsCode& value) {
  const Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  std::array<char, 16> digits;
  std::size_t size = 0;
  bool plain = true;
  for (const char c : text) {
    if (is_digit(c) && size < digits.size()) {
      digits[size++] = c;
    } else if (c == '.' || c == ' ' || c == '-') {
      plain = false;
    } else {
      return "not an HS code of digits";
    }
  }
  if (size == 5 || size == 7) return "an HS code without its leading zero, or with a digit missing";
  if (size < 4 || size > 13) return "an HS code has 4 to 13 digits";
  value.digits = plain ? text : reading.arena.keep({digits.data(), size});
  return kFine;
}

Reason read(Text cell, const Reading& reading, Several& value) {
  const Text text = clean_text(cell, reading.arena);
  if (text.find(';') == Text::npos) {
    value.text = text;
    return kFine;
  }
  std::string joined;
  Text left = text;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(';'), left.size());
    const Text part = trim(left.substr(0, end));
    if (!part.empty()) joined += (joined.empty() ? "" : ";") + std::string(part);
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  value.text = joined == text ? text : reading.arena.keep(joined);
  return kFine;
}

Reason read(Text cell, const Reading& reading, Amount& value) {
  const Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  double number = 0;
  const Reason reason = parse_number(text, reading.form.number, number);
  if (reason != kFine) return reason;
  if (number < 0) return "negative";
  value.value = number * reading.form.scale;
  return kFine;
}

Reason read(Text cell, const Reading&, PieceNumber& value) {
  constexpr std::int32_t kMost = 1'000'000;
  Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  if (text.ends_with(".0")) text.remove_suffix(2);
  std::int32_t number = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || stop != text.data() + text.size() || number < 1 || number > kMost) {
    return "not a whole number from 1 on";
  }
  value.number = number;
  return kFine;
}

Reason read(Text cell, const Reading& reading, Mass& value) {
  Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  double scale = reading.form.scale;
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[text.size() - 1 - letters])) ++letters;
  if (letters > 0 && letters < text.size()) {
    const Text name = text.substr(text.size() - letters);
    const auto* unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& each) {
      return equal_folded(name, each.name);
    });
    if (unit == kUnits.end()) return "not a mass in kg, g, mg, t, lb or oz";
    scale = unit->kilograms;
    text = trim(text.substr(0, text.size() - letters));
  }
  double number = 0;
  const Reason reason = parse_number(text, reading.form.number, number);
  if (reason != kFine) return reason;
  if (number < 0) return "negative";
  value.kg = number * scale;
  return kFine;
}

Reason read(Text cell, const Reading& reading, Moment& value) {
  const Text text = trim_to_value(cell);
  if (text.empty()) return kFine;
  const std::string& pattern = reading.form.date;
  auto moment = pattern.empty() ? records::parse_moment(text) : parse_by_pattern(text, pattern);
  if (!moment) return pattern.empty() ? kNotADate : "not a date as the mapping's format has it";
  value = records::plus_days(*moment, reading.form.offset_days);
  return kFine;
}

Reason read(Text cell, const Reading& reading, Happened& value) {
  Moment at;
  const Reason reason = read(cell, reading, at);
  if (reason != kFine) return reason;
  if (at.is_known() && at > reading.latest) return "a date in the future";
  value.at = at;
  return kFine;
}

Reason read(Text cell, const Reading& reading, Until& value) {
  // How lists and registers write "open".
  if (trim(cell).starts_with("9999")) return kFine;
  return read(cell, reading, value.at);
}

}  // namespace chokepoint::ingest
