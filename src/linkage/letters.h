// How alike two short texts are, letter by letter.
//
// The distance of text/bit_distance.h for any bytes and up to 64 of them: insert,
// delete, replace, or swap two neighbours. Two bytes that differ in the top bit alone count as one
// letter, so that the table has 64 rows; in folded text that does not happen within one script.
// Longer texts are compared by their first 64 bytes. About 20 ns for eight letters.
#pragma once

#include <cstddef>
#include <string_view>

namespace chokepoint::linkage {

// Bytes of one row count as one letter: digits and spaces 0-31, letters 32-63. Not a function,
// whose address would be called.
inline constexpr auto kLetterRow = [](char c) {
  return static_cast<std::size_t>((c & 31) | ((c & 64) >> 1));
};

int letter_distance(std::string_view a, std::string_view b);

// 1 for equal texts, 0 for texts with nothing in common: the distance over the longer length.
double letter_likeness(std::string_view a, std::string_view b);

}  // namespace chokepoint::linkage
