// The end of an address in one line: country, postcode, region and city.
//
// Read from the last word backwards; every word that is understood is marked used. Parts of
// `parts` that are filled already stay, and their words at the end of the line are marked used.
#pragma once

#include <string_view>

#include "text/address_line.h"
#include "text/address_parts.h"

namespace chokepoint::text {

// Sets line.country, so find_meanings() comes behind it. True when the country stood in the line.
bool read_country(AddressLine& line, AddressParts& parts);
// Behind find_meanings().
void read_town(AddressLine& line, AddressParts& parts);

// "d-04109" as "04109".
std::string_view without_country_letters(std::string_view postcode);

}  // namespace chokepoint::text
