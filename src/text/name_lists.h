// The tables of data/names that say what a word of a name is: places, particles, variants of given
// names, endings of patronymics, the English for Chinese brands.
//
// Read once, then only looked at; thread-safe. Words are folded.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/parsed_name.h"
#include "text/word_map.h"

namespace chokepoint::text {

struct NameLists {
  WordMap places;         // to a number that all names of one place share
  WordMap variant_words;  // to their place in variants
  std::vector<std::array<std::uint16_t, ParsedToken::kVariants>> variants{1};  // the first: none
  std::vector<float> likeness{0};                                              // by group
  WordMap particles, generations;
  WordMap numbers;  // a number as a word, to its value
  std::vector<std::string> patronymic_endings;
  std::map<std::u32string, std::string, std::less<>> meanings;  // of a brand's characters
  std::size_t longest_meaning = 1;

  NameLists();
};

const NameLists& name_lists();

}  // namespace chokepoint::text
