#include "goods/judge.h"

#include <algorithm>

namespace chokepoint::goods {
namespace {

// The sides of the route on which the regime's law holds; 0: none.
std::uint8_t sides_of(const Catalogue& catalogue, std::string_view regime, const Route& route) {
  const bool crosses_no_border = !route.origin.empty() && route.origin == route.destination;
  if (regime == "UN") {
    if (crosses_no_border) return 0;
    return static_cast<std::uint8_t>(kExporting | kImporting |
                                     (route.transit.empty() ? 0 : kTransit));
  }
  if (route.shows_every_regime) return kExporting | kImporting;
  const bool at_origin = !route.origin.empty() && catalogue.regime_of(route.origin) == regime;
  const bool at_destination =
      !route.destination.empty() && catalogue.regime_of(route.destination) == regime;
  std::uint8_t sides = 0;
  if (at_origin && at_destination)
    sides |= kDomestic;
  else if (at_origin)
    sides |= kExporting;
  else if (at_destination)
    sides |= kImporting;
  const bool in_transit = std::ranges::any_of(route.transit, [&](std::string_view country) {
    return catalogue.regime_of(country) == regime;
  });
  if (in_transit && sides == 0) sides |= kTransit;
  return sides;
}

bool concerns_destination(const RegimeRow& row, std::string_view destination) {
  if (row.destinations.empty() || destination.empty()) return true;
  return std::ranges::find(row.destinations, destination) != row.destinations.end();
}

}  // namespace

std::string_view status_text(RowStatus status) {
  switch (status) {
    case RowStatus::in_force: return "in_force";
    case RowStatus::not_yet: return "not_yet";
    case RowStatus::ended: return "ended";
    case RowStatus::proposed: return "proposed";
    case RowStatus::unknown: return "unknown";
  }
  return "unknown";
}

RowStatus status_on(const RegimeRow& row, const Movement& movement) {
  if (!movement.day_is_known) return RowStatus::unknown;
  const Day day = movement.day;
  if (row.to && day >= *row.to) return RowStatus::ended;
  if (row.from && day < row.from->earliest) return RowStatus::not_yet;
  if (row.state == RowState::proposed) return RowStatus::proposed;
  if (row.state == RowState::unread) return RowStatus::unknown;
  if (!row.destinations.empty() && movement.route.destination.empty()) return RowStatus::unknown;
  if (row.from) return day >= row.from->latest ? RowStatus::in_force : RowStatus::unknown;
  return row.seen_on && day >= *row.seen_on ? RowStatus::in_force : RowStatus::unknown;
}

void judge(const Catalogue& catalogue, const Thing& thing, const Movement& movement,
           std::vector<Judgement>& judgements) {
  judgements.clear();
  for (const RowUse& use : thing.rows) {
    const RegimeRow& row = catalogue.rows()[use.row];
    const std::uint8_t sides = sides_of(catalogue, row.regime, movement.route);
    if (sides == 0 || !concerns_destination(row, movement.route.destination)) continue;
    const RowStatus status = status_on(row, movement);
    if (row.state == RowState::proposed && status == RowStatus::not_yet)
      continue;  // nobody knew of it
    const bool below = row.threshold_kg > 0 && records::is_known(movement.mass_kg) &&
                       movement.mass_kg < row.threshold_kg;
    const std::size_t asked = sides & movement.sides;
    judgements.push_back({&row, use.by_group, status, below,
                          below ? std::string_view{} : row.papers[asked], row.obligations[asked]});
  }
  std::erase_if(judgements, [&](const Judgement& judgement) {
    return judgement.by_group && std::ranges::any_of(judgements, [&](const Judgement& other) {
             return !other.by_group && other.status == RowStatus::in_force &&
                    other.row->regime == judgement.row->regime &&
                    other.row->list == judgement.row->list;
           });
  });
}

}  // namespace chokepoint::goods
