// Han characters: one form of each, and how Mandarin and Cantonese read them, without tones.
//
// Tables from data/names (Unihan; readings of surnames and words by hand). Read-only after the
// first use; thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::text {

bool is_han(char32_t point);

// The simplified form, where there is one; else the character itself.
char32_t simplify(char32_t point);
std::string simplify_han(std::string_view text);

// "wang" for 王; empty when no reading is known.
std::string_view pinyin_of(char32_t point);
// "wong" would be the custom of Hong Kong; this is Jyutping: "wong" for 王, "zoeng" for 張.
std::string_view jyutping_of(char32_t point);

enum class HanUse : std::uint8_t { person, words };
// The Mandarin syllables of a run of Han characters, one per character, with the readings that
// surnames (person: at the front) and words have. Characters without a reading stand for
// themselves.
std::vector<std::string> pinyin_syllables(std::u32string_view run, HanUse use);
// 2 for a double surname (欧阳) in front of at least one more character, else 1.
std::size_t surname_length(std::u32string_view run);

bool is_pinyin_syllable(std::string_view letters);
// Cuts lower-case ASCII letters in pinyin syllables by the rule of the orthography: a syllable
// inside a word that begins with a vowel would have an apostrophe, so "fangan" is fan-gan; where
// that leaves no cut, any cut will do. Writes the ends of at most `ends.size()` syllables; returns
// their number, 0 when the word is no pinyin.
std::size_t cut_pinyin(std::string_view letters, std::array<std::uint8_t, 8>& ends);

}  // namespace chokepoint::text
