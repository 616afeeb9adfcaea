// Countries, regions and cities as addresses name them, and what is usual in a country's addresses.
//
// Tables of data/addresses, data/countries.tsv and data/names/han_places.tsv. Names are folded, Han
// simplified. Read-only after the first use; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::text {

// ISO 3166 alpha-2; empty when the phrase is no country.
std::string_view find_country(std::string_view phrase);

struct Region {
  std::string name;
  bool is_city = false;  // a city bears the same name
};
// Null when the country has no such region. An unknown country ("") has those of the US.
const Region* find_region(std::string_view country, std::string_view phrase);
// "georgia": a state of the US, and a country.
bool is_region_of_us(std::string_view phrase);

// The usual name of a city; the phrase itself when no other is known.
std::string_view city_name(std::string_view phrase);

// The Latin name of a Chinese region or city without its unit (广东, 深圳); empty when unknown.
std::string_view latin_place(std::string_view han);

struct AddressUsage {
  std::vector<std::string> postcodes;  // "99999", "a9a 9a9"; 9 is a digit, a is a letter
  bool postcode_before_city = false;
  bool number_behind_street = false;
};
const AddressUsage& address_usage(std::string_view country);

}  // namespace chokepoint::text
