// How alike two names can be at most, told before their words are compared letter by letter.
//
// Idea: most words of two names that meet in an index are nothing like one another, and that shows
// at a glance: no sound, no group and no beginning in common, too many letters that only one of
// them has. What is sure to find no partner costs what it costs, whatever becomes of the rest.
// Example: "James Biran", "James Hernandez". Counter-example: "James Biran", "James Brian", where
// nothing is sure. Only against a list, and of words of one alphabet; else the answer is 1.
// Cost: some ten ns a pair of words, without a look at their letters one by one.
#pragma once

#include "text/alignment.h"

namespace chokepoint::text {

// Equal words have found one another, and no others yet. Never less than what compare_tokens gives
// in the end.
double most_alike(const Alignment& align);

}  // namespace chokepoint::text
