// Words of one sound: two coarser spellings of a Latin word, for spellings that differ only by the
// transcriber.
//
// light_sound: what transcribers exchange is one (sh, sch, sz; kh, h; y, i, j before vowels; ou,
// oo, u; v, w; doubled letters), vowels stay. "Yuriy" and "Iouri", "Mikhail" and "Mihail" agree.
// consonant_sound: the consonants alone, the first vowel as "a", as a text without vowels shows
// them; medial w and y count as vowels, p as b and j as g. "Mohammed", "Muhamad" and (romanised
// from Arabic letters) "mhmd" agree. Upper-case letters in the results are sounds: S sh, C ch, J
// zh. Input: a-z and digits; others are left out. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint::text {

std::string light_sound(std::string_view word);
std::string consonant_sound(std::string_view word);
// A light sound with e and i, o and u, ch and kh as one: "salim" and "salem", "nasser" and "nasir",
// "khodorkovsky" and the German "chodorkowski" agree.
std::string soft_sound(std::string_view light);
// The second from the first: consonant_sound(word) is consonants_of(light_sound(word)).
std::string consonants_of(std::string_view light);

}  // namespace chokepoint::text
