#include "cli/text_width.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace chokepoint::cli {
namespace {

struct Range {
  char32_t first, last;
};

// Unicode 15: general categories Mn, Me and Cf, as far as scripts that feeds hold use them.
constexpr auto kInvisible = std::to_array<Range>({
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
    {0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},
    {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0711, 0x0711},
    {0x0730, 0x074A}, {0x07A6, 0x07B0}, {0x0900, 0x0902}, {0x093A, 0x093A}, {0x093C, 0x093C},
    {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0951, 0x0957}, {0x0962, 0x0963}, {0x0981, 0x0981},
    {0x09BC, 0x09BC}, {0x09C1, 0x09C4}, {0x09CD, 0x09CD}, {0x0A3C, 0x0A3C}, {0x0A41, 0x0A51},
    {0x0B3C, 0x0B3C}, {0x0BCD, 0x0BCD}, {0x0C3E, 0x0C40}, {0x0C46, 0x0C56}, {0x0CCC, 0x0CCD},
    {0x0D41, 0x0D44}, {0x0D4D, 0x0D4D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC}, {0x0EC8, 0x0ECE}, {0x0F71, 0x0F7E}, {0x102D, 0x1030},
    {0x1032, 0x1037}, {0x1039, 0x103A}, {0x1160, 0x11FF}, {0x17B4, 0x17B5}, {0x17B7, 0x17BD},
    {0x17C6, 0x17C6}, {0x17C9, 0x17D3}, {0x180B, 0x180F}, {0x1AB0, 0x1ACE}, {0x1DC0, 0x1DFF},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20F0}, {0x302A, 0x302D},
    {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
});

// Unicode 15: East Asian Width W and F.
constexpr auto kWide = std::to_array<Range>({
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FB},
    {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F200, 0x1F265}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7F0},
    {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
});

template <std::size_t Count>
bool holds(const std::array<Range, Count>& ranges, char32_t letter) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), letter,
                       [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges.begin() && letter <= std::prev(after)->last;
}

struct Letter {
  char32_t code;
  std::size_t bytes;
};

// The letter at the front of `text`, which must not be empty. A broken byte is U+FFFD.
Letter first_letter(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 && lead < 0xF5 ? 4
                            : lead >= 0xE0              ? 3
                            : lead >= 0xC2              ? 2
                                                        : 0;
  if (bytes == 0 || lead >= 0xF5 || bytes > text.size()) return {0xFFFD, 1};
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  return {code, bytes};
}

std::size_t cells(char32_t letter) {
  if (letter < 0x300) return 1;
  if (holds(kInvisible, letter)) return 0;
  return holds(kWide, letter) ? 2 : 1;
}

bool turns_direction(char32_t letter) {
  return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) ||
         letter == 0x200E || letter == 0x200F || letter == 0x061C;
}

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The longest beginning within `width`, without an ellipsis.
std::string_view beginning(std::string_view text, std::size_t width) {
  std::size_t taken = 0, at = 0;
  while (at < text.size()) {
    const Letter letter = first_letter(text.substr(at));
    const std::size_t wide = cells(letter.code);
    if (taken + wide > width) break;
    taken += wide;
    at += letter.bytes;
  }
  return text.substr(0, at);
}

}  // namespace

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    width += cells(letter.code);
    text.remove_prefix(letter.bytes);
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  if (width == 0) return {};
  if (width_of(text) <= width) return std::string(text);
  return std::string(beginning(text, width - 1)) + "…";
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    if (letter.code == '\n' || letter.code == '\r' || letter.code == '\t') {
      shown += ' ';
    } else if (letter.code < 0x20 || (letter.code >= 0x7F && letter.code < 0xA0) ||
               letter.code == 0xFFFD) {
      shown += kReplacement;
    } else if (turns_direction(letter.code)) {
      shown += kReplacement;
    } else {
      shown += text.substr(0, letter.bytes);
    }
    text.remove_prefix(letter.bytes);
  }
  return shown;
}

std::vector<std::string> wrap_words(std::string_view text, std::size_t width) {
  if (width == 0) return {std::string(text)};
  std::vector<std::string> lines;
  std::string line;
  std::size_t line_width = 0;
  const auto end_line = [&] {
    lines.push_back(std::exchange(line, {}));
    line_width = 0;
  };
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (word.empty()) continue;
    std::size_t word_width = width_of(word);
    if (line_width > 0 && line_width + 1 + word_width > width) end_line();
    while (word_width > width) {
      // Letters wider than the line would never fit: they are put there all the same.
      std::string_view part = beginning(word, width);
      if (part.empty()) part = word.substr(0, first_letter(word).bytes);
      lines.emplace_back(part);
      word.remove_prefix(part.size());
      word_width = width_of(word);
    }
    if (word.empty()) continue;
    if (line_width > 0) {
      line += ' ';
      ++line_width;
    }
    line += word;
    line_width += word_width;
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

}  // namespace chokepoint::cli
