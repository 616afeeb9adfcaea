// What records of one party look like before anything is learnt, and what they never look like.
#pragma once

#include <array>

#include "linkage/comparison.h"

namespace chokepoint::linkage {

// By level; level 0 (absent) has none.
using Probabilities = std::array<double, kLevels>;

// How the fields of one party agree in any table.
const Probabilities& first_guess(Comparer comparer);

// The most that a level can make of the records of one party, whatever the counts say: one party
// does not go by wholly different names. Without this, a table of neighbours would teach that an
// address is what makes a party.
double most_of_matches(Role role, std::size_t level);

}  // namespace chokepoint::linkage
