#include "engine/prepared_batch.h"

#include "base/parallel_for.h"
#include "base/stopwatch.h"
#include "engine/event_rows.h"

namespace chokepoint::engine {

using records::Batch;
using records::Event;

namespace {

void read_mentions(PreparedBatch& prepared, int threads) {
  prepared.resolved.resize(prepared.batch.mentions.size());
  base::parallel_for(
      prepared.resolved.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
          prepared.resolved[i].keys = parties::read_mention(prepared.batch.mentions[i]);
      });
}

void read_items(PreparedBatch& prepared, int threads) {
  const Batch& batch = prepared.batch;
  prepared.readings.resize(batch.items.size());
  base::parallel_for(
      prepared.goods_events.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
        for (const Event* event : std::span(prepared.goods_events).subspan(begin, end - begin)) {
          const records::Consignment& consignment = batch.consignments[event->index];
          for (std::uint32_t i = event->items.begin; i < event->items.end; ++i) {
            prepared.readings[i] =
                goods::read_item(batch.items[i], consignment, event->items.size() == 1);
          }
        }
      });
}

void assess_goods(const goods::Catalogue& catalogue, PreparedBatch& prepared, int threads) {
  const Batch& batch = prepared.batch;
  const auto assess = [&](const Event& event, std::span<const records::Item> items,
                          base::Arena& arena, std::vector<goods::GoodsFinding>& findings) {
    goods::assess(catalogue, as_judged(batch, event), items, arena, findings);
  };
  prepared.findings.look(batch, prepared.goods_events, threads, assess, prepared.output->findings,
                         prepared.output->arenas);
}

}  // namespace

std::unique_ptr<PreparedBatch> prepare_batch(const goods::Catalogue& catalogue, const Batch& batch,
                                             int threads, PreparationSeconds& seconds) {
  auto prepared = std::make_unique<PreparedBatch>(
      PreparedBatch{batch, std::make_unique<Output>(), {}, {}, {}, {}});
  {
    base::Stopwatch watch(seconds.parties);
    read_mentions(*prepared, threads);
  }
  base::Stopwatch watch(seconds.goods);
  for (const Event& event : batch.events) {
    if (has_goods(event)) prepared->goods_events.push_back(&event);
  }
  read_items(*prepared, threads);
  assess_goods(catalogue, *prepared, threads);
  return prepared;
}

}  // namespace chokepoint::engine
