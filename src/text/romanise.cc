#include "text/romanise.h"

#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <unordered_map>

#include "base/check.h"
#include "text/data_table.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

struct IndicLetter {
  std::string latin;
  char kind;  // v(owel), c(onsonant), s(ign), m(ark), 0 silence
};

struct Tables {
  std::unordered_map<char32_t, std::array<std::string, 5>> cyrillic;
  std::unordered_map<char32_t, std::string> arabic;
  std::unordered_map<char32_t, IndicLetter> indic;
  std::unordered_map<std::u32string, std::string> kana;
  std::unordered_map<char32_t, std::vector<std::string>> hangul_surnames;
  std::set<std::string, std::less<>> korean_surnames;
  std::unordered_map<char32_t, std::string> hebrew;
  struct Rule {
    std::u32string letters;
    std::string latin, front;
  };
  std::vector<Rule> greek, armenian, georgian;

  Tables() {
    for (const auto& row : read_table("names/cyrillic.tsv")) {
      CHECK(row.size() == 6);
      std::array<std::string, 5>& columns = cyrillic[to_points(row[0])[0]];
      for (std::size_t i = 0; i < 5; ++i) columns[i] = row[i + 1];
    }
    for (const auto& row : read_table("names/arabic.tsv"))
      arabic[to_points(fold(row[0]))[0]] = row[1];
    for (const auto& row : read_table("names/hebrew.tsv")) hebrew[to_points(row[0])[0]] = row[1];
    greek = read_rules("names/greek.tsv");
    armenian = read_rules("names/armenian.tsv");
    georgian = read_rules("names/georgian.tsv");
    for (const auto& row : read_table("names/indic.tsv")) {
      indic[to_points(row[0])[0]] = {row[1], row[2] == "silence" ? '0'
                                             : row[2] == "sign"  ? 's'
                                                                 : row[2][0]};
    }
    for (const auto& row : read_table("names/kana.tsv")) kana[to_points(row[0])] = row[1];
    for (const auto& row : read_table("names/hangul_surnames.tsv")) {
      hangul_surnames[to_points(row[0])[0]] = split_words(row[1]);
      for (const std::string& form : split_words(row[1])) korean_surnames.insert(form);
    }
  }

  static std::vector<Rule> read_rules(std::string_view name) {
    std::vector<Rule> rules;
    for (const auto& row : read_table(name))
      rules.push_back({to_points(row[0]), row[1], row.size() > 2 ? row[2] : row[1]});
    return rules;
  }
};

const Tables& tables() {
  static const Tables instance;
  return instance;
}

// The column of cyrillic.tsv: by letters that only one language has, then by the country.
std::size_t cyrillic_language(std::u32string_view word, std::string_view country) {
  for (const char32_t c : word) {
    if (c == U'ї' || c == U'є' || c == U'ґ') return 1;
    if (c == U'ў') return 2;
    if (c == U'ђ' || c == U'ћ' || c == U'љ' || c == U'њ' || c == U'џ' || c == U'ј' || c == U'ѓ')
      return 4;
  }
  if (country == "UA") return 1;
  if (country == "BY") return 2;
  if (country == "BG") return 3;
  if (country == "RS" || country == "ME" || country == "MK" || country == "BA") return 4;
  return word.find(U'і') != std::u32string_view::npos ? 1 : 0;
}

std::string romanise_cyrillic(std::u32string_view word, std::string_view country) {
  const std::size_t language = cyrillic_language(word, country);
  std::string latin;
  for (std::size_t i = 0; i < word.size(); ++i) {
    // Е at the front and behind a vowel is ye in Russian (Yeltsin, Alekseyev).
    if (word[i] == U'е' && language == 0 && i == 0) {
      latin += "ye";
      continue;
    }
    const auto found = tables().cyrillic.find(word[i]);
    if (found != tables().cyrillic.end()) latin += found->second[language];
  }
  return latin;
}

std::string romanise_arabic(std::u32string_view word) {
  // The article says nothing; what it stands before has two letters or more.
  if (word.size() > 4 && word[0] == 0x0627 && word[1] == 0x0644) word.remove_prefix(2);
  std::string latin;
  for (const char32_t c : word) {
    const auto found = tables().arabic.find(c);
    if (found != tables().arabic.end()) latin += found->second;
  }
  return latin;
}

std::string letters_alone(std::string_view text);
std::string romanise_by_icu(std::string_view word);

std::string romanise_hebrew(std::u32string_view word) {
  std::string latin;
  for (const char32_t c : word) {
    const auto found = tables().hebrew.find(c);
    if (found != tables().hebrew.end()) latin += found->second;
  }
  return latin;
}

// The longest rule that fits comes first in its table.
std::string romanise_by_rules(std::u32string_view word, const std::vector<Tables::Rule>& rules) {
  std::string latin;
  for (std::size_t i = 0; i < word.size();) {
    const auto rule = std::ranges::find_if(
        rules, [&](const Tables::Rule& row) { return word.substr(i).starts_with(row.letters); });
    if (rule == rules.end()) {
      ++i;
      continue;
    }
    latin += i == 0 ? rule->front : rule->latin;
    i += rule->letters.size();
    // Greek av, ev before a voiceless consonant are af, ef: Eftychia.
    const bool voiceless = i < word.size() && std::u32string_view(U"θκξπσςτφχψ").contains(word[i]);
    if (voiceless && rule->letters.size() == 2 && latin.ends_with('v')) latin.back() = 'f';
  }
  return latin;
}

// A consonant under the silence mark is not spoken, nor is its vowel; the carrier of vowels is "o"
// between consonants.
std::string romanise_thai(std::u32string_view word) {
  std::u32string spoken;
  for (const char32_t c : word) {
    if (c != 0x0E4C) {
      spoken.push_back(c);
      continue;
    }
    if (!spoken.empty() && spoken.back() >= 0x0E30) spoken.pop_back();
    if (!spoken.empty()) spoken.pop_back();
  }
  std::string bytes;
  for (std::size_t i = 0; i < spoken.size(); ++i) {
    constexpr char32_t kCarrier = 0x0E2D, kR = 0x0E23, kA = 0x0E30, kN = 0x0E19, kNy = 0x0E0D,
                       kRi = 0x0E24, kI = 0x0E34, kY = 0x0E22, kSilentH = 0x0E2B, kW = 0x0E27,
                       kU = 0x0E38;
    const auto is_consonant = [&](std::size_t k) {
      return k < spoken.size() && spoken[k] >= 0x0E01 && spoken[k] < 0x0E2F;
    };
    // The carrier in front of a consonant is a; double r is a, or an where nothing follows.
    if (i == 0 && spoken[0] == kCarrier && spoken.size() > 1 && spoken[1] == kY) continue;
    if (i == 0 && spoken[0] == kCarrier && is_consonant(1)) {
      append_code_point(bytes, kA);
    } else if (i > 0 && spoken[i] == kR && i + 1 < spoken.size() && spoken[i + 1] == kR) {
      append_code_point(bytes, kA);
      if (!is_consonant(++i + 1)) append_code_point(bytes, kN);
    } else if (spoken[i] == kSilentH && i + 1 < spoken.size() &&
               std::u32string_view(U"งญนมยรลว").contains(spoken[i + 1])) {
      // Only the tone of what follows.
    } else if (spoken[i] == kW && i > 0 && is_consonant(i - 1) && is_consonant(i + 1)) {
      append_code_point(bytes, kU);
    } else if (spoken[i] == kRi) {
      append_code_point(bytes, kR);
      append_code_point(bytes, kI);
    } else if (spoken[i] == kNy) {
      // Ny begins a syllable as y and ends one as n.
      append_code_point(bytes, i > 0 && (i + 1 == spoken.size() || is_consonant(i + 1)) ? kN : kY);
    } else {
      append_code_point(bytes, spoken[i]);
    }
  }
  const std::string raw = letters_alone(romanise_by_icu(bytes));
  std::string latin;
  const auto is_vowel = [](char c) { return std::string_view("aeiou").contains(c); };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const bool aspirated = i > 0 && c == 'h' && (raw[i - 1] == 'p' || raw[i - 1] == 't');
    if (aspirated) continue;
    if (c == 'c' && (i + 1 == raw.size() || raw[i + 1] != 'h')) {
      latin += "ch";
    } else if (c == 'x') {
      const bool between =
          i > 0 && i + 1 < raw.size() && !is_vowel(raw[i - 1]) && !is_vowel(raw[i + 1]);
      if (between) latin += 'o';
    } else {
      latin += c;
    }
  }
  // A last kh is spoken as k, a last s or d as t, but nothing behind k.
  if (latin.ends_with("kh")) latin.pop_back();
  if (latin.ends_with("ks")) latin.pop_back();
  if (latin.size() > 2 && (latin.back() == 's' || latin.back() == 'd')) latin.back() = 't';
  return latin;
}

// A dot below makes another consonant of the letter: d is r, j is z, ph is f, s is sh.
void dot_below(std::string& latin) {
  static constexpr std::array<std::array<std::string_view, 2>, 5> kDotted = {
      {{"dh", "rh"}, {"ph", "f"}, {"d", "r"}, {"j", "z"}, {"s", "sh"}}};
  for (const auto& [plain, dotted] : kDotted) {
    if (!latin.ends_with(plain)) continue;
    latin.replace(latin.size() - plain.size(), plain.size(), dotted);
    return;
  }
}

constexpr char32_t kDevanagari = 0x0900, kBengali = 0x0980, kGurmukhi = 0x0A00, kSinhala = 0x0D80;
constexpr char32_t kDotBelow = 0x093C, kNasal = 0x0902, kH = 0x0939, kYa = 0x092F,
                   kSilence = 0x094D;

bool is_indic(char32_t c) {
  return c >= kDevanagari && c < 0x0E00;
}

// The scripts of India are built alike: the same letter stands at the same place of each block.
// Letters that have a row of their own keep it.
char32_t as_devanagari(char32_t c) {
  if (!is_indic(c) || c >= kSinhala || tables().indic.contains(c)) return c;
  return kDevanagari + (c - kDevanagari) % 0x80;
}

// The a of a last consonant is spoken in the south and in Sinhala, where another mark silences it.
bool speaks_last_a(char32_t c) {
  return c >= 0x0B00;
}

std::string romanise_indic(std::u32string_view word) {
  std::string latin;
  bool carries_a = false;
  const auto letter_at = [&](std::size_t i) {
    return i < word.size() ? as_devanagari(word[i]) : U'\0';
  };
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = letter_at(i);
    const bool bengali = word[i] >= kBengali && word[i] < kGurmukhi;
    if (c == kDotBelow && !(bengali && letter_at(i - 1) == kYa)) dot_below(latin);
    const auto found = tables().indic.find(c);
    if (found == tables().indic.end()) continue;
    const IndicLetter& letter = found->second;
    if (letter.kind == 's' || letter.kind == '0') {
      carries_a = false;
      latin += letter.latin;
      continue;
    }
    if (carries_a) latin += 'a';
    carries_a = letter.kind == 'c';
    // Bengali writes j with the letter of y, unless it has a dot or stands behind a consonant.
    const bool j = bengali && c == kYa && letter_at(i + 1) != kDotBelow &&
                   (i == 0 || letter_at(i - 1) != kSilence);
    // Mumbai, Singh: the nasal is m before lips, ng before h.
    const bool before_lips =
        c == kNasal && std::u32string_view(U"पफबभम").contains(letter_at(i + 1));
    latin += j ? "j" : before_lips ? "m" : letter.latin;
    if (letter.kind == 'm') carries_a = false;
    if (c == kNasal && letter_at(i + 1) == kH) latin += 'g';
  }
  if (carries_a && !word.empty() && speaks_last_a(word.back())) latin += 'a';
  return latin;
}

std::string romanise_kana(std::u32string_view word) {
  std::string latin;
  bool doubles = false;
  for (std::size_t i = 0; i < word.size();) {
    std::u32string pair;
    for (std::size_t k = i; k < word.size() && k < i + 2; ++k) {
      const char32_t c = word[k];
      pair.push_back(c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c);  // Hiragana as Katakana
    }
    if (pair[0] == U'ッ') {
      doubles = true;
      ++i;
      continue;
    }
    auto found = tables().kana.find(pair);
    std::size_t taken = pair.size();
    if (found == tables().kana.end()) {
      found = tables().kana.find(pair.substr(0, 1));
      taken = 1;
    }
    if (found != tables().kana.end()) {
      const std::string& syllable = found->second;
      if (doubles && !syllable.empty()) latin += syllable[0];
      // Long o and u are written once: とう is to.
      const bool longer =
          syllable == "u" && !latin.empty() && (latin.back() == 'o' || latin.back() == 'u');
      if (!longer) latin += syllable;
    }
    doubles = false;
    i += taken;
  }
  return latin;
}

constexpr std::array<const char*, 19> kHangulFirst = {"g",  "kk", "n", "d",  "tt", "r", "m",
                                                      "b",  "pp", "s", "ss", "",   "j", "jj",
                                                      "ch", "k",  "t", "p",  "h"};
constexpr std::array<const char*, 21> kHangulMiddle = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                                       "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                                       "wo", "we", "wi", "yu",  "eu", "ui", "i"};
constexpr std::array<const char*, 28> kHangulLast = {
    "",  "k", "k", "k", "n", "n", "n", "t",  "l", "k", "m", "l", "l", "l",
    "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"};

std::string romanise_syllable(char32_t c) {
  const char32_t index = c - 0xAC00;
  return std::string(kHangulFirst[index / 588]) + kHangulMiddle[index % 588 / 28] +
         kHangulLast[index % 28];
}

// As families write it rather than as the system has it: cheol is chul, su is soo, hui is hee,
// yeong is young.
std::string customary_syllable(std::string syllable) {
  const auto rewrite = [&](std::string_view from, std::string_view to) {
    const std::size_t at = syllable.find(from);
    if (at != std::string::npos) syllable.replace(at, from.size(), to);
    return at != std::string::npos;
  };
  if (syllable.starts_with('g')) syllable[0] = 'k';
  if (rewrite("yeong", "young") || rewrite("yeo", "yu") || rewrite("ui", "ee")) return syllable;
  if (rewrite("eo", "u") || rewrite("eu", "u")) return syllable;
  if (syllable == "u") return "woo";
  if (syllable.ends_with('u') && !syllable.ends_with("yu"))
    syllable += 'o', syllable[syllable.size() - 2] = 'o';
  return syllable;
}

// As the north and old documents write it: eo is o, eu is u.
std::string northern_syllable(std::string syllable) {
  for (const std::string_view from : {"eo", "eu"}) {
    if (const std::size_t at = syllable.find(from); at != std::string::npos)
      syllable.replace(at, 2, from == "eo" ? "o" : "u");
  }
  if (syllable.starts_with('g')) syllable[0] = 'k';
  return syllable;
}

bool is_syllable(char32_t c) {
  return c >= 0xAC00 && c < 0xD7A4;
}

std::string letters_alone(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept.push_back(c);
  }
  return kept;
}

// ICU's transliterators may be used by several threads once made.
std::string romanise_by_icu(std::string_view word) {
  static const std::unique_ptr<icu::Transliterator> to_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    CHECK(U_SUCCESS(status) && made != nullptr);
    return made;
  }();
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  to_latin->transliterate(text);
  std::string latin;
  text.toUTF8String(latin);
  return fold(latin);
}

}  // namespace

std::string romanise(std::string_view word, std::string_view country) {
  if (is_ascii(word)) return letters_alone(word);
  const std::u32string points = to_points(word.substr(0, 512));
  switch (main_script(word)) {
    case Script::cyrillic: return romanise_cyrillic(points, country);
    case Script::arabic: return romanise_arabic(points);
    case Script::hebrew: return romanise_hebrew(points);
    case Script::greek: return romanise_by_rules(points, tables().greek);
    case Script::armenian: return romanise_by_rules(points, tables().armenian);
    case Script::georgian: return romanise_by_rules(points, tables().georgian);
    case Script::thai: return romanise_thai(points);
    case Script::devanagari: return letters_alone(romanise_indic(points));
    case Script::kana: return romanise_kana(points);
    case Script::hangul: {
      std::string latin;
      for (const char32_t c : points) {
        if (is_syllable(c)) latin += romanise_syllable(c);
      }
      return latin;
    }
    default:
      return letters_alone(is_indic(points[0]) ? romanise_indic(points)
                                               : romanise_by_icu(word.substr(0, 512)));
  }
}

bool is_korean_surname(std::string_view word) {
  return tables().korean_surnames.contains(word);
}

std::vector<std::string> romanise_korean_person(std::string_view word) {
  const std::u32string points = to_points(word.substr(0, 64));
  std::vector<std::string> names;
  if (points.size() < 2 || points.size() > 4) return names;
  for (const char32_t c : points) {
    if (!is_syllable(c)) return names;
  }
  const auto surname = tables().hangul_surnames.find(points[0]);
  if (surname == tables().hangul_surnames.end()) return names;
  std::string given, customary, northern;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const std::string syllable = romanise_syllable(points[i]);
    given += syllable;
    customary += customary_syllable(syllable);
    northern += northern_syllable(syllable);
  }
  for (const std::string& form : surname->second) {
    names.push_back(form + " " + given);
    if (customary != given) names.push_back(form + " " + customary);
  }
  if (northern != given && northern != customary)
    names.push_back(surname->second.front() + " " + northern);
  return names;
}

}  // namespace chokepoint::text
