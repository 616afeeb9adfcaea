// The words of addresses that say what stands beside them: data/addresses/words.tsv.
//
// Words are folded, Han simplified. Read-only after the first use; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::text {

// data/addresses/words.tsv says what each means.
enum class AddressWordKind : std::uint8_t {
  plain,
  type,
  direction,
  number,
  suffix,
  km,
  unit,
  floor,
  level,
  entrance,
  building,
  name,
  box,
  area,
  county,
  landmark,
  care_of,
  organisation,
  city_mark,
  region_mark,
  postcode_mark,
  cedex,
  drop
};

struct AddressWord {
  std::string canonical;  // empty for a plain word
  AddressWordKind kind = AddressWordKind::plain;
  std::string countries;  // "MX ES"; empty: everywhere
};

struct AddressWordFound {
  const AddressWord* word;          // never null; a plain word when the table has none
  std::uint8_t longest_phrase = 1;  // words of the longest phrase that begins with this one
};

// What a word, or a phrase with single spaces, means in a country ("": unknown).
AddressWordFound find_address_word(std::string_view word, std::string_view country);
// Characters of the longest Han word.
std::size_t longest_han_address_word();

}  // namespace chokepoint::text
