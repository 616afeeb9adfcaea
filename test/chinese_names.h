// A set of Chinese names of persons and firms with the ways in which documents write them,
// generated from syllable, surname and word tables. Pairs of one name in two dresses, and pairs of
// different names that look alike.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::testing {

struct ChinesePair {
  std::string name_1;  // in characters, or in Pinyin
  std::string name_2;
  std::string schema;   // Person or Company
  std::string country;  // CN, TW, HK, SG
  std::string dress;    // pinyin, wade_giles, cantonese, traditional, reordered, misspelt, split,
                        // english; or other_...
  bool same = false;
};

// The same seed gives the same pairs; half of them are of one name.
std::vector<ChinesePair> make_chinese_pairs(std::uint64_t seed, std::size_t count);

}  // namespace chokepoint::testing
