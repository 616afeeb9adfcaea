// One number for all the ways in which one address is written: the unit (place_key) and the
// building (building_key). Made of the parts of the address (text/address_parts.h).
//
// Street types, directions and building words are brought to one word, order within the street
// does not count (unless two numbers stand in it), fillers (de, la, the) vanish. Organisation, care
// of and landmark do not count. Towns count by the postcode when it is stated with at least three
// letters or digits, else by city, county and, outside China, region. Districts count. Characters
// and Pinyin of one Chinese address agree when both state the same parts. Equal keys mean "one
// door" as far as is written; unequal keys mean nothing. Same bytes in, same key on every machine.
// Thread-safe. Cost: about a microsecond for ASCII.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/address_parts.h"

namespace chokepoint::text {

struct AddressKey {
  std::uint64_t place_key = 0;     // 0: too little is stated (street, box or building; city or
                                   // postcode or region; and country)
  std::uint64_t building_key = 0;  // the same without entrance, floor and unit
  // What place_key would be without the postcode, so that an address that states none is met too; 0
  // where no postcode is stated, or nothing beside it that tells the town.
  std::uint64_t town_place_key = 0;
  bool has_unit = false;
  bool is_box = false;  // a post box
};

AddressKey address_key(const AddressParts& parts);
AddressKey address_key(const AddressFields& address);
AddressKey address_key(std::string_view street, std::string_view city, std::string_view postcode,
                       std::string_view region, std::string_view country);

}  // namespace chokepoint::text
