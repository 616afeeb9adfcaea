#include "linkage/letters.h"

#include <algorithm>
#include <cstdint>

#include "text/bit_distance.h"

namespace chokepoint::linkage {

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
  if (b.empty()) return static_cast<int>(a.size());
  return text::bit_distance<std::uint64_t, 64>(a, b, kLetterRow);
}

double letter_likeness(std::string_view a, std::string_view b) {
  const std::size_t longer =
      std::max(std::min<std::size_t>(a.size(), 64), std::min<std::size_t>(b.size(), 64));
  if (longer == 0) return 1;
  return 1.0 - static_cast<double>(letter_distance(a, b)) / static_cast<double>(longer);
}

}  // namespace chokepoint::linkage
