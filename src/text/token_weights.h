// How much a word of a name tells: rare words tell more than common ones.
//
// A weight is the surprise of the word, the natural logarithm of one over its share among the words
// of names: "john" about 4.8, a word never seen 10 and more by its letters, so that weights differ
// finely. Built from the background tables (census counts, frequent names of other languages) and,
// where given, from the names at hand, whichever says that the word is commoner. Filled by one
// thread, then read by any number.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/word_map.h"

namespace chokepoint::text {

class TokenWeights {
 public:
  static constexpr float kLightest = 2.5f, kHeaviest = 13.0f;

  // The background alone, made once.
  static const TokenWeights& background();

  // Counts one more use of the word in the names at hand.
  void count(std::string_view word);
  // Ends counting: from now on weight() takes the counts into account.
  void settle();

  float weight(std::string_view word) const;
  // A word that the background knows as a name of its own, at least 20 in a million: one letter off
  // another such word it is more likely another name than a slip.
  static bool is_known_name(std::string_view word);
  // A word of given_names.tsv.
  static bool is_given_name(std::string_view word);
  // A word that the background knows at all.
  static bool is_name(std::string_view word);

 private:
  WordMap words_;
  std::vector<std::uint32_t> counts_;
  std::uint64_t total_ = 0;
  std::vector<float> weights_;
};

}  // namespace chokepoint::text
