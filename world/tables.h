// The word lists that a world is written with (data/world/*.tsv), cut into fields once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::world {

// The forms in which one word is written. Absent forms are empty.
struct Forms {
  std::array<std::string, 4> written;
  const std::string& canonical() const { return written[0]; }
  // Form `index`, or the canonical one where it is absent.
  const std::string& form(std::size_t index) const {
    return written[index].empty() ? written[0] : written[index];
  }
};

// How names and streets of one language community are made.
struct Culture {
  std::string code;
  std::vector<Forms> surnames, given_names, brands, trades, legal_forms, streets;
};

struct City {
  std::string country, region;
  Forms name;
  std::string postcode;  // # stands for a digit
  std::string area_code;
  double weight = 1;
  std::uint8_t culture = 0;
  std::uint8_t country_index = 0;
};

struct Country {
  std::string code, calling_code, currency;
  double usd_rate = 1;  // units of the currency for one US dollar
  std::vector<std::uint16_t> cities;
  std::vector<double> cumulative;  // of the cities' weights
};

struct Good {
  std::string category, description, hs_code;
  double unit_mass_kg = 1, unit_value_usd = 1, units = 1, weight = 1;
  std::uint8_t category_index = 0;
};

struct Substance {
  std::string name, cas, hs_code;
  std::vector<std::string> spellings;
};

struct Tables {
  std::vector<Culture> cultures;
  std::vector<City> cities;
  std::vector<Country> countries;
  std::vector<Good> goods;
  std::vector<std::string> categories;
  std::vector<std::vector<std::uint16_t>> goods_of_category;
  std::vector<std::vector<double>> cumulative_of_category;
  std::vector<double> category_cumulative;
  std::vector<Substance> substances;
  std::vector<std::string> colours, qualifiers, vague, placeholders, mail_hosts, carriers, brokers,
      marketplaces, transits, memos;

  std::uint8_t culture_of(std::string_view code) const;
  std::uint8_t country_of(std::string_view code) const;
  std::uint8_t category_of(std::string_view name) const;
};

// Errors: not_found (a table is missing), format (a line of a table has too few fields or an
// unknown word).
Expected<Tables> read_tables();

// The index whose stretch of a cumulative sum holds `share` (0..1) of the total.
std::size_t pick(const std::vector<double>& cumulative, double share);

}  // namespace chokepoint::world
