// A text taken apart at a separator, without copies.
#pragma once

#include <algorithm>
#include <string_view>

namespace chokepoint::base {

// Calls `visit` with each piece of `text` between separators that is not empty.
template <class Visit>
void for_each_piece(std::string_view text, char separator, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace chokepoint::base
