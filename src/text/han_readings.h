// How a Han name stands in Latin letters: Pinyin, Wade-Giles, the customs of Hong Kong, and of
// families abroad.
//
// The country says which comes first; comparison keeps several, since people carry their spelling
// across borders. Thread-safe. Cost: some microseconds a name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::text {

enum class Romanisation : std::uint8_t {
  as_written,
  characters,
  pinyin,
  wade_giles,
  cantonese,
  overseas,
  japanese
};
std::string_view romanisation_name(Romanisation romanisation);

struct HanReading {
  Romanisation romanisation;
  std::vector<std::string> words;  // a person: surname, given name in one word; else the run as one
                                   // word
};

// The Wade-Giles spelling of a Pinyin syllable, without apostrophes and marks, as documents have
// it: "xiao" is "hsiao", both "zhang" and "chang" are "chang". Other letters come back as they are.
std::string wade_giles(std::string_view pinyin);
// The Hong Kong spelling of a Jyutping syllable: "zoeng" is "cheung".
std::string hong_kong_spelling(std::string_view jyutping);

// All readings of a person's name of two to six characters, likeliest for the country first; empty
// for other runs.
std::vector<HanReading> read_person(std::u32string_view run, std::string_view country);
// Pinyin, Wade-Giles and Cantonese of a firm's own word, in this order.
std::vector<HanReading> read_brand(std::u32string_view run);
// The same as a Japanese firm reads it; empty when a character has no reading.
std::string read_japanese_brand(std::u32string_view run);

}  // namespace chokepoint::text
