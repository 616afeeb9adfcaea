// CHECK stops the program when we broke our own rule; it stays in release builds. Never for data or
// for the outside world.
#pragma once

namespace chokepoint::base {

[[noreturn]] void stop_on_broken_rule(const char* condition, const char* file, int line);

}  // namespace chokepoint::base

#define CHECK(condition)                                                       \
  do {                                                                         \
    if (!(condition)) {                                                        \
      ::chokepoint::base::stop_on_broken_rule(#condition, __FILE__, __LINE__); \
    }                                                                          \
  } while (false)
