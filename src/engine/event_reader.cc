#include "engine/event_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "store/table_io.h"

namespace chokepoint::engine {

using records::Batch;
using records::Event;
using records::EventKind;
using records::Moment;
using records::Range;
using records::RowId;
using store::Store;

namespace {

// Rows of one noun in order, one ahead. The first two columns of the query are (known_at, id of
// what they are sorted by); `ties` is the whole order where that is not enough.
template <class Row>
class RowStream {
 public:
  static Expected<RowStream> open(const Store& store, const std::string& from,
                                  const std::string& order, const std::string& ties = "") {
    TRY_ASSIGN(Store connection, store.connect());
    const std::string sql =
        fmt::format("SELECT {}, {} FROM {} ORDER BY {}", order, store::column_list<Row>("t."), from,
                    ties.empty() ? order : ties);
    auto kept = std::make_unique<Store>(std::move(connection));
    TRY_ASSIGN(store::RawReader reader, store::RawReader::open(*kept, sql));
    RowStream stream(std::move(kept), std::move(reader));
    stream.order_columns_ =
        1 + static_cast<std::size_t>(std::count(order.begin(), order.end(), ','));
    TRY(stream.step());
    return stream;
  }

  bool at_end() const { return !head_known_at_.is_known(); }
  Moment known_at() const { return head_known_at_; }
  RowId sort_id() const { return head_id_; }

  Expected<Row> take(base::Arena& arena) {
    Row row;
    std::size_t index = order_columns_;
    records::for_each_column<Row>(
        [&](auto column) { reader_.get(index++, at_, arena, row.*column.member); });
    ++at_;
    TRY(step());
    return row;
  }

 private:
  RowStream(std::unique_ptr<Store> connection, store::RawReader reader)
      : connection_(std::move(connection)), reader_(std::move(reader)) {}

  Expected<> step() {
    if (at_ == size_) {
      TRY_ASSIGN(size_, reader_.next_chunk());
      at_ = 0;
    }
    head_known_at_ = Moment::unknown();
    if (size_ == 0) return {};
    base::Arena unused;
    reader_.get(0, at_, unused, head_known_at_);
    reader_.get(1, at_, unused, head_id_);
    return {};
  }

  std::unique_ptr<Store> connection_;
  store::RawReader reader_;
  std::size_t order_columns_ = 2;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  Moment head_known_at_;
  RowId head_id_;
};

// A kind of event: its own rows, and the mentions on them.
template <class Row>
struct EventStream {
  EventKind kind;
  std::vector<Row> Batch::* rows;
  RowStream<Row> events;
  std::optional<RowStream<records::Mention>> mentions;
};

// Consignments some of whose items came after them, once for each time that items came.
constexpr const char* kManifests =
    "(SELECT DISTINCT i.consignment_id, i.known_at AS manifest_at FROM item i JOIN consignment c "
    "USING (consignment_id) WHERE i.known_at > c.known_at) m";

template <class Row>
Expected<EventStream<Row>> open_events(const Store& store, EventKind kind,
                                       std::vector<Row> Batch::* rows, const std::string& where,
                                       bool has_mentions) {
  const std::string table = records::Table<Row>::kName;
  const std::string id = std::get<0>(records::Table<Row>::columns()).name;
  TRY_ASSIGN(RowStream<Row> events,
             RowStream<Row>::open(store, fmt::format("{} t WHERE {}", table, where),
                                  "t.known_at, t." + id));
  EventStream<Row> stream{kind, rows, std::move(events), std::nullopt};
  if (has_mentions && !stream.events.at_end()) {
    TRY_ASSIGN(stream.mentions,
               RowStream<records::Mention>::open(
                   store, fmt::format("mention t WHERE t.record_kind = '{}' AND {}", table, where),
                   "t.known_at, t.record_id, t.role, t.mention_id"));
  }
  return stream;
}

Expected<EventStream<records::Consignment>> open_manifests(const Store& store,
                                                           const std::string& where) {
  TRY_ASSIGN(auto events, RowStream<records::Consignment>::open(
                              store,
                              fmt::format("consignment t JOIN {} USING (consignment_id) WHERE {}",
                                          kManifests, where),
                              "m.manifest_at, t.consignment_id"));
  EventStream<records::Consignment> stream{EventKind::manifest, &Batch::consignments,
                                           std::move(events), std::nullopt};
  if (stream.events.at_end()) return stream;
  TRY_ASSIGN(stream.mentions,
             RowStream<records::Mention>::open(
                 store,
                 fmt::format("mention t JOIN {} ON m.consignment_id = t.record_id WHERE "
                             "t.record_kind = 'consignment' AND {}",
                             kManifests, where),
                 "m.manifest_at, t.record_id, t.role, t.mention_id"));
  return stream;
}

Expected<EventStream<records::PartyDecision>> open_party_decisions(const Store& store,
                                                                   const std::string& where) {
  TRY_ASSIGN(auto events, RowStream<records::PartyDecision>::open(
                              store, "party_decision t WHERE " + where,
                              "t.known_at, t.party_decision_id", kDecisionOrder));
  return EventStream<records::PartyDecision>{EventKind::party_decision, &Batch::party_decisions,
                                             std::move(events), std::nullopt};
}

Expected<RowStream<records::Item>> open_items(const Store& store, const std::string& where) {
  return RowStream<records::Item>::open(
      store,
      fmt::format("item t JOIN (SELECT consignment_id, known_at AS consignment_known_at FROM "
                  "consignment t WHERE {}) USING (consignment_id)",
                  where),
      "consignment_known_at, t.consignment_id, t.piece_no, t.item_row_id");
}

Expected<RowStream<records::Item>> open_manifest_items(const Store& store,
                                                       const std::string& where) {
  return RowStream<records::Item>::open(
      store,
      fmt::format("item t JOIN {} ON m.consignment_id = t.consignment_id AND (t.known_at IS NULL "
                  "OR t.known_at <= m.manifest_at) WHERE {}",
                  kManifests, where),
      "m.manifest_at, t.consignment_id, t.piece_no, t.item_row_id");
}

}  // namespace

struct EventReader::State {
  EventStream<records::ListEntry> list_entries;
  EventStream<records::ListDetail> list_details;
  EventStream<records::ListVersion> list_versions;
  EventStream<records::Licence> licences;
  EventStream<records::Notification> notifications;
  EventStream<records::Listing> listings;
  EventStream<records::Payment> payments;
  EventStream<records::Consignment> consignments;
  EventStream<records::Consignment> manifests;
  EventStream<records::PartyDecision> party_decisions;
  EventStream<records::Outcome> outcomes;
  RowStream<records::Item> items;
  RowStream<records::Item> manifest_items;

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

  // Rows of `source` that belong to the event (known_at, id), appended to `target`; rows of events
  // that are not there (a mention without its record) are passed over.
  template <class Row>
  static Expected<Range> take_all(RowStream<Row>& source, Moment known_at, RowId id,
                                  std::vector<Row>& target, base::Arena& arena) {
    Range range{static_cast<std::uint32_t>(target.size()),
                static_cast<std::uint32_t>(target.size())};
    auto is_before = [&] {
      return source.known_at() < known_at ||
             (source.known_at() == known_at && source.sort_id() < id);
    };
    while (!source.at_end() && is_before()) TRY(source.take(arena));
    while (!source.at_end() && source.known_at() == known_at && source.sort_id() == id) {
      TRY_ASSIGN(Row row, source.take(arena));
      target.push_back(row);
    }
    range.end = static_cast<std::uint32_t>(target.size());
    return range;
  }

  template <class Row>
  Expected<> take_event(EventStream<Row>& stream, Batch& batch) {
    std::vector<Row>& rows = batch.*stream.rows;
    Event event;
    event.kind = stream.kind;
    event.known_at = stream.events.known_at();
    event.index = static_cast<std::uint32_t>(rows.size());
    const RowId id = stream.events.sort_id();
    TRY_ASSIGN(Row row, stream.events.take(batch.arena));
    rows.push_back(row);
    if (stream.mentions) {
      TRY_ASSIGN(event.mentions,
                 take_all(*stream.mentions, event.known_at, id, batch.mentions, batch.arena));
    }
    if (stream.kind == EventKind::consignment) {
      TRY_ASSIGN(event.items, take_all(items, event.known_at, id, batch.items, batch.arena));
      leave_later_items(event, batch);
    }
    if (stream.kind == EventKind::manifest) {
      TRY_ASSIGN(event.items,
                 take_all(manifest_items, event.known_at, id, batch.items, batch.arena));
      put_new_items_last(event, batch);
    }
    batch.events.push_back(event);
    return {};
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

Expected<EventReader> EventReader::open(Store& store, Moment until) {
  const std::string where = until.is_known()
                                ? fmt::format("t.known_at < make_timestamp({})", until.micros)
                                : "t.known_at IS NOT NULL";
  TRY_ASSIGN(auto list_entries,
             open_events(store, EventKind::list_entry, &Batch::list_entries, where, false));
  TRY_ASSIGN(auto list_details,
             open_events(store, EventKind::list_detail, &Batch::list_details, where, false));
  TRY_ASSIGN(auto list_versions,
             open_events(store, EventKind::list_version, &Batch::list_versions, where, false));
  TRY_ASSIGN(auto licences, open_events(store, EventKind::licence, &Batch::licences, where, true));
  TRY_ASSIGN(auto notifications,
             open_events(store, EventKind::notification, &Batch::notifications, where, true));
  TRY_ASSIGN(auto listings, open_events(store, EventKind::listing, &Batch::listings, where, true));
  TRY_ASSIGN(auto payments, open_events(store, EventKind::payment, &Batch::payments, where, true));
  TRY_ASSIGN(auto consignments,
             open_events(store, EventKind::consignment, &Batch::consignments, where, true));
  TRY_ASSIGN(auto outcomes, open_events(store, EventKind::outcome, &Batch::outcomes, where, false));
  TRY_ASSIGN(auto party_decisions, open_party_decisions(store, where));
  const std::string manifest_where =
      until.is_known() ? fmt::format("m.manifest_at < make_timestamp({})", until.micros) : "TRUE";
  TRY_ASSIGN(auto manifests, open_manifests(store, manifest_where));
  TRY_ASSIGN(auto items, open_items(store, where));
  TRY_ASSIGN(auto manifest_items, open_manifest_items(store, manifest_where));
  return EventReader(std::make_unique<State>(
      State{std::move(list_entries), std::move(list_details), std::move(list_versions),
            std::move(licences), std::move(notifications), std::move(listings), std::move(payments),
            std::move(consignments), std::move(manifests), std::move(party_decisions),
            std::move(outcomes), std::move(items), std::move(manifest_items)}));
}

Expected<std::unique_ptr<Batch>> EventReader::next(std::size_t max_events, Moment boundary) {
  auto batch = std::make_unique<Batch>();
  while (batch->events.size() < max_events) {
    Moment known_at;
    const auto kind = state_->earliest(&known_at);
    if (!kind) break;
    if (!batch->events.empty() && batch->events.front().known_at <= boundary && known_at > boundary)
      break;
    Expected<> taken;
    state_->for_each([&](auto& stream) {
      if (stream.kind == *kind) taken = state_->take_event(stream, *batch);
    });
    TRY(taken);
  }
  return batch;
}

Moment EventReader::next_known_at() const {
  Moment known_at;
  state_->earliest(&known_at);
  return known_at;
}

}  // namespace chokepoint::engine
