#include "base/parallel_for.h"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>

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
  // TBB sees to it that pieces come after what the caller wrote and before what it reads. These say
  // so again, where the thread sanitizer, which cannot see into TBB, can see it.
  std::atomic<std::size_t> begun{0}, done{0};
  begun.store(1, std::memory_order_release);
  tbb::task_arena arena(options.threads);
  arena.execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, (count + grain - 1) / grain, 1),
        [&](const tbb::blocked_range<std::size_t>& pieces) {
          begun.load(std::memory_order_acquire);
          for (std::size_t piece = pieces.begin(); piece != pieces.end(); ++piece) {
            work(piece * grain, std::min(count, (piece + 1) * grain));
          }
          done.fetch_add(1, std::memory_order_release);
        },
        tbb::simple_partitioner());
  });
  done.load(std::memory_order_acquire);
}

}  // namespace chokepoint::base
