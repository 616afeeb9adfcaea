// The words of one part of an address in one spelling each, to be hashed or compared.
//
// Street types, directions and words for buildings become their canonical word, "5th" the number 5,
// fillers vanish. In China Han and Pinyin become syllables, so that both agree, and those of a part
// are one word, since their order counts. Room is used again: clear() and add() do not free.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::text {

class PartWords {
 public:
  void clear();
  // `part` as AddressParts has it; `country` as there.
  void add(std::string_view part, std::string_view country);

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const;
  // "lane 60, alley 7" is not "lane 7, alley 60"; elsewhere the order of words says nothing.
  bool order_counts() const { return number_count_ >= 2; }
  // The words with single spaces, sorted unless their order counts.
  std::string text() const;

 private:
  void add_word(std::string_view word, std::string_view country);
  void add_plain(std::string_view word, std::string_view country);
  void add_pinyin(std::string_view word);
  void add_han(std::string_view word, std::string_view country);
  void add_syllables(std::string_view text, std::string_view country);
  void add_text(std::string_view text);
  void add_syllable(std::string_view text);

  std::string bytes_;
  std::vector<std::size_t> ends_;  // of each word in bytes_
  std::string syllables_;          // of the part that is read
  std::size_t number_count_ = 0;   // words with digits
};

// Appends a number or unit in one spelling: letters and digits; "05" is 5, and two runs of digits
// stay two ("1-12" is not "11-2").
void append_value(std::string_view text, std::string& value);

}  // namespace chokepoint::text
