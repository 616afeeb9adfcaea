#include "text/foreign_sound.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/edit_distance.h"

namespace chokepoint::text {
namespace {

constexpr std::size_t kMost = 48;
constexpr float kOneSyllables = 0.95f, kOneLetterTranscribed = 0.93f, kOneLooseSound = 0.88f,
                kOneJapaneseSound = 0.95f, kTwoConsonantsHeard = 0.8f, kNearLooseSound = 0.75f;
// Consonants agree, a vowel does not: Armen, Arman. One consonant does not: Ildar, Ilnur.
constexpr float kOtherVowel = 0.6f, kOtherConsonant = 0.5f;
constexpr std::size_t kLongSound = 6;  // consonants from which one may be a slip

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

struct Rewrite {
  std::string_view from, to;
};

template <std::size_t size>
std::string rewrite(std::string_view word, const std::array<Rewrite, size>& rules) {
  std::string sound;
  for (std::size_t at = 0; at < word.size();) {
    const auto rule = std::ranges::find_if(
        rules, [&](const Rewrite& r) { return word.substr(at).starts_with(r.from); });
    const std::string_view to = rule != rules.end() ? rule->to : word.substr(at, 1);
    for (const char c : to) {
      if (sound.empty() || sound.back() != c) sound.push_back(c);
    }
    at += rule != rules.end() ? rule->from.size() : 1;
  }
  return sound;
}

// Longest first among those with one beginning. Vowels in four classes: A, E, I, U.
constexpr std::array kKorean = {
    Rewrite{"yeo", "U"}, Rewrite{"you", "U"}, Rewrite{"yae", "E"}, Rewrite{"wae", "E"},
    Rewrite{"woo", "U"}, Rewrite{"eui", "I"}, Rewrite{"yoo", "U"}, Rewrite{"yu", "U"},
    Rewrite{"yo", "U"},  Rewrite{"ya", "A"},  Rewrite{"ye", "E"},  Rewrite{"yi", "I"},
    Rewrite{"wo", "U"},  Rewrite{"wa", "A"},  Rewrite{"we", "E"},  Rewrite{"wi", "I"},
    Rewrite{"wu", "U"},  Rewrite{"ae", "E"},  Rewrite{"ai", "E"},  Rewrite{"ay", "E"},
    Rewrite{"eo", "U"},  Rewrite{"eu", "U"},  Rewrite{"oe", "E"},  Rewrite{"oo", "U"},
    Rewrite{"ou", "U"},  Rewrite{"ui", "I"},  Rewrite{"ee", "I"},  Rewrite{"ah", "A"},
    Rewrite{"oh", "U"},  Rewrite{"uh", "U"},  Rewrite{"a", "A"},   Rewrite{"e", "E"},
    Rewrite{"i", "I"},   Rewrite{"y", "I"},   Rewrite{"o", "U"},   Rewrite{"u", "U"},
    Rewrite{"ch", "c"},  Rewrite{"sh", "s"},  Rewrite{"j", "c"},   Rewrite{"g", "k"},
    Rewrite{"d", "t"},   Rewrite{"b", "p"},   Rewrite{"r", "l"},   Rewrite{"w", ""},
};

constexpr std::array kLoose = {
    Rewrite{"shch", "S"}, Rewrite{"tsch", "S"}, Rewrite{"sch", "S"}, Rewrite{"tch", "S"},
    Rewrite{"sh", "S"},   Rewrite{"ch", "S"},   Rewrite{"zh", "S"},  Rewrite{"ts", "S"},
    Rewrite{"tz", "S"},   Rewrite{"dz", "S"},   Rewrite{"dj", "S"},  Rewrite{"ph", "p"},
    Rewrite{"th", "t"},   Rewrite{"kh", "k"},   Rewrite{"gh", "k"},  Rewrite{"ck", "k"},
    Rewrite{"x", "ks"},   Rewrite{"j", "S"},    Rewrite{"s", "S"},   Rewrite{"z", "S"},
    Rewrite{"ce", "Se"},  Rewrite{"ci", "Si"},  Rewrite{"cy", "Sy"}, Rewrite{"c", "k"},
    Rewrite{"q", "k"},    Rewrite{"g", "k"},    Rewrite{"d", "t"},   Rewrite{"b", "p"},
    Rewrite{"f", "p"},    Rewrite{"ng", "n"},   Rewrite{"woo", "u"}, Rewrite{"wu", "u"},
    Rewrite{"w", "v"},    Rewrite{"y", "i"},
};

}  // namespace

bool is_korean_word(std::string_view word) {
  if (word.size() < 2 || word.size() > 12) return false;
  // Vowels and consonants by the classes of korean_sound: at most three syllables, each with a
  // vowel, that begin with one consonant and end in one of k n l m p t and ng.
  const std::string sound = korean_sound(word);
  std::size_t syllables = 0, consonants = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const char c = sound[i];
    if (c >= 'A' && c <= 'Z') {
      ++syllables;
      if (consonants > (syllables == 1 ? 1u : 3u)) return false;
      consonants = 0;
    } else if (!std::string_view("kntlpmschyg").contains(c)) {
      return false;
    } else {
      ++consonants;
    }
  }
  const bool closed = consonants == 0 ||
                      (consonants == 1 && std::string_view("kntlpmh").contains(sound.back())) ||
                      sound.ends_with("nk");
  return syllables >= 1 && syllables <= 3 && closed;
}

std::string korean_sound(std::string_view word) {
  return rewrite(word, kKorean);
}

std::string loose_sound(std::string_view word) {
  const std::string classes = rewrite(word, kLoose);
  std::string sound;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const char c = classes[i];
    if (is_vowel(c)) {
      if (i == 0) sound.push_back('a');
      continue;
    }
    if (i > 0 && (c == 'h' || (c == 'v' && i + 1 == classes.size()))) continue;
    sound.push_back(c);
  }
  return sound;
}

namespace {

constexpr std::uint8_t kA = 1, kE = 2, kO = 4, kAny = 7;

// The vowels of a word, a class or several for each run of them.
struct VowelRuns {
  std::array<std::uint8_t, kMost> classes{};
  std::size_t count = 0;

  VowelRuns(std::string_view word, Script script) {
    // The a that Indian letters carry is written e, o and u as well; Belarusian writes o as a.
    const bool indic = script == Script::devanagari || script == Script::other;
    const std::uint8_t a = indic ? kAny : kA, o = script == Script::cyrillic ? kO | kA : kO;
    bool open = false;
    for (const char c : word.substr(0, kMost)) {
      const std::uint8_t one = c == 'a'                           ? a
                               : c == 'e' || c == 'i' || c == 'y' ? kE
                               : c == 'o'                         ? o
                               : c == 'u'                         ? kO
                                                                  : std::uint8_t{0};
      if (one != 0 && !open) ++count;
      if (one != 0) classes[count - 1] |= one;
      open = one != 0;
    }
  }
};

struct ForeignWord {
  std::string_view letters;
  Script script;
};

// Where both have as many runs, each has a class in common: Solovyov and Solovev, not Nino and
// Nana.
bool vowels_agree(const ForeignWord& a, const ForeignWord& b) {
  const Script other = a.script == Script::latin ? b.script : a.script;
  const VowelRuns x(a.letters, other), y(b.letters, other);
  // Thai letters leave many unwritten.
  if (x.count != y.count || other == Script::thai) return true;
  for (std::size_t i = 0; i < x.count; ++i) {
    if ((x.classes[i] & y.classes[i]) == 0) return false;
  }
  return true;
}

float loose_likeness(const ForeignWord& a, const ForeignWord& b) {
  const std::string x = loose_sound(a.letters), y = loose_sound(b.letters);
  const std::size_t shorter = std::min(x.size(), y.size());
  if (shorter < 2) return 0;
  const auto vowels = [](std::string_view word) { return std::ranges::count_if(word, is_vowel); };
  if (x == y) {
    if (!vowels_agree(a, b)) return kOtherVowel;
    if (edit_distance_slowly(a.letters, b.letters) <= 1) return kOneLetterTranscribed;
    const auto gap = std::abs(vowels(a.letters) - vowels(b.letters));
    return gap <= 1 || shorter >= 4 ? kOneLooseSound : kNearLooseSound;
  }
  if (shorter < 4 || edit_distance_slowly(x, y) != 1) return 0;
  return shorter >= kLongSound ? kNearLooseSound : kOtherConsonant;
}

// Ivanova bears the name of Ivanov, and "imeni Morozova" is Morozov's.
std::string_view without_last_a(std::string_view word) {
  const bool surname = word.ends_with("ova") || word.ends_with("eva") || word.ends_with("ina");
  return surname ? word.substr(0, word.size() - 1) : word;
}

std::string replaced(std::string_view word, std::string_view from, std::string_view to) {
  std::string other(word);
  for (std::size_t at = 0; (at = other.find(from, at)) != std::string::npos; at += to.size())
    other.replace(at, from.size(), to);
  return other;
}

// What transcribers also make of a word: Cyrillic writes the h of other languages as g (Gasanov,
// Hasanov), Greek a y as g and b, d, g as two letters (Panayiotis, Bakogiannis).
float alternative_likeness(const ForeignWord& foreign, const ForeignWord& latin) {
  static constexpr std::array kGreek = {Rewrite{"gi", "yi"}, Rewrite{"ge", "ye"},
                                        Rewrite{"mp", "b"}, Rewrite{"nt", "d"}, Rewrite{"gk", "g"}};
  static constexpr std::array kCyrillic = {Rewrite{"g", "h"}};
  const std::span<const Rewrite> rules =
      foreign.script == Script::greek      ? std::span<const Rewrite>(kGreek)
      : foreign.script == Script::cyrillic ? std::span<const Rewrite>(kCyrillic)
                                           : std::span<const Rewrite>();
  float best = 0;
  if (foreign.script == Script::cyrillic &&
      foreign.letters.ends_with('a') != latin.letters.ends_with('a')) {
    best = loose_likeness({without_last_a(foreign.letters), foreign.script},
                          {without_last_a(latin.letters), latin.script});
  }
  for (const Rewrite& rule : rules) {
    if (!foreign.letters.contains(rule.from) || !latin.letters.contains(rule.to)) continue;
    const std::string other = replaced(foreign.letters, rule.from, rule.to);
    best = std::max(best, loose_likeness({other, foreign.script}, latin));
  }
  return best;
}

// What Hepburn, Kunrei and passports write for one Japanese sound: shi and si, tsu and tu, oh and
// o.
constexpr std::array kJapanese = {
    Rewrite{"tch", "ty"}, Rewrite{"shi", "si"}, Rewrite{"chi", "ti"}, Rewrite{"tsu", "tu"},
    Rewrite{"sh", "sy"},  Rewrite{"ch", "ty"},  Rewrite{"ji", "zi"},  Rewrite{"fu", "hu"},
    Rewrite{"jy", "zy"},  Rewrite{"j", "zy"},   Rewrite{"dzu", "zu"}, Rewrite{"ou", "o"},
    Rewrite{"oo", "o"},   Rewrite{"uu", "u"},   Rewrite{"mb", "nb"},  Rewrite{"mp", "np"},
    Rewrite{"mm", "nm"},
};
std::string japanese_sound(std::string_view word) {
  std::string sound = rewrite(word, kJapanese);
  // "Ohno", "Satoh": h behind o only makes it long.
  for (std::size_t i = 1; i < sound.size(); ++i) {
    const bool before_vowel = i + 1 < sound.size() && is_vowel(sound[i + 1]);
    if (sound[i] == 'h' && sound[i - 1] == 'o' && !before_vowel) sound.erase(i--, 1);
  }
  return sound;
}

// Consonants as Kana can tell them: l is r, v is b, th is s or t, ch is k or t, and an r behind a
// vowel is heard or not.
std::string kana_skeleton(std::string_view word, char th, char ch, bool keeps_r) {
  std::string skeleton;
  const auto push = [&](char c) {
    if (skeleton.empty() || skeleton.back() != c) skeleton.push_back(c);
  };
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i], next = i + 1 < word.size() ? word[i + 1] : ' ';
    const bool after_vowel = i > 0 && is_vowel(word[i - 1]);
    if (is_vowel(c) || c == 'y' || c == 'w') {
      if (i == 0) skeleton.push_back('a');
    } else if (word.substr(i).starts_with("sch")) {
      push('s');
      i += 2;
    } else if (c == 'd' && next == 't') {
      continue;
    } else if (next == 'h' && (c == 't' || c == 'c' || c == 's' || c == 'p' || c == 'k')) {
      push(c == 't' ? th : c == 'c' ? ch : c == 's' ? 's' : c == 'p' ? 'h' : 'k');
      ++i;
    } else if (c == 'h') {
      if (i == 0) push('h');
    } else if (c == 'x') {
      push('k');
      push('s');
    } else if (c == 'r' && after_vowel && !is_vowel(next)) {
      if (keeps_r) push('r');
    } else {
      const bool soft = next == 'e' || next == 'i' || next == 'y';
      push(c == 'l'                          ? 'r'
           : c == 'v'                        ? 'b'
           : c == 'f'                        ? 'h'
           : c == 'z' || c == 'j'            ? 's'
           : c == 'm'                        ? 'n'
           : c == 'q' || (c == 'c' && !soft) ? 'k'
           : c == 'c'                        ? 's'
                                             : c);
    }
  }
  return skeleton;
}

// A word in Kana: a Japanese one letter by letter, or a foreign one by what is left of it.
float kana_likeness(std::string_view kana, std::string_view latin) {
  if (japanese_sound(kana) == japanese_sound(latin)) return kOneJapaneseSound;
  const std::string heard = kana_skeleton(kana, 's', 't', true);
  if (heard.size() < 2) return 0;
  const auto vowels = [](std::string_view word) { return std::ranges::count_if(word, is_vowel); };
  // Kana puts a vowel behind every consonant and never has fewer.
  if (vowels(kana) + 1 < vowels(latin)) return 0;
  for (const char th : {'s', 't'}) {
    for (const char ch : {'t', 'k'}) {
      for (const bool keeps_r : {true, false}) {
        if (kana_skeleton(latin, th, ch, keeps_r) == heard)
          return heard.size() >= 3 ? kOneLooseSound : kTwoConsonantsHeard;
      }
    }
  }
  return 0;
}

}  // namespace

float foreign_likeness(std::string_view a, Script script_a, std::string_view b, Script script_b) {
  if (script_a == script_b || a.size() < 2 || b.size() < 2) return 0;
  const auto is_abjad = [](Script s) { return s == Script::arabic || s == Script::hebrew; };
  if (is_abjad(script_a) && is_abjad(script_b)) return 0;
  if (is_abjad(script_a)) return abjad_likeness(a, b);
  if (is_abjad(script_b)) return abjad_likeness(b, a);
  if (script_a == Script::hangul || script_b == Script::hangul)
    return korean_sound(a) == korean_sound(b) ? kOneSyllables : 0;
  if (script_a == Script::kana && script_b == Script::latin) return kana_likeness(a, b);
  if (script_b == Script::kana && script_a == Script::latin) return kana_likeness(b, a);
  const ForeignWord x{a, script_a}, y{b, script_b};
  return std::max({loose_likeness(x, y), alternative_likeness(x, y), alternative_likeness(y, x)});
}

}  // namespace chokepoint::text
