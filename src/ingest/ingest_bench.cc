// How fast feeds come in: bytes cut a second, and consignments a second from the file to the
// committed case file.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "base/rng.h"
#include "ingest/csv_reader.h"
#include "ingest/decode.h"
#include "ingest/ingest.h"

namespace chokepoint::ingest {
namespace {

constexpr std::string_view kHeader =
    "item_id,posted_at,item_category,gross_weight_kg,declared_value,currency,sender_name,sender_"
    "street,sender_city,"
    "sender_postcode,sender_country,sender_phone,recipient_name,recipient_street,recipient_city,"
    "recipient_postcode,"
    "recipient_country,recipient_phone,piece_count,entry_type,carrier,account_id,ip_address,"
    "description,quantity,"
    "net_weight_kg,piece_value,hs_code,origin_country\n";

void add_parcel(base::Rng& rng, std::uint64_t number, std::string& text) {
  const std::uint64_t sender = rng.below(50'000);
  const std::uint64_t recipient = rng.below(400'000);
  fmt::format_to(std::back_inserter(text),
                 "LX{:09}CN,2024-{:02}-{:02}T{:02}:{:02}:00Z,sale,{:.3f},{:.2f},USD,Trading House "
                 "{} Co Ltd,{} Jiefang "
                 "Road,Shenzhen,{:06},CN,+86 755 {:08},Recipient {} Example,{} Long "
                 "Street,Springfield,{:05},US,+1 217 555 "
                 "{:04},1,postal,Carrier {},ACC{:06},203.0.113.{},\"parts, plastic, for "
                 "toys\",{},{:.3f},{:.2f},950300,CN\n",
                 number, 1 + rng.below(12), 1 + rng.below(28), rng.below(24), rng.below(60),
                 rng.uniform(0.1, 5), rng.uniform(1, 300), sender, 1 + sender % 900,
                 518000 + sender % 200, sender * 37, recipient, 1 + recipient % 2000,
                 recipient % 99999, recipient % 9999, rng.below(8), sender, sender % 250,
                 1 + rng.below(5), rng.uniform(0.1, 4), rng.uniform(1, 300));
}

std::filesystem::path make_file(std::uint64_t rows) {
  const auto path =
      std::filesystem::temp_directory_path() / fmt::format("chokepoint_bench_{}.csv", rows);
  if (std::filesystem::exists(path)) return path;
  std::ofstream file(path, std::ios::binary);
  file << kHeader;
  base::Rng rng(7);
  std::string text;
  for (std::uint64_t i = 0; i < rows; ++i) {
    text.clear();
    add_parcel(rng, i, text);
    file << text;
  }
  return path;
}

void cut_rows(benchmark::State& state) {
  const auto path = make_file(200'000);
  for (auto _ : state) {
    auto reader = CsvReader::open(*open_file(path));
    RowBatch batch;
    std::uint64_t rows = 0;
    while (true) {
      const bool more = *(*reader)->next(batch);
      rows += batch.size();
      if (!more) break;
    }
    benchmark::DoNotOptimize(rows);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(std::filesystem::file_size(path)) *
                          state.iterations());
}
BENCHMARK(cut_rows)->Unit(benchmark::kMillisecond);

void decode_and_cut_rows(benchmark::State& state) {
  const auto path = make_file(200'000);
  for (auto _ : state) {
    auto reader = CsvReader::open(*open_decoded(path));
    RowBatch batch;
    while (*(*reader)->next(batch)) benchmark::DoNotOptimize(batch.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(std::filesystem::file_size(path)) *
                          state.iterations());
}
BENCHMARK(decode_and_cut_rows)->Unit(benchmark::kMillisecond);

void ingest_consignments(benchmark::State& state) {
  const auto rows = static_cast<std::uint64_t>(state.range(0));
  const auto path = make_file(rows);
  const auto case_path = std::filesystem::temp_directory_path() / "chokepoint_bench.case";
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove(case_path);
    auto store = store::Store::create(case_path);
    state.ResumeTiming();
    IngestOptions options;
    options.kind = "consignments";
    const auto report = ingest_file(*store, path, options, {});
    if (!report || report->added != rows) state.SkipWithError("not all rows came in");
  }
  std::filesystem::remove(case_path);
  state.SetItemsProcessed(static_cast<std::int64_t>(rows) * state.iterations());
}
BENCHMARK(ingest_consignments)
    ->Arg(20'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace chokepoint::ingest
