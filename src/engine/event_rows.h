// What an event's own rows say, without memory: whose roles, which record, which goods as judged.
// Pure.
#pragma once

#include <span>

#include "parties/resolver.h"
#include "records/batch.h"
#include "signals/facts.h"

namespace chokepoint::engine {

// The record that an event brings; none for lists, decisions and outcomes.
struct RecordTime {
  records::RowId id;
  records::Moment happened_at;
};
RecordTime record_of(const records::Batch& batch, const records::Event& event);
// Its table's name, a string of the program.
records::Text table_of(records::EventKind kind);

// True for consignments and manifests.
bool has_goods(const records::Event& event);

// The first mention in a role; null pointers when nobody is named in it. `resolved` is by mention
// of the batch.
signals::Participant find_role(const records::Batch& batch, const records::Event& event,
                               std::span<const parties::ResolvedMention> resolved,
                               records::Text role);

// The consignment as its goods are judged: known when the event is. Where no route is stated they
// go from the consignor's country to the consignee's.
records::Consignment as_judged(const records::Batch& batch, const records::Event& event);

}  // namespace chokepoint::engine
