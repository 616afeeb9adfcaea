// An address in any usual form as its parts.
//
// The fields may be filled as they are meant, in part, or all in one line in `street`: what the
// line names beside the street goes to its part, and a filled field has the last word. Forms that
// are known: United States, Mexico, Canada, China (in characters, also traditional, and in Pinyin),
// Hong Kong, Taiwan, India, Germany, France, Italy, Spain, the Netherlands, Britain, Poland and
// their neighbours; any other country is read as the nearest of them. A country that is not stated
// is looked for at the end of the line.
//
// Every part is folded (text/normal_form.h), Han simplified; a part that is not stated is empty.
// What cannot be told stays in the street, so that nothing that parts two doors is lost. Words and
// places: data/addresses. How often which part is right: docs/internals/addresses.md.
// Deterministic, thread-safe. Cost: about a microsecond for ASCII, some for Han; bounded for any
// bytes: words beyond the 64th stay in the street as one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::text {

struct AddressFields {
  std::string_view street;  // street line with number and unit, a post box, or the whole address
  std::string_view city;
  std::string_view postcode;
  std::string_view region;   // state or province
  std::string_view country;  // ISO 3166 alpha-2
};

struct AddressParts {
  std::string organisation;  // a firm, institute or department before the street
  std::string care_of;       // whom it is handed to: behind "c/o", "attn"
  std::string house_number;  // "12a", "7-9", "12 bis"
  std::string street;        // with its type and direction, as written
  std::string building;      // a name ("rosewood house") or kind and value ("building 3")
  std::string entrance;      // staircase, Chinese unit of a building
  std::string floor;         // "3", "g" (ground), "b" (basement)
  std::string unit;          // flat, room, suite, shop: the value alone
  std::string unit_word;     // what kind of unit: "unit" (flat, room, suite, office), "shop", "pmb"
  std::string box;           // the number of a post box
  std::string landmark;      // what it is only near
  std::string district;      // quarter, colonia, estate, sector, town below the city
  std::string county;        // between city and region
  std::string city;          // the usual name where there are several ("mumbai" for bombay)
  std::string region;        // whole ("illinois" for IL), Latin; as written when unknown
  std::string postcode;      // US: the first five digits
  std::string country;       // ISO 3166 alpha-2, capitals; as given, else as the line says

  // "house_number=12;street=main st", the parts that are stated, in the order of this struct,
  // without unit_word.
  std::string text() const;
};

AddressParts parse_address(const AddressFields& address);
// The same into `parts`, whose room is used again.
void parse_address_into(const AddressFields& address, AddressParts& parts);

}  // namespace chokepoint::text
