// Queries against lists of made names: 20 % firms, half of the queries one letter off a listed
// name, half of them fresh.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "screening/name_index.h"
#include "test/made_names.h"
#include "text/similarity.h"

namespace chokepoint::screening {
namespace {

struct Desk {
  std::vector<std::string> names, queries;
  NameIndex index;
};

Desk make_desk(std::size_t count) {
  testing::MadeNames made(1);
  std::vector<std::string> names, queries;
  for (std::size_t i = 0; i < count; ++i) names.push_back(i % 5 == 0 ? made.firm() : made.person());
  for (int i = 0; i < 20'000; ++i) {
    queries.push_back(i % 2 == 0 ? made.with_slip(names[made.rng().below(names.size())])
                                 : (i % 10 == 1 ? made.firm() : made.person()));
  }
  std::vector<ListedName> listed;
  for (std::size_t i = 0; i < names.size(); ++i) {
    listed.push_back(
        {names[i], i % 5 == 0 ? "Company" : "Person", "", static_cast<std::uint32_t>(i)});
  }
  NameIndex index = NameIndex::build(listed, 2);
  return {std::move(names), std::move(queries), std::move(index)};
}

const Desk& desk(std::size_t count) {
  static std::map<std::size_t, Desk> desks;
  const auto found = desks.find(count);
  return found != desks.end() ? found->second
                              : desks.emplace(count, make_desk(count)).first->second;
}

void ScreenQueries(benchmark::State& state) {
  const Desk& names = desk(static_cast<std::size_t>(state.range(0)));
  std::vector<double> micros;
  std::size_t i = 0, hits = 0;
  for (auto _ : state) {
    const std::string& query = names.queries[i++ % names.queries.size()];
    const auto from = std::chrono::steady_clock::now();
    // Half of the names are declared with their kind, as customs data has it.
    const auto found =
        names.index.find(names.index.parse(query, i % 4 < 2 ? "Person" : "", ""), {0.70, 5});
    micros.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count());
    hits += !found.empty() && found[0].similarity >= text::kDefaultThreshold;
  }
  std::ranges::sort(micros);
  state.SetItemsProcessed(state.iterations());
  state.counters["p50_us"] = micros[micros.size() / 2];
  state.counters["p99_us"] = micros[micros.size() * 99 / 100];
  state.counters["hit_share"] = static_cast<double>(hits) / static_cast<double>(state.iterations());
}
BENCHMARK(ScreenQueries)
    ->Arg(20'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(20'000);

void ComparePairs(benchmark::State& state) {
  testing::MadeNames made(2);
  std::vector<text::ParsedName> names;
  for (int i = 0; i < 2'000; ++i) {
    const std::string name = made.person();
    names.push_back(text::parse_name(name, {"Person", "", nullptr}));
    names.push_back(text::parse_name(made.with_slip(name), {"Person", "", nullptr}));
  }
  std::size_t i = 0;
  for (auto _ : state) {
    // One pair in two is of one person.
    const std::size_t a = i++ % names.size();
    const std::size_t b = i % 2 == 0 ? (a ^ 1) : (a * 7919 + 13) % names.size();
    benchmark::DoNotOptimize(text::compare(names[a], names[b]));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ComparePairs);

void ParseNames(benchmark::State& state) {
  testing::MadeNames made(3);
  std::vector<std::string> names;
  for (int i = 0; i < 1'000; ++i) names.push_back(made.person());
  std::size_t i = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(text::parse_name(names[i++ % names.size()], {"Person", "", nullptr}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ParseNames);

}  // namespace
}  // namespace chokepoint::screening
