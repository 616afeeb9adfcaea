// A file of data/ as rows of tab-separated cells; lines that start with # and empty ones are left
// out.
//
// The tables of text/ are part of the program, so a missing one is our mistake: CHECK.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::text {

std::vector<std::vector<std::string>> read_table(std::string_view name);

// "a b  c" as {"a", "b", "c"}.
std::vector<std::string> split_words(std::string_view text);

}  // namespace chokepoint::text
