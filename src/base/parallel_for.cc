// Built without the thread sanitizer, which cannot see into TBB: in its build this file tells it
// what happens before what.
#include "base/parallel_for.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

#ifdef CHOKEPOINT_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#else
#define __tsan_acquire(address) static_cast<void>(address)
#define __tsan_release(address) static_cast<void>(address)
#endif

namespace chokepoint::base {

void parallel_for(std::size_t count, ParallelOptions options,
                  const std::function<void(std::size_t, std::size_t)>& work) {
  const std::size_t grain = std::max<std::size_t>(1, options.grain);
  if (options.threads <= 1 || count <= grain) {
    for (std::size_t begin = 0; begin < count; begin += grain) {
      work(begin, std::min(count, begin + grain));
    }
    return;
  }
  tbb::task_arena arena(options.threads);
  __tsan_release(&arena);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, (count + grain - 1) / grain, 1),
        [&](const tbb::blocked_range<std::size_t>& pieces) {
          __tsan_acquire(&arena);
          for (std::size_t piece = pieces.begin(); piece != pieces.end(); ++piece) {
            work(piece * grain, std::min(count, (piece + 1) * grain));
          }
          __tsan_release(&arena);
        },
        tbb::simple_partitioner());
  });
  __tsan_acquire(&arena);
}

}  // namespace chokepoint::base
