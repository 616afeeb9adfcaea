// A name made ready for comparison: its words with what each is worth, in every reading that its
// writing allows.
//
// Parsing costs a microsecond for Latin letters and some tens for Han; comparing parsed names costs
// a fraction of one. A ParsedName owns its words and never changes, so any number of threads may
// compare it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/han_readings.h"
#include "text/normal_form.h"
#include "text/token_weights.h"

namespace chokepoint::text {

enum class TokenKind : std::uint8_t {
  plain,       // a person's name, a firm's own word
  initial,     // one letter
  particle,    // de, bin, al
  patronymic,  // Ivanovich
  generation,  // junior, III
  number,
  business,  // trade words
  place,     // a country or city in a firm's name
  legal,     // a legal form, as one token
};

// One line of the processor's cache, since comparison visits words at random.
struct alignas(64) ParsedToken {
  static constexpr std::size_t kMaxLetters = 24;  // what is longer is compared by its first letters
                                                  // and its hash
  static constexpr std::size_t kVariants = 6;

  std::uint64_t hash = 0;  // of the whole word, or of what it stands for (business, place, legal)
  std::uint32_t letters = 0;      // which letters occur
  std::uint32_t light = 0;        // hash of light_sound; 0: none
  std::uint32_t soft = 0;         // hash of soft_sound; 0: none
  std::uint32_t consonants = 0;   // hash of consonant_sound; 0: fewer than two
  float weight = 0;               // what the word is worth in its name
  std::uint16_t variant_set = 0;  // of variants(); 0: none
  std::uint8_t size = 0;
  std::uint8_t consonant_count = 0;
  TokenKind kind = TokenKind::plain;
  Script script = Script::latin;    // in which it was written, where letters were romanised
  bool known : 1 = false;           // TokenWeights::is_known_name
  bool given_name : 1 = false;      // TokenWeights::is_given_name
  bool pinyin : 1 = false;          // a Chinese name's word: one syllable off is another name
  bool korean : 1 = false;          // a Korean name's word: syllables by their sound
  bool korean_surname : 1 = false;  // and that of a family
  bool without_vowels : 1 = false;  // romanised from Arabic or Hebrew letters
  bool characters : 1 = false;      // Han or Hangul as written: equal or not, no letters
  std::array<char, kMaxLetters> text{};

  std::string_view view() const { return {text.data(), size}; }
  bool has_variants() const { return variant_set != 0; }
  // Groups of name_variants.tsv, then 0 to the end.
  const std::array<std::uint16_t, kVariants>& variants() const;
};
static_assert(sizeof(ParsedToken) == 64);

// The digits of a word.
class DigitsOf {
 public:
  explicit DigitsOf(const ParsedToken& token) {
    for (const char c : token.view()) {
      if (c >= '0' && c <= '9') digits_[size_++] = c;
    }
  }
  std::string_view view() const { return {digits_.data(), size_}; }

 private:
  std::array<char, ParsedToken::kMaxLetters> digits_{};
  std::size_t size_ = 0;
};

struct Reading {
  Romanisation romanisation = Romanisation::as_written;
  bool person = false;   // read as a person's name, else as a firm's
  bool derived = false;  // made from Latin letters: Wade-Giles of what is written in Pinyin
  std::vector<ParsedToken> tokens;
};

struct ParsedName {
  static constexpr std::size_t kMaxTokens = 16, kMaxReadings = 14;

  bool is_person = false;  // as far as schema and words tell
  bool is_masked = false;
  bool is_placeholder = false;
  std::uint64_t folded_hash = 0;  // of the folded text: equal when written alike
  std::string words;              // of the folded text, with single blanks between
  // The likeliest first; none when nothing is stated. A name whose kind nobody states is read both
  // ways.
  std::vector<Reading> readings;
};

struct ParseOptions {
  std::string_view schema;   // Person, Company, Organization, LegalEntity, Vessel, ...; empty: told
                             // by the words
  std::string_view country;  // ISO 3166 alpha-2; empty: unknown
  const TokenWeights* weights = nullptr;  // null: the background
};

ParsedName parse_name(std::string_view name, const ParseOptions& options);

// 1-based group numbers of name_variants.tsv to how alike the members are.
float variant_likeness(std::uint16_t group);

}  // namespace chokepoint::text
