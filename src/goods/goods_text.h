// Descriptions of goods as symbols that spelling tricks cannot hide behind.
//
//   "N‑Phеnethyl - 4 - piperidone"  (a no-break hyphen, a Cyrillic е)  ->  n p h e n e t h y l 4 p
//   i p e r i d o n e
//
// Letters lose case, accents, width and script look-alikes; everything that is neither letter nor
// digit is dropped, and what stood before each symbol is kept as a class of its own. Han,
// Devanagari and the rest of Cyrillic stay as they are. Names of the catalogue go through the same
// fold, so equal symbols mean equal to the eye.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::goods {

// What stands between a symbol and the one before it.
enum class Gap : std::uint8_t { none, hyphen, space, bracket, stop };

struct FoldedText {
  std::vector<char16_t> symbols;
  std::vector<std::uint32_t> starts;   // first byte of each symbol in the text
  std::vector<std::uint32_t> ends;     // byte behind it
  std::vector<Gap> gaps;               // before each symbol; the first has `stop`
  bool has_disguised_letters = false;  // a digit or sign between letters: see fold_disguised

  std::size_t size() const { return symbols.size(); }
  void clear();
};

// Bytes beyond this are not read.
inline constexpr std::size_t kTextBytesMax = 65'536;

// Fills `folded` anew. Invalid UTF-8 counts as a gap. Linear; allocates only while `folded` grows.
void fold_text(std::string_view text, FoldedText& folded);

// As fold_text, with digits and signs inside words read as the letters they look like: "f3ntany1"
// as "fentanyl".
void fold_disguised(std::string_view text, FoldedText& folded);

// The symbols of a name alone.
std::u16string fold_name(std::string_view name);

constexpr bool is_digit(char16_t symbol) {
  return symbol >= u'0' && symbol <= u'9';
}
constexpr bool is_han(char16_t symbol) {
  return symbol >= 0x2E80 && symbol < 0xFB00;
}

}  // namespace chokepoint::goods
