// Rows that came in after the engine had passed the time they claim are known now: dated just behind `reached`, with
// what they claimed kept. So nothing that was said earlier changes.
#pragma once

#include "chokepoint/error.h"
#include "records/moment.h"
#include "store/store.h"

namespace chokepoint::engine {

// Looks at the files read since the last run alone. One transaction; a second call does nothing. `reached` may be unknown.
Expected<> date_late_rows(store::Store& store, records::Moment reached);

}  // namespace chokepoint::engine
