#include "text/syllable_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/data_table.h"
#include "text/foreign_sound.h"
#include "text/han.h"
#include "text/romanise.h"
#include "text/word_map.h"

namespace chokepoint::text {
namespace {

constexpr float kSyllableWeight = 4.0f;  // of a Korean one, at least

const WordMap& chinese_places() {
  static const WordMap instance = [] {
    WordMap places;
    for (const auto& row : read_table("names/han_places.tsv")) {
      std::string latin = row[1];
      std::erase(latin, ' ');
      places.add(latin, 1);
    }
    return places;
  }();
  return instance;
}

// In a name that is Pinyin throughout, every syllable that exists is a name of its own: Wei and Bei
// are two persons.
void mark_pinyin(Reading& reading) {
  std::array<std::uint8_t, 8> ends{};
  const auto is_pinyin = [&](const ParsedToken& token) {
    if (token.kind != TokenKind::plain || token.size < 2) return false;
    const std::size_t syllables = cut_pinyin(token.view(), ends);
    return syllables == 1 || syllables == 2;
  };
  // One word alone is no Chinese name.
  if (reading.tokens.size() < 2 || reading.tokens.size() > 4 ||
      !std::ranges::all_of(reading.tokens, is_pinyin)) {
    return;
  }
  for (ParsedToken& token : reading.tokens) token.pinyin = true;
}

// In a name with a Korean surname and Korean syllables throughout, transcribers exchange j and ch,
// g and k, eo and o.
void mark_korean(Reading& reading) {
  const auto is_korean = [](const ParsedToken& token) {
    // "Do" and "ul" are particles elsewhere.
    return (token.kind == TokenKind::plain || token.kind == TokenKind::particle) &&
           token.script == Script::latin && is_korean_word(token.view());
  };
  const auto is_surname = [](const ParsedToken& token) { return is_korean_surname(token.view()); };
  if (reading.tokens.size() < 2 || reading.tokens.size() > 3 ||
      !(is_surname(reading.tokens.front()) || is_surname(reading.tokens.back())) ||
      !std::ranges::all_of(reading.tokens, is_korean)) {
    return;
  }
  for (ParsedToken& token : reading.tokens) {
    token.korean = true;
    token.kind = TokenKind::plain;
    token.weight = std::max(token.weight, kSyllableWeight);
    token.korean_surname = is_korean_surname(token.view());
  }
}

// One Vietnamese syllable as documents write it, without marks.
bool is_vietnamese_syllable(std::string_view word) {
  static constexpr std::array<std::string_view, 27> kFronts = {
      "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d",
      "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x", ""};
  static constexpr std::array<std::string_view, 9> kEnds = {"ch", "ng", "nh", "c", "m",
                                                            "n",  "p",  "t",  ""};
  const auto front = std::ranges::find_if(kFronts, [&](auto f) { return word.starts_with(f); });
  word.remove_prefix(front->size());
  const auto end = std::ranges::find_if(kEnds, [&](auto e) { return word.ends_with(e); });
  word.remove_suffix(end->size());
  return word.size() <= 3 && word.find_first_not_of("aeiouy") == word.npos &&
         (!word.empty() || *front == "gi");
}

// In a Vietnamese name of three words and more every syllable is a name of its own: Hoa, Hoan.
void mark_vietnamese(Reading& reading) {
  static constexpr std::array<std::string_view, 16> kSurnames = {
      "nguyen", "tran", "le",  "pham", "hoang", "huynh", "phan", "vu",
      "vo",     "dang", "bui", "do",   "ngo",   "duong", "dinh", "truong"};
  const auto is_surname = [](const ParsedToken& token) {
    return std::ranges::find(kSurnames, token.view()) != kSurnames.end();
  };
  const auto is_syllable = [](const ParsedToken& token) {
    return (token.kind == TokenKind::plain || token.kind == TokenKind::particle) &&
           token.script == Script::latin && is_vietnamese_syllable(token.view());
  };
  if (reading.tokens.size() < 3 || reading.tokens.size() > 5 ||
      !(is_surname(reading.tokens.front()) || is_surname(reading.tokens.back())) ||
      !std::ranges::all_of(reading.tokens, is_syllable)) {
    return;
  }
  for (ParsedToken& token : reading.tokens) token.pinyin = true;
}

// A firm at a Chinese place: its brand is Pinyin, and one syllable off is another brand.
void mark_pinyin_of_firm(Reading& reading) {
  const auto is_chinese_place = [](const ParsedToken& token) {
    return token.kind == TokenKind::place && chinese_places().contains(token.view());
  };
  if (reading.romanisation != Romanisation::pinyin &&
      std::ranges::none_of(reading.tokens, is_chinese_place)) {
    return;
  }
  std::array<std::uint8_t, 8> ends{};
  for (ParsedToken& token : reading.tokens) {
    if (token.kind != TokenKind::plain || token.characters || token.size < 4) continue;
    const std::size_t syllables = cut_pinyin(token.view(), ends);
    token.pinyin = syllables >= 2 && syllables <= 3;
  }
}

}  // namespace

void mark_syllables(Reading& reading) {
  if (!reading.person) return mark_pinyin_of_firm(reading);
  mark_pinyin(reading);
  mark_vietnamese(reading);
  if (reading.romanisation == Romanisation::as_written) mark_korean(reading);
}

}  // namespace chokepoint::text
