// One number for all the ways in which one address is written: the unit (place_key) and the
// building (building_key).
//
// Street types, directions and "number" are brought to one word, unit words to unit or floor, order
// within the street line does not count, punctuation and fillers (de, la, the) vanish. Towns count
// by the postcode when it is stated with at least three letters or digits, else by the city.
// Characters and Pinyin of one Chinese address agree when both state the same parts. Equal keys
// mean "one door" as far as is written; unequal keys mean nothing. Same bytes in, same key on every
// machine. Thread-safe. Cost: about half a microsecond for ASCII.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/address_parts.h"

namespace chokepoint::text {

struct AddressKey {
  std::uint64_t place_key = 0;     // 0: too little is stated (street or box, city or postcode or
                                   // region, and country)
  std::uint64_t building_key = 0;  // the same without unit and floor
  bool has_unit = false;
  bool is_box = false;  // a post box
};

AddressKey address_key(const AddressFields& address);
AddressKey address_key(std::string_view street, std::string_view city, std::string_view postcode,
                       std::string_view region, std::string_view country);

}  // namespace chokepoint::text
