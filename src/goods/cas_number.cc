#include "goods/cas_number.h"

#include <fmt/format.h>

#include <array>

namespace chokepoint::goods {
namespace {

constexpr std::size_t kDigitsMin = 5, kDigitsMax = 10;

enum class Kind : std::uint8_t { other, digit, look_alike, dash, space, letter };

struct Unit {
  Kind kind = Kind::other;
  std::uint8_t value = 0;
  std::uint8_t size = 1;
};

Unit read_ascii(char character) {
  if (character >= '0' && character <= '9')
    return {Kind::digit, static_cast<std::uint8_t>(character - '0'), 1};
  switch (character) {
    case 'O':
    case 'o': return {Kind::look_alike, 0, 1};
    case 'l':
    case 'I':
    case 'i':
    case '|': return {Kind::look_alike, 1, 1};
    case 'Z':
    case 'z': return {Kind::look_alike, 2, 1};
    case 'S':
    case 's': return {Kind::look_alike, 5, 1};
    case 'G': return {Kind::look_alike, 6, 1};
    case 'B': return {Kind::look_alike, 8, 1};
    case 'q':
    case 'g': return {Kind::look_alike, 9, 1};
    case '-':
    case '_':
    case '.':
    case '/':
    case '~': return {Kind::dash, 0, 1};
    case ' ':
    case '\t': return {Kind::space, 0, 1};
    default: break;
  }
  if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z'))
    return {Kind::letter, 0, 1};
  return {};
}

// Dashes, digits and blanks beyond ASCII that stand in CAS numbers in the wild.
Unit read_unit(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) < 0x80) return read_ascii(text[at]);
  if (byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0x90 && byte(2) <= 0x95)
    return {Kind::dash, 0, 3};  // U+2010..2015
  if (byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0x80 && byte(2) <= 0x8F)
    return {Kind::space, 0, 3};  // U+2000..200F
  if (byte(0) == 0xE2 && byte(1) == 0x88 && byte(2) == 0x92) return {Kind::dash, 0, 3};  // minus
  if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x90 && byte(2) <= 0x99)
    return {Kind::digit, static_cast<std::uint8_t>(byte(2) - 0x90), 3};
  if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) == 0x8D)
    return {Kind::dash, 0, 3};  // full width
  if (byte(0) == 0xEF && byte(1) == 0xB9 && byte(2) == 0xA3) return {Kind::dash, 0, 3};  // small
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF)
    return {Kind::space, 0, 3};  // byte order mark
  if (byte(0) == 0xC2 && (byte(1) == 0xA0 || byte(1) == 0xAD)) return {Kind::space, 0, 2};
  if (byte(0) == 0xC2 && byte(1) == 0xB7) return {Kind::dash, 0, 2};
  if (byte(0) == 0xD0 && (byte(1) == 0x9E || byte(1) == 0xBE))
    return {Kind::look_alike, 0, 2};  // Cyrillic O
  if (byte(0) == 0xD1 && byte(1) == 0x8E) return {Kind::other, 0, 2};
  if (byte(0) == 0xCE && (byte(1) == 0x9F || byte(1) == 0xBF))
    return {Kind::look_alike, 0, 2};                                        // Greek O
  if (byte(0) == 0xD0 && byte(1) == 0x97) return {Kind::look_alike, 3, 2};  // Cyrillic Ze
  return {};
}

constexpr auto kMayBegin = [] {
  std::array<bool, 256> table{};
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (const char c : {'O', 'o', 'l', 'I', 'i', '|', 'Z', 'z', 'S', 's', 'G', 'B', 'q', 'g'})
    table[static_cast<unsigned char>(c)] = true;
  for (const int c : {0xD0, 0xCE, 0xEF}) table[static_cast<std::size_t>(c)] = true;
  return table;
}();

// "CAS437-38-7": letters that do not belong to the number.
bool is_after_label(std::string_view text, std::size_t at) {
  if (at < 3) return false;
  const auto lower = [&](std::size_t i) { return static_cast<char>(text[i] | 0x20); };
  return lower(at - 3) == 'c' && lower(at - 2) == 'a' && lower(at - 1) == 's';
}

// A run of digits, look-alikes, dashes and single blanks from `at` on.
struct Run {
  std::array<std::uint8_t, kDigitsMax + 1> digits{};
  std::array<bool, kDigitsMax + 1> dash_before{};
  std::array<bool, kDigitsMax + 1> gap_before{};
  std::array<std::uint32_t, kDigitsMax + 1> ends{};
  std::size_t count = 0;
  std::size_t true_digits = 0;
  bool odd = false;  // look-alikes, blanks, dashes that are no hyphen
};

bool read_run(std::string_view text, std::size_t at, Run& run) {
  bool dash = false, blank = false;
  int gap_units = 0;
  while (at < text.size()) {
    const Unit unit = read_unit(text, at);
    if (unit.kind == Kind::digit || unit.kind == Kind::look_alike) {
      if (run.count > kDigitsMax) return false;
      run.digits[run.count] = unit.value;
      run.dash_before[run.count] = dash;
      run.gap_before[run.count] = dash || blank;
      at += unit.size;
      run.ends[run.count] = static_cast<std::uint32_t>(at);
      ++run.count;
      run.true_digits += unit.kind == Kind::digit ? 1 : 0;
      run.odd = run.odd || unit.kind == Kind::look_alike || unit.size > 1 || blank;
      if (run.count > kDigitsMax) return true;
      dash = blank = false;
      gap_units = 0;
      continue;
    }
    if (unit.kind != Kind::dash && unit.kind != Kind::space) break;
    if (++gap_units > 4) break;
    if (unit.kind == Kind::dash) {
      dash = true;
      run.odd = run.odd || text[at] != '-';
    } else {
      blank = true;
    }
    at += unit.size;
  }
  return run.count >= kDigitsMin;
}

std::uint64_t number_of(const Run& run, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number * 10 + run.digits[i];
  return number;
}

// The number of digits of the CAS number in three groups that opens the run, 0 if there is none.
std::size_t dashed_length(const Run& run) {
  std::array<std::size_t, 2> dashes{};
  std::size_t found = 0;
  for (std::size_t i = 1; i < run.count && found < 2; ++i) {
    if (run.dash_before[i]) dashes[found++] = i;
  }
  if (found < 2 || dashes[0] < 2 || dashes[0] > 7 || dashes[1] != dashes[0] + 2) return 0;
  const std::size_t count = dashes[1] + 1;
  // A further digit joined to the check digit: a date or a part number.
  if (count < run.count && !run.gap_before[count]) return 0;
  return count;
}

bool is_word_character(std::string_view text, std::size_t at) {
  const Kind kind = read_ascii(text[at]).kind;
  return kind == Kind::digit || kind == Kind::letter || kind == Kind::look_alike;
}

}  // namespace

bool has_valid_cas_check(std::uint64_t digits) {
  const std::uint64_t check = digits % 10;
  std::uint64_t sum = 0, weight = 1;
  for (std::uint64_t rest = digits / 10; rest != 0; rest /= 10) sum += rest % 10 * weight++;
  return sum % 10 == check;
}

std::string format_cas(std::uint64_t digits) {
  return fmt::format("{}-{:02}-{}", digits / 1000, digits / 10 % 100, digits % 10);
}

CasNumber read_cas(std::string_view field) {
  CasNumber number;
  number.problem = CasProblem::shape;
  // A label in front: "CAS", "CAS No.", "CAS RN:".
  std::size_t begin = 0;
  if (field.size() >= 3 && (field[0] == 'C' || field[0] == 'c') &&
      (field[1] == 'A' || field[1] == 'a')) {
    while (begin < field.size() && !(field[begin] >= '0' && field[begin] <= '9')) ++begin;
  }
  while (begin < field.size() && (read_unit(field, begin).kind == Kind::space ||
                                  field[begin] == '(' || field[begin] == '['))
    begin += read_unit(field, begin).size;
  Run run;
  if (begin >= field.size() || !read_run(field, begin, run)) return number;
  if (run.count > kDigitsMax || run.true_digits * 2 < run.count) return number;
  std::size_t end = run.ends[run.count - 1];
  while (end < field.size() && (read_unit(field, end).kind == Kind::space || field[end] == ')' ||
                                field[end] == ']' || field[end] == '.'))
    end += read_unit(field, end).size;
  if (end != field.size()) return number;
  if (run.dash_before[1] && run.count <= 5) return number;
  number.digits = number_of(run, run.count);
  number.repaired = run.odd || dashed_length(run) != run.count;
  if (number.digits < 10'000) return number;  // leading zeros do not make a number longer
  number.problem = has_valid_cas_check(number.digits) ? CasProblem::none : CasProblem::check_digit;
  return number;
}

void find_cas(std::string_view text, std::vector<CasMention>& mentions) {
  for (std::size_t at = 0; at < text.size();) {
    if (!kMayBegin[static_cast<unsigned char>(text[at])] ||
        (at > 0 && is_word_character(text, at - 1) && !is_after_label(text, at))) {
      ++at;
      continue;
    }
    Run run;
    const Unit first = read_unit(text, at);
    if ((first.kind != Kind::digit && first.kind != Kind::look_alike) || !read_run(text, at, run)) {
      ++at;
      continue;
    }
    std::size_t count = dashed_length(run);
    const bool dashed = count != 0;
    if (!dashed) count = run.count;
    const std::size_t end = run.ends[count - 1];
    const bool joined = end < text.size() && is_word_character(text, end);
    if (count > kDigitsMax || joined || run.true_digits * 2 < run.count || run.true_digits < 3) {
      ++at;
      continue;
    }
    CasMention mention;
    mention.number.digits = number_of(run, count);
    mention.number.problem =
        has_valid_cas_check(mention.number.digits) ? CasProblem::none : CasProblem::check_digit;
    mention.number.repaired = run.odd || !dashed;
    mention.begin = static_cast<std::uint32_t>(at);
    mention.end = static_cast<std::uint32_t>(end);
    mention.has_dashes = dashed;
    if (mention.number.digits >= 10'000) mentions.push_back(mention);
    // A number in front with a blank may be a quantity: the rest is looked at for itself.
    const bool is_sure = dashed && !run.odd && mention.number.problem == CasProblem::none;
    at = is_sure ? end : at + 1;
  }
}

}  // namespace chokepoint::goods
