#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace chokepoint::base {

void stop_on_broken_rule(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "chokepoint: broken rule at %s:%d: %s\n", file, line, condition);
  std::abort();
}

}  // namespace chokepoint::base
