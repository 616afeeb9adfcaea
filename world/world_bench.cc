// Rows of all feeds written in a second, by size of world.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "chokepoint/world.h"

namespace chokepoint {
namespace {

void make_honest_world(benchmark::State& state) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "chokepoint_world_bench";
  std::uint64_t rows = 0;
  for (auto _ : state) {
    const auto made = make_world({.seed = 1,
                                  .consignments = static_cast<std::uint64_t>(state.range(0)),
                                  .folder = folder,
                                  .progress = {}});
    if (!made) {
      state.SkipWithError(made.error().message.c_str());
      break;
    }
    rows += made->consignments + made->items + made->payments + made->listings + made->licences +
            made->notifications + made->outcomes;
  }
  state.counters["rows"] =
      benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
  std::filesystem::remove_all(folder);
}
BENCHMARK(make_honest_world)
    ->Arg(20'000)
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace chokepoint
