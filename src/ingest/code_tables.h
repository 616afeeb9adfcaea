// Countries and currencies, from data/countries.tsv, data/currencies.tsv and data/currency_usd.csv.
//
// Immutable once loaded; safe from any thread. Look-ups of two-letter codes cost an array access.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chokepoint/error.h"
#include "records/columns.h"

namespace chokepoint::ingest {

class CodeTables {
 public:
  // Errors: not_found, format (a line that is not as its header says; the message names file and
  // line).
  static Expected<CodeTables> load();

  // Alpha-2 for an alpha-2, alpha-3 or English name in any case; empty when there is none. The view
  // lives as long as this object.
  records::Text find_country(records::Text text) const;
  // The ISO 4217 code in capitals; empty when there is none.
  records::Text find_currency(records::Text text) const;
  // US dollars for one unit in the year of `when`, or in the nearest year there is; the last year
  // when `when` is unknown. NaN without a rate.
  double usd_per_unit(records::Text currency, records::Moment when) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return base::hash_bytes(text); }
  };
  template <class Value>
  using Map = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
  struct Rate {
    int year;
    double usd;
  };

  Expected<> load_countries();
  Expected<> load_currencies();
  Expected<> load_rates();

  std::array<std::array<char, 2>, 26 * 26> alpha2_{};  // zeros where no country has the code
  Map<std::uint16_t> country_names_;                   // folded name or alpha-3: index in alpha2_
  Map<std::string> currencies_;                        // code in any of its spellings: code
  Map<std::vector<Rate>> rates_;                       // by year
};

}  // namespace chokepoint::ingest
