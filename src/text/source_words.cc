#include "text/source_words.h"

#include <algorithm>

#include "text/name_lists.h"
#include "text/name_words.h"
#include "text/romanise.h"
#include "text/word_meanings.h"

namespace chokepoint::text {

// "Abd" and what it serves are one word in most Latin texts: Abdullah, Abdulrahman.
static void join_servants(std::vector<SourceWord>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].original != "عبد" || !words[i + 1].original.starts_with("ال")) continue;
    words[i].latin += words[i + 1].latin;
    words[i + 1].latin.clear();
  }
}

std::vector<SourceWord> read_words(std::span<const NameToken> tokens, std::string_view country) {
  std::vector<SourceWord> words;
  for (const NameToken& token : tokens) {
    SourceWord word;
    word.original = token.text;
    word.after_comma = token.after_comma;
    word.in_brackets = token.in_brackets;
    // Kana beside characters is read with them: 東レ.
    word.east_asian =
        token.east_asian && (main_script(token.text) != Script::kana || has_han(token.text));
    if (!word.east_asian) {
      word.latin = romanise(token.text, country);
      word.script = is_ascii(token.text) ? Script::latin : main_script(token.text);
      if (word.script == Script::none) word.script = Script::latin;
      const auto is_vowel = [](char c) { return std::string_view("aeiouy").contains(c); };
      const bool no_word = !TokenWeights::is_known_name(word.latin) &&
                           !name_lists().variant_words.contains(word.latin) &&
                           std::ranges::none_of(word.latin, is_vowel);
      word.are_initials = token.dotted && word.latin.size() >= 2 && word.latin.size() <= 4 &&
                          word.script == Script::latin && (token.letter_by_letter || no_word);
    }
    words.push_back(std::move(word));
  }
  join_servants(words);
  return words;
}

static bool has_meaning(std::string_view word) {
  return business_word(word) != 0 || !meaning_of(word).empty() ||
         name_lists().places.contains(word) || is_legal_form_word(word);
}

// Calls `visit` with the parts of a Thai word: those that tables know, and what stands between.
template <class Visit>
static void cut_thai(std::string_view word, Visit visit) {
  constexpr std::size_t kBytes = 3, kShortest = 3 * kBytes, kShortestRest = 2 * kBytes;
  std::size_t from = 0;
  for (std::size_t at = 0; at + kShortest <= word.size();) {
    std::size_t size = word.size() - at;
    size -= size % kBytes;
    while (size >= kShortest && !has_meaning(word.substr(at, size))) size -= kBytes;
    const bool found = size >= kShortest && (at == from || at - from >= kShortestRest);
    if (!found) {
      at += kBytes;
      continue;
    }
    if (at > from) visit(word.substr(from, at - from));
    visit(word.substr(at, size));
    at += size;
    from = at;
  }
  if (from < word.size()) visit(word.substr(from));
}

std::vector<NameToken> in_english(std::span<const NameToken> tokens, std::string_view country) {
  std::vector<NameToken> read;
  for (const NameToken& token : tokens) {
    const bool foreign = !token.east_asian && !is_ascii(token.text);
    if (foreign && main_script(token.text) == Script::thai) {
      cut_thai(token.text, [&](std::string_view part) {
        read.push_back(token);
        read.back().text = part;
      });
      continue;
    }
    read.push_back(token);
    if (!foreign || has_meaning(token.text)) continue;
    const std::string_view english = loan_word(romanise(token.text, country));
    if (!english.empty()) read.back().text = english;
  }
  return read;
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace chokepoint::text
