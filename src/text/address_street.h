// What of an address is left when its end is read (address_tail.h): street, number, building, unit
// and the lines before them.
//
// Every word that is not used yet goes to some part.
#pragma once

#include "text/address_line.h"
#include "text/address_parts.h"

namespace chokepoint::text {

void read_street(AddressLine& line, AddressParts& parts);

}  // namespace chokepoint::text
