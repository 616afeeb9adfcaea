#include "engine/event_rows.h"

namespace chokepoint::engine {

using records::Batch;
using records::Event;
using records::EventKind;
using records::Text;

signals::Participant find_role(const Batch& batch, const Event& event,
                               std::span<const parties::ResolvedMention> resolved, Text role) {
  for (std::uint32_t i = event.mentions.begin; i < event.mentions.end; ++i) {
    if (batch.mentions[i].role == role) return {&batch.mentions[i], &resolved[i], {}};
  }
  return {};
}

bool has_goods(const Event& event) {
  return event.kind == EventKind::consignment || event.kind == EventKind::manifest;
}

records::Consignment as_judged(const Batch& batch, const Event& event) {
  records::Consignment consignment = batch.consignments[event.index];
  if (!consignment.happened_at.is_known()) consignment.happened_at = consignment.known_at;
  consignment.known_at = event.known_at;
  for (const records::Mention& mention : batch.mentions_of(event)) {
    if (mention.role == "consignor" && consignment.route_origin.empty()) {
      consignment.route_origin = mention.country;
    }
    if (mention.role == "consignee" && consignment.route_destination.empty()) {
      consignment.route_destination = mention.country;
    }
  }
  return consignment;
}

RecordTime record_of(const Batch& batch, const Event& event) {
  switch (event.kind) {
    case EventKind::licence:
      return {batch.licences[event.index].licence_row_id, batch.licences[event.index].valid_from};
    case EventKind::notification:
      return {batch.notifications[event.index].notification_row_id,
              batch.notifications[event.index].happened_at};
    case EventKind::listing:
      return {batch.listings[event.index].listing_row_id, batch.listings[event.index].happened_at};
    case EventKind::payment:
      return {batch.payments[event.index].payment_row_id, batch.payments[event.index].happened_at};
    case EventKind::consignment:
      return {batch.consignments[event.index].consignment_id,
              batch.consignments[event.index].happened_at};
    default: return {};
  }
}

Text table_of(EventKind kind) {
  switch (kind) {
    case EventKind::licence: return "licence";
    case EventKind::notification: return "notification";
    case EventKind::listing: return "listing";
    case EventKind::payment: return "payment";
    default: return "consignment";
  }
}

}  // namespace chokepoint::engine
