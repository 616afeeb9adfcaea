#include "text/address_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/hash.h"
#include "text/address_part_words.h"
#include "text/address_places.h"
#include "text/name_words.h"

namespace chokepoint::text {
namespace {

// Parts of one address that hold the same words are not the same.
enum Seed : std::uint64_t {
  kPostcode = 1,
  kTown,
  kRegion,
  kNumber,
  kBuilding,
  kBox,
  kDistrict,
  kCounty,
  kUnit,
  kFloor,
  kEntrance,
  kOrder
};

struct Workspace {
  std::vector<std::uint64_t> building, unit;
  PartWords words;
  std::string value;
};

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

std::uint64_t hash_value(std::string_view text, std::uint64_t seed) {
  std::string& value = workspace().value;
  value.clear();
  append_value(text, value);
  return base::hash_bytes(value, seed);
}

void add_words(const PartWords& words, std::uint64_t seed, std::vector<std::uint64_t>& hashes) {
  if (!words.order_counts()) {
    for (std::size_t i = 0; i < words.size(); ++i)
      hashes.push_back(base::hash_bytes(words[i], seed));
    return;
  }
  std::uint64_t all = base::mix(seed, kOrder);
  for (std::size_t i = 0; i < words.size(); ++i) all = base::mix(all, base::hash_bytes(words[i]));
  hashes.push_back(all);
  hashes.push_back(base::mix(seed, words.size()));
}

// At least three letters or digits, not all the same; else 0.
std::uint64_t postcode_hash(std::string_view postcode) {
  std::string& value = workspace().value;
  value.clear();
  for (const char c : postcode) {
    if (c != ' ' && c != '-') value += c;
  }
  if (value.size() < 3 || value.find_first_not_of(value[0]) == std::string::npos) return 0;
  return base::hash_bytes(value, kPostcode);
}

std::uint64_t town_hash(std::string_view town, Seed seed) {
  return town.empty() || is_placeholder_name(town) ? 0 : hash_value(town, seed);
}

std::uint64_t combine(std::uint64_t seed, std::vector<std::uint64_t>& hashes) {
  std::ranges::sort(hashes);
  for (const std::uint64_t hash : hashes) seed = base::mix(seed, hash);
  return seed == 0 ? 1 : seed;
}

// The town by its postcode; 0 when none is stated.
std::uint64_t town_by_postcode(const AddressParts& parts) {
  const std::uint64_t code = postcode_hash(parts.postcode);
  // Without a street the line may hide one in the city's name.
  const bool needs_city = parts.street.empty() && parts.box.empty();
  return code != 0 && needs_city ? base::mix(code, town_hash(parts.city, kTown)) : code;
}

// The town by its name; 0 when nothing tells one town from another.
std::uint64_t town_by_name(const AddressParts& parts) {
  std::uint64_t town = town_hash(parts.city, kTown);
  if (town == 0) town = town_hash(parts.region, kRegion);
  // "Central, Hong Kong": the country is the town.
  if (town == 0 && (parts.country == "HK" || parts.country == "MO" || parts.country == "SG"))
    town = town_hash(parts.country, kTown);
  if (town == 0) return 0;
  // Towns of one name: a state parts them where states are known; those of China have few such.
  const bool region_parts =
      parts.country != "CN" && find_region(parts.country, parts.region) != nullptr;
  if (region_parts) town = base::mix(town, town_hash(parts.region, kRegion));
  return parts.county.empty() ? town : base::mix(town, town_hash(parts.county, kCounty));
}

void add_building(const AddressParts& parts, Workspace& work) {
  work.building.clear();
  const auto add = [&](std::string_view part, std::uint64_t seed) {
    if (part.empty()) return;
    work.words.clear();
    work.words.add(part, parts.country);
    add_words(work.words, seed, work.building);
  };
  add(parts.street, 0);
  add(parts.building, kBuilding);
  add(parts.district, kDistrict);
  if (!parts.house_number.empty()) work.building.push_back(hash_value(parts.house_number, kNumber));
  if (!parts.box.empty()) {
    work.building.push_back(hash_value(parts.box, kBox));
    work.building.push_back(kBox);
  }
}

void add_unit(const AddressParts& parts, Workspace& work) {
  work.unit.clear();
  if (!parts.unit.empty()) {
    work.unit.push_back(
        base::mix(hash_value(parts.unit, kUnit), base::hash_bytes(parts.unit_word)));
  }
  if (!parts.floor.empty()) work.unit.push_back(hash_value(parts.floor, kFloor));
  if (!parts.entrance.empty()) work.unit.push_back(hash_value(parts.entrance, kEntrance));
}

}  // namespace

AddressKey address_key(const AddressParts& parts) {
  AddressKey result;
  if (parts.country.size() != 2 || is_placeholder_name(parts.street)) return result;
  const bool has_line = !parts.street.empty() || !parts.box.empty() || !parts.building.empty() ||
                        (!parts.house_number.empty() && !parts.district.empty());
  if (!has_line) return result;
  const std::uint64_t code = town_by_postcode(parts), town = town_by_name(parts);
  if (code == 0 && town == 0) return result;
  Workspace& work = workspace();
  add_building(parts, work);
  // One bare word ("Main", "12") is no address.
  if (work.building.size() < 2) return result;
  add_unit(parts, work);
  result.is_box = !parts.box.empty();
  result.has_unit = !work.unit.empty();
  const std::uint64_t country = base::hash_bytes(parts.country);
  result.building_key = combine(base::mix(code != 0 ? code : town, country), work.building);
  const auto place_in = [&](std::uint64_t building) {
    return result.has_unit ? combine(base::mix(building, kUnit), work.unit) : building;
  };
  result.place_key = place_in(result.building_key);
  if (code != 0 && town != 0)
    result.town_place_key = place_in(combine(base::mix(town, country), work.building));
  return result;
}

AddressKey address_key(const AddressFields& address) {
  static thread_local AddressParts parts;
  if (address.street.empty()) return {};
  parse_address_into(address, parts);
  return address_key(parts);
}

AddressKey address_key(std::string_view street, std::string_view city, std::string_view postcode,
                       std::string_view region, std::string_view country) {
  return address_key({street, city, postcode, region, country});
}

}  // namespace chokepoint::text
