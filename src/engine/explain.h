// Everything that can be said of one consignment: the `explain` document.
#pragma once

#include <string>
#include <string_view>

#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// `subject_id` is the consignment's own id in the feed. Errors: not_found (no such consignment, or not scored yet).
Expected<std::string> explain_subject(store::Store& store, std::string_view subject_id);

}  // namespace chokepoint::engine
