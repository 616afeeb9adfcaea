#include "text/parsed_name.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "base/hash.h"
#include "text/data_table.h"
#include "text/foreign_sound.h"
#include "text/han.h"
#include "text/name_tokens.h"
#include "text/name_words.h"
#include "text/normal_form.h"
#include "text/romanise.h"
#include "text/sound.h"
#include "text/syllable_names.h"
#include "text/utf8.h"
#include "text/word_meanings.h"

namespace chokepoint::text {
namespace {

// What words that are no names are worth, in the unit of TokenWeights. One page, so that a reviewer
// sees them together.
constexpr float kInitialWeight = 2.2f, kParticleWeight = 0.5f, kPatronymicShare = 0.35f,
                kGenerationWeight = 2.5f, kNumberWeight = 6.5f, kBusinessWeight = 1.6f,
                kPlaceWeight = 3.2f, kLegalWeight = 0.5f, kShortWordWeight = 1.2f,
                kKunyaWeight = 3.5f, kFillerWeight = 0.25f, kCommonWordWeight = 5.5f;

std::u32string to_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points.push_back(next_code_point(text, at));
  return points;
}

std::string to_bytes(std::u32string_view points) {
  std::string bytes;
  for (const char32_t c : points) append_code_point(bytes, c);
  return bytes;
}

struct Tables {
  WordMap places;
  WordMap variant_words;  // to their place in variants
  std::vector<std::array<std::uint16_t, ParsedToken::kVariants>> variants;
  std::vector<float> likeness{0};
  WordMap particles, generations;
  std::vector<std::string> patronymic_endings;
  std::map<std::u32string, std::string, std::less<>> meanings;
  std::size_t longest_meaning = 1;

  Tables() {
    std::uint32_t place = 0;
    for (const auto& row : read_table("names/places.tsv")) {
      places.add(row[0], ++place);
      for (const auto& word : split_words(row[1])) {
        places.add(fold(word), place);
        places.add(word_stem(fold(word)), place);
      }
      if (row.size() > 2 && !row[2].empty()) places.add(row[2], place);
    }
    for (const auto& row : read_table("names/han_places.tsv")) {
      std::string latin = row[1];
      std::erase(latin, ' ');
      places.add(latin, ++place);
      places.add(row[0], places.find(latin));
    }
    for (const auto& row : read_table("names/name_variants.tsv")) {
      const auto group = static_cast<std::uint16_t>(likeness.size());
      likeness.push_back(std::stof(row[0]));
      for (const auto& word : split_words(row[1])) {
        variant_words.add(word, static_cast<std::uint32_t>(variants.size()));
        const std::uint32_t at = variant_words.find(word);
        if (at == variants.size()) variants.emplace_back();
        const auto free = std::ranges::find(variants[at], 0);
        if (free != variants[at].end()) *free = group;
      }
    }
    for (const auto& row : read_table("names/particles.tsv")) {
      for (const auto& word : split_words(row[1])) {
        if (row[0] == "particle") particles.add(word, 1);
        if (row[0] == "generation") generations.add(word, 1);
        if (row[0] == "patronymic") patronymic_endings.push_back(word);
      }
    }
    for (const auto& row : read_table("names/brand_meanings.tsv")) {
      const std::u32string key = to_points(row[0]);
      longest_meaning = std::max(longest_meaning, key.size());
      meanings.try_emplace(key, row[1]);
    }
  }
};

const Tables& tables() {
  static const Tables instance;
  return instance;
}

bool is_roman_number(std::string_view word) {
  static constexpr std::array<std::string_view, 11> kNumbers = {
      "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv"};
  return std::ranges::find(kNumbers, word) != kNumbers.end();
}

std::string number_word(std::string_view word) {
  static constexpr std::array<std::string_view, 11> kRoman = {"",   "i",   "ii",   "iii", "iv", "v",
                                                              "vi", "vii", "viii", "ix",  "x"};
  static constexpr std::array<std::string_view, 11> kNames = {
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  for (std::size_t i = 2; i < kRoman.size(); ++i) {
    if (word == kRoman[i] || word == kNames[i]) return std::to_string(i);
  }
  if (word == "one" || word == "first") return "1";
  if (word == "second") return "2";
  std::size_t zeros = 0;
  while (zeros + 1 < word.size() && word[zeros] == '0') ++zeros;
  return std::string(word.substr(zeros));
}

// "Abu Sara" is Sara's father.
bool is_kunya(std::string_view word) {
  return word == "abu" || word == "abou" || word == "aboo" || word == "umm" || word == "oum";
}

// Builds one reading's tokens.
class Builder {
 public:
  // `of_firm`: something says that the name is a firm's.
  Builder(Reading& reading, const TokenWeights& weights, bool of_firm = true)
      : reading_(reading), weights_(weights), of_firm_(of_firm) {}

  void add(std::string_view word, TokenKind kind, Script script = Script::latin) {
    if (word.empty() || reading_.tokens.size() >= ParsedName::kMaxTokens) return;
    ParsedToken token;
    token.kind = kind;
    token.script = script;
    token.without_vowels = script == Script::arabic || script == Script::hebrew;
    token.hash = base::hash_bytes(word);
    set_text(word, token);
    const std::string light = light_sound(word.substr(0, 64));
    const std::string consonants = consonants_of(light);
    token.consonant_count =
        static_cast<std::uint8_t>(std::min<std::size_t>(consonants.size(), 255));
    token.consonants =
        consonants.size() < 2 ? 0 : static_cast<std::uint32_t>(base::hash_bytes(consonants)) | 1;
    token.light = static_cast<std::uint32_t>(base::hash_bytes(light)) | 1;
    token.soft = static_cast<std::uint32_t>(base::hash_bytes(soft_sound(light))) | 1;
    token.known = TokenWeights::is_known_name(word);
    if (const std::uint32_t at = tables().variant_words.find(word); at != WordMap::kAbsent)
      token.variants = tables().variants[at];
    token.weight = weight_of(word, kind);
    reading_.tokens.push_back(token);
  }
  void add_filler(std::string_view word) {
    add(word, TokenKind::particle);
    if (!reading_.tokens.empty()) reading_.tokens.back().weight = kFillerWeight;
  }
  // Two letters of a firm's name are an abbreviation, whatever they are.
  void add_firm_word(std::string_view word, Script script) {
    add(word, TokenKind::plain, script);
    if (reading_.tokens.empty()) return;
    ParsedToken& token = reading_.tokens.back();
    // What is a name of its own among persons is none among firms.
    token.known = false;
    const bool known = TokenWeights::is_known_name(word);
    if (is_legal_form_word(word) || (!known && is_slip_of_legal_form(word))) {
      token.kind = TokenKind::particle;
      token.weight = kLegalWeight;
    } else if (word.size() <= 2 && of_firm_) {
      token.weight = std::min(token.weight, kShortWordWeight);
    }
  }
  // A word of the language, equal to its translations and, by its letters, to its spellings. Two
  // such words one letter apart are two words.
  void add_common_word(std::string_view english, std::string_view letters, Script script) {
    if (reading_.tokens.size() >= ParsedName::kMaxTokens) return;
    add(letters, TokenKind::plain, script);
    ParsedToken& token = reading_.tokens.back();
    token.known = true;
    token.hash = base::hash_bytes(english);
    token.weight = std::min(weights_.weight(english), kCommonWordWeight);
  }
  // A word that counts by what it stands for.
  void add_meaning(std::string_view word, TokenKind kind, std::uint64_t number, float weight) {
    if (reading_.tokens.size() >= ParsedName::kMaxTokens) return;
    ParsedToken token;
    token.kind = kind;
    token.hash = base::hash_bytes({reinterpret_cast<const char*>(&number), sizeof number},
                                  static_cast<std::uint64_t>(kind) + 1);
    token.weight = weight;
    if (is_ascii(word)) set_text(word, token);
    reading_.tokens.push_back(token);
  }
  void add_characters(std::string_view word, TokenKind kind) {
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

 private:
  static void set_text(std::string_view word, ParsedToken& token) {
    for (const char c : word) {
      const bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
      if (!letter && !digit) continue;
      token.letters |= letter ? 1u << (c - 'a') : 1u << (26 + (c - '0') % 6);
      if (token.size < ParsedToken::kMaxLetters) token.text[token.size++] = c;
    }
  }
  float weight_of(std::string_view word, TokenKind kind) const {
    switch (kind) {
      case TokenKind::initial: return kInitialWeight;
      case TokenKind::particle: return kParticleWeight;
      case TokenKind::patronymic: return kPatronymicShare * weights_.weight(word);
      case TokenKind::generation: return kGenerationWeight;
      case TokenKind::number: return kNumberWeight;
      default: return is_kunya(word) ? kKunyaWeight : weights_.weight(word);
    }
  }

  Reading& reading_;
  const TokenWeights& weights_;
  bool of_firm_;
};

TokenKind person_kind(std::string_view word) {
  if (word.size() == 1) return TokenKind::initial;
  if (tables().particles.contains(word)) return TokenKind::particle;
  if (tables().generations.contains(word)) return TokenKind::generation;
  for (const std::string& ending : tables().patronymic_endings) {
    // Ilyich is a patronymic as a whole.
    if (word.back() == ending.back() && word.ends_with(ending) &&
        (word.size() >= 7 || (ending.size() >= 6 && word == ending)))
      return TokenKind::patronymic;
  }
  return TokenKind::plain;
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Digits beside fewer than four letters; "valfajr2" is a name.
bool is_number(std::string_view word) {
  return has_digit(word) &&
         std::ranges::count_if(word, [](char c) { return c >= 'a' && c <= 'z'; }) < 4;
}

struct Word {
  std::string latin;  // a-z and digits, or empty for East Asian ones
  std::string_view original;
  bool east_asian = false;
  bool are_initials = false;  // "J.R.R."
  bool after_comma = false;
  Script script = Script::latin;
};

// "Abd" and what it serves are one word in most Latin texts: Abdullah, Abdulrahman.
void join_servants(std::vector<Word>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].original != "عبد" || !words[i + 1].original.starts_with("ال")) continue;
    words[i].latin += words[i + 1].latin;
    words[i + 1].latin.clear();
  }
}

std::vector<Word> read_words(std::span<const NameToken> tokens, std::string_view country) {
  std::vector<Word> words;
  for (const NameToken& token : tokens) {
    Word word;
    word.original = token.text;
    word.after_comma = token.after_comma;
    word.east_asian = token.east_asian && main_script(token.text) != Script::kana;
    if (!word.east_asian) {
      word.latin = romanise(token.text, country);
      word.script = is_ascii(token.text) ? Script::latin : main_script(token.text);
      if (word.script == Script::none) word.script = Script::latin;
      const auto is_vowel = [](char c) { return std::string_view("aeiouy").contains(c); };
      const bool no_word = !TokenWeights::is_known_name(word.latin) &&
                           !tables().variant_words.contains(word.latin) &&
                           std::ranges::none_of(word.latin, is_vowel);
      word.are_initials = token.dotted && word.latin.size() >= 2 && word.latin.size() <= 4 &&
                          word.script == Script::latin && (token.letter_by_letter || no_word);
    }
    words.push_back(std::move(word));
  }
  join_servants(words);
  return words;
}

// Particles count only beside at least two other words; "Al" or "Ben" may be all there is of a
// name.
void add_person_words(std::span<const Word> words, Builder& builder) {
  const auto is_name = [](const Word& word) {
    return !word.latin.empty() && !is_title(word.latin) && !is_title(word.original) &&
           person_kind(word.latin) == TokenKind::plain;
  };
  const auto names = std::ranges::count_if(words, is_name);
  for (const Word& word : words) {
    if (word.latin.empty()) continue;
    TokenKind kind = person_kind(word.latin);
    const bool title = is_title(word.latin) || is_title(word.original);
    // "Hamza Sheikh": a title behind the only name is a name.
    const bool is_last =
        words.size() > 1 && &word == &words.back() && names < 2 && word.latin.size() >= 5;
    if (names >= 1 && title && !is_last &&
        (kind != TokenKind::generation || &word == words.data())) {
      kind = TokenKind::particle;
    }
    if (kind == TokenKind::patronymic && names < 2) kind = TokenKind::plain;
    if (kind == TokenKind::particle && names < 2 && !is_title(word.latin)) kind = TokenKind::plain;
    if (has_digit(word.latin)) kind = TokenKind::number;
    if (kind == TokenKind::plain && word.are_initials) {
      for (std::size_t i = 0; i < word.latin.size(); ++i)
        builder.add(std::string_view(word.latin).substr(i, 1), TokenKind::initial);
      continue;
    }
    builder.add(word.latin, kind, word.script);
  }
}

bool is_division(std::string_view word) {
  return word == "city" || word == "province" || word == "shi" || word == "county" ||
         word == "district";
}

// "S.A. dhe C.V.": a short word between two of legal forms is a slip in one.
bool stands_in_legal_form(std::span<const Word> words, std::size_t i) {
  return i > 0 && i + 1 < words.size() && words[i].latin.size() <= 3 &&
         is_legal_form_word(words[i - 1].latin) && is_legal_form_word(words[i + 1].latin);
}

// "Science and Technology" is what Chinese and Russian firms call technology.
bool is_science_of_technology(std::span<const Word> words, std::size_t i) {
  if (!words[i].latin.starts_with("scien")) return false;
  std::size_t next = i + 1;
  if (next < words.size() && words[next].latin == "and") ++next;
  return next < words.size() && (words[next].latin.starts_with("tech"));
}

std::uint32_t find_place(const Word& word) {
  const WordMap& places = tables().places;
  std::uint32_t place = places.find(word.latin);
  if (place == WordMap::kAbsent && word.script != Script::latin) {
    place = places.find(word.original);
    if (place == WordMap::kAbsent) place = places.find(word_stem(word.original));
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

// A word with a meaning: a place, a trade, or a word of its own.
void add_english(std::string_view meaning, const Word& written, Builder& builder) {
  const std::vector<std::string> words = split_words(meaning);
  for (const std::string& word : words) {
    const std::uint32_t place = tables().places.find(word), business = business_word(word);
    const std::string& letters = words.size() == 1 ? written.latin : word;
    if (place != WordMap::kAbsent) {
      builder.add_meaning(letters, TokenKind::place, place, kPlaceWeight);
    } else if (business != 0) {
      builder.add_meaning(letters, TokenKind::business, business, kBusinessWeight);
    } else {
      builder.add_common_word(word, letters, words.size() == 1 ? written.script : Script::latin);
    }
  }
}

void add_firm_word(const Word& word, bool before_number, bool is_small, Builder& builder) {
  const std::uint32_t business = std::max(business_word(word.original), business_word(word.latin));
  std::string_view meaning = meaning_of(word.original);
  if (meaning.empty()) meaning = meaning_of(word.latin);
  const std::string_view number = without_ordinal(word.latin);
  if (business != 0) {
    builder.add_meaning(word.latin, TokenKind::business, business, kBusinessWeight);
  } else if (is_number(number) || is_roman_number(number)) {
    builder.add(number_word(number), TokenKind::number);
  } else if (is_filler(word.latin) || is_small || (before_number && says_number(word.latin))) {
    builder.add_filler(word.latin);
  } else if (!meaning.empty()) {
    add_english(meaning, word, builder);
  } else {
    builder.add_firm_word(word.latin, word.script);
  }
}

// "Blue Energy Lto. Co.": one letter off a word of legal forms and beside another, in a name that
// has a word of its own elsewhere.
bool is_slip_beside_legal_form(std::span<const Word> words, std::size_t i) {
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

// The Latin words of a firm's name. `tokens` are the same words as cut, for the legal forms.
void add_firm_words(std::span<const NameToken> tokens, std::span<const Word> words,
                    Builder& builder) {
  bool after_place = false;
  for (std::size_t i = 0; i < words.size();) {
    const LegalForm form = find_legal_form(tokens, i);
    if (form.kind != 0 && form.length < words.size()) {
      // The last word is kept as written, for slips in it.
      builder.add_meaning(words[i + form.length - 1].latin, TokenKind::legal, form.kind,
                          kLegalWeight);
      i += form.length;
      continue;
    }
    const Word& word = words[i];
    if (word.latin.empty()) {
      ++i;
      continue;
    }
    std::uint32_t place = WordMap::kAbsent;
    std::size_t taken = 1;
    if (i + 1 < words.size()) {
      place = tables().places.find(word.latin + words[i + 1].latin);
      if (place == WordMap::kAbsent) place = tables().places.find(words[i + 1].latin + word.latin);
      if (place != WordMap::kAbsent) taken = 2;
    }
    if (place == WordMap::kAbsent) place = find_place(word);
    if (place != WordMap::kAbsent) {
      builder.add_meaning(taken == 2 ? word.latin + words[i + 1].latin : word.latin,
                          TokenKind::place, place, kPlaceWeight);
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

// English words for the characters of a brand; empty when none has any.
std::vector<std::string> brand_meaning(std::u32string_view brand) {
  const Tables& table = tables();
  std::vector<std::string> words;
  for (std::size_t at = 0; at < brand.size();) {
    bool found_one = false;
    for (std::size_t size = std::min(table.longest_meaning, brand.size() - at); size >= 2; --size) {
      const auto found = table.meanings.find(brand.substr(at, size));
      if (found == table.meanings.end()) continue;
      for (std::string& word : split_words(found->second)) words.push_back(std::move(word));
      at += size;
      found_one = true;
      break;
    }
    if (!found_one) return {};
  }
  return words;
}

enum class BrandUse { characters, pinyin, wade_giles, cantonese, japanese, meaning };

void add_firm_parts(std::span<const NamePart> parts, BrandUse use, Builder& builder) {
  for (const NamePart& part : parts) {
    const std::string characters = to_bytes(part.characters);
    switch (part.kind) {
      case NamePart::Kind::legal_form:
        builder.add_meaning("", TokenKind::legal, part.legal_form, kLegalWeight);
        break;
      case NamePart::Kind::place: {
        std::string latin = part.latin;
        std::erase(latin, ' ');
        builder.add_meaning(latin, TokenKind::place, tables().places.find(latin), kPlaceWeight);
        break;
      }
      case NamePart::Kind::trade:
        for (const std::string& word : split_words(part.latin)) {
          const std::uint32_t number = business_word(word);
          if (number != 0) builder.add_meaning(word, TokenKind::business, number, kBusinessWeight);
        }
        break;
      case NamePart::Kind::brand: {
        if (const std::uint32_t place = tables().places.find(characters);
            place != WordMap::kAbsent) {
          builder.add_meaning("", TokenKind::place, place, kPlaceWeight);
        } else if (use == BrandUse::characters) {
          builder.add_characters(characters, TokenKind::plain);
        } else if (use == BrandUse::meaning) {
          for (const std::string& word : brand_meaning(part.characters))
            builder.add(word, TokenKind::plain);
        } else if (use == BrandUse::japanese) {
          builder.add(read_japanese_brand(part.characters), TokenKind::plain);
        } else {
          const auto readings = read_brand(part.characters);
          const std::size_t index = use == BrandUse::pinyin       ? 0
                                    : use == BrandUse::wade_giles ? 1
                                                                  : 2;
          std::string letters;
          for (const char c : readings[index].words[0]) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters.push_back(c);
          }
          builder.add(letters, TokenKind::plain);
        }
      }
    }
  }
}

void add_reading(ParsedName& name, Reading reading) {
  mark_syllables(reading);
  if (reading.tokens.empty() || name.readings.size() >= ParsedName::kMaxReadings) return;
  name.readings.push_back(std::move(reading));
}

struct Source {
  std::span<const NameToken> tokens;
  std::vector<Word> words;
  const TokenWeights& weights;
  std::string_view country;
};

std::u32string east_asian_run(std::span<const Word> words) {
  std::u32string run;
  for (const Word& word : words) {
    if (word.east_asian && !is_title(word.original)) run += to_points(word.original);
  }
  return run;
}

void read_east_asian_person(const Source& source, ParsedName& name) {
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
  Builder written_builder(written, source.weights);
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
    Builder builder(reading, source.weights);
    for (const std::string& word : spoken.words) builder.add(word, TokenKind::plain);
    // Every syllable of such a reading is meant as it stands.
    for (ParsedToken& token : reading.tokens)
      token.pinyin = spoken.romanisation != Romanisation::japanese;
    add_reading(name, std::move(reading));
  }
  for (const std::string& korean : romanise_korean_person(to_bytes(run))) {
    Reading reading{Romanisation::as_written, true, false, {}};
    Builder builder(reading, source.weights);
    for (const std::string& word : split_words(korean))
      builder.add(word, TokenKind::plain, Script::hangul);
    add_reading(name, std::move(reading));
  }
  if (han.empty()) {
    Reading reading{Romanisation::as_written, true, false, {}};
    Builder builder(reading, source.weights);
    for (const Word& word : source.words) {
      if (word.east_asian)
        builder.add(romanise(word.original, source.country), TokenKind::plain,
                    main_script(word.original));
    }
    add_reading(name, std::move(reading));
  }
}

// Chinese names in Latin letters: what Wade-Giles makes of them, to meet documents from Taiwan and
// old ones.
void add_wade_giles(const Source& source, ParsedName& name) {
  std::size_t syllables = 0;
  std::vector<std::string> converted;
  for (const Word& word : source.words) {
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
  Builder builder(reading, source.weights);
  for (const std::string& word : converted) builder.add(word, TokenKind::plain);
  for (ParsedToken& token : reading.tokens) token.pinyin = true;
  add_reading(name, std::move(reading));
}

// "Putin, Vladimir Vladimirovich" in the order in which it is spoken; others as they are.
std::vector<Word> in_spoken_order(std::vector<Word> words) {
  const auto comma = std::ranges::find(words, true, &Word::after_comma);
  if (comma == words.end() || comma == words.begin()) return words;
  const bool only_one = std::find_if(comma + 1, words.end(), [](const Word& word) {
                          return word.after_comma;
                        }) == words.end();
  const bool has_name = std::any_of(comma, words.end(), [](const Word& word) {
    return !word.latin.empty() && person_kind(word.latin) != TokenKind::generation;
  });
  if (only_one && has_name) std::rotate(words.begin(), comma, words.end());
  return words;
}

void read_person_name(const Source& source, ParsedName& name) {
  const bool latin =
      std::ranges::any_of(source.words, [](const Word& w) { return !w.latin.empty(); });
  const bool east_asian =
      std::ranges::any_of(source.words, [](const Word& w) { return w.east_asian; });
  if (latin) {
    Reading reading{Romanisation::as_written, true, false, {}};
    Builder builder(reading, source.weights);
    add_person_words(in_spoken_order(source.words), builder);
    add_reading(name, std::move(reading));
    if (!east_asian) add_wade_giles(source, name);
  }
  if (east_asian) read_east_asian_person(source, name);
}

bool is_japanese_form(const NamePart& part) {
  return part.kind == NamePart::Kind::legal_form &&
         (part.characters == U"株式会社" || part.characters == U"有限会社" ||
          part.characters == U"合同会社" || part.characters == U"合资会社");
}

void read_firm_name(const Source& source, ParsedName& name) {
  const bool east_asian =
      std::ranges::any_of(source.words, [](const Word& w) { return w.east_asian; });
  if (!east_asian) {
    Reading reading;
    Builder builder(reading, source.weights, !name.is_person);
    add_firm_words(source.tokens, source.words, builder);
    add_reading(name, std::move(reading));
    return;
  }
  std::vector<std::vector<NamePart>> runs(source.words.size());
  bool meaning = false, han = false, japanese = source.country == "JP";
  for (std::size_t i = 0; i < source.words.size(); ++i) {
    if (!source.words[i].east_asian) continue;
    runs[i] = split_firm_name(to_points(source.words[i].original));
    for (const NamePart& part : runs[i]) {
      japanese = japanese || is_japanese_form(part);
      if (part.kind != NamePart::Kind::brand) continue;
      meaning = meaning || !brand_meaning(part.characters).empty();
      han = han || std::ranges::any_of(part.characters, is_han);
    }
  }
  struct Use {
    BrandUse brand;
    Romanisation romanisation;
  };
  for (const Use use : {Use{BrandUse::characters, Romanisation::characters},
                        Use{BrandUse::pinyin, Romanisation::pinyin},
                        Use{BrandUse::wade_giles, Romanisation::wade_giles},
                        Use{BrandUse::cantonese, Romanisation::cantonese},
                        Use{BrandUse::japanese, Romanisation::japanese},
                        Use{BrandUse::meaning, Romanisation::as_written}}) {
    if (use.brand == BrandUse::meaning && !meaning) continue;
    if (use.brand == BrandUse::japanese && !japanese) continue;
    Reading reading{use.romanisation, false, false, {}};
    Builder builder(reading, source.weights);
    for (std::size_t i = 0; i < source.words.size(); ++i) {
      if (!source.words[i].east_asian) {
        add_firm_words(source.tokens.subspan(i, 1), std::span(source.words).subspan(i, 1), builder);
        continue;
      }
      if (!han && use.brand != BrandUse::characters &&
          main_script(source.words[i].original) == Script::hangul) {
        for (const NamePart& part : runs[i]) {
          if (part.kind == NamePart::Kind::brand) {
            builder.add(romanise(to_bytes(part.characters), source.country), TokenKind::plain,
                        Script::hangul);
          } else {
            add_firm_parts(std::span(&part, 1), use.brand, builder);
          }
        }
        continue;
      }
      add_firm_parts(runs[i], use.brand, builder);
    }
    add_reading(name, std::move(reading));
  }
}

// Short forms that are words of names too (Saa, Sal, As) leave both readings open.
bool is_sure_form(std::string_view form) {
  static constexpr std::array<std::string_view, 16> kShort = {
      "ltd", "llc", "inc", "plc", "ooo", "oao", "zao", "pao",
      "jsc", "srl", "llp", "pty", "fze", "pvt", "pte", "bv"};
  return form.size() >= 4 || !is_ascii(form) || std::ranges::find(kShort, form) != kShort.end();
}

bool is_person_schema(std::string_view schema) {
  return schema == "Person" || schema == "person" || schema == "individual";
}

bool is_firm_schema(std::string_view schema) {
  static constexpr std::array<std::string_view, 12> kFirms = {
      "Company", "Organization", "company",  "organization", "PublicBody",   "Vessel",
      "vessel",  "Airplane",     "aircraft", "Asset",        "organisation", "entity"};
  return std::ranges::find(kFirms, schema) != kFirms.end();
}

}  // namespace

float variant_likeness(std::uint16_t group) {
  return tables().likeness[group];
}

// "Jamaat-ul-Ahrar (JuA)" without the initials in brackets; others as they are.
static std::string without_own_initials(std::string_view name) {
  const std::size_t open = name.find('('), close = name.find(')', open == name.npos ? 0 : open);
  if (open == name.npos || close == name.npos) return std::string(name);
  const std::string_view inside = name.substr(open + 1, close - open - 1);
  const auto capitals = std::ranges::count_if(inside, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool initials = inside.size() >= 3 && inside.size() <= 7 && capitals >= 2 &&
                        !inside.contains(' ') && is_ascii(inside) &&
                        name.size() >= inside.size() + 10;
  if (!initials) return std::string(name);
  const std::string folded = fold(inside);
  if (tables().places.contains(folded) || is_legal_form_word(folded)) return std::string(name);
  return std::string(name.substr(0, open)) + std::string(name.substr(close + 1));
}

ParsedName parse_name(std::string_view name, const ParseOptions& options) {
  ParsedName parsed;
  const std::string folded = fold(without_own_initials(name.substr(0, 4096)));
  NameTokens tokens;
  tokens.read(folded);
  parsed.folded_hash = base::hash_bytes(folded);
  parsed.is_masked = tokens.has_mask();
  std::string joined;
  bool firm_words = false, firm_for_sure = false;
  for (std::size_t i = 0; i < tokens.words().size(); ++i) {
    const NameToken& token = tokens.words()[i];
    if (i > 0) joined += ' ';
    joined += token.text;
    const LegalForm form = find_legal_form(tokens.words(), i);
    if (form.kind != 0 && !form.ambiguous && i > 0 && i + form.length == tokens.words().size() &&
        (form.length > 1 || token.dotted || is_sure_form(token.text))) {
      firm_for_sure = true;
    }
    if (tokens.words().size() > 1 &&
        ((form.kind != 0 && !form.weak) || business_word(token.text) != 0))
      firm_words = true;
    if (token.east_asian && is_firm_name(split_firm_name(to_points(token.text))))
      firm_words = firm_for_sure = true;
  }
  parsed.is_placeholder = is_placeholder_name(joined);
  const bool person_stated = is_person_schema(options.schema),
             firm_stated = is_firm_schema(options.schema);
  parsed.is_person = person_stated || (!firm_stated && !firm_words);
  const TokenWeights& weights =
      options.weights != nullptr ? *options.weights : TokenWeights::background();
  const Source source{tokens.words(), read_words(tokens.words(), options.country), weights,
                      options.country};
  if (person_stated || (!firm_stated && !firm_for_sure)) read_person_name(source, parsed);
  if (!person_stated) read_firm_name(source, parsed);
  parsed.words = std::move(joined);
  return parsed;
}

}  // namespace chokepoint::text
