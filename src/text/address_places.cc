#include "text/address_places.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "text/data_table.h"
#include "text/normal_form.h"
#include "text/word_map.h"

namespace chokepoint::text {
namespace {

std::vector<std::string> split_at(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(separator, from), text.size());
    if (to > from) parts.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// Names to numbers of a list of what they name.
struct Names {
  WordMap map;
  std::vector<std::string> values;

  void add(std::string_view name, std::string_view value) {
    if (values.empty() || values.back() != value) values.emplace_back(value);
    map.add(name, static_cast<std::uint32_t>(values.size() - 1));
  }
  std::string_view find(std::string_view name) const {
    const std::uint32_t number = map.find(name);
    return number == WordMap::kAbsent ? std::string_view{} : values[number];
  }
};

struct Places {
  Names countries, cities, han;
  WordMap regions;  // "US ny"
  std::vector<Region> region_list;
  WordMap usages;
  std::vector<AddressUsage> usage_list;

  Places() {
    read_countries();
    for (const auto& row : read_table("addresses/regions.tsv")) {
      CHECK(row.size() >= 2);
      const auto number = static_cast<std::uint32_t>(region_list.size());
      region_list.push_back({row[1], row.size() > 3 && row[3] == "city"});
      regions.add(row[0] + " " + row[1], number);
      if (row.size() < 3) continue;
      for (const std::string& form : split_at(row[2], ','))
        regions.add(row[0] + " " + form, number);
    }
    for (const auto& row : read_table("addresses/cities.tsv")) {
      for (const std::string& form : split_at(row[1], ',')) cities.add(form, row[0]);
    }
    for (const auto& row : read_table("names/han_places.tsv")) han.add(row[0], row[1]);
    // An unknown country is read as the US, with the postcodes that no house number looks like.
    usage_list.push_back({{"99999", "99999-9999", "999999", "a9a 9a9", "99-999"}});
    for (const auto& row : read_table("addresses/usages.tsv")) {
      CHECK(row.size() == 4);
      usages.add(row[0], static_cast<std::uint32_t>(usage_list.size()));
      usage_list.push_back({split_at(row[1], ','), row[2] == "before", row[3] == "last"});
    }
  }

  void read_countries() {
    for (const auto& row : read_table("addresses/countries.tsv")) {
      for (const std::string& form : split_at(row[1], ',')) countries.add(form, row[0]);
    }
    const auto rows = read_table("countries.tsv");
    for (std::size_t i = 1; i < rows.size(); ++i) {
      countries.add(words_alone(rows[i][2]), rows[i][0]);
      for (const std::string& name : split_at(rows[i][3], ';')) {
        if (name.size() > 2) countries.add(words_alone(name), rows[i][0]);
      }
    }
  }
  // Folded, and stops and commas a space, as the words of an address are joined.
  static std::string words_alone(std::string_view name) {
    std::string folded = fold(name);
    std::ranges::replace_if(folded, [](char c) { return c == '.' || c == ',' || c == '('; }, ' ');
    return fold(folded);
  }
};

const Places& places() {
  static const Places instance;
  return instance;
}

}  // namespace

std::string_view find_country(std::string_view phrase) {
  return places().countries.find(phrase);
}

const Region* find_region(std::string_view country, std::string_view phrase) {
  std::array<char, 64> name;
  if (phrase.size() + 3 > name.size()) return nullptr;
  if (country.size() != 2) country = "US";
  country.copy(name.data(), 2);
  name[2] = ' ';
  phrase.copy(name.data() + 3, phrase.size());
  const std::uint32_t number = places().regions.find({name.data(), phrase.size() + 3});
  return number == WordMap::kAbsent ? nullptr : &places().region_list[number];
}

bool is_region_of_us(std::string_view phrase) {
  return find_region("US", phrase) != nullptr;
}

std::string_view city_name(std::string_view phrase) {
  const std::string_view name = places().cities.find(phrase);
  return name.empty() ? phrase : name;
}

std::string_view latin_place(std::string_view han) {
  return places().han.find(han);
}

const AddressUsage& address_usage(std::string_view country) {
  const std::uint32_t number = places().usages.find(country);
  return places().usage_list[number == WordMap::kAbsent ? 0 : number];
}

}  // namespace chokepoint::text
