// The year's inspections: who was selected, by what, and what came of it. Finds change the trade:
// networks move on.
#pragma once

#include <cstdint>
#include <vector>

#include "world/feeds.h"

namespace chokepoint::world {

enum class Result : std::uint8_t {
  found,
  misdeclared,
  other_enforcement,
  no_finding,
  laboratory_pending,
  not_presented,
  released
};
enum class Selection : std::uint8_t { mandatory, rules, rank, random, other };

struct Inspection {
  std::uint32_t plan = 0;
  Selection selected_by = Selection::random;
  Result result = Result::no_finding;
  bool is_held = true, is_presented = true, is_inspected = true;
  float quantity_kg = 0;
  double happened_day = 0, known_day = 0;
};

// Passes over world.plans in the order of time, once. Networks that are caught take new names,
// lanes and recipients for what comes later; the plans are changed in place.
std::vector<Inspection> inspect_year(World& world);

void write_outcomes(const World& world, const std::vector<Inspection>& inspections, CsvRows& out);

}  // namespace chokepoint::world
