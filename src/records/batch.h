// A stretch of events in the order in which the engine takes them, with all their rows.
//
// Events are ordered by (known_at, kind, id). The mentions of an event stand together, and so do
// the items of a consignment. Texts live in the arenas; everything is valid as long as the Batch.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/arena.h"
#include "records/nouns.h"

namespace chokepoint::records {

// At one moment, lists and papers come before what they bear on, what people decided about parties
// behind every record, and outcomes last.
enum class EventKind : std::uint8_t {
  list_entry,
  list_detail,
  list_version,
  licence,
  notification,
  listing,
  payment,
  consignment,
  manifest,  // more items of a consignment that was taken before
  party_decision,
  outcome,
};

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
};

struct Event {
  Moment known_at;
  EventKind kind = EventKind::consignment;
  std::uint32_t index = 0;  // in the vector of its kind; a manifest stands among the consignments
  Range mentions;           // in Batch::mentions
  Range items;  // in Batch::items, all that are known by then; of consignments and manifests
  std::uint32_t new_items = 0;  // where in `items` those begin that no earlier event brought
  Moment items_until;           // when the last of its items comes; unknown: none comes later. To
                                // remember by, never to judge by
};

struct Batch {
  base::Arena arena;
  std::vector<std::shared_ptr<const base::Arena>> texts;  // shared with batches read beside this
                                                          // one
  std::vector<ListEntry> list_entries;
  std::vector<ListDetail> list_details;
  std::vector<ListVersion> list_versions;
  std::vector<Licence> licences;
  std::vector<Notification> notifications;
  std::vector<Listing> listings;
  std::vector<Payment> payments;
  std::vector<Consignment> consignments;
  std::vector<PartyDecision> party_decisions;
  std::vector<Outcome> outcomes;
  std::vector<Item> items;
  std::vector<Mention> mentions;
  std::vector<Event> events;

  std::span<const Mention> mentions_of(const Event& event) const {
    return std::span(mentions).subspan(event.mentions.begin, event.mentions.size());
  }
  std::span<const Item> items_of(const Event& event) const {
    return std::span(items).subspan(event.items.begin, event.items.size());
  }
  std::span<const Item> new_items_of(const Event& event) const {
    return std::span(items).subspan(event.new_items, event.items.end - event.new_items);
  }
};

}  // namespace chokepoint::records
