// Everything that can be said of one party: the `party show` document.
#pragma once

#include <string>
#include <string_view>

#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// By a party's id, also one that was merged since, or by a mention (party_desk.h). Errors:
// not_found (no such party or mention, or the engine has not come so far), usage (several are
// meant).
// {"party_id","name","country","known_at","mention_count","mentions":[{"record","role","name",
// "basis","known_at"}],"merges":[..],"splits":[..],"decisions":[..],"kept_apart_from":[..]}
Expected<std::string> describe_party(store::Store& store, std::string_view reference);

}  // namespace chokepoint::engine
