// A run: reads events, advances the engine and writes what it said, the three side by side on successive batches.
#pragma once

#include <functional>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// Commits every few hundred thousand events, only between two moments. Killed at any time, a repeated run completes with
// the same tables. Errors: usage (a time that cannot be read), interrupted, disk_full, format (a rule file).
Expected<RunReport> run_engine(store::Store& store, const RunOptions& options, const Progress& progress,
                               const std::function<bool()>& should_stop);

}  // namespace chokepoint::engine
