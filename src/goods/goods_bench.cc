// Items a second on one core, text, CAS number and tariff code, against the plain loop over all
// names.
#include <benchmark/benchmark.h>

#include "base/check.h"
#include "base/rng.h"
#include "chokepoint/goods.h"
#include "goods/goods.h"
#include "goods/recognise.h"
#include "goods/structure.h"

namespace chokepoint::goods {
namespace {

const Catalogue& catalogue() {
  static const Catalogue loaded = [] {
    auto made = Catalogue::load();
    CHECK(made.has_value());
    return std::move(*made);
  }();
  return loaded;
}

// Descriptions as declarations carry them; one in a thousand names a listed substance.
struct Feed {
  std::vector<std::string> texts;
  std::vector<records::Item> items;
};

const Feed& feed() {
  static const Feed made = [] {
    static constexpr std::string_view kWords[] = {"cotton",
                                                  "t-shirt",
                                                  "women's",
                                                  "shoes",
                                                  "phone case",
                                                  "silicone",
                                                  "LED strip",
                                                  "lamp",
                                                  "5m",
                                                  "toy car",
                                                  "plastic",
                                                  "2 pcs",
                                                  "spare part",
                                                  "bearing",
                                                  "6204-2RS",
                                                  "hair clip",
                                                  "jewelry",
                                                  "stainless steel",
                                                  "pump",
                                                  "phenyl ether",
                                                  "vitamin C powder",
                                                  "sample",
                                                  "polyester dress",
                                                  "cosmetic brush",
                                                  "acrylic paint set",
                                                  "书包",
                                                  "手机壳",
                                                  "塑料玩具",
                                                  "camiseta",
                                                  "zapatos",
                                                  "herbal tea",
                                                  "piperazine",
                                                  "pigment",
                                                  "resin"};
    Feed feed;
    base::Rng rng(7);
    for (int i = 0; i < 20'000; ++i) {
      std::string text;
      const auto words = rng.between(1, 6);
      for (std::int64_t word = 0; word < words; ++word) {
        text += (text.empty() ? "" : " ") + std::string(kWords[rng.below(std::size(kWords))]);
      }
      if (i % 1000 == 0) text += " N-phenethyl-4-piperidon";
      feed.texts.push_back(std::move(text));
    }
    for (int i = 0; i < 20'000; ++i) {
      records::Item item;
      item.item_row_id = {static_cast<std::uint64_t>(i) + 1};
      item.description = feed.texts[static_cast<std::size_t>(i)];
      item.hs_code = i % 50 == 0 ? "2933399073" : "6109100012";
      if (i % 100 == 0) item.cas = "58-08-2";
      feed.items.push_back(item);
    }
    return feed;
  }();
  return made;
}

void assess_items(benchmark::State& state) {
  const Feed& made = feed();
  records::Consignment consignment;
  consignment.route_origin = "CN";
  consignment.route_destination = "US";
  consignment.happened_at = records::start_of(*records::make_day(2025, 6, 1));
  std::vector<GoodsFinding> findings;
  base::Arena arena;
  std::size_t at = 0;
  for (auto _ : state) {
    findings.clear();
    assess(catalogue(), consignment, {&made.items[at], 1}, arena, findings);
    benchmark::DoNotOptimize(findings.data());
    if (++at == made.items.size()) {
      at = 0;
      arena.clear();
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(assess_items);

// The slow twin: every name searched for in every text, exact forms only.
void search_every_name(benchmark::State& state) {
  const Feed& made = feed();
  FoldedText folded;
  std::size_t at = 0, hits = 0;
  for (auto _ : state) {
    fold_text(made.items[at].description, folded);
    for (std::uint32_t rule = 0; rule < catalogue().names().size(); ++rule) {
      const std::u16string& name = catalogue().names().rule(rule).symbols;
      hits += std::search(folded.symbols.begin(), folded.symbols.end(), name.begin(), name.end()) !=
                      folded.symbols.end()
                  ? 1
                  : 0;
    }
    benchmark::DoNotOptimize(hits);
    at = at + 1 == made.items.size() ? 0 : at + 1;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(search_every_name);

// Structures as a feed repeats them: 2,000 spellings over and over.
const std::vector<std::string>& structures() {
  static const std::vector<std::string> made = [] {
    static constexpr std::string_view kParts[] = {"C",        "CC",   "O",    "N",  "C(=O)",
                                                  "c1ccccc1", "C(C)", "C(F)", "OC", "C1CCCCC1"};
    std::vector<std::string> texts;
    base::Rng rng(3);
    while (texts.size() < 2'000) {
      std::string text = "C";
      for (std::int64_t part = rng.between(2, 9); part > 0; --part)
        text += kParts[rng.below(std::size(kParts))];
      texts.push_back(std::move(text));
    }
    return texts;
  }();
  return made;
}

void read_structures_seen_before(benchmark::State& state) {
  const StructureReader reader(catalogue());
  std::size_t at = 0;
  for (const std::string& text : structures()) benchmark::DoNotOptimize(reader.read(text));
  for (auto _ : state) {
    benchmark::DoNotOptimize(reader.read(structures()[at]));
    at = (at + 1) % structures().size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(read_structures_seen_before);

void read_new_structures(benchmark::State& state) {
  std::size_t count = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const StructureReader reader(catalogue());
    state.ResumeTiming();
    for (std::size_t i = 0; i < 500; ++i) benchmark::DoNotOptimize(reader.read(structures()[i]));
    count += 500;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(count));
}
BENCHMARK(read_new_structures);

// One question with its JSON, as the desk answers a line of a file.
void answer_questions(benchmark::State& state) {
  auto desk = GoodsDesk::open();
  CHECK(desk.has_value());
  GoodsQuery query;
  query.origin = "CN";
  query.destination = "US";
  query.date = "2025-06-01";
  std::size_t at = 0;
  for (auto _ : state) {
    query.text = feed().texts[at];
    benchmark::DoNotOptimize(desk->check_json(query));
    at = (at + 1) % feed().texts.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(answer_questions);

void load_catalogue(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Catalogue::load());
}
BENCHMARK(load_catalogue)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint::goods
