#include "text/reading_builder.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "text/name_lists.h"
#include "text/name_words.h"
#include "text/normal_form.h"
#include "text/sound.h"
#include "text/syllable_names.h"

namespace chokepoint::text {

static void set_text(std::string_view word, ParsedToken& token) {
  for (const char c : word) {
    const bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
    if (!letter && !digit) continue;
    token.letters |= letter ? 1u << (c - 'a') : 1u << (26 + (c - '0') % 6);
    if (token.size < ParsedToken::kMaxLetters) token.text[token.size++] = c;
  }
}

// "Abu Sara" is Sara's father.
static bool is_kunya(std::string_view word) {
  return word == "abu" || word == "abou" || word == "aboo" || word == "umm" || word == "oum";
}

void ReadingBuilder::add(std::string_view word, TokenKind kind, Script script) {
  if (word.empty() || reading_.tokens.size() >= ParsedName::kMaxTokens) return;
  ParsedToken token;
  token.kind = kind;
  token.script = script;
  token.without_vowels = script == Script::arabic || script == Script::hebrew;
  token.hash = base::hash_bytes(word);
  set_text(word, token);
  const std::string light = light_sound(word.substr(0, 64));
  const std::string consonants = consonants_of(light);
  token.consonant_count = static_cast<std::uint8_t>(std::min<std::size_t>(consonants.size(), 255));
  token.consonants =
      consonants.size() < 2 ? 0 : static_cast<std::uint32_t>(base::hash_bytes(consonants)) | 1;
  token.light = static_cast<std::uint32_t>(base::hash_bytes(light)) | 1;
  token.soft = static_cast<std::uint32_t>(base::hash_bytes(soft_sound(light))) | 1;
  token.known = TokenWeights::is_known_name(word);
  token.given_name = TokenWeights::is_given_name(word);
  if (const std::uint32_t at = name_lists().variant_words.find(word); at != WordMap::kAbsent)
    token.variant_set = static_cast<std::uint16_t>(at);
  token.weight = weight_of(word, kind);
  reading_.tokens.push_back(token);
}

void ReadingBuilder::add_filler(std::string_view word) {
  add(word, TokenKind::particle);
  if (!reading_.tokens.empty()) reading_.tokens.back().weight = kFillerWeight;
}

// Two letters of a firm's name are an abbreviation, whatever they are.

void ReadingBuilder::add_firm_word(std::string_view word, Script script) {
  add(word, TokenKind::plain, script);
  if (reading_.tokens.empty()) return;
  ParsedToken& token = reading_.tokens.back();
  // What is a name of its own among persons is none among firms.
  token.known = token.given_name = false;
  const bool known = TokenWeights::is_known_name(word);
  if (is_legal_form_word(word) || (!known && is_slip_of_legal_form(word))) {
    token.kind = TokenKind::particle;
    token.weight = kLegalWeight;
  } else if (word.size() <= 2 && of_firm_) {
    token.weight = std::min(token.weight, kShortWordWeight);
  }
}

void ReadingBuilder::add_common_word(std::string_view english, std::string_view letters,
                                     Script script) {
  if (reading_.tokens.size() >= ParsedName::kMaxTokens) return;
  add(letters, TokenKind::plain, script);
  ParsedToken& token = reading_.tokens.back();
  token.known = true;
  token.hash = base::hash_bytes(english);
  token.weight = std::min(weights_.weight(english), kCommonWordWeight);
}

void ReadingBuilder::add_meaning(std::string_view word, TokenKind kind, std::uint64_t number,
                                 float weight) {
  if (reading_.tokens.size() >= ParsedName::kMaxTokens) return;
  ParsedToken token;
  token.kind = kind;
  token.hash = base::hash_bytes({reinterpret_cast<const char*>(&number), sizeof number},
                                static_cast<std::uint64_t>(kind) + 1);
  token.weight = weight;
  if (is_ascii(word)) set_text(word, token);
  reading_.tokens.push_back(token);
}

void ReadingBuilder::add_legal_form(std::string_view word, std::uint8_t form, Script script) {
  if (reading_.tokens.size() >= ParsedName::kMaxTokens) return;
  add_meaning(word, TokenKind::legal, form, kLegalWeight);
  reading_.tokens.back().script = script;
}

void ReadingBuilder::add_characters(std::string_view word, TokenKind kind) {
  if (reading_.tokens.size() >= ParsedName::kMaxTokens) return;
  ParsedToken token;
  token.kind = kind;
  token.characters = true;
  token.hash = base::hash_bytes(word);
  token.size = static_cast<std::uint8_t>(std::min(word.size(), ParsedToken::kMaxLetters));
  std::memcpy(token.text.data(), word.data(), token.size);
  // A character is worth about four nats: some thousands are in use.
  token.weight =
      std::min(3.0f + 1.3f * static_cast<float>(word.size()) / 1.5f, TokenWeights::kHeaviest);
  reading_.tokens.push_back(token);
}

float ReadingBuilder::weight_of(std::string_view word, TokenKind kind) const {
  switch (kind) {
    case TokenKind::initial: return kInitialWeight;
    case TokenKind::particle: return kParticleWeight;
    case TokenKind::patronymic: return kPatronymicShare * weights_.weight(word);
    case TokenKind::generation: return kGenerationWeight;
    case TokenKind::number: return kNumberWeight;
    default: return is_kunya(word) ? kKunyaWeight : weights_.weight(word);
  }
}

void add_reading(ParsedName& name, Reading reading) {
  mark_syllables(reading);
  if (reading.tokens.empty() || name.readings.size() >= ParsedName::kMaxReadings) return;
  name.readings.push_back(std::move(reading));
}

}  // namespace chokepoint::text
