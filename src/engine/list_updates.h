// What the updates of watch-lists changed, as rows to look at.
#pragma once

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// Errors: usage (a time that is none).
Expected<store::TextRows> list_updates(store::Store& store, const ListUpdatesOptions& options);

}  // namespace chokepoint::engine
