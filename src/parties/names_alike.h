// Names that fields, couriers and typists have spoilt. Pure; some microseconds a pair.
#pragma once

#include "records/columns.h"

namespace chokepoint::parties {

// One name begins the other, which was cut off in the middle: "Shenzhen Yalong Mach". At least ten
// letters must be left.
bool may_be_cut_short(records::Text a, records::Text b);

// What a mask leaves, "Jonathan**", is a whole word of the name, or begins it where the name is one
// run ("王**"). At least two letters of an alphabet must be left.
bool may_be_behind_mask(records::Text masked, records::Text name);

}  // namespace chokepoint::parties
