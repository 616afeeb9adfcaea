// Chinese addresses in characters: from the region down to the room, without spaces, each part
// before the character that says what it is (科技路 12号 3栋 401室).
#pragma once

#include <string>
#include <string_view>

#include "text/address_parts.h"

namespace chokepoint::text {

// `folded`: folded, Han simplified. Filled parts stay.
void read_han_address(std::string_view folded, AddressParts& parts);

// A region or city in characters as Latin documents write it, without its unit: shenzhen for
// 深圳市.
std::string latin_town(std::string_view folded);

}  // namespace chokepoint::text
