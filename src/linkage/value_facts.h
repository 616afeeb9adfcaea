// What is known about each distinct value of a field before any two are compared: its sound, its
// date, its words and how rare each is. Made once, on all threads; read by any number.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "linkage/record_table.h"

namespace chokepoint::linkage {

struct ValueFacts {
  std::uint32_t sound = 0;        // of words and places: spellings of one sound are equal
  std::uint32_t date = 0;         // year * 512 + month * 32 + day
  std::uint32_t words_begin = 0;  // of texts
  std::uint16_t words = 0;
  std::uint16_t stem = 0;  // bytes of a place before a word that ends many ("street"); of an e-mail
                           // before the @
  float information = 0;   // of all its words together, in nats
};

struct FieldFacts {
  LargeVector<ValueFacts> values;       // by value
  std::vector<std::uint32_t> words;     // by ValueFacts::words_begin
  ValueTable word_table;                // the distinct words of a text field
  std::vector<float> word_information;  // by word: log(values / values with it)

  std::span<const std::uint32_t> words_of(std::uint32_t value) const {
    return std::span(words).subspan(values[value].words_begin, values[value].words);
  }
};

std::vector<FieldFacts> read_facts(const RecordTable& table, int threads);

}  // namespace chokepoint::linkage
