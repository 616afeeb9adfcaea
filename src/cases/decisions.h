// What a person decided about a target. The first decision opens the case; each is a row of its own, none is changed.
#pragma once

#include <string>
#include <string_view>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "records/moment.h"
#include "store/store.h"

namespace chokepoint::cases {

// Errors: usage (an unknown verdict, no reason), not_found (no such consignment). Returns the case as JSON:
// {"case_id","subject_kind","subject_id","decisions":[{"verdict","reason","actor","score","decided_at"}]}
Expected<std::string> record_decision(store::Store& store, const Decision& decision, std::string_view actor, records::Moment now);

}  // namespace chokepoint::cases
