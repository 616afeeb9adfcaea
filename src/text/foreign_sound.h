// Words that stood in another alphabet against the Latin spellings that people give them.
//
// Arabic and Hebrew letters are read as a pattern: each letter has its Latin spellings, short
// vowels between them are free, a long vowel that is written wants one of its kind, and one that is
// not written is a doubt. "mhmd" fits Mohammed and Muhamad; "hsn" fits Hassan, not Hussein. Korean
// syllables are compared by the vowels that families exchange (eo, u, o; oo, u; ae, e). Other
// alphabets by their consonants in coarse classes and their vowels, Kana by what it can tell apart.
// All inputs are a-z of at most 48 letters as romanise() gives them; likeness is 0 to 1, 0 when
// they do not fit. Thread-safe. Cost: a microsecond.
#pragma once

#include <string>
#include <string_view>

#include "text/normal_form.h"

namespace chokepoint::text {

// `script_a`, `script_b`: what the words were written in. 0 for two words of one script.
float foreign_likeness(std::string_view a, Script script_a, std::string_view b, Script script_b);

// The pieces. `letters`: Arabic or Hebrew, letter by letter.
float abjad_likeness(std::string_view letters, std::string_view latin);
std::string korean_sound(std::string_view word);
// One to three Korean syllables, as far as letters can tell.
bool is_korean_word(std::string_view word);
std::string loose_sound(std::string_view word);

}  // namespace chokepoint::text
