// Made people from a file to clusters: all of `resolve` but the writing to disk.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "chokepoint/resolve.h"
#include "linkage/table_for_test.h"

namespace chokepoint::engine {
namespace {

std::filesystem::path write_people(std::size_t records) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("chokepoint_resolve_bench_" + std::to_string(records) + ".csv");
  std::ofstream file(path);
  file << "unique_id,given_name,surname,birth_date,street,city,postcode,phone,email\n";
  std::size_t number = 0;
  // Two records a person in the mean.
  for (const std::vector<std::string>& row : linkage::make_people(records / 2, 1).rows) {
    file << ++number;
    for (const std::string& cell : row) file << ',' << cell;
    file << '\n';
  }
  return path;
}

void ResolveFile(benchmark::State& state) {
  const auto path = write_people(static_cast<std::size_t>(state.range(0)));
  double records = 0, pairs = 0;
  for (auto _ : state) {
    std::size_t bytes = 0;
    const auto report = resolve_files({path}, {.threads = 1}, [&](std::string_view text) {
      bytes += text.size();
      return Expected<>{};
    });
    if (!report) {
      state.SkipWithError(report.error().message.c_str());
      break;
    }
    benchmark::DoNotOptimize(bytes);
    records += static_cast<double>(report->records);
    pairs += static_cast<double>(report->pairs_compared);
  }
  state.counters["records"] = benchmark::Counter(records, benchmark::Counter::kIsRate);
  state.counters["pairs_a_record"] = pairs / records;
  std::filesystem::remove(path);
}
BENCHMARK(ResolveFile)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint::engine
