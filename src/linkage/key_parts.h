// Parts of values as 32-bit numbers, made once a value; 0: the value has no such part.
#pragma once

#include <cstdint>
#include <vector>

#include "linkage/candidates.h"

namespace chokepoint::linkage {

// By value of the field.
base::LargeVector<std::uint32_t> part_numbers(const Field& field, const FieldFacts& facts,
                                              Part part, int threads);

}  // namespace chokepoint::linkage
