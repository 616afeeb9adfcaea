// Builds one reading's tokens: what each word is, and what it is worth. Inside of text/parsed_name.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/parsed_name.h"

namespace chokepoint::text {

// What words that are no names are worth, in the unit of TokenWeights. One page, so that a reviewer
// sees them together.
inline constexpr float kInitialWeight = 2.2f, kParticleWeight = 0.5f, kPatronymicShare = 0.35f,
                       kGenerationWeight = 2.5f, kNumberWeight = 6.5f, kBusinessWeight = 1.6f,
                       kPlaceWeight = 3.2f, kLegalWeight = 0.5f, kShortWordWeight = 1.2f,
                       kKunyaWeight = 3.5f, kFillerWeight = 0.25f, kCommonWordWeight = 5.5f,
                       kSeatWeight = 1.0f;  // of a place in brackets or behind a comma

class ReadingBuilder {
 public:
  // `of_firm`: something says that the name is a firm's.
  ReadingBuilder(Reading& reading, const TokenWeights& weights, bool of_firm = true)
      : reading_(reading), weights_(weights), of_firm_(of_firm) {}

  // A word of a-z and digits. What goes beyond kMaxTokens is left out, here and below.
  void add(std::string_view word, TokenKind kind, Script script = Script::latin);
  void add_filler(std::string_view word);
  void add_firm_word(std::string_view word, Script script);
  // A word of the language, equal to its translations and, by its letters, to its spellings. Two
  // such words one letter apart are two words.
  void add_common_word(std::string_view english, std::string_view letters, Script script);
  // A word that counts by what it stands for.
  void add_meaning(std::string_view word, TokenKind kind, std::uint64_t number, float weight);
  void add_legal_form(std::string_view word, std::uint8_t form, Script script);
  // Characters as written.
  void add_characters(std::string_view word, TokenKind kind);

 private:
  float weight_of(std::string_view word, TokenKind kind) const;

  Reading& reading_;
  const TokenWeights& weights_;
  bool of_firm_;
};

// Unless it is empty.
void add_reading(ParsedName& name, Reading reading);

}  // namespace chokepoint::text
