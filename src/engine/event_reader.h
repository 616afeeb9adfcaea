// Everything the feeds said, as events in the order in which the engine takes them: (known_at,
// kind, id).
//
// One sorted, streaming query a table, merged here; DuckDB sorts within its memory limit and spills
// beyond. Memory on this side: one batch. Rows whose mentions or items are absent simply have none.
#pragma once

#include <memory>

#include "chokepoint/error.h"
#include "records/batch.h"
#include "store/store.h"

namespace chokepoint::engine {

// How decisions on parties are taken: at one moment as they were decided, an undo behind what it
// takes back.
inline constexpr const char* kDecisionOrder =
    "known_at, happened_at NULLS FIRST, undoes IS NOT NULL, party_decision_id";

class EventReader {
 public:
  // All events known before `until`; all there are when it is unknown.
  static Expected<EventReader> open(store::Store& store, records::Moment until);
  EventReader(EventReader&&) noexcept;
  EventReader& operator=(EventReader&&) noexcept;
  ~EventReader();

  // The next batch of at most `max_events`; empty at the end. A batch lies wholly at or before
  // `boundary` or wholly behind.
  Expected<std::unique_ptr<records::Batch>> next(std::size_t max_events, records::Moment boundary);
  // When the event after the batch just read is known; unknown at the end.
  records::Moment next_known_at() const;

 private:
  struct State;
  explicit EventReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::engine
