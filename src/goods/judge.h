// May it move: which rows of which regimes concern a thing on a day and a route, in what state, and
// which papers they ask.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "goods/catalogue.h"
#include "records/unknown.h"

namespace chokepoint::goods {

enum class RowStatus : std::uint8_t { in_force, not_yet, ended, proposed, unknown };
std::string_view status_text(RowStatus status);

// Countries as alpha-2 codes of the catalogue; empty: not given or not known.
struct Route {
  std::string_view origin, destination;
  std::span<const std::string_view> transit = {};
  bool shows_every_regime = false;  // nobody spoke of a route: whose law holds is left open
};

struct Movement {
  Route route;
  Day day;
  bool day_is_known = true;
  double mass_kg = records::kUnknown;
  std::uint8_t sides = kAllSides;  // whose papers are asked for
};

struct Judgement {
  const RegimeRow* row;
  bool by_group;
  RowStatus status;
  bool below_threshold;
  std::string_view papers, obligations;  // "; between"; live as long as the catalogue
};

// Fills `judgements` anew, in the order of the catalogue's rows. A row of a country that is not on
// the route, a row for other destinations, and a group's row where the same list names the thing on
// that day are left out. Where nobody spoke of a route, every regime can be shown.
void judge(const Catalogue& catalogue, const Thing& thing, const Movement& movement,
           std::vector<Judgement>& judgements);

RowStatus status_on(const RegimeRow& row, const Movement& movement);

}  // namespace chokepoint::goods
