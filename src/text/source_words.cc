#include "text/source_words.h"

#include <algorithm>

#include "text/name_lists.h"
#include "text/romanise.h"

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
    word.east_asian = token.east_asian && main_script(token.text) != Script::kana;
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

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace chokepoint::text
