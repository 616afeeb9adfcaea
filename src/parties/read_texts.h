// The keys of names and addresses that come again and again, read once.
//
// Each thread keeps what it read last in a table of fixed size, by a 128-bit hash of the text; a
// text that falls on a taken place drives the other out. What comes back is what text::name_key and
// text::address_key give, whatever the table holds. Memory: 6 MB a thread.
#pragma once

#include <string_view>

#include "text/address_key.h"
#include "text/name_key.h"

namespace chokepoint::parties {

text::NameKey read_name(std::string_view name, std::string_view country);
text::AddressKey read_address(const text::AddressFields& address);

}  // namespace chokepoint::parties
