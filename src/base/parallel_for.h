// The one place that makes threads: splits [0, count) in pieces of `grain` and runs them on at most
// `threads` threads.
//
// `work` is called with [begin, end) and must write only to places that belong to its own indices;
// then the result does not depend on the number of threads. threads <= 1 runs on the calling
// thread. Exceptions are not expected.
#pragma once

#include <cstddef>
#include <functional>

namespace chokepoint::base {

struct ParallelOptions {
  int threads = 1;
  std::size_t grain = 1024;
};

void parallel_for(std::size_t count, ParallelOptions options,
                  const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace chokepoint::base
