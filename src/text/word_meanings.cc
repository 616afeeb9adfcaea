#include "text/word_meanings.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/data_table.h"
#include "text/normal_form.h"
#include "text/romanise.h"
#include "text/utf8.h"
#include "text/word_map.h"

namespace chokepoint::text {
namespace {

constexpr std::size_t kLongest = 96;  // bytes; longer words have no meaning here

// Longest first.
constexpr std::array<std::string_view, 44> kCyrillicEndings = {
    "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ый", "ий", "ой",
    "ая",  "яя",  "ое",  "ее",  "ые",  "ие",  "ых",  "их",  "ым", "им", "ом",
    "ем",  "ов",  "ев",  "ам",  "ям",  "ах",  "ях",  "ую",  "юю", "ии", "ия",
    "ью",  "а",   "я",   "ы",   "и",   "у",   "ю",   "е",   "о",  "ь",  "й"};

// Folded: the last sigma is as any other.
constexpr std::array<std::string_view, 13> kGreekEndings = {
    "ουσ", "οσ", "ου", "ων", "εσ", "ησ", "ασ", "οι", "ον", "η", "α", "ο", "ι"};
constexpr std::array<std::string_view, 4> kGeorgianEndings = {"ების", "ის", "ს", "ი"};

// At least three letters stay. The endings are longest first.
std::string without_ending(std::string_view word, std::span<const std::string_view> endings) {
  const std::size_t bytes = word[0] & 0x20 ? 3 : 2;  // of a letter
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending) && word.size() >= ending.size() + 3 * bytes)
      return std::string(word.substr(0, word.size() - ending.size()));
  }
  return std::string(word);
}

// Without signs and with the letters that Russian, Ukrainian, Bulgarian and Serbian share:
// национальный, національний, национален.
std::string plain_cyrillic(std::string_view stem) {
  std::string plain;
  for (std::size_t at = 0; at < stem.size();) {
    const char32_t c = next_code_point(stem, at);
    if (c == U'ь' || c == U'ъ' || c == U'\'') continue;
    append_code_point(plain, c == U'і' || c == U'ї' || c == U'ј'   ? U'и'
                             : c == U'є' || c == U'ё' || c == U'э' ? U'е'
                                                                   : c);
  }
  return plain;
}

struct Meanings {
  WordMap words;
  std::vector<std::string> english;

  Meanings() {
    for (const auto& row : read_table("names/word_meanings.tsv")) {
      const auto number = static_cast<std::uint32_t>(english.size());
      english.push_back(row[0]);
      std::string key = row[0];
      std::ranges::replace(key, ' ', '_');
      words.add(key, number);
    }
    std::uint32_t number = 0;
    for (const auto& row : read_table("names/word_meanings.tsv")) {
      for (const std::string& written : split_words(row[1])) {
        const std::string form = fold(written);
        words.add(form, number);
        if (is_ascii(form)) continue;
        words.add(word_stem(form), number);
        // Lists write such words in Latin letters as often as not.
        if (main_script(form) == Script::cyrillic) words.add(romanise(form, ""), number);
      }
      ++number;
    }
  }
};

const Meanings& meanings() {
  static const Meanings instance;
  return instance;
}

}  // namespace

std::string word_stem(std::string_view word) {
  if (is_ascii(word) || word.size() > kLongest) return std::string(word);
  switch (main_script(word)) {
    case Script::cyrillic: return plain_cyrillic(without_ending(word, kCyrillicEndings));
    case Script::arabic:
      for (const std::string_view front : {"وال", "بال", "لل", "ال"}) {
        if (word.starts_with(front) && word.size() >= front.size() + 6)
          return std::string(word.substr(front.size()));
      }
      break;
    case Script::greek: return without_ending(word, kGreekEndings);
    case Script::georgian: return without_ending(word, kGeorgianEndings);
    case Script::hebrew:
      if (word.starts_with("ה") && word.size() >= 8) return std::string(word.substr(2));
      if (word.starts_with("ל") && word.size() >= 10) return std::string(word.substr(2));
      break;
    default: break;
  }
  return std::string(word);
}

std::string_view meaning_of(std::string_view word) {
  if (word.size() > kLongest) return {};
  std::uint32_t number = meanings().words.find(word);
  if (number == WordMap::kAbsent && !is_ascii(word))
    number = meanings().words.find(word_stem(word));
  for_each_inflection(word, [&](std::string_view form) {
    if (number == WordMap::kAbsent) number = meanings().words.find(form);
  });
  return number == WordMap::kAbsent ? std::string_view() : meanings().english[number];
}

}  // namespace chokepoint::text
