// The view in retrospect: all mentions of a case file linked at once, whatever was known when.
//
// It changes no party. Its tables (mention_cluster, cluster_pair, cluster_weight) are replaced
// whole, and what they say against the parties as resolved event by event is a proposal to a
// person: parties that may be one, a party that may be several.
#pragma once

#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// The `rebuild` document of the reference. Errors: usage (a time that is none), interrupted.
Expected<std::string> rebuild_case(store::Store& store, const RebuildOptions& options,
                                   const Progress& progress);

}  // namespace chokepoint::engine
