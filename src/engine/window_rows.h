// The rows of one noun, a window of time at a time, in the order in which the engine takes them.
//
// A window is read whole and sorted here: what is sorted is 32 bytes a row, not its texts, and the
// case file is asked for a stretch that lies together in it. Memory: the rows of one window.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "records/batch.h"
#include "store/table_io.h"

namespace chokepoint::engine {

// [begin, end); unknown: open.
struct Window {
  records::Moment begin, end;
};

// "c.known_at >= .. AND c.known_at < .."; what has no time is in no window.
inline std::string lies_in(const Window& window, std::string_view column) {
  std::string condition = fmt::format("{} IS NOT NULL", column);
  if (window.begin.is_known())
    condition += fmt::format(" AND {} >= make_timestamp({})", column, window.begin.micros);
  if (window.end.is_known())
    condition += fmt::format(" AND {} < make_timestamp({})", column, window.end.micros);
  return condition;
}

// Where rows of a noun come from, and their order.
template <class Row>
struct RowSource {
  std::string from;                  // the noun's table is `t`
  std::string known_at;              // of the event that a row belongs to
  records::RowId Row::* owner = {};  // what the event is known by; null: is_before says all
  records::EventKind (*kind_of)(const Row&) = nullptr;  // where rows of several kinds are mixed
  bool (*is_before)(const Row&, const Row&) = nullptr;  // among rows of one event
};

template <class Row>
class WindowRows {
 public:
  explicit WindowRows(RowSource<Row> source) : source_(std::move(source)) {}

  // Reads another window; what was not taken of the last is lost. Texts go to `arena`.
  Expected<> load(store::Store& store, const Window& window, base::Arena& arena) {
    rows_.clear();
    order_.clear();
    at_ = 0;
    TRY_ASSIGN(store::RawReader reader,
               store::RawReader::open(
                   store, fmt::format("SELECT {}, {} FROM {} WHERE {}", source_.known_at,
                                      store::column_list<Row>("t."), source_.from,
                                      lies_in(window, source_.known_at))));
    while (true) {
      TRY_ASSIGN(const std::size_t count, reader.next_chunk());
      if (count == 0) break;
      for (std::size_t i = 0; i < count; ++i) read_row(reader, i, arena);
    }
    std::ranges::sort(order_, [&](const Place& a, const Place& b) {
      const auto key_a = std::tie(a.known_at, a.kind, a.owner);
      const auto key_b = std::tie(b.known_at, b.kind, b.owner);
      if (key_a != key_b) return key_a < key_b;
      return source_.is_before != nullptr && source_.is_before(rows_[a.row], rows_[b.row]);
    });
    return {};
  }

  bool at_end() const { return at_ == order_.size(); }
  records::Moment known_at() const { return order_[at_].known_at; }
  records::RowId owner() const { return order_[at_].owner; }

  const Row& take() { return rows_[order_[at_++].row]; }

  // Does the next row belong to an earlier event than this, or to this one?
  bool is_behind(const records::Event& event, records::RowId owner) const {
    return !at_end() && key_of(order_[at_]) < key_of(event, owner);
  }
  bool belongs_to(const records::Event& event, records::RowId owner) const {
    return !at_end() && key_of(order_[at_]) == key_of(event, owner);
  }

 private:
  struct Place {
    records::Moment known_at;
    records::RowId owner;
    std::uint32_t row = 0;
    records::EventKind kind = {};
  };
  using Key = std::tuple<records::Moment, records::EventKind, records::RowId>;
  static Key key_of(const Place& place) { return {place.known_at, place.kind, place.owner}; }
  Key key_of(const records::Event& event, records::RowId owner) const {
    return {event.known_at, source_.kind_of == nullptr ? records::EventKind() : event.kind, owner};
  }

  void read_row(const store::RawReader& reader, std::size_t i, base::Arena& arena) {
    Row& row = rows_.emplace_back();
    Place place;
    place.row = static_cast<std::uint32_t>(rows_.size() - 1);
    reader.get(0, i, arena, place.known_at);
    std::size_t column = 1;
    records::for_each_column<Row>(
        [&](auto named) { reader.get(column++, i, arena, row.*named.member); });
    if (source_.owner != nullptr) place.owner = row.*source_.owner;
    if (source_.kind_of != nullptr) place.kind = source_.kind_of(row);
    order_.push_back(place);
  }

  RowSource<Row> source_;
  std::vector<Row> rows_;
  std::vector<Place> order_;
  std::size_t at_ = 0;
};

}  // namespace chokepoint::engine
