// A name's words as they are read: each in its own letters and in Latin ones. Inside of
// text/parsed_name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/name_tokens.h"
#include "text/normal_form.h"
#include "text/parsed_name.h"

namespace chokepoint::text {

struct SourceWord {
  std::string latin;  // a-z and digits, or empty for East Asian ones
  std::string_view original;
  bool east_asian = false;
  bool are_initials = false;  // "J.R.R."
  bool after_comma = false, in_brackets = false;
  Script script = Script::latin;
};

struct NameSource {
  std::span<const NameToken> tokens;
  std::vector<SourceWord> words;  // one for each token
  const TokenWeights& weights;
  std::string_view country;
};

std::vector<SourceWord> read_words(std::span<const NameToken> tokens, std::string_view country);

// The words of a firm's name as a reader of English has them: what is borrowed by its sound in
// another alphabet is the English word, and Thai, which has no spaces, is cut at the words that
// tables know. Views into `tokens` and into tables.
std::vector<NameToken> in_english(std::span<const NameToken> tokens, std::string_view country);

bool has_digit(std::string_view word);

}  // namespace chokepoint::text
