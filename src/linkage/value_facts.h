// What is known about each distinct value of a field before any two are compared: its sound, its
// date, its words and how rare each is. Made once, on all threads; read by any number.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "linkage/record_table.h"

namespace chokepoint::linkage {

// Four in a line of memory: they are looked up at random.
struct ValueFacts {
  union {
    std::uint32_t sound = 0;  // of words and places: spellings of one sound are equal
    std::uint32_t date;       // of dates and years: year * 512 + month * 32 + day
  };
  std::uint32_t look = 0;         // of words, in FieldFacts::looks; 0: as it is spelt
  std::uint32_t words_begin = 0;  // of texts
  std::uint16_t words = 0;
  std::uint16_t stem = 0;  // bytes of a place before a word that ends many ("street"); of an e-mail
                           // before the @
};
static_assert(sizeof(ValueFacts) == 16);

struct FieldFacts {
  base::LargeVector<ValueFacts> values;  // by value
  std::vector<std::uint32_t> words;      // by ValueFacts::words_begin
  ValueTable word_table;                 // the distinct words of a text field
  std::vector<float> word_information;   // by word: log(values / values with it)
  ValueTable looks;  // of words and places that can be read otherwise (linkage/likely_spelling.h)

  std::string_view look(const ValueTable& values_of_field, std::uint32_t value) const {
    const std::uint32_t other = values[value].look;
    return other == 0 ? values_of_field.text(value) : looks.text(other);
  }

  std::span<const std::uint32_t> words_of(std::uint32_t value) const {
    return std::span(words).subspan(values[value].words_begin, values[value].words);
  }
};

std::vector<FieldFacts> read_facts(const RecordTable& table, int threads);

}  // namespace chokepoint::linkage
