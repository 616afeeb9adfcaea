// Any bytes as an address: no crash, bounded, and the promises of the headers hold.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "text/address_key.h"
#include "text/address_likeness.h"
#include "text/address_parts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(text.find('|'), size);
  const std::string_view line = text.substr(0, cut), town = text.substr(std::min(cut + 1, size));
  for (const char* country :
       {"", "US", "CA", "MX", "CN", "HK", "IN", "DE", "FR", "IT", "NL", "PL"}) {
    const AddressParts one = parse_address({line, {}, {}, {}, country});
    const AddressParts other = parse_address({line, town, {}, {}, country});
    CHECK(one.text() == parse_address({line, {}, {}, {}, country}).text());
    CHECK(one.text().size() <= size * 40 + 400);
    const AddressKey key = address_key(other);
    CHECK(key.has_unit == (key.place_key != key.building_key));
    CHECK(key.place_key != 0 || key.building_key == 0);
    const double likeness = address_likeness(one, other);
    CHECK(likeness >= 0 && likeness <= 1);
    CHECK(likeness == address_likeness(other, one));
  }
  return 0;
}
