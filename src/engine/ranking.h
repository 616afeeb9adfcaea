// What to inspect: ranks the open subjects of a window, fills the capacity and says why.
#pragma once

#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// The `targets` document; the choice is kept in the target table under its ranking id, so that the control slice can be
// judged later by its propensities. Errors: usage (subject, amount, time or grouping that cannot be read).
Expected<std::string> rank_targets(store::Store& store, const TargetsOptions& options);

}  // namespace chokepoint::engine
