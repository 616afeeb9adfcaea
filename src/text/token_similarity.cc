// Likeness of two single words: by group, by sound, by letters, across alphabets.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "text/edit_distance.h"
#include "text/foreign_sound.h"
#include "text/similarity.h"
#include "text/similarity_weights.h"

namespace chokepoint::text {

float variant_similarity(const ParsedToken& a, const ParsedToken& b) {
  float best = 0;
  for (const std::uint16_t x : a.variants()) {
    if (x == 0) break;
    for (const std::uint16_t y : b.variants()) {
      if (x == y) best = std::max(best, variant_likeness(x));
    }
  }
  return best;
}

namespace {

float characters_similarity(const ParsedToken& a, const ParsedToken& b) {
  // Han as written: equal characters were found by hash. Long words may have one that differs.
  if (a.size < 9 || b.size < 9) return 0;
  const int distance = edit_distance_slowly(a.view(), b.view());
  return distance <= 3 ? 0.6f : 0;
}

// Ivan, Ivana; Emmanuel, Emmanuella: a name and another made of it.
bool is_made_of(const ParsedToken& name, const ParsedToken& longer) {
  if (!name.known || name.size < 4 || longer.size <= name.size || longer.size > name.size + 3 ||
      longer.text[0] != name.text[0] || !longer.view().starts_with(name.view())) {
    return false;
  }
  const std::string_view ending = longer.view().substr(name.size);
  const std::string_view stem = name.view();
  const bool surname = stem.ends_with("ov") || stem.ends_with("ev") || stem.ends_with("in");
  return !surname && (ending == "a" || ending == "la" || ending == "le" || ending == "na" ||
                      ending == "ne" || ending == "ine" || ending == "ia" || ending == "ina" ||
                      ending == "ka" || ending == "iya" || ending == "gul");
}

// Lebed, Lebedev; Hassan, Hassanzadeh: a surname made of another name.
bool is_surname_of(const ParsedToken& name, const ParsedToken& longer) {
  static constexpr std::array<std::string_view, 32> kEndings = {
      "ov",   "ev",   "yov",   "in",  "ova",  "eva",   "sky",   "skiy", "ski",  "skaya", "enko",
      "chuk", "yuk",  "uk",    "ko",  "vich", "ovich", "evich", "ich",  "son",  "sson",  "sen",
      "mann", "berg", "stein", "yan", "ian",  "zadeh", "zada",  "zade", "pour", "nejad"};
  return name.size >= 4 && longer.size >= name.size + 2 && longer.view().starts_with(name.view()) &&
         std::ranges::find(kEndings, longer.view().substr(name.size)) != kEndings.end();
}

// Djordje, Dorde: the Serbian letter is written both ways.
std::string_view without_j_behind_d(std::string_view word, std::array<char, 24>& kept) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] != 'j' || i == 0 || word[i - 1] != 'd') kept[size++] = word[i];
  }
  return {kept.data(), size};
}
bool differs_by_dj(const ParsedToken& a, const ParsedToken& b) {
  static constexpr std::uint32_t kJ = 1u << ('j' - 'a');
  if ((a.letters ^ b.letters) != kJ || a.size == b.size) return false;
  std::array<char, 24> x, y;
  return without_j_behind_d(a.view(), x) == without_j_behind_d(b.view(), y);
}

// Words that are both names of their own.
bool are_two_names(const ParsedToken& a, const ParsedToken& b, Against against) {
  if (a.known && b.known) return true;
  return against == Against::pair && (a.known || a.given_name) && (b.known || b.given_name);
}

// What the letters alone say.
float letters_similarity(const ParsedToken& a, const ParsedToken& b, Against against) {
  const int longest = std::max(a.size, b.size);
  if (longest < 2 || !may_share_letters(a, b)) return 0;
  if (differs_by_dj(a, b)) return kSpellings;
  const int distance = edit_distance(a.view(), b.view());
  const auto at = static_cast<std::size_t>(longest);
  if (a.pinyin && b.pinyin) {
    return distance > 1 ? 0 : longest >= 6 ? kAnotherSyllable : kAnotherShortSyllable;
  }
  // Romanised by rule, short words have no slips: Ara, Aram.
  if (distance == 1 && a.script != b.script && longest <= 4) return kShortAcrossScripts;
  const bool names = are_two_names(a, b, against);
  if (distance == 1) return names ? kAnotherName : kOneLetterWrong[at];
  if (distance == 2) return names ? kAnotherNameFar : kTwoLettersWrong[at];
  if (distance == 3 && longest >= 10) return 0.76f;
  return 0;
}

// Tail numbers and the like: all digits agree, three and more, and a letter is wrong.
float codes_similarity(const ParsedToken& a, const ParsedToken& b) {
  const DigitsOf x(a), y(b);
  if (x.view().size() < 3 || x.view() != y.view()) return 0;
  return edit_distance(a.view(), b.view()) == 1 ? kCodeLetterWrong : 0;
}

bool is_free_with_forms(Script script) {
  return script != Script::latin && script != Script::cyrillic && script != Script::greek;
}

bool writes_vowels(const ParsedToken& token) {
  return !token.without_vowels && token.script != Script::hangul && token.script != Script::thai;
}

}  // namespace

float token_similarity(const ParsedToken& a, const ParsedToken& b, bool person, Against against) {
  if (a.hash == b.hash) return 1;
  if (a.characters || b.characters) {
    return a.characters && b.characters ? characters_similarity(a, b) : 0;
  }
  if (a.kind == TokenKind::number && b.kind == TokenKind::number) return codes_similarity(a, b);
  // Outside Europe a legal form is translated as one likes: 株式会社 is Co Ltd, Inc and Corp.
  if (a.kind == TokenKind::legal && b.kind == TokenKind::legal && a.script != b.script &&
      (is_free_with_forms(a.script) || is_free_with_forms(b.script))) {
    return kOneSound;
  }
  if (a.kind == TokenKind::number || b.kind == TokenKind::number || a.size == 0 || b.size == 0 ||
      (a.kind == TokenKind::legal && b.kind == TokenKind::legal)) {
    return 0;
  }
  if (a.has_variants() && b.has_variants()) {
    // A firm named after a person has his name's spellings, not its short forms.
    const float variant = variant_similarity(a, b);
    if (variant > 0 && (person || variant >= kSpellings)) return variant;
  }
  if (a.kind == b.kind && (a.kind == TokenKind::place || a.kind == TokenKind::business ||
                           a.kind == TokenKind::generation)) {
    return 0;
  }
  if (a.korean && b.korean) {
    if (korean_sound(a.view()) == korean_sound(b.view())) return kOneSyllable;
    if (edit_distance(a.view(), b.view()) != 1) return 0;
    return a.korean_surname && b.korean_surname ? kAnotherKoreanSurname : kAnotherKorean;
  }
  if (a.pinyin && b.pinyin) return letters_similarity(a, b, against);
  if (a.light != 0 && a.light == b.light && a.size > 1 && b.size > 1) return kOneSound;
  const bool skeleton = a.consonants != 0 && a.consonants == b.consonants;
  if (person && a.size != b.size) {
    if (a.script == b.script && (is_made_of(a, b) || is_made_of(b, a))) return kAnotherName;
    if (against == Against::pair && (is_surname_of(a, b) || is_surname_of(b, a)))
      return kAnotherName;
  }
  // Two alphabets that write their vowels: what differs is the transcriber's, or another name.
  const bool spoken_alike = a.script != b.script && writes_vowels(a) && writes_vowels(b);
  float best =
      a.without_vowels == b.without_vowels && !spoken_alike ? letters_similarity(a, b, against) : 0;
  // East and West are two words of the language, not spellings of one.
  if (!person && best <= kAnotherName) best = 0;
  if (a.soft != 0 && a.soft == b.soft && std::min(a.size, b.size) >= 5)
    best = std::max(best, kSoftSound);
  if (a.script != b.script) {
    best = std::max(best, foreign_likeness(a.view(), a.script, b.view(), b.script));
    // Nino and Nana, by letters a transcriber's slip, are both names.
    if (person && spoken_alike && are_two_names(a, b, against) && best < kBeginning)
      return std::min(best, kAnotherName);
    if (a.without_vowels != b.without_vowels || spoken_alike) return best;
  }
  // Crown and Crane: firms' words are words, and three consonants are too few to tell them.
  const int fewest = person || a.script != b.script ? 3 : 4;
  if (skeleton && a.consonant_count >= fewest && !are_two_names(a, b, against) &&
      std::min(a.size, b.size) >= 4) {
    best = std::max(best, best >= kTwoLettersWrong[6] ? kOneSkeleton : kOneSkeletonFar);
  }
  const std::size_t shorter = std::min(a.size, b.size);
  if (best < kBeginning && shorter >= 4 && a.size != b.size &&
      std::memcmp(a.text.data(), b.text.data(), shorter) == 0) {
    best = person && against == Against::pair && shorter < 6 ? std::max(best, kBeginningOfPerson)
                                                             : kBeginning;
  }
  return best;
}

}  // namespace chokepoint::text
