#include "text/han.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "text/data_table.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;

// At most six letters, as a number in base 27.
constexpr std::uint32_t pack(std::string_view letters) {
  std::uint32_t packed = 0;
  for (const char c : letters) packed = packed * 27 + static_cast<std::uint32_t>(c - 'a' + 1);
  return packed;
}

struct HanTables {
  std::vector<std::string> syllables{""};       // 0 is none
  std::vector<std::uint16_t> pinyin, jyutping;  // by code point - kFirst
  std::vector<char16_t> simple;
  std::unordered_map<char32_t, std::string> surname, character;
  std::map<std::u32string, std::vector<std::string>, std::less<>> double_surname, word;
  std::size_t longest_word = 0;
  std::array<std::uint32_t, 2048> syllable_set{};  // packed, open addressing, 0 is free

  HanTables() {
    pinyin.resize(kLast - kFirst + 1);
    jyutping.resize(kLast - kFirst + 1);
    simple.resize(kLast - kFirst + 1);
    for (char32_t c = kFirst; c <= kLast; ++c) simple[c - kFirst] = static_cast<char16_t>(c);
    for (const auto& row : read_table("names/han_simplified.tsv")) {
      const char32_t to = to_points(row[0])[0];
      for (const char32_t c : to_points(row[1])) simple[c - kFirst] = static_cast<char16_t>(to);
    }
    read_syllables("names/han_pinyin.tsv", pinyin);
    // n, ng, m, hm are sounds, not names; lv and lyu are how passports write the one with two dots.
    for (std::size_t i = 1; i < syllables.size(); ++i) {
      if (syllables[i].find_first_of("aeiou") != std::string::npos) add_syllable(syllables[i]);
    }
    for (const char* extra : {"lv", "nv", "lyu", "nyu"}) add_syllable(extra);
    read_syllables("names/han_cantonese.tsv", jyutping);
    for (const auto& row : read_table("names/han_readings.tsv")) read_reading(row);
  }

  void read_syllables(std::string_view name, std::vector<std::uint16_t>& readings) {
    for (const auto& row : read_table(name)) {
      const auto number = static_cast<std::uint16_t>(syllables.size());
      syllables.push_back(row[0]);
      for (const char32_t c : to_points(row[1])) readings[c - kFirst] = number;
    }
  }

  void read_reading(const std::vector<std::string>& row) {
    const std::u32string points = to_points(row[0]);
    if (row[2] == "cantonese") {
      const auto number = static_cast<std::uint16_t>(syllables.size());
      syllables.push_back(row[1]);
      for (const char32_t c : points) jyutping[c - kFirst] = number;
      return;
    }
    const bool surname_only = row[2] == "surname";
    if (points.size() == 1) {
      (surname_only ? surname : character)[points[0]] = row[1];
      return;
    }
    std::array<std::uint8_t, 8> ends{};
    const std::size_t count = cut(row[1], ends);
    std::vector<std::string> parts;
    for (std::size_t i = 0, from = 0; i < count; from = ends[i++]) {
      parts.push_back(row[1].substr(from, ends[i] - from));
    }
    if (parts.size() != points.size()) return;
    (surname_only ? double_surname : word)[points] = parts;
    if (!surname_only) longest_word = std::max(longest_word, points.size());
  }

  void add_syllable(std::string_view letters) {
    const std::uint32_t packed = pack(letters);
    std::size_t at = slot(packed);
    while (syllable_set[at] != 0) at = (at + 1) % syllable_set.size();
    syllable_set[at] = packed;
  }
  static std::size_t slot(std::uint32_t packed) { return (packed * 2654435761u) >> 21; }
  bool has_syllable(std::uint32_t packed) const {
    for (std::size_t at = slot(packed); syllable_set[at] != 0;
         at = (at + 1) % syllable_set.size()) {
      if (syllable_set[at] == packed) return true;
    }
    return false;
  }

  static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'o'; }

  std::size_t cut_from(std::string_view letters, std::size_t from, std::size_t count,
                       bool any_vowel, std::array<std::uint8_t, 8>& ends) const {
    if (from == letters.size()) return count;
    if (count == ends.size() || letters.size() > 255) return 0;
    std::array<std::uint32_t, 7> packed{};
    const std::size_t longest = std::min<std::size_t>(6, letters.size() - from);
    for (std::size_t i = 0; i < longest; ++i) {
      if (letters[from + i] < 'a' || letters[from + i] > 'z') return 0;
      packed[i + 1] = packed[i] * 27 + static_cast<std::uint32_t>(letters[from + i] - 'a' + 1);
    }
    for (std::size_t size = longest; size >= 1; --size) {
      const std::size_t end = from + size;
      if (!any_vowel && end < letters.size() && is_vowel(letters[end])) continue;
      if (!has_syllable(packed[size])) continue;
      ends[count] = static_cast<std::uint8_t>(end);
      if (const std::size_t found = cut_from(letters, end, count + 1, any_vowel, ends))
        return found;
    }
    return 0;
  }
  std::size_t cut(std::string_view letters, std::array<std::uint8_t, 8>& ends) const {
    if (letters.empty() || letters.size() > 30) return 0;
    if (const std::size_t count = cut_from(letters, 0, 0, false, ends)) return count;
    return cut_from(letters, 0, 0, true, ends);
  }
};

const HanTables& tables() {
  static const HanTables instance;
  return instance;
}

bool in_table(char32_t c) {
  return c >= kFirst && c <= kLast;
}

}  // namespace

bool is_han(char32_t c) {
  return in_table(c) || (c >= 0x3400 && c < 0x4DC0) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0x20000 && c < 0x33480) || c == 0x3005 || c == 0x3007;
}

char32_t simplify(char32_t c) {
  return in_table(c) ? tables().simple[c - kFirst] : c;
}

std::string simplify_han(std::string_view text) {
  std::string simplified;
  simplified.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    append_code_point(simplified, simplify(next_code_point(text, at)));
  }
  return simplified;
}

std::string_view pinyin_of(char32_t c) {
  return in_table(c) ? std::string_view(tables().syllables[tables().pinyin[c - kFirst]]) : "";
}

std::string_view jyutping_of(char32_t c) {
  return in_table(c) ? std::string_view(tables().syllables[tables().jyutping[c - kFirst]]) : "";
}

std::size_t surname_length(std::u32string_view run) {
  if (run.size() < 3) return 1;
  const std::u32string front{simplify(run[0]), simplify(run[1])};
  return tables().double_surname.contains(front) ? 2 : 1;
}

std::vector<std::string> pinyin_syllables(std::u32string_view run, HanUse use) {
  const HanTables& table = tables();
  std::u32string simple;
  for (const char32_t c : run) simple.push_back(simplify(c));
  std::vector<std::string> syllables;
  for (std::size_t at = 0; at < simple.size();) {
    if (at == 0 && use == HanUse::person) {
      if (surname_length(simple) == 2) {
        syllables = table.double_surname.find(simple.substr(0, 2))->second;
        at = 2;
        continue;
      }
      if (const auto found = table.surname.find(simple[0]); found != table.surname.end()) {
        syllables.push_back(found->second);
        at = 1;
        continue;
      }
    }
    bool was_word = false;
    for (std::size_t size = std::min(table.longest_word, simple.size() - at); size >= 2; --size) {
      const auto found = table.word.find(std::u32string_view(simple).substr(at, size));
      if (found == table.word.end()) continue;
      syllables.insert(syllables.end(), found->second.begin(), found->second.end());
      at += size;
      was_word = true;
      break;
    }
    if (was_word) continue;
    const char32_t c = simple[at++];
    if (const auto found = table.character.find(c); found != table.character.end()) {
      syllables.push_back(found->second);
    } else if (const std::string_view reading = pinyin_of(c); !reading.empty()) {
      syllables.emplace_back(reading);
    } else if (const std::string_view traditional = pinyin_of(run[at - 1]); !traditional.empty()) {
      syllables.emplace_back(traditional);
    } else {
      append_code_point(syllables.emplace_back(), c);
    }
  }
  return syllables;
}

bool is_pinyin_syllable(std::string_view letters) {
  if (letters.empty() || letters.size() > 6) return false;
  if (!std::ranges::all_of(letters, [](char c) { return c >= 'a' && c <= 'z'; })) return false;
  return tables().has_syllable(pack(letters));
}

std::size_t cut_pinyin(std::string_view letters, std::array<std::uint8_t, 8>& ends) {
  return tables().cut(letters, ends);
}

}  // namespace chokepoint::text
