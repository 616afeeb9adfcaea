// Made people from a table to parties, the pairs met on the way, and what a pair costs, by hints
// and in full.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <map>

#include "linkage/candidates.h"
#include "linkage/linkage.h"
#include "linkage/pair_filter.h"
#include "linkage/table_for_test.h"

namespace chokepoint::linkage {
namespace {

const RecordTable& people(std::size_t records) {
  static std::map<std::size_t, RecordTable> tables;
  const auto found = tables.find(records);
  if (found != tables.end()) return found->second;
  // Two records a person in the mean.
  MadePeople made = make_people(records / 2, 1);
  return tables.emplace(records, make_table(person_kinds(), made.rows)).first->second;
}

double bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

void LinkRecords(benchmark::State& state) {
  const RecordTable& table = people(static_cast<std::size_t>(state.range(0)));
  double records = 0, pairs = 0;
  for (auto _ : state) {
    LinkageReport report;
    benchmark::DoNotOptimize(link_records(table, {}, report));
    records += static_cast<double>(table.size());
    pairs += static_cast<double>(report.candidate_pairs);
  }
  state.counters["records"] = benchmark::Counter(records, benchmark::Counter::kIsRate);
  state.counters["pairs"] = benchmark::Counter(pairs, benchmark::Counter::kIsRate);
  state.counters["pairs_a_record"] = pairs / records;
}
BENCHMARK(LinkRecords)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Values, sounds, keys and blocks, without a comparison.
void FindCandidates(benchmark::State& state) {
  const RecordTable& table = people(static_cast<std::size_t>(state.range(0)));
  double bytes = 0;
  for (auto _ : state) {
    const double before = bytes_in_use();
    const std::vector<FieldFacts> facts = read_facts(table, 1);
    const Candidates candidates(table, facts, {1});
    benchmark::DoNotOptimize(candidates.pair_count());
    bytes = bytes_in_use() - before;
  }
  state.counters["bytes_a_record"] = bytes / static_cast<double>(table.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.size()));
}
BENCHMARK(FindCandidates)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// Candidate pairs by hints alone, in the order in which a run meets them.
void FilterPairs(benchmark::State& state) {
  const RecordTable& table = people(100'000);
  const std::vector<FieldFacts> facts = read_facts(table, 1);
  const Candidates candidates(table, facts, {1});
  Comparison comparison(table, facts);
  Evidence evidence(comparison);
  set_structure(evidence);
  std::vector<RecordPair> sample;
  std::size_t met = 0;
  for (const Candidates::Piece& piece : candidates.pieces()) {
    Candidates::visit(
        piece, [](std::uint32_t) {},
        [&](std::uint32_t a, std::uint32_t b) {
          if (++met % 10 == 0) sample.push_back({a, b});
        });
  }
  learn({sample, 0.1, 1}, evidence);
  const PairFilter filter(evidence, -2, 1);
  std::size_t passed = 0;
  for (auto _ : state) {
    for (const Candidates::Piece& piece : candidates.pieces()) {
      Candidates::visit(
          piece, [&](std::uint32_t record) { filter.prefetch(record); },
          [&](std::uint32_t a, std::uint32_t b) {
            PairFilter::Bound bound;
            passed += filter.may_pass(a, b, bound) ? 1 : 0;
          });
    }
  }
  const double pairs = static_cast<double>(met) * static_cast<double>(state.iterations());
  state.counters["pairs"] = benchmark::Counter(pairs, benchmark::Counter::kIsRate);
  state.counters["share_passed"] = static_cast<double>(passed) / pairs;
}
BENCHMARK(FilterPairs)->Unit(benchmark::kMillisecond);

// One pair in full, letter by letter; neighbours in the order of making, many of one person.
void ComparePair(benchmark::State& state) {
  const RecordTable& table = people(10'000);
  const std::vector<FieldFacts> facts = read_facts(table, 1);
  const Comparison comparison(table, facts);
  std::size_t record = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(comparison.compare(record, record + 1));
    record = (record + 1) % (table.size() - 1);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ComparePair);

}  // namespace
}  // namespace chokepoint::linkage
