#include "text/address_parts.h"

#include <array>

#include "text/address_han.h"
#include "text/address_line.h"
#include "text/address_places.h"
#include "text/address_street.h"
#include "text/address_tail.h"
#include "text/han.h"
#include "text/normal_form.h"

namespace chokepoint::text {
namespace {

struct NamedPart {
  std::string_view name;
  std::string AddressParts::* part;
};
constexpr std::array<NamedPart, 16> kParts = {{{"organisation", &AddressParts::organisation},
                                               {"care_of", &AddressParts::care_of},
                                               {"house_number", &AddressParts::house_number},
                                               {"street", &AddressParts::street},
                                               {"building", &AddressParts::building},
                                               {"entrance", &AddressParts::entrance},
                                               {"floor", &AddressParts::floor},
                                               {"unit", &AddressParts::unit},
                                               {"box", &AddressParts::box},
                                               {"landmark", &AddressParts::landmark},
                                               {"district", &AddressParts::district},
                                               {"county", &AddressParts::county},
                                               {"city", &AddressParts::city},
                                               {"region", &AddressParts::region},
                                               {"postcode", &AddressParts::postcode},
                                               {"country", &AddressParts::country}}};

// The words of a field with single spaces, without the stops between them.
void read_words(std::string_view field, AddressLine& line, std::string& words) {
  line.cut(field);
  append_words(line, 0, line.tokens.size(), words);
  if (has_han(words)) words = latin_town(simplify_han(words));
}

void read_country_field(std::string_view field, std::string& country) {
  for (const char c : field.substr(0, 2)) {
    country += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
}

void read_fields(const AddressFields& address, AddressLine& line, AddressParts& parts) {
  read_country_field(address.country, parts.country);
  if (!address.city.empty()) {
    read_words(address.city, line, parts.city);
    for (const std::string_view ending : {" city", " shi", " municipality"}) {
      const bool says_city = parts.country == "CN" || ending != " city";
      if (says_city && parts.city.ends_with(ending))
        parts.city.resize(parts.city.size() - ending.size());
    }
    if (const std::string_view name = city_name(parts.city); name != parts.city) parts.city = name;
  }
  if (!address.postcode.empty()) {
    read_words(address.postcode, line, parts.postcode);
    const std::string_view code = without_country_letters(parts.postcode);
    parts.postcode.erase(0, parts.postcode.size() - code.size());
  }
  if (!address.region.empty()) {
    read_words(address.region, line, parts.region);
    if (const Region* region = find_region(parts.country, parts.region))
      parts.region = region->name;
  }
}

// "97201-6789" and "972016789" as "97201".
void cut_postcode_of_us(std::string& postcode) {
  if (postcode.size() == 10 && (postcode[5] == '-' || postcode[5] == ' ')) postcode.resize(5);
  if (postcode.size() == 9) postcode.resize(5);
}

}  // namespace

void parse_address_into(const AddressFields& address, AddressParts& parts) {
  static thread_local AddressLine line;
  for (const NamedPart& named : kParts) (parts.*named.part).clear();
  parts.unit_word.clear();
  read_fields(address, line, parts);
  line.cut(address.street);
  if (has_han(line.folded)) {
    read_han_address(simplify_han(line.folded), parts);
  } else {
    read_country(line, parts);
    line.find_meanings();
    read_town(line, parts);
    read_street(line, parts);
  }
  if (parts.country == "US") cut_postcode_of_us(parts.postcode);
}

AddressParts parse_address(const AddressFields& address) {
  AddressParts parts;
  parse_address_into(address, parts);
  return parts;
}

std::string AddressParts::text() const {
  std::string text;
  for (const NamedPart& named : kParts) {
    const std::string& part = this->*named.part;
    if (part.empty()) continue;
    if (!text.empty()) text += ';';
    text.append(named.name).append("=").append(part);
  }
  return text;
}

}  // namespace chokepoint::text
