// What can be said of a batch's rows one by one, before anything is remembered of them: the keys of
// mentions, the readings of items, the findings of the goods alone. One batch is prepared while
// another is advanced.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/engine.h"
#include "engine/goods_pass.h"
#include "goods/declaration_fit.h"
#include "goods/goods.h"

namespace chokepoint::engine {

struct PreparedBatch {
  const records::Batch& batch;                      // must live as long
  std::unique_ptr<Output> output;                   // with the findings
  std::vector<parties::ResolvedMention> resolved;   // by mention; the keys alone
  std::vector<const records::Event*> goods_events;  // consignments and manifests, by their index
  std::vector<goods::ItemReading> readings;         // by item
  Found<goods::GoodsFinding> findings;
};

// Adds the seconds that it took.
struct PreparationSeconds {
  double goods = 0, parties = 0;
};

// Pure but for `seconds`; the result does not depend on threads.
std::unique_ptr<PreparedBatch> prepare_batch(const goods::Catalogue& catalogue,
                                             const records::Batch& batch, int threads,
                                             PreparationSeconds& seconds);

}  // namespace chokepoint::engine
