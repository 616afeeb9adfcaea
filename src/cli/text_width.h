// How wide a text stands on a terminal, and how to cut it there. Text is UTF-8; a broken byte
// counts as one cell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

// Cells taken: East Asian wide and emoji 2, combining marks and other invisible letters 0, all else
// 1.
std::size_t width_of(std::string_view text);

// The longest beginning that fits `width` cells, with an ellipsis where something was left out.
std::string cut_to_width(std::string_view text, std::size_t width);

// Feeds are written by strangers: control letters, escape sequences and marks that reverse the
// direction of text would let them draw on the reader's terminal. Line ends and tabs become spaces,
// the rest becomes a visible sign.
std::string printable(std::string_view text);

// Lines of at most `width` cells, broken at spaces, inside a word only where the word alone is too
// wide. Width 0: one line.
std::vector<std::string> wrap_words(std::string_view text, std::size_t width);

}  // namespace chokepoint::cli
