// How many single-letter changes part two words: insert, delete, replace, or swap two neighbours
// (each letter changed once).
//
// Idea: one bit a row of the distance table (bit_distance.h; Hyyro 2003, "A bit-vector algorithm
// for computing Levenshtein and Damerau edit distances"). Example:
// "amir", "amri" are 1 apart by the swap. Counter-example: "ca", "abc" are 3 apart here and 2 apart
// when a letter may change twice. Words are letters a-z and digits of at most 32 characters. Cost:
// about 15 ns for words of eight letters.
#pragma once

#include <string_view>

namespace chokepoint::text {

// `a` and `b`: a-z and 0-9 alone, at most 32 long. The exact distance.
int edit_distance(std::string_view a, std::string_view b);
// The same by the table, for any bytes and any length. The twin that the fast one is tested
// against.
int edit_distance_slowly(std::string_view a, std::string_view b);
// The table over code points, for words of any script.
int edit_distance_of_points(std::u32string_view a, std::u32string_view b);

}  // namespace chokepoint::text
