// Names of a list as wholes: which have a query's words in another order, and which are the query
// but for one letter, in whatever word it is wrong.
//
// Idea: the letters of a name without spaces are cut in two halves. One wrong letter leaves one of
// them as it was, so each half is a key. Example: "Instrumentation Facotry Plant". Counter-example:
// the letter that is wrong makes another name ("Andriy" for "Andrey"), another number, or another
// syllable of a Chinese or Korean name; and names of fewer than six letters.
//
// Limits: two neighbours swapped across the middle are not found, nor what shares its half with
// more than 32 others. Memory: about 60 bytes a name. Built once, then read by any
// number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "screening/key_table.h"
#include "text/parsed_name.h"

namespace chokepoint::screening {

// By what a name is found as a whole: its words in any order, and its halves. A listed name and one
// that is asked for and is like it as a whole share a key.
class WholeKeys {
 public:
  void add(std::uint64_t key) { keys_[count_++] = key; }
  std::span<const std::uint64_t> span() const { return std::span(keys_).first(count_); }

 private:
  std::array<std::uint64_t, 7> keys_{};
  std::size_t count_ = 0;
};
// `words` are those of a parsed name.
WholeKeys listed_whole_keys(std::string_view words);
WholeKeys asked_whole_keys(std::string_view words);

class WholeNames {
 public:
  // Names come in the order of their numbers.
  void add(const text::ParsedName& name);
  void settle();

  struct Match {
    std::uint32_t name;
    double similarity;
    std::string_view why;
  };
  // Any order; a name may come twice. `matches` is replaced.
  void find(const text::ParsedName& query, std::vector<Match>& matches) const;
  // The same by looking at all names. The twin for tests.
  void find_exhaustively(const text::ParsedName& query, std::vector<Match>& matches) const;

 private:
  std::string_view words_of(std::uint32_t name) const {
    return std::string_view(words_).substr(begins_[name], begins_[name + 1] - begins_[name]);
  }

  std::string words_;  // of all names, parted by blanks
  std::vector<std::uint32_t> begins_{0};
  KeyTable by_key_;
};

}  // namespace chokepoint::screening
