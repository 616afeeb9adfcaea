// Words of other alphabets in Latin letters: Cyrillic, Arabic, Hebrew, Greek, Armenian, Georgian,
// the scripts of India, Hangul, Kana by the tables of data/names; Thai and the rest by ICU. Han is
// read in han_readings.h.
//
// Input: one folded word. Output: a-z and digits; what cannot be read is left out. Arabic and
// Hebrew come without most vowels, as they are written. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::text {

// `country` (ISO 3166 alpha-2) tells apart languages that share letters; empty: told by the
// letters.
std::string romanise(std::string_view word, std::string_view country);
// A Korean personal name of two to four syllables: surname as families write it, given name;
// commonest form first. Empty when the word is none.
std::vector<std::string> romanise_korean_person(std::string_view word);
// A surname as Korean families write it: kim, park, rhee.
bool is_korean_surname(std::string_view word);

}  // namespace chokepoint::text
