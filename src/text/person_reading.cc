#include "text/person_reading.h"

#include <algorithm>
#include <array>

#include "text/data_table.h"
#include "text/han.h"
#include "text/name_lists.h"
#include "text/name_words.h"
#include "text/reading_builder.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

TokenKind person_kind(std::string_view word) {
  if (word.size() == 1) return TokenKind::initial;
  if (name_lists().particles.contains(word)) return TokenKind::particle;
  if (name_lists().generations.contains(word)) return TokenKind::generation;
  for (const std::string& ending : name_lists().patronymic_endings) {
    // Ilyich is a patronymic as a whole.
    if (word.back() == ending.back() && word.ends_with(ending) &&
        (word.size() >= 7 || (ending.size() >= 6 && word == ending)))
      return TokenKind::patronymic;
  }
  return TokenKind::plain;
}

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// "bin": what follows is the father's name, unless it is the last word.
bool says_child_of(const SourceWord& word) {
  static constexpr std::array<std::string_view, 13> kWords = {
      "bin", "ibn",  "bint", "binti", "ben", "ould", "wuld",
      "uld", "mint", "ap",   "بن",    "ابن", "بنت"};
  return is_one_of(kWords, word.latin) || is_one_of(kWords, word.original);
}

// "ogly": what stands before it is the father's name.
bool says_of_father(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords = {
      "oglu", "ogly", "oglou", "uly", "ugli", "ulu", "kyzy", "qizi", "gizi", "kizi"};
  return is_one_of(kWords, word);
}

// "Smith nee Jones": a former name follows.
bool says_born(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWords = {
      "nee", "geb", "geborene", "born", "urozhdennaya", "urozhd", "rozena"};
  return is_one_of(kWords, word);
}

// Which words of a person's name are the father's or a former one by the word beside them.
std::vector<bool> find_fathers(std::span<const SourceWord> words) {
  std::vector<bool> fathers(words.size());
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const bool father = says_child_of(words[i]) && i + 2 < words.size();
    if (father || (says_born(words[i].latin) && i > 1)) fathers[i + 1] = true;
    if (words.size() > 3 && says_of_father(words[i].latin)) fathers[i - 1] = true;
  }
  if (words.size() > 3 && says_of_father(words.back().latin)) fathers[words.size() - 2] = true;
  return fathers;
}

// "M1chael", "R0bert": digits that readers take for letters. Other digits stay.
std::string with_letters_for_digits(const std::string& word) {
  const auto letters = std::ranges::count_if(word, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!has_digit(word) || letters < 3) return word;
  std::string read = word;
  for (const char one : {'i', 'l'}) {
    read = word;
    for (char& c : read) {
      static constexpr std::string_view kDigits = "034568", kLetters = "oeasgb";
      if (c == '1') c = one;
      if (const auto at = kDigits.find(c); at != kDigits.npos) c = kLetters[at];
    }
    if (TokenWeights::is_known_name(read) || TokenWeights::is_given_name(read)) return read;
  }
  return has_digit(read) ? word : read;
}

// Particles count only beside at least two other words; "Al" or "Ben" may be all there is of a
// name.
void add_person_words(std::span<const SourceWord> words, ReadingBuilder& builder) {
  const auto is_name = [](const SourceWord& word) {
    return !word.latin.empty() && !is_title(word.latin) && !is_title(word.original) &&
           person_kind(word.latin) == TokenKind::plain;
  };
  const auto names = std::ranges::count_if(words, is_name);
  const std::vector<bool> fathers = find_fathers(words);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const SourceWord& word = words[i];
    if (word.latin.empty()) continue;
    const std::string latin = with_letters_for_digits(word.latin);
    TokenKind kind = person_kind(latin);
    const bool title = is_title(latin) || is_title(word.original);
    // "Hamza Sheikh": a title behind the only name is a name.
    const bool is_last =
        words.size() > 1 && i + 1 == words.size() && names < 2 && latin.size() >= 5;
    if (names >= 1 && title && !is_last && (kind != TokenKind::generation || i == 0))
      kind = TokenKind::particle;
    if (names >= 2 && (says_child_of(word) || says_of_father(latin) || says_born(latin)))
      kind = TokenKind::particle;
    if (kind == TokenKind::plain && names >= 3 && fathers[i]) kind = TokenKind::patronymic;
    if (kind == TokenKind::patronymic && names < 2) kind = TokenKind::plain;
    if (kind == TokenKind::particle && names < 2 && !is_title(latin)) kind = TokenKind::plain;
    if (has_digit(latin)) kind = TokenKind::number;
    if (kind == TokenKind::plain && word.are_initials) {
      for (std::size_t k = 0; k < latin.size(); ++k)
        builder.add(std::string_view(latin).substr(k, 1), TokenKind::initial);
      continue;
    }
    builder.add(latin, kind, word.script);
  }
}

std::u32string east_asian_run(std::span<const SourceWord> words) {
  std::u32string run;
  for (const SourceWord& word : words) {
    if (word.east_asian && !is_title(word.original)) run += to_points(word.original);
  }
  return run;
}

void read_east_asian_person(const NameSource& source, ParsedName& name) {
  std::u32string run = east_asian_run(source.words);
  for (const std::string_view title : {"先生", "女士", "小姐"}) {
    const std::u32string ending = to_points(title);
    if (run.size() > ending.size() + 1 && run.ends_with(ending))
      run.resize(run.size() - ending.size());
  }
  std::u32string simple;
  for (const char32_t c : run) simple.push_back(simplify(c));
  const std::vector<HanReading> han = read_person(run, source.country);
  Reading written{Romanisation::characters, true, false, {}};
  ReadingBuilder written_builder(written, source.weights);
  if (run.size() <= 6) {
    const std::size_t length = surname_length(simple);
    written_builder.add_characters(to_bytes(simple.substr(0, length)), TokenKind::plain);
    if (simple.size() > length)
      written_builder.add_characters(to_bytes(simple.substr(length)), TokenKind::plain);
  } else {
    written_builder.add_characters(to_bytes(simple), TokenKind::plain);
  }
  add_reading(name, std::move(written));
  for (const HanReading& spoken : han) {
    Reading reading{spoken.romanisation, true, false, {}};
    ReadingBuilder builder(reading, source.weights);
    for (const std::string& word : spoken.words) builder.add(word, TokenKind::plain);
    // Every syllable of such a reading is meant as it stands.
    for (ParsedToken& token : reading.tokens)
      token.pinyin = spoken.romanisation != Romanisation::japanese;
    add_reading(name, std::move(reading));
  }
  for (const std::string& korean : romanise_korean_person(to_bytes(run))) {
    Reading reading{Romanisation::as_written, true, false, {}};
    ReadingBuilder builder(reading, source.weights);
    for (const std::string& word : split_words(korean))
      builder.add(word, TokenKind::plain, Script::hangul);
    add_reading(name, std::move(reading));
  }
  if (han.empty()) {
    Reading reading{Romanisation::as_written, true, false, {}};
    ReadingBuilder builder(reading, source.weights);
    for (const SourceWord& word : source.words) {
      if (word.east_asian)
        builder.add(romanise(word.original, source.country), TokenKind::plain,
                    main_script(word.original));
    }
    add_reading(name, std::move(reading));
  }
}

// Chinese names in Latin letters: what Wade-Giles makes of them, to meet documents from Taiwan and
// old ones.
void add_wade_giles(const NameSource& source, ParsedName& name) {
  std::size_t syllables = 0;
  std::vector<std::string> converted;
  for (const SourceWord& word : source.words) {
    std::array<std::uint8_t, 8> ends{};
    const std::size_t count = word.latin.size() > 1 ? cut_pinyin(word.latin, ends) : 0;
    if (count == 0) return;
    std::string& out = converted.emplace_back();
    for (std::size_t i = 0, from = 0; i < count; from = ends[i++]) {
      out += wade_giles(std::string_view(word.latin).substr(from, ends[i] - from));
    }
    syllables += count;
  }
  if (syllables < 2 || syllables > 4 || converted.size() < 2) return;
  bool differs = false;
  for (std::size_t i = 0; i < converted.size(); ++i)
    differs = differs || converted[i] != source.words[i].latin;
  if (!differs) return;
  Reading reading{Romanisation::wade_giles, true, true, {}};
  ReadingBuilder builder(reading, source.weights);
  for (const std::string& word : converted) builder.add(word, TokenKind::plain);
  for (ParsedToken& token : reading.tokens) token.pinyin = true;
  add_reading(name, std::move(reading));
}

// "Putin, Vladimir Vladimirovich" in the order in which it is spoken; others as they are.
std::vector<SourceWord> in_spoken_order(std::vector<SourceWord> words) {
  const auto comma = std::ranges::find(words, true, &SourceWord::after_comma);
  if (comma == words.end() || comma == words.begin()) return words;
  const bool only_one = std::find_if(comma + 1, words.end(), [](const SourceWord& word) {
                          return word.after_comma;
                        }) == words.end();
  const bool has_name = std::any_of(comma, words.end(), [](const SourceWord& word) {
    return !word.latin.empty() && person_kind(word.latin) != TokenKind::generation;
  });
  if (only_one && has_name) std::rotate(words.begin(), comma, words.end());
  return words;
}

}  // namespace

void read_person_name(const NameSource& source, ParsedName& name) {
  const bool latin =
      std::ranges::any_of(source.words, [](const SourceWord& w) { return !w.latin.empty(); });
  const bool east_asian =
      std::ranges::any_of(source.words, [](const SourceWord& w) { return w.east_asian; });
  if (latin) {
    Reading reading{Romanisation::as_written, true, false, {}};
    ReadingBuilder builder(reading, source.weights);
    add_person_words(in_spoken_order(source.words), builder);
    add_reading(name, std::move(reading));
    if (!east_asian) add_wade_giles(source, name);
  }
  if (east_asian) read_east_asian_person(source, name);
}

}  // namespace chokepoint::text
