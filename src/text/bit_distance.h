// The distance of text/edit_distance.h for any alphabet of few letters: one bit a row of the table,
// so that a column costs a dozen instructions (Hyyro 2003).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace chokepoint::text {

// `a` has at most as many bytes as Bits has bits; row_of(byte) is under kRows, and bytes of one row
// count as one letter.
template <class Bits, std::size_t kRows, class RowOf>
int bit_distance(std::string_view a, std::string_view b, const RowOf& row_of) {
  if (a.empty()) return static_cast<int>(b.size());
  std::array<Bits, kRows> places{};
  for (std::size_t i = 0; i < a.size(); ++i) places[row_of(a[i])] |= Bits{1} << i;
  const Bits last = Bits{1} << (a.size() - 1);
  Bits vertical_up = ~Bits{0}, vertical_down = 0, diagonal_same = 0, previous_places = 0;
  int distance = static_cast<int>(a.size());
  for (const char c : b) {
    const Bits here = places[row_of(c)];
    const Bits swap = ((~diagonal_same & here) << 1) & previous_places;
    diagonal_same =
        (((here & vertical_up) + vertical_up) ^ vertical_up) | here | vertical_down | swap;
    Bits horizontal_up = vertical_down | ~(diagonal_same | vertical_up);
    Bits horizontal_down = diagonal_same & vertical_up;
    if ((horizontal_up & last) != 0) ++distance;
    if ((horizontal_down & last) != 0) --distance;
    horizontal_up = (horizontal_up << 1) | 1;
    horizontal_down <<= 1;
    vertical_up = horizontal_down | ~(diagonal_same | horizontal_up);
    vertical_down = horizontal_up & diagonal_same;
    previous_places = here;
  }
  return distance;
}

}  // namespace chokepoint::text
