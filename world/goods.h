// What a consignment says it holds: its content lines, their texts, masses and values.
#pragma once

#include <string>
#include <vector>

#include "world/trade.h"

namespace chokepoint::world {

struct Piece {
  std::string description, hs_code;
  double quantity = 1, net_mass_kg = 0, value = 0;
};

struct Contents {
  std::vector<Piece> pieces;
  std::string currency;
  double gross_mass_kg = 0, value = 0, usd_rate = 1;
  std::string_view origin_country;
};

Contents write_contents(const Tables& tables, const Plan& plan, const Actor& sender);

}  // namespace chokepoint::world
