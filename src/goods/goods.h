// The stage: items in, findings out. Reads the catalogue and the rows given, nothing else.
//
//   Catalogue catalogue = ...load();                  // once
//   assess(catalogue, consignment, items, arena, findings);   // for every consignment, from any
//   thread
//
// One finding for each item, thing and row that concerns the route on the day the consignment was
// posted (else known). The origin is the route's, else the item's country of origin. A busy tariff
// code (2933.39, 2915.90) without any other evidence gives one finding with substance "residual",
// no regime and confidence 0.1. What a permit_no of the declaration is worth is judged by
// screening/, which knows the licences.
#pragma once

#include <span>
#include <vector>

#include "base/arena.h"
#include "goods/catalogue.h"
#include "goods/goods_finding.h"
#include "records/goods_in_motion.h"

namespace chokepoint::goods {

// Trust in a recognition from which the goods count as the thing.
inline constexpr float kControlledConfidence = 0.7F;

// Appends to `findings`; texts live in `arena`, in the rows given or in the catalogue. Thread-safe;
// under 3 microseconds an item where nothing is found, without allocation.
void assess(const Catalogue& catalogue, const records::Consignment& consignment,
            std::span<const records::Item> items, base::Arena& arena,
            std::vector<GoodsFinding>& findings);

}  // namespace chokepoint::goods
