// Nouns in and out of tables, a chunk at a time, by their column lists.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "chokepoint/error.h"
#include "records/columns.h"
#include "store/store.h"

namespace chokepoint::store {

// Appends rows of one noun to its table. Rows are visible after close(); without it they are lost.
// One writer a table and connection at a time. Floats, texts: copied at once.
class RawAppender {
 public:
  RawAppender(RawAppender&&) noexcept;
  RawAppender& operator=(RawAppender&&) noexcept;
  ~RawAppender();
  static Expected<RawAppender> open(Store& store, std::string_view table);
  Expected<> close();

  // Used by append() below: a chunk of at most 2,048 rows.
  void start_row() {}
  Expected<> finish_row();
  void put(std::size_t column, records::RowId value);
  void put(std::size_t column, std::int32_t value);
  void put(std::size_t column, std::int64_t value);
  void put(std::size_t column, std::uint64_t value);
  void put(std::size_t column, float value);
  void put(std::size_t column, double value);
  void put(std::size_t column, bool value);
  void put(std::size_t column, records::Text value);
  void put(std::size_t column, records::Moment value);
  void put(std::size_t column, records::Floats value);

 private:
  struct State;
  explicit RawAppender(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

template <class Row>
class Appender {
 public:
  static Expected<Appender> open(Store& store,
                                 std::string_view table = records::Table<Row>::kName) {
    TRY_ASSIGN(RawAppender raw, RawAppender::open(store, table));
    return Appender(std::move(raw));
  }
  Expected<> append(const Row& row) {
    std::size_t index = 0;
    records::for_each_column<Row>([&](auto column) { raw_.put(index++, row.*column.member); });
    return raw_.finish_row();
  }
  Expected<> append(std::span<const Row> rows) {
    for (const Row& row : rows) TRY(append(row));
    return {};
  }
  Expected<> close() { return raw_.close(); }

 private:
  explicit Appender(RawAppender raw) : raw_(std::move(raw)) {}
  RawAppender raw_;
};

// Reads the columns of a result by position. The result streams: memory is one chunk.
class RawReader {
 public:
  RawReader(RawReader&&) noexcept;
  RawReader& operator=(RawReader&&) noexcept;
  ~RawReader();
  static Expected<RawReader> open(Store& store, std::string_view sql);
  // Moves to the next chunk; its number of rows, 0 at the end.
  Expected<std::size_t> next_chunk();

  void get(std::size_t column, std::size_t row, base::Arena& arena, records::RowId& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, std::int32_t& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, std::int64_t& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, std::uint64_t& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, float& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, double& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, bool& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, records::Text& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, records::Moment& value) const;
  void get(std::size_t column, std::size_t row, base::Arena& arena, records::Floats& value) const;

 private:
  struct State;
  explicit RawReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// "a, b, c": the columns of a noun in order, each with `prefix` ("m.") before it.
template <class Row>
std::string column_list(std::string_view prefix = "") {
  std::string list;
  for (const std::string_view name : records::column_names<Row>()) {
    if (!list.empty()) list += ", ";
    list += prefix;
    list += name;
  }
  return list;
}

// Calls `visit` with each row of `SELECT <columns of Row> FROM <table> <rest>`; texts live in
// `arena`.
template <class Row>
Expected<> read_rows(Store& store, std::string_view rest, base::Arena& arena,
                     const std::function<void(const Row&)>& visit) {
  const std::string sql = "SELECT " + column_list<Row>() + " FROM " +
                          std::string(records::Table<Row>::kName) + " " + std::string(rest);
  TRY_ASSIGN(RawReader reader, RawReader::open(store, sql));
  while (true) {
    TRY_ASSIGN(const std::size_t count, reader.next_chunk());
    if (count == 0) return {};
    for (std::size_t row = 0; row < count; ++row) {
      Row value;
      std::size_t index = 0;
      records::for_each_column<Row>(
          [&](auto column) { reader.get(index++, row, arena, value.*column.member); });
      visit(value);
    }
  }
}

template <class Row>
Expected<std::vector<Row>> read_rows(Store& store, std::string_view rest, base::Arena& arena) {
  std::vector<Row> rows;
  TRY(read_rows<Row>(store, rest, arena, [&](const Row& row) { rows.push_back(row); }));
  return rows;
}

}  // namespace chokepoint::store
