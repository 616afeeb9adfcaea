// The ranked targets of a report as parts of its page, and words that the terminal shares.
#pragma once

#include <string>
#include <vector>

#include "cli/json.h"
#include "cli/template.h"

namespace chokepoint::cli {

// Declares and fills "target" (cards, for targets that have an explanation), "brief" (lines for the
// others) and claims about them.
void fill_targets(Parts& page, const Json& targets, const std::vector<Json>& explanations);

// "×14.1 to ×22.0" of one share of an evaluation; empty where it is not told.
std::string lift_interval_in_words(const Json& at);
// "36 by rank, 4 at random for control"
std::string chosen_counts_in_words(const Json& targets);

}  // namespace chokepoint::cli
