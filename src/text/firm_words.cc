#include "text/firm_words.h"

#include <algorithm>
#include <array>

#include "text/data_table.h"
#include "text/name_lists.h"
#include "text/name_words.h"
#include "text/word_meanings.h"

namespace chokepoint::text {
namespace {

// What a word is worth as a number; kAbsent for none.
std::uint32_t number_of_word(const SourceWord& word) {
  const WordMap& numbers = name_lists().numbers;
  const std::uint32_t number = numbers.find(word.latin);
  return number != WordMap::kAbsent ? number : numbers.find(word.original);
}

std::string without_leading_zeros(std::string_view digits) {
  std::size_t zeros = 0;
  while (zeros + 1 < digits.size() && digits[zeros] == '0') ++zeros;
  return std::string(digits.substr(zeros));
}

// Digits beside fewer than four letters; "valfajr2" is a name.
bool is_number(std::string_view word) {
  return has_digit(word) &&
         std::ranges::count_if(word, [](char c) { return c >= 'a' && c <= 'z'; }) < 4;
}

bool is_division(std::string_view word) {
  return word == "city" || word == "province" || word == "shi" || word == "county" ||
         word == "district";
}

// "S.A. dhe C.V.": a short word between two of legal forms is a slip in one.
bool stands_in_legal_form(std::span<const SourceWord> words, std::size_t i) {
  return i > 0 && i + 1 < words.size() && words[i].latin.size() <= 3 &&
         is_legal_form_word(words[i - 1].latin) && is_legal_form_word(words[i + 1].latin);
}

// "Science and Technology" is what Chinese and Russian firms call technology.
bool is_science_of_technology(std::span<const SourceWord> words, std::size_t i) {
  if (!words[i].latin.starts_with("scien") && words[i].latin != "sci") return false;
  std::size_t next = i + 1;
  if (next < words.size() && words[next].latin == "and") ++next;
  return next < words.size() && (words[next].latin.starts_with("tech"));
}

std::uint32_t find_place(const SourceWord& word) {
  const WordMap& places = name_lists().places;
  std::uint32_t place = places.find(word.latin);
  if (place == WordMap::kAbsent && word.script != Script::latin) {
    place = places.find(word.original);
    std::string stem = word_stem(word.original);
    if (place == WordMap::kAbsent) place = places.find(stem);
    // "Одеський": of Odesa.
    if (place == WordMap::kAbsent && stem.ends_with("ск") && stem.size() > 8) {
      stem.resize(stem.size() - std::string_view("ск").size());
      place = places.find(stem);
    }
  }
  return place;
}

// "No. 8", "Number 8": a word that says that a number follows. "12th" is 12.
bool says_number(std::string_view word) {
  return word == "no" || word == "number" || word == "nr" || word == "num" || word == "nomer";
}

std::string_view without_ordinal(std::string_view word) {
  const std::string_view ending = word.size() > 2 ? word.substr(word.size() - 2) : "";
  const bool ordinal = ending == "th" || ending == "st" || ending == "nd" || ending == "rd";
  return ordinal && word[word.size() - 3] >= '0' && word[word.size() - 3] <= '9'
             ? word.substr(0, word.size() - 2)
             : word;
}

void add_firm_word(const SourceWord& word, bool before_number, bool is_small,
                   ReadingBuilder& builder) {
  const std::uint32_t business = std::max(business_word(word.original), business_word(word.latin));
  std::string_view meaning = meaning_of(word.original);
  if (meaning.empty()) meaning = meaning_of(word.latin);
  const std::string_view number = without_ordinal(word.latin);
  if (business != 0) {
    builder.add_meaning(word.latin, TokenKind::business, business, kBusinessWeight);
  } else if (is_number(number)) {
    builder.add(without_leading_zeros(number), TokenKind::number);
  } else if (const std::uint32_t value = number_of_word(word); value != WordMap::kAbsent) {
    // One letter off, VII is VIII; "sevn" is a slip.
    if (word.latin.find_first_not_of("ivx") == std::string::npos) {
      builder.add(std::to_string(value), TokenKind::number);
    } else {
      builder.add_common_word(std::to_string(value), word.latin, word.script);
    }
  } else if (is_filler(word.latin) || is_small || (before_number && says_number(word.latin))) {
    builder.add_filler(word.latin);
  } else if (!meaning.empty()) {
    add_english(meaning, word, builder);
  } else {
    builder.add_firm_word(word.latin, word.script);
  }
}

// "Hoa chat", "Nauchno-issledovatelskiy institut": two or three words with one meaning. Their
// number, and the meaning.
std::size_t find_phrase(std::span<const SourceWord> words, std::size_t i,
                        std::string_view& meaning) {
  std::string phrase(words[i].original);
  std::size_t found = 0;
  for (std::size_t k = i + 1; k < words.size() && k < i + 3; ++k) {
    if (words[k].east_asian) break;
    phrase += '_';
    phrase += words[k].original;
    if (const std::string_view english = meaning_of(phrase); !english.empty()) {
      meaning = english;
      found = k + 1 - i;
    }
  }
  return found;
}

// "Twenty-first" is 21.
std::uint32_t number_of_two_words(std::span<const SourceWord> words, std::size_t i) {
  if (i + 1 >= words.size()) return WordMap::kAbsent;
  const std::uint32_t tens = number_of_word(words[i]), unit = number_of_word(words[i + 1]);
  const bool fits =
      tens != WordMap::kAbsent && unit != WordMap::kAbsent && tens >= 20 && tens <= 90 && unit < 10;
  return fits ? tens + unit : WordMap::kAbsent;
}

// "Blue Energy Lto. Co.": one letter off a word of legal forms and beside another, in a name that
// has a word of its own elsewhere.
bool is_slip_beside_legal_form(std::span<const SourceWord> words, std::size_t i) {
  const bool beside = (i > 0 && is_legal_form_word(words[i - 1].latin)) ||
                      (i + 1 < words.size() && is_legal_form_word(words[i + 1].latin));
  if (!beside || is_legal_form_word(words[i].latin) || !is_near_legal_form_word(words[i].latin))
    return false;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (k != i && words[k].latin.size() >= 3 && !is_legal_form_word(words[k].latin) &&
        !is_filler(words[k].latin)) {
      return true;
    }
  }
  return false;
}

}  // namespace

void add_english(std::string_view meaning, const SourceWord& written, ReadingBuilder& builder) {
  const std::vector<std::string> words = split_words(meaning);
  for (const std::string& word : words) {
    const std::uint32_t place = name_lists().places.find(word), business = business_word(word);
    const std::string& letters = words.size() == 1 ? written.latin : word;
    const std::uint32_t number = name_lists().numbers.find(word);
    if (place != WordMap::kAbsent) {
      builder.add_meaning(letters, TokenKind::place, place, kPlaceWeight);
    } else if (number != WordMap::kAbsent) {
      builder.add_common_word(std::to_string(number), letters, Script::latin);
    } else if (business != 0) {
      builder.add_meaning(letters, TokenKind::business, business, kBusinessWeight);
    } else {
      builder.add_common_word(word, letters, words.size() == 1 ? written.script : Script::latin);
    }
  }
}

void add_firm_words(std::span<const NameToken> tokens, std::span<const SourceWord> words,
                    ReadingBuilder& builder) {
  bool after_place = false;
  for (std::size_t i = 0; i < words.size();) {
    const LegalForm form = find_legal_form(tokens, i);
    if (form.kind != 0 && form.length < words.size()) {
      // The last word is kept as written, for slips in it.
      builder.add_legal_form(words[i + form.length - 1].latin, form.kind,
                             words[i + form.length - 1].script);
      i += form.length;
      continue;
    }
    const SourceWord& word = words[i];
    if (word.latin.empty()) {
      ++i;
      continue;
    }
    std::string_view meaning;
    if (const std::size_t size = find_phrase(words, i, meaning); size > 0) {
      SourceWord phrase = word;
      for (std::size_t k = i + 1; k < i + size; ++k) phrase.latin += words[k].latin;
      add_english(meaning, phrase, builder);
      i += size;
      continue;
    }
    if (const std::uint32_t number = number_of_two_words(words, i); number != WordMap::kAbsent) {
      builder.add(std::to_string(number), TokenKind::number);
      i += 2;
      continue;
    }
    std::uint32_t place = WordMap::kAbsent;
    std::size_t taken = 1;
    if (i + 1 < words.size()) {
      place = name_lists().places.find(word.latin + words[i + 1].latin);
      if (place == WordMap::kAbsent)
        place = name_lists().places.find(words[i + 1].latin + word.latin);
      if (place != WordMap::kAbsent) taken = 2;
    }
    if (place == WordMap::kAbsent) place = find_place(word);
    if (place != WordMap::kAbsent) {
      builder.add_meaning(
          taken == 2 ? word.latin + words[i + 1].latin : word.latin, TokenKind::place, place,
          word.in_brackets || (word.after_comma && i > 0) ? kSeatWeight : kPlaceWeight);
    } else {
      const bool before_number = i + 1 < words.size() && has_digit(words[i + 1].latin);
      const bool is_small = (after_place && is_division(word.latin)) ||
                            stands_in_legal_form(words, i) || is_science_of_technology(words, i) ||
                            is_slip_beside_legal_form(words, i);
      add_firm_word(word, before_number, is_small, builder);
    }
    after_place = place != WordMap::kAbsent;
    i += taken;
  }
}

}  // namespace chokepoint::text
