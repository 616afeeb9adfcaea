#include "engine/event_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/rng.h"
#include "store/table_io.h"

namespace chokepoint::engine {
namespace {

using records::Batch;
using records::Event;
using records::EventKind;
using records::Moment;
using records::RowId;
using store::Store;

constexpr std::int64_t kHour = 3'600'000'000;
constexpr Moment kStart{1'700'000'000'000'000};

template <class Row>
void append(Store& store, const std::vector<Row>& rows) {
  auto appender = store::Appender<Row>::open(store);
  ASSERT_TRUE(appender && appender->append(rows) && appender->close());
}

// Parcels and payments of a week, not in the order of time, many at one moment; of each parcel one
// to three items, of which some come hours later.
Store made_store() {
  auto made = Store::in_memory();
  EXPECT_TRUE(made);
  base::Rng rng(3, "event_reader");
  std::vector<records::Consignment> consignments;
  std::vector<records::Payment> payments;
  std::vector<records::Mention> mentions;
  std::vector<records::Item> items;
  const auto mention = [&](records::Text kind, RowId record, records::Text role, Moment known_at) {
    records::Mention row;
    row.mention_id = {rng.next() | 1};
    row.record_kind = kind;
    row.record_id = record;
    row.role = role;
    row.known_at = known_at;
    mentions.push_back(row);
  };
  for (int i = 0; i < 300; ++i) {
    const Moment known_at{kStart.micros + static_cast<std::int64_t>(rng.below(60)) * 2 * kHour};
    const RowId id{rng.next() | 1};
    if (i % 3 == 0) {
      records::Payment& payment = payments.emplace_back();
      payment.payment_row_id = id;
      payment.known_at = known_at;
      mention("payment", id, "payer", known_at);
      mention("payment", id, "payee", known_at);
      continue;
    }
    records::Consignment consignment;
    consignment.consignment_id = id;
    consignment.known_at = known_at;
    consignments.push_back(consignment);
    mention("consignment", id, "consignor", known_at);
    if (i % 5 != 0) mention("consignment", id, "consignee", known_at);
    for (std::uint64_t piece = 0; piece <= rng.below(3); ++piece) {
      records::Item item;
      item.item_row_id = {rng.next() | 1};
      item.consignment_id = id;
      item.piece_no = static_cast<std::int32_t>(piece);
      if (rng.below(4) == 0) item.known_at = Moment{known_at.micros + kHour + kHour / 2};
      items.push_back(item);
    }
  }
  mention("consignment", RowId{17}, "consignor", kStart);  // its record is not there
  append(*made, consignments);
  append(*made, payments);
  append(*made, mentions);
  append(*made, items);
  return std::move(*made);
}

std::string in_words(const Batch& batch, const Event& event) {
  const RowId id = event.kind == EventKind::payment
                       ? batch.payments[event.index].payment_row_id
                       : batch.consignments[event.index].consignment_id;
  std::string words =
      fmt::format("{} {} {}:", event.known_at.micros, static_cast<int>(event.kind), id.value);
  for (const records::Mention& mention : batch.mentions_of(event)) {
    EXPECT_EQ(mention.record_id, id);
    words += fmt::format(" {}", mention.role);
  }
  for (const records::Item& item : batch.items_of(event))
    words += fmt::format(" {}", item.item_row_id.value);
  return words + fmt::format(" +{} {}", batch.new_items_of(event).size(), event.items_until.micros);
}

// All events in words.
std::vector<std::string> read_all(Store& store, std::size_t window_rows, std::size_t batch_events,
                                  Moment until = {}, Moment boundary = {}) {
  std::vector<std::string> words;
  auto reader = EventReader::open(store, until, window_rows);
  EXPECT_TRUE(reader);
  while (true) {
    auto batch = reader->next(batch_events, boundary);
    EXPECT_TRUE(batch);
    if ((*batch)->events.empty()) return words;
    const Event &first = (*batch)->events.front(), &last = (*batch)->events.back();
    EXPECT_TRUE(first.known_at > boundary || last.known_at <= boundary);
    for (const Event& event : (*batch)->events) words.push_back(in_words(**batch, event));
  }
}

TEST(EventReaderTest, EventsDoNotDependOnWindowsOrBatches) {
  Store store = made_store();
  const std::vector<std::string> whole = read_all(store, 1'000'000, 1'000'000);
  const auto count = store.query_number(
      "SELECT (SELECT count(*) FROM consignment) + (SELECT count(*) FROM payment) + (SELECT "
      "count(DISTINCT (i.consignment_id, i.known_at)) FROM item i JOIN consignment c USING "
      "(consignment_id) WHERE i.known_at > c.known_at)");
  ASSERT_TRUE(count);
  EXPECT_EQ(static_cast<std::int64_t>(whole.size()), *count);
  for (const std::size_t window_rows : {1, 50}) {
    for (const std::size_t batch_events : {1, 7, 1000})
      EXPECT_EQ(read_all(store, window_rows, batch_events), whole) << window_rows;
  }
}

TEST(EventReaderTest, EventsComeInTheOrderThatTheTablesGive) {
  Store store = made_store();
  const auto ordered = store.query(
      "SELECT epoch_us(known_at), kind, id FROM (SELECT known_at, 6 AS kind, payment_row_id AS id "
      "FROM payment UNION ALL SELECT known_at, 7, consignment_id FROM consignment UNION ALL SELECT "
      "DISTINCT i.known_at, 8, i.consignment_id FROM item i JOIN consignment c USING "
      "(consignment_id) WHERE i.known_at > c.known_at) ORDER BY ALL");
  ASSERT_TRUE(ordered);
  const std::vector<std::string> read = read_all(store, 50, 64);
  ASSERT_EQ(read.size(), ordered->rows.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    const auto& row = ordered->rows[i];
    EXPECT_EQ(read[i].substr(0, read[i].find(':')), *row[0] + " " + *row[1] + " " + *row[2]);
  }
}

TEST(EventReaderTest, AnEndOrABoundaryInsideAWindowHolds) {
  Store store = made_store();
  const Moment middle{kStart.micros + 31 * kHour};
  const std::vector<std::string> whole = read_all(store, 1'000'000, 1'000'000);
  EXPECT_EQ(read_all(store, 50, 64, {}, middle), whole);
  std::vector<std::string> before = whole;
  std::erase_if(before,
                [&](const std::string& event) { return std::stoll(event) >= middle.micros; });
  ASSERT_FALSE(before.empty());
  EXPECT_EQ(read_all(store, 50, 64, middle), before);
  EXPECT_EQ(read_all(store, 1'000'000, 64, middle), before);
}

}  // namespace
}  // namespace chokepoint::engine
