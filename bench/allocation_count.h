// How often the benchmarks' program has asked for memory, by its own thread.
#pragma once

#include <cstdint>

namespace chokepoint::bench {

std::uint64_t allocation_count();

}  // namespace chokepoint::bench
