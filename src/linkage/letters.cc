#include "linkage/letters.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace chokepoint::linkage {
namespace {

// Digits and spaces 0-31, letters 32-63.
constexpr std::size_t row_of(char c) {
  return static_cast<std::size_t>((c & 31) | ((c & 64) >> 1));
}

}  // namespace

int letter_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, 64);
  b = b.substr(0, 64);
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty()) return static_cast<int>(b.size());
  if (b.empty()) return static_cast<int>(a.size());
  std::array<std::uint64_t, 64> places{};
  for (std::size_t i = 0; i < a.size(); ++i) places[row_of(a[i])] |= std::uint64_t{1} << i;
  const std::uint64_t last = std::uint64_t{1} << (a.size() - 1);
  std::uint64_t up = ~std::uint64_t{0}, down = 0, same = 0, before = 0;
  int distance = static_cast<int>(a.size());
  for (const char c : b) {
    const std::uint64_t here = places[row_of(c)];
    const std::uint64_t swap = ((~same & here) << 1) & before;
    same = (((here & up) + up) ^ up) | here | down | swap;
    std::uint64_t right = down | ~(same | up);
    const std::uint64_t left = same & up;
    if ((right & last) != 0) ++distance;
    if ((left & last) != 0) --distance;
    right = (right << 1) | 1;
    up = (left << 1) | ~(same | right);
    down = right & same;
    before = here;
  }
  return distance;
}

double letter_likeness(std::string_view a, std::string_view b) {
  const std::size_t longer =
      std::max(std::min<std::size_t>(a.size(), 64), std::min<std::size_t>(b.size(), 64));
  if (longer == 0) return 1;
  return 1.0 - static_cast<double>(letter_distance(a, b)) / static_cast<double>(longer);
}

}  // namespace chokepoint::linkage
