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

// The narrowest cell of the path in which anything was inspected before `day`; inspected is 0 when there is none. Parties
// are compared by the party their mention resolved to.
Expected<RateEvidence> find_rate_evidence(store::Store& store, records::RowId consignment_id, const targets::RatePath& path,
                                          records::Day day);

}  // namespace chokepoint::engine
