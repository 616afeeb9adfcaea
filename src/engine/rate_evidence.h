// The inspections behind a rate: how many of the same cell were made and found before a day, and which.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "records/moment.h"
#include "records/row_id.h"
#include "store/store.h"
#include "targets/rate_book.h"

namespace chokepoint::engine {

struct RateEvidence {
  std::string cell;  // "hs6 293339, route_origin CN"
  std::uint64_t inspected = 0, found = 0;
  std::vector<std::string> outcomes;  // outcome:ID, the newest first, at most 20
};

// The inspections that one consignment's rates rest on, as of the day it was scored. Parties are compared by the party their
// mention resolved to. Uses temporary tables of the store: one at a time.
class RateEvidenceFinder {
 public:
  static Expected<RateEvidenceFinder> prepare(store::Store& store, records::RowId consignment_id, records::Day day);

  // The narrowest cell of the path in which anything was inspected before the day; inspected is 0 when there is none.
  Expected<RateEvidence> find(const targets::RatePath& path);

 private:
  explicit RateEvidenceFinder(store::Store& store) : store_(&store) {}
  store::Store* store_;
};

}  // namespace chokepoint::engine
