#include "text/edit_distance.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "text/bit_distance.h"

namespace chokepoint::text {
namespace {

constexpr std::size_t code_of(char c) {
  return static_cast<std::size_t>(c >= 'a' ? c - 'a' : c - '0' + 26);
}

template <class View>
int distance_by_table(View a, View b) {
  std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[a.size()][b.size()];
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  return bit_distance<std::uint32_t, 36>(a, b, code_of);
}

int edit_distance_slowly(std::string_view a, std::string_view b) {
  return distance_by_table(a, b);
}

int edit_distance_of_points(std::u32string_view a, std::u32string_view b) {
  return distance_by_table(a, b);
}

}  // namespace chokepoint::text
