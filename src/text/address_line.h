// The one tokeniser of addresses: a folded line cut in words with their meaning and segment.
//
// Words hold letters, digits, and the - / ' between them; commas, semicolons, brackets, lines and
// dashes between spaces part segments. At most kMostAddressWords words: what follows is the last
// word, uncut. Not thread-safe: one line a thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/address_words.h"

namespace chokepoint::text {

inline constexpr std::size_t kMostAddressWords = 64;

struct AddressToken {
  std::string_view text;  // into AddressLine::folded
  const AddressWord* word = nullptr;
  std::uint8_t segment = 0;
  std::uint8_t longest_phrase = 1;
  bool has_digit = false;
  bool after_hash = false;  // "#5"
  bool used = false;        // belongs to a part already

  AddressWordKind kind() const { return word->kind; }
  bool starts_with_digit() const { return text[0] >= '0' && text[0] <= '9'; }
};

struct AddressLine {
  std::string written;  // room for the line with its line breaks as commas
  std::string folded;
  std::vector<AddressToken> tokens;
  std::string country;  // as parse_address() knows it by now

  // Cuts `text`; no token has its meaning yet.
  void cut(std::string_view text);
  // Gives every word that is not used its meaning in `country`; phrases ("po box") become one
  // token.
  void find_meanings();

  // One past the last token that is not used.
  std::size_t unused_end() const;
  // The first token of the run of unused tokens of one segment that ends before `end`.
  std::size_t run_start(std::size_t end) const;
  void use(std::size_t from, std::size_t end);
};

// Appends the words of tokens [from, end) with single spaces; `text` may hold words already.
void append_words(const AddressLine& line, std::size_t from, std::size_t end, std::string& text);
void append_word(std::string_view word, std::string& text);

}  // namespace chokepoint::text
