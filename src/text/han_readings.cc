#include "text/han_readings.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/check.h"
#include "text/data_table.h"
#include "text/han.h"
#include "text/normal_form.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

std::u32string simplified(std::u32string_view run) {
  std::u32string simple;
  for (const char32_t c : run) simple.push_back(simplify(c));
  return simple;
}

struct SurnameForms {
  std::vector<std::string> hong_kong, taiwan, overseas;
};

struct Tables {
  std::map<std::u32string, SurnameForms, std::less<>> surnames;
  std::map<std::u32string, std::string, std::less<>> japanese;
  std::map<std::u32string, std::vector<std::string>, std::less<>> japanese_given;
  std::map<std::u32string, std::string, std::less<>> japanese_firms;

  Tables() {
    for (const auto& row : read_table("names/han_surnames.tsv")) {
      CHECK(row.size() == 4);
      surnames.try_emplace(to_points(row[0]), SurnameForms{split_words(row[1]), split_words(row[2]),
                                                           split_words(row[3])});
    }
    for (const auto& row : read_table("names/japanese_surnames.tsv")) {
      japanese.try_emplace(simplified(to_points(row[0])), row[1]);
    }
    for (const auto& row : read_table("names/japanese_given.tsv")) {
      japanese_given.try_emplace(simplified(to_points(row[0])), split_words(row[1]));
    }
    for (const auto& row : read_table("names/japanese_firms.tsv")) {
      japanese_firms.try_emplace(simplified(to_points(row[0])), row[1]);
    }
  }
};

const Tables& tables() {
  static const Tables instance;
  return instance;
}

struct Rewrite {
  std::string_view from, to;
};

// Whole syllables that follow no rule.
constexpr std::array kWadeWhole = {
    Rewrite{"zi", "tzu"},   Rewrite{"ci", "tzu"},   Rewrite{"si", "ssu"},   Rewrite{"zhi", "chih"},
    Rewrite{"chi", "chih"}, Rewrite{"shi", "shih"}, Rewrite{"ri", "jih"},   Rewrite{"er", "erh"},
    Rewrite{"ge", "ko"},    Rewrite{"ke", "ko"},    Rewrite{"he", "ho"},    Rewrite{"e", "o"},
    Rewrite{"yan", "yen"},  Rewrite{"ye", "yeh"},   Rewrite{"yue", "yueh"}, Rewrite{"yong", "yung"},
    Rewrite{"you", "yu"},   Rewrite{"yi", "i"},     Rewrite{"gui", "kuei"}, Rewrite{"kui", "kuei"},
    Rewrite{"guo", "kuo"},  Rewrite{"kuo", "kuo"},  Rewrite{"huo", "huo"},  Rewrite{"shuo", "shuo"},
    Rewrite{"lv", "lu"},    Rewrite{"lyu", "lu"},
};
constexpr std::array kWadeInitial = {
    Rewrite{"zh", "ch"}, Rewrite{"ch", "ch"}, Rewrite{"sh", "sh"}, Rewrite{"b", "p"},
    Rewrite{"d", "t"},   Rewrite{"g", "k"},   Rewrite{"j", "ch"},  Rewrite{"q", "ch"},
    Rewrite{"x", "hs"},  Rewrite{"z", "ts"},  Rewrite{"c", "ts"},  Rewrite{"r", "j"},
};
constexpr std::array kCantoneseInitial = {
    Rewrite{"gw", "kw"}, Rewrite{"kw", "kw"}, Rewrite{"ng", "ng"},
    Rewrite{"g", "k"},   Rewrite{"z", "ch"},  Rewrite{"c", "ch"},
    Rewrite{"j", "y"},   Rewrite{"d", "t"},   Rewrite{"b", "p"},
};
constexpr std::array kCantoneseFinal = {
    Rewrite{"oeng", "eung"}, Rewrite{"oek", "euk"}, Rewrite{"aang", "ang"}, Rewrite{"aai", "ai"},
    Rewrite{"aau", "au"},    Rewrite{"aam", "am"},  Rewrite{"aan", "an"},   Rewrite{"aap", "ap"},
    Rewrite{"aat", "at"},    Rewrite{"aak", "ak"},  Rewrite{"eoi", "ui"},   Rewrite{"eon", "un"},
    Rewrite{"eot", "ut"},    Rewrite{"yun", "uen"}, Rewrite{"yut", "uet"},  Rewrite{"yu", "yu"},
    Rewrite{"aa", "a"},      Rewrite{"ou", "o"},    Rewrite{"ei", "ei"},    Rewrite{"oe", "eu"},
};

std::string join_syllables(const std::vector<std::string>& syllables, std::size_t from) {
  std::string word;
  for (std::size_t i = from; i < syllables.size(); ++i) word += syllables[i];
  return word;
}

std::vector<std::string> jyutping_syllables(std::u32string_view original,
                                            std::u32string_view simple) {
  std::vector<std::string> syllables;
  for (std::size_t i = 0; i < original.size(); ++i) {
    std::string_view reading = jyutping_of(original[i]);
    if (reading.empty()) reading = jyutping_of(simple[i]);
    if (reading.empty()) reading = pinyin_of(simple[i]);
    syllables.push_back(hong_kong_spelling(reading));
  }
  return syllables;
}

void add_surname_forms(const std::vector<std::string>& forms, Romanisation romanisation,
                       const std::string& given, std::vector<HanReading>& readings) {
  for (const std::string& form : forms) readings.push_back({romanisation, {form, given}});
}

}  // namespace

std::string_view romanisation_name(Romanisation romanisation) {
  switch (romanisation) {
    case Romanisation::as_written: return "as written";
    case Romanisation::characters: return "characters";
    case Romanisation::pinyin: return "Pinyin";
    case Romanisation::wade_giles: return "Wade-Giles";
    case Romanisation::cantonese: return "Cantonese";
    case Romanisation::overseas: return "Hokkien and other family forms";
    case Romanisation::japanese: return "Japanese";
  }
  return "";
}

std::string wade_giles(std::string_view pinyin) {
  for (const Rewrite& whole : kWadeWhole) {
    if (pinyin == whole.from) return std::string(whole.to);
  }
  std::string_view initial, rest = pinyin;
  for (const Rewrite& rule : kWadeInitial) {
    if (pinyin.starts_with(rule.from)) {
      initial = rule.to;
      rest = pinyin.substr(rule.from.size());
      break;
    }
  }
  const bool takes_u =
      pinyin.starts_with('j') || pinyin.starts_with('q') || pinyin.starts_with('x');
  std::string final_part(rest);
  // The vowel with two dots before an: juan is chuan, xue is hsueh.
  if (final_part.ends_with("ian")) final_part.replace(final_part.size() - 3, 3, "ien");
  if (final_part == "ie" || final_part.ends_with("ue")) final_part += "h";
  if (final_part.ends_with("iong")) {
    final_part.replace(final_part.size() - 4, 4, "iung");
  } else if (final_part.ends_with("ong")) {
    final_part.replace(final_part.size() - 3, 3, "ung");
  }
  const bool o_alone = final_part.ends_with("uo") && !takes_u;
  if (o_alone) final_part.replace(final_part.size() - 2, 2, "o");
  if (final_part == "e" && !initial.empty()) final_part = "e";
  if (initial.empty() && pinyin.ends_with("ie")) return std::string(pinyin) + "h";
  return std::string(initial) + final_part;
}

std::string hong_kong_spelling(std::string_view jyutping) {
  if (jyutping == "waa") return "wah";
  std::string_view initial, rest = jyutping;
  for (const Rewrite& rule : kCantoneseInitial) {
    if (jyutping.starts_with(rule.from) && jyutping.size() > rule.from.size()) {
      initial = rule.to;
      rest = jyutping.substr(rule.from.size());
      break;
    }
  }
  if (initial.empty()) {
    std::size_t consonants = 0;
    while (consonants < jyutping.size() &&
           std::string_view("bpmfdtnlhskw").contains(jyutping[consonants]))
      ++consonants;
    if (consonants < jyutping.size()) {
      initial = jyutping.substr(0, consonants);
      rest = jyutping.substr(consonants);
    }
  }
  // Shun, Shui, Shing.
  if (initial == "s" && (rest.starts_with("eo") || rest == "ing")) initial = "sh";
  for (const Rewrite& rule : kCantoneseFinal) {
    if (rest.starts_with(rule.from)) {
      std::string final_part = std::string(rule.to) + std::string(rest.substr(rule.from.size()));
      if (initial == "y" && final_part.starts_with("yu")) final_part.erase(0, 1);
      if (initial == "y" && final_part.starts_with("u") && rule.from.starts_with("yu"))
        return "y" + final_part;
      return std::string(initial) + final_part;
    }
  }
  return std::string(initial) + std::string(rest);
}

static bool is_kana(char32_t c) {
  return script_of(c) == Script::kana || c == U'ー';
}

// How many characters of Kana `run` begins with, and how they are read.
static std::size_t read_kana(std::u32string_view run, std::string& letters) {
  std::size_t size = 0;
  while (size < run.size() && is_kana(run[size])) ++size;
  if (size > 0) letters = romanise(to_bytes(run.substr(0, size)), "JP");
  return size;
}

// How a Japanese given name may be read, at most kGivenReadings; empty when a character is unknown.
static std::vector<std::string> read_japanese_given(std::u32string_view given) {
  constexpr std::size_t kGivenReadings = 6;
  const auto& table = tables().japanese_given;
  std::vector<std::string> readings{""};
  for (std::size_t at = 0; at < given.size();) {
    std::string kana;
    if (const std::size_t size = read_kana(given.substr(at), kana); size > 0) {
      for (std::string& front : readings) front += kana;
      at += size;
      continue;
    }
    auto found = table.end();
    std::size_t size = given.size() - at;
    while (size > 0 && (found = table.find(given.substr(at, size))) == table.end()) --size;
    if (size == 0) return {};
    std::vector<std::string> longer;
    for (const std::string& end : found->second) {
      for (const std::string& front : readings) {
        if (longer.size() < kGivenReadings) longer.push_back(front + end);
      }
    }
    readings = std::move(longer);
    at += size;
  }
  return readings;
}

// The longest surname counts; one character is one only where the country is Japan. `pinyin`: what
// a given name without a reading is then read as.
static void add_japanese(std::u32string_view simple, std::string_view country,
                         const std::vector<std::string>& pinyin,
                         std::vector<HanReading>& readings) {
  for (std::size_t size = std::min<std::size_t>(3, simple.size() - 1); size >= 1; --size) {
    const auto found = tables().japanese.find(simple.substr(0, size));
    if (found == tables().japanese.end() || (country != "JP" && size < 2)) continue;
    std::vector<std::string> given = read_japanese_given(simple.substr(size));
    if (given.empty() && !pinyin.empty()) given.push_back(join_syllables(pinyin, size));
    for (const std::string& reading : given)
      readings.push_back({Romanisation::japanese, {found->second, reading}});
    return;
  }
}

std::vector<HanReading> read_person(std::u32string_view run, std::string_view country) {
  std::vector<HanReading> readings;
  const bool with_kana = !run.empty() && is_han(run[0]) && std::ranges::any_of(run, is_kana);
  const auto is_readable = [](char32_t c) { return is_han(c) || is_kana(c); };
  if (run.size() < 2 || run.size() > (with_kana ? 8u : 6u) ||
      !std::ranges::all_of(run, is_readable)) {
    return readings;
  }
  const std::u32string simple = simplified(run);
  if (with_kana) {
    add_japanese(simple, country, {}, readings);
    return readings;
  }
  const std::size_t length = surname_length(simple);
  const std::vector<std::string> pinyin = pinyin_syllables(run, HanUse::person);
  const std::vector<std::string> cantonese = jyutping_syllables(run, simple);
  std::vector<std::string> wade;
  wade.reserve(pinyin.size());
  for (const std::string& syllable : pinyin) wade.push_back(wade_giles(syllable));
  const auto surname_of = [&](const std::vector<std::string>& syllables) {
    return length == 2 ? syllables[0] + syllables[1] : syllables[0];
  };
  readings.push_back({Romanisation::pinyin, {surname_of(pinyin), join_syllables(pinyin, length)}});
  readings.push_back({Romanisation::wade_giles, {surname_of(wade), join_syllables(wade, length)}});
  const std::string given_cantonese = join_syllables(cantonese, length);
  const auto forms = tables().surnames.find(simple.substr(0, length));
  if (forms != tables().surnames.end()) {
    add_surname_forms(forms->second.taiwan, Romanisation::wade_giles, join_syllables(wade, length),
                      readings);
    add_surname_forms(forms->second.hong_kong, Romanisation::cantonese, given_cantonese, readings);
    // Families abroad write the surname their way and the given name in Mandarin as often as not.
    add_surname_forms(forms->second.overseas, Romanisation::overseas,
                      join_syllables(pinyin, length), readings);
    if (country == "SG" || country == "MY" || country == "ID" || country == "PH") {
      add_surname_forms(forms->second.overseas, Romanisation::overseas, given_cantonese, readings);
    }
  } else {
    readings.push_back({Romanisation::cantonese, {surname_of(cantonese), given_cantonese}});
  }
  add_japanese(simple, country, pinyin, readings);
  const Romanisation first = country == "HK" || country == "MO"   ? Romanisation::cantonese
                             : country == "TW"                    ? Romanisation::wade_giles
                             : country == "JP"                    ? Romanisation::japanese
                             : country == "SG" || country == "MY" ? Romanisation::overseas
                                                                  : Romanisation::pinyin;
  std::ranges::stable_partition(readings,
                                [&](const HanReading& r) { return r.romanisation == first; });
  // Two systems often give one spelling; the likelier one keeps it.
  std::vector<HanReading> distinct;
  for (HanReading& reading : readings) {
    const bool known = std::ranges::any_of(
        distinct, [&](const HanReading& d) { return d.words == reading.words; });
    if (!known) distinct.push_back(std::move(reading));
  }
  return distinct;
}

std::string read_japanese_brand(std::u32string_view run) {
  const std::u32string simple = simplified(run);
  if (const auto family = tables().japanese.find(simple); family != tables().japanese.end())
    return family->second;
  std::string letters;
  for (std::size_t at = 0; at < simple.size();) {
    std::string kana;
    if (const std::size_t taken = read_kana(simple.substr(at), kana); taken > 0) {
      letters += kana;
      at += taken;
      continue;
    }
    constexpr std::size_t kLongest = 4;
    std::size_t size = std::min(kLongest, simple.size() - at);
    auto word = tables().japanese_firms.find(simple.substr(at, size));
    while (word == tables().japanese_firms.end() && size > 1)
      word = tables().japanese_firms.find(simple.substr(at, --size));
    if (word == tables().japanese_firms.end()) return {};
    letters += word->second;
    at += size;
  }
  return letters;
}

std::vector<HanReading> read_brand(std::u32string_view run) {
  const std::u32string simple = simplified(run);
  const std::vector<std::string> pinyin = pinyin_syllables(run, HanUse::words);
  std::vector<std::string> wade;
  wade.reserve(pinyin.size());
  for (const std::string& syllable : pinyin) wade.push_back(wade_giles(syllable));
  std::vector<HanReading> readings;
  readings.push_back({Romanisation::pinyin, {join_syllables(pinyin, 0)}});
  readings.push_back({Romanisation::wade_giles, {join_syllables(wade, 0)}});
  readings.push_back(
      {Romanisation::cantonese, {join_syllables(jyutping_syllables(run, simple), 0)}});
  return readings;
}

}  // namespace chokepoint::text
