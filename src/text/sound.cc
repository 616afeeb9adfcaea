#include "text/sound.h"

#include <array>
#include <span>

namespace chokepoint::text {
namespace {

struct Rule {
  std::string_view from, to;
};

// Longest first among those with one beginning.
constexpr std::array kRules = {
    Rule{"shch", "S"}, Rule{"tsch", "C"}, Rule{"sch", "S"}, Rule{"tch", "C"}, Rule{"dzh", "J"},
    Rule{"sh", "S"},   Rule{"sz", "S"},   Rule{"ch", "C"},  Rule{"cz", "C"},  Rule{"kh", "h"},
    Rule{"gh", "g"},   Rule{"ph", "f"},   Rule{"th", "t"},  Rule{"dh", "d"},  Rule{"bh", "b"},
    Rule{"zh", "J"},   Rule{"dj", "J"},   Rule{"ts", "c"},  Rule{"tz", "c"},  Rule{"ck", "k"},
    Rule{"qu", "k"},   Rule{"oo", "u"},   Rule{"ou", "u"},  Rule{"ee", "i"},  Rule{"ei", "e"},
    Rule{"ey", "e"},   Rule{"ay", "e"},   Rule{"ai", "e"},  Rule{"ae", "e"},  Rule{"oe", "o"},
    Rule{"ue", "u"},   Rule{"eu", "u"},   Rule{"eo", "o"},  Rule{"iy", "i"},  Rule{"yi", "i"},
    Rule{"ij", "i"},   Rule{"ii", "i"},   Rule{"x", "ks"},  Rule{"q", "k"},   Rule{"w", "v"},
    Rule{"y", "i"},    Rule{"j", "J"},
};

// The rules by the letter with which they begin; most letters have few or none.
class RulesByLetter {
 public:
  RulesByLetter() {
    for (char c = 'a'; c <= 'z'; ++c) {
      begins_[static_cast<std::size_t>(c - 'a')] = size_;
      for (const Rule& rule : kRules) {
        if (rule.from[0] == c) rules_[size_++] = rule;
      }
    }
    begins_[26] = size_;
  }
  std::span<const Rule> from(char c) const {
    if (c < 'a' || c > 'z') return {};
    const auto letter = static_cast<std::size_t>(c - 'a');
    return std::span(rules_).subspan(begins_[letter], begins_[letter + 1] - begins_[letter]);
  }

 private:
  std::array<Rule, kRules.size()> rules_;
  std::array<std::size_t, 27> begins_;
  std::size_t size_ = 0;
};

std::span<const Rule> rules_from(char c) {
  static const RulesByLetter rules;
  return rules.from(c);
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

void append_collapsed(std::string& sound, std::string_view part) {
  for (const char c : part) {
    if (sound.empty() || sound.back() != c) sound.push_back(c);
  }
}

// "c" sounds as s before e, i, y and as k elsewhere; everything else by the rules.
std::string_view sound_at(std::string_view word, std::size_t at, std::size_t& taken) {
  for (const Rule& rule : rules_from(word[at])) {
    if (word.substr(at + 1).starts_with(rule.from.substr(1))) {
      taken = rule.from.size();
      return rule.to;
    }
  }
  taken = 1;
  if (word[at] == 'c') {
    const char next = at + 1 < word.size() ? word[at + 1] : ' ';
    return next == 'e' || next == 'i' || next == 'y' ? "s" : "k";
  }
  const bool known = (word[at] >= 'a' && word[at] <= 'z') || (word[at] >= '0' && word[at] <= '9');
  return known ? word.substr(at, 1) : std::string_view();
}

}  // namespace

std::string light_sound(std::string_view word) {
  std::string sound;
  for (std::size_t at = 0, taken = 0; at < word.size(); at += taken) {
    append_collapsed(sound, sound_at(word, at, taken));
  }
  if (sound.size() > 2 && sound.back() == 'h' && is_vowel(sound[sound.size() - 2]))
    sound.pop_back();
  // Slavic names in -off, -of, -ow.
  if (sound.size() > 3 && sound.ends_with("of")) sound.back() = 'v';
  return sound;
}

std::string consonant_sound(std::string_view word) {
  return consonants_of(light_sound(word));
}

std::string soft_sound(std::string_view light) {
  std::string sound(light);
  for (char& c : sound) c = c == 'e' ? 'i' : c == 'o' ? 'u' : c == 'C' ? 'h' : c;
  return sound;
}

std::string consonants_of(std::string_view light) {
  std::string sound;
  for (std::size_t i = 0; i < light.size(); ++i) {
    const char c = light[i];
    if (is_vowel(c)) {
      if (i == 0) sound.push_back('a');
      continue;
    }
    if (c == 'v' && i > 0) continue;
    if (c == 'h' && i + 1 == light.size()) continue;
    const char plain = c == 'p' ? 'b' : c == 'J' ? 'g' : c == 'c' ? 's' : c;
    if (sound.empty() || sound.back() != plain) sound.push_back(plain);
  }
  return sound;
}

}  // namespace chokepoint::text
