// What a case holds: the `summary` document that reports open with.
#pragma once

#include <string>

#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// {"tables":[{"table","rows"}],"first_known_at","last_known_at","reached","sources":[{"name","kind","rows","added","rejects"}],
//  "rejects":[{"field","reason","count"}],"failed_checks":[{"check","count"}],"signals":[{"typology","count"}]}
Expected<std::string> summarise_case(store::Store& store);

}  // namespace chokepoint::engine
