// Of each value the one that it is likely a slip of: "jhon" of "john", "rnark" of "mark".
//
// A value is taken for a slip of another that is used at least thrice as often and differs by one
// letter inserted, left out, replaced or turned with its neighbour, as eyes see them (look_of). The
// commonest such value is chosen; "marie" beside "maria" is one only where hardly anybody is called
// so. Words of one or two letters are slips of none. By this keys bring together records that have
// a slip each. The work grows with the letters of the distinct values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "linkage/value_facts.h"

namespace chokepoint::linkage {

// A word as a reader of print may take it: rn is m, vv w, cl d; a digit beside a letter is the
// letter that it looks like. "kimb1e" and "kimble" are one, 12 and 21 stay two.
std::string look_of(std::string_view form);

// By value, itself where it is a slip of none; one step alone.
std::vector<std::uint32_t> likely_spellings(const ValueTable& values, const FieldFacts& facts,
                                            int threads);

}  // namespace chokepoint::linkage
