#include "engine/event_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/window_rows.h"

namespace chokepoint::engine {

using records::Batch;
using records::Event;
using records::EventKind;
using records::Moment;
using records::Range;
using records::RowId;
using store::Store;

namespace {

constexpr std::size_t kWindowsMax = 256;
constexpr std::int64_t kWindowStep = 3'600'000'000;  // microseconds; windows begin on whole hours

// A kind of event: its own rows, and the mentions on them.
template <class Row>
struct EventStream {
  EventKind kind;
  std::vector<Row> Batch::* rows;
  WindowRows<Row> events;
};

template <class Row>
EventStream<Row> events_of(EventKind kind, std::vector<Row> Batch::* rows, RowId Row::* id) {
  const std::string table = records::Table<Row>::kName;
  return {kind, rows, WindowRows<Row>({table + " t", "t.known_at", id})};
}

EventKind kind_of_record(const records::Mention& mention) {
  if (mention.record_kind == "consignment") return EventKind::consignment;
  if (mention.record_kind == "payment") return EventKind::payment;
  if (mention.record_kind == "listing") return EventKind::listing;
  if (mention.record_kind == "notification") return EventKind::notification;
  return EventKind::licence;
}

bool comes_before(const records::Mention& a, const records::Mention& b) {
  return std::tie(a.role, a.mention_id) < std::tie(b.role, b.mention_id);
}

bool lies_before(const records::Item& a, const records::Item& b) {
  return std::tie(a.piece_no, a.item_row_id) < std::tie(b.piece_no, b.item_row_id);
}

// Consignments some of whose items came after them, once for each time that items came.
constexpr const char* kMakeManifests =
    "CREATE OR REPLACE TEMP TABLE manifest AS SELECT DISTINCT i.consignment_id, i.known_at AS "
    "manifest_at FROM item i JOIN consignment c USING (consignment_id) WHERE i.known_at > "
    "c.known_at";

// How many rows of events and mentions became known in each hour.
constexpr const char* kHours =
    "SELECT epoch_us(known_at) // {} AS hour, count(*) FROM (SELECT known_at FROM mention UNION "
    "ALL "
    "SELECT known_at FROM consignment UNION ALL SELECT known_at FROM payment UNION ALL SELECT "
    "known_at FROM listing UNION ALL SELECT known_at FROM licence UNION ALL SELECT known_at FROM "
    "notification UNION ALL SELECT known_at FROM outcome UNION ALL SELECT known_at FROM list_entry "
    "UNION ALL SELECT known_at FROM list_detail UNION ALL SELECT known_at FROM list_version UNION "
    "ALL SELECT known_at FROM party_decision) WHERE known_at IS NOT NULL GROUP BY hour ORDER BY "
    "hour";

// Windows of whole hours that hold at least `window_rows` each and cover all time before `until`.
Expected<std::vector<Window>> cut_windows(Store& store, Moment until, std::size_t window_rows) {
  TRY_ASSIGN(const auto hours, store.query(fmt::format(fmt::runtime(kHours), kWindowStep)));
  std::size_t all = 0;
  for (const auto& hour : hours.rows) all += std::stoull(*hour[1]);
  const std::size_t least = std::max(window_rows, all / kWindowsMax);
  std::vector<Window> windows = {{}};
  std::size_t rows = 0;
  for (const auto& hour : hours.rows) {
    const Moment begin{std::stoll(*hour[0]) * kWindowStep};
    if (until.is_known() && begin >= until) break;
    if (rows >= least) {
      windows.back().end = begin;
      windows.push_back({begin, {}});
      rows = 0;
    }
    rows += std::stoull(*hour[1]);
  }
  windows.back().end = until;
  return windows;
}

}  // namespace

bool was_decided_before(const records::PartyDecision& a, const records::PartyDecision& b) {
  const bool undoes_a = !a.undoes.empty(), undoes_b = !b.undoes.empty();
  return std::tie(a.known_at, a.happened_at, undoes_a, a.party_decision_id) <
         std::tie(b.known_at, b.happened_at, undoes_b, b.party_decision_id);
}

struct EventReader::State {
  Store store;
  std::vector<Window> windows;
  std::size_t next_window = 0;
  std::shared_ptr<base::Arena> texts = nullptr;  // of the window that is read

  EventStream<records::ListEntry> list_entries =
      events_of(EventKind::list_entry, &Batch::list_entries, &records::ListEntry::list_entry_id);
  EventStream<records::ListDetail> list_details =
      events_of(EventKind::list_detail, &Batch::list_details, &records::ListDetail::list_detail_id);
  EventStream<records::ListVersion> list_versions = events_of(
      EventKind::list_version, &Batch::list_versions, &records::ListVersion::list_version_id);
  EventStream<records::Licence> licences =
      events_of(EventKind::licence, &Batch::licences, &records::Licence::licence_row_id);
  EventStream<records::Notification> notifications = events_of(
      EventKind::notification, &Batch::notifications, &records::Notification::notification_row_id);
  EventStream<records::Listing> listings =
      events_of(EventKind::listing, &Batch::listings, &records::Listing::listing_row_id);
  EventStream<records::Payment> payments =
      events_of(EventKind::payment, &Batch::payments, &records::Payment::payment_row_id);
  EventStream<records::Consignment> consignments = events_of(
      EventKind::consignment, &Batch::consignments, &records::Consignment::consignment_id);
  EventStream<records::Consignment> manifests{
      EventKind::manifest, &Batch::consignments,
      WindowRows<records::Consignment>({"consignment t JOIN manifest m USING (consignment_id)",
                                        "m.manifest_at", &records::Consignment::consignment_id})};
  EventStream<records::PartyDecision> party_decisions{
      EventKind::party_decision, &Batch::party_decisions,
      WindowRows<records::PartyDecision>(
          {"party_decision t", "t.known_at", nullptr, nullptr, was_decided_before})};
  EventStream<records::Outcome> outcomes =
      events_of(EventKind::outcome, &Batch::outcomes, &records::Outcome::outcome_row_id);
  WindowRows<records::Mention> mentions{
      {"mention t", "t.known_at", &records::Mention::record_id, kind_of_record, comes_before}};
  WindowRows<records::Mention> manifest_mentions{
      {"mention t JOIN manifest m ON m.consignment_id = t.record_id AND t.record_kind = "
       "'consignment'",
       "m.manifest_at", &records::Mention::record_id, nullptr, comes_before}};
  WindowRows<records::Item> items{{"item t JOIN consignment c USING (consignment_id)", "c.known_at",
                                   &records::Item::consignment_id, nullptr, lies_before}};
  WindowRows<records::Item> manifest_items{
      {"item t JOIN manifest m ON m.consignment_id = t.consignment_id AND (t.known_at IS NULL OR "
       "t.known_at <= m.manifest_at)",
       "m.manifest_at", &records::Item::consignment_id, nullptr, lies_before}};

  // Calls `visit` with each stream, in the order of EventKind.
  template <class Visit>
  void for_each(Visit&& visit) {
    visit(list_entries);
    visit(list_details);
    visit(list_versions);
    visit(licences);
    visit(notifications);
    visit(listings);
    visit(payments);
    visit(consignments);
    visit(manifests);
    visit(party_decisions);
    visit(outcomes);
  }

  // The kind of the earliest event; nothing at the end. Ids break ties only within a kind, and
  // there the query did.
  std::optional<EventKind> earliest(Moment* known_at = nullptr) {
    std::optional<EventKind> kind;
    Moment earliest;
    for_each([&](auto& stream) {
      if (stream.events.at_end() || (kind && stream.events.known_at() >= earliest)) return;
      kind = stream.kind;
      earliest = stream.events.known_at();
    });
    if (known_at != nullptr) *known_at = kind ? earliest : Moment::unknown();
    return kind;
  }

  // Reads windows until one holds an event, or none is left.
  Expected<> settle() {
    while (!earliest() && next_window < windows.size()) {
      const Window& window = windows[next_window++];
      texts = std::make_shared<base::Arena>();
      Expected<> loaded;
      const auto load = [&](auto& rows) {
        if (loaded) loaded = rows.load(store, window, *texts);
      };
      for_each([&](auto& stream) { load(stream.events); });
      load(mentions);
      load(manifest_mentions);
      load(items);
      load(manifest_items);
      TRY(loaded);
    }
    return {};
  }

  // Rows of `source` that belong to the event, appended to `target`; rows of events that are not
  // there (a mention without its record) are passed over.
  template <class Row>
  static Range take_all(WindowRows<Row>& source, const Event& event, RowId id,
                        std::vector<Row>& target) {
    const auto begin = static_cast<std::uint32_t>(target.size());
    while (source.is_behind(event, id)) source.take();
    while (source.belongs_to(event, id)) target.push_back(source.take());
    return {begin, static_cast<std::uint32_t>(target.size())};
  }

  template <class Row>
  void take_event(EventStream<Row>& stream, Batch& batch) {
    std::vector<Row>& rows = batch.*stream.rows;
    Event event;
    event.kind = stream.kind;
    event.known_at = stream.events.known_at();
    event.index = static_cast<std::uint32_t>(rows.size());
    const RowId id = stream.events.owner();
    rows.push_back(stream.events.take());
    if (stream.kind == EventKind::manifest) {
      event.mentions = take_all(manifest_mentions, event, id, batch.mentions);
      event.items = take_all(manifest_items, event, id, batch.items);
      put_new_items_last(event, batch);
    } else {
      event.mentions = take_all(mentions, event, id, batch.mentions);
    }
    if (stream.kind == EventKind::consignment) {
      event.items = take_all(items, event, id, batch.items);
      leave_later_items(event, batch);
    }
    batch.events.push_back(event);
  }

  // Items known later than the consignment come with a manifest.
  static void leave_later_items(Event& event, Batch& batch) {
    const auto begin = batch.items.begin() + event.items.begin;
    const auto later = std::stable_partition(begin, batch.items.end(), [&](const auto& item) {
      return !item.known_at.is_known() || item.known_at <= event.known_at;
    });
    for (auto item = later; item != batch.items.end(); ++item)
      event.items_until = std::max(event.items_until, item->known_at);
    batch.items.erase(later, batch.items.end());
    event.items.end = static_cast<std::uint32_t>(batch.items.size());
    event.new_items = event.items.begin;
  }

  static void put_new_items_last(Event& event, Batch& batch) {
    const auto first_new = std::stable_partition(
        batch.items.begin() + event.items.begin, batch.items.end(),
        [&](const records::Item& item) { return item.known_at != event.known_at; });
    event.new_items = static_cast<std::uint32_t>(first_new - batch.items.begin());
  }
};

EventReader::EventReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
EventReader::EventReader(EventReader&&) noexcept = default;
EventReader& EventReader::operator=(EventReader&&) noexcept = default;
EventReader::~EventReader() = default;

Expected<EventReader> EventReader::open(Store& store, Moment until, std::size_t window_rows) {
  TRY_ASSIGN(Store connection, store.connect());
  TRY(connection.execute(kMakeManifests));
  TRY_ASSIGN(std::vector<Window> windows, cut_windows(connection, until, window_rows));
  auto state = std::make_unique<State>(State{std::move(connection), std::move(windows)});
  TRY(state->settle());
  return EventReader(std::move(state));
}

Expected<std::unique_ptr<Batch>> EventReader::next(std::size_t max_events, Moment boundary) {
  auto batch = std::make_unique<Batch>();
  while (batch->events.size() < max_events) {
    Moment known_at;
    const auto kind = state_->earliest(&known_at);
    if (!kind) break;
    if (!batch->events.empty() && batch->events.front().known_at <= boundary && known_at > boundary)
      break;
    if (batch->texts.empty() || batch->texts.back() != state_->texts)
      batch->texts.push_back(state_->texts);
    state_->for_each([&](auto& stream) {
      if (stream.kind == *kind) state_->take_event(stream, *batch);
    });
    TRY(state_->settle());
  }
  return batch;
}

Moment EventReader::next_known_at() const {
  Moment known_at;
  state_->earliest(&known_at);
  return known_at;
}

}  // namespace chokepoint::engine
