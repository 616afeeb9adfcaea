// Everything the feeds said, as events in the order in which the engine takes them: (known_at,
// kind, id).
//
// Read a window of time at a time: whole hours with some 200,000 rows in all, so that the case
// file is asked for what lies together in it and memory is one window and one batch. There are at
// most 256 windows; from fifty million rows on they grow instead, since each looks through the
// times of every table whose file was not in order. Rows whose mentions or items are absent simply
// have none.
#pragma once

#include <memory>

#include "chokepoint/error.h"
#include "records/batch.h"
#include "store/store.h"

namespace chokepoint::engine {

inline constexpr std::size_t kWindowRows = 200'000;

class EventReader {
 public:
  // All events known before `until`; all there are when it is unknown. Events do not depend on
  // `window_rows`.
  static Expected<EventReader> open(store::Store& store, records::Moment until,
                                    std::size_t window_rows = kWindowRows);
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
