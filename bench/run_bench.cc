// The whole engine: a made world's feeds ingested, then taken through every stage and written. Worlds are made once.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/world.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

// The highest memory this process ever held, in MB.
double peak_memory_mb() {
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line)) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

const fs::path& world_of(std::int64_t consignments) {
  static std::map<std::int64_t, fs::path> worlds;
  fs::path& folder = worlds[consignments];
  if (folder.empty()) {
    folder = fs::temp_directory_path() / fmt::format("chokepoint_bench_{}_{}", ::getpid(), consignments);
    const auto made = make_world({.seed = 1, .consignments = static_cast<std::uint64_t>(consignments), .folder = folder,
                                  .profile = "honest", .progress = {}});
    if (!made) throw std::runtime_error(made.error().message);
  }
  return folder;
}

std::uint64_t ingest_all(CaseFile& file, const fs::path& world) {
  std::uint64_t rows = 0;
  for (const auto& [name, kind] : {std::pair{"consignments.csv", "consignments"}, {"items.csv", "items"}, {"payments.csv", "payments"},
                                   {"listings.csv", "listings"}, {"licences.csv", "licences"}, {"notifications.csv", "notifications"},
                                   {"outcomes.csv", "outcomes"}, {"watchlist.csv", "list"}}) {
    const auto report = file.ingest(world / name, {.kind = kind});
    if (!report) throw std::runtime_error(report.error().message);
    rows += report->rows;
  }
  return rows;
}

CaseFile new_case(const fs::path& path) {
  fs::remove(path);
  auto file = CaseFile::create(path, {.actor = "bench"});
  if (!file) throw std::runtime_error(file.error().message);
  return std::move(*file);
}

void BM_ingest(benchmark::State& state) {
  const fs::path& world = world_of(state.range(0));
  std::uint64_t rows = 0;
  for (auto _ : state) {
    state.PauseTiming();
    CaseFile file = new_case(world / "bench.case");
    state.ResumeTiming();
    rows += ingest_all(file, world);
  }
  state.counters["rows_per_second"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
  state.counters["peak_memory_mb"] = peak_memory_mb();
}
BENCHMARK(BM_ingest)->Arg(200'000)->Unit(benchmark::kMillisecond)->UseRealTime();

// Threads: 1 and 2. The counters seconds_STAGE tell where the time went in the last round.
void BM_run(benchmark::State& state) {
  const fs::path& world = world_of(state.range(0));
  double consignments = 0;
  RunReport last;
  for (auto _ : state) {
    state.PauseTiming();
    CaseFile file = new_case(world / "bench.case");
    ingest_all(file, world);
    state.ResumeTiming();
    auto report = file.run({.threads = static_cast<int>(state.range(1))});
    if (!report) throw std::runtime_error(report.error().message);
    consignments += static_cast<double>(report->consignments);
    last = std::move(*report);
  }
  state.counters["consignments_per_second"] = benchmark::Counter(consignments, benchmark::Counter::kIsRate);
  state.counters["peak_memory_mb"] = peak_memory_mb();
  for (const auto& [stage, seconds] : last.seconds_by_stage) state.counters["seconds_" + stage] = seconds;
}
BENCHMARK(BM_run)->Args({200'000, 1})->Args({200'000, 2})->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace chokepoint
