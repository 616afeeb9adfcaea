// The keys under which a word is found: what two words that may mean one another have in common.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "text/parsed_name.h"

namespace chokepoint::screening {

// Calls `visit` with each key of the word. Two words share a key when they are equal, one change
// apart (one of them of three letters and more), of one light sound, of one consonant sound (three
// consonants and more, or one of them without vowels), in one group of variants, or numbers with
// letters whose digits are the same. The same key may come twice.
template <class Visit>
void for_each_key(const text::ParsedToken& word, Visit visit);

std::uint64_t joined_key(std::string_view letters);

// Words of fewer letters are not taken for two words in one.
inline constexpr std::size_t kJoinedLetters = 4;

// Calls `visit` with the letters of each two and three words that stand together; `letters` is
// room for them.
template <class Visit>
void for_each_joined(std::span<const text::ParsedToken> words, std::string& letters, Visit visit);

// Words that tell little and choose no names.
inline bool is_lesser(text::TokenKind kind) {
  return kind == text::TokenKind::legal || kind == text::TokenKind::particle ||
         kind == text::TokenKind::initial;
}
inline bool is_name_word(text::TokenKind kind) {
  return kind == text::TokenKind::plain || kind == text::TokenKind::number;
}

}  // namespace chokepoint::screening

#include "base/hash.h"

namespace chokepoint::screening {

inline constexpr std::uint64_t kWordSeed = 1, kLettersSeed = 2, kLightSeed = 3, kConsonantSeed = 4,
                               kVariantSeed = 5, kJoinedSeed = 6, kDigitsSeed = 7;

template <class Visit>
void for_each_key(const text::ParsedToken& word, Visit visit) {
  visit(base::mix(kWordSeed, word.hash));
  if (word.characters || word.size == 0) return;
  if (word.kind == text::TokenKind::number) {
    const text::DigitsOf digits(word);
    if (digits.view().size() >= 3 && digits.view().size() < word.size)
      visit(base::hash_bytes(digits.view(), kDigitsSeed));
    return;
  }
  const std::string_view letters = word.view();
  if (letters.size() >= 2) visit(base::hash_bytes(letters, kLettersSeed));
  if (letters.size() >= 3) {
    char shorter[text::ParsedToken::kMaxLetters];
    for (std::size_t left_out = 0; left_out < letters.size(); ++left_out) {
      // Leaving out either of two equal neighbours gives the same letters.
      if (left_out > 0 && letters[left_out] == letters[left_out - 1]) continue;
      std::copy(letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(left_out), shorter);
      std::copy(letters.begin() + static_cast<std::ptrdiff_t>(left_out) + 1, letters.end(),
                shorter + left_out);
      visit(base::hash_bytes({shorter, letters.size() - 1}, kLettersSeed));
    }
  }
  if (word.light != 0) visit(base::mix(kLightSeed, word.light));
  if (word.consonants != 0 && word.consonant_count >= (word.without_vowels ? 2 : 3)) {
    visit(base::mix(kConsonantSeed, word.consonants));
  }
  for (const std::uint16_t group : word.variants()) {
    if (group != 0) visit(base::mix(kVariantSeed, group));
  }
}

inline std::uint64_t joined_key(std::string_view letters) {
  return base::hash_bytes(letters, kJoinedSeed);
}

template <class Visit>
void for_each_joined(std::span<const text::ParsedToken> words, std::string& letters, Visit visit) {
  constexpr std::size_t kWordsAtMost = 3;
  for (std::size_t i = 0; i < words.size(); ++i) {
    letters.clear();
    for (std::size_t k = i; k < words.size() && k < i + kWordsAtMost; ++k) {
      if (words[k].size == 0 || words[k].characters) break;
      letters += words[k].view();
      if (k > i) visit(letters);
    }
  }
}

}  // namespace chokepoint::screening
