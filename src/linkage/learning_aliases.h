// Which values stand for one another: those that matches have instead of each other far more often
// than chance would have it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "linkage/aliases.h"
#include "linkage/learning.h"

namespace chokepoint::linkage {

// Parties that must have two names before they are aliases; a value of fewer uses has none.
inline constexpr std::uint32_t kAliasParties = 5;

// Two values of one field in two records that match by all others.
struct SeenTogether {
  std::uint64_t values = 0;  // the lower in the upper half
  RecordPair records;
};

struct FieldUse {
  std::span<const std::uint32_t> counts;  // by value
  double present = 0;                     // of all values
  double matches = 0;                     // pairs that match and both have the field
};

void find_aliases(std::vector<SeenTogether> seen, const FieldUse& use, Aliases& aliases);

}  // namespace chokepoint::linkage
