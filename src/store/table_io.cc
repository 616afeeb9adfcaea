#include "store/table_io.h"

#include <cmath>
#include <cstring>

#include "base/check.h"
#include "store/handle.h"

namespace chokepoint::store {

using records::Floats;
using records::Moment;
using records::RowId;
using records::Text;

// ---- appending ----

struct RawAppender::State {
  duckdb_appender appender = nullptr;
  duckdb_data_chunk chunk = nullptr;
  std::vector<duckdb_logical_type> types;
  std::vector<duckdb_vector> vectors;
  std::vector<void*> data;
  std::vector<std::uint64_t> list_sizes;
  idx_t row = 0;
  idx_t capacity = 0;

  ~State() {
    if (chunk != nullptr) duckdb_destroy_data_chunk(&chunk);
    for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
    if (appender != nullptr) duckdb_appender_destroy(&appender);
  }

  void bind_vectors() {
    for (std::size_t i = 0; i < types.size(); ++i) {
      vectors[i] = duckdb_data_chunk_get_vector(chunk, i);
      data[i] = duckdb_vector_get_data(vectors[i]);
      list_sizes[i] = 0;
    }
  }

  void set_null(std::size_t column) {
    duckdb_vector_ensure_validity_writable(vectors[column]);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vectors[column]), row);
  }

  template <class Value>
  void set(std::size_t column, Value value) {
    static_cast<Value*>(data[column])[row] = value;
  }

  Expected<> flush_chunk() {
    if (row == 0) return {};
    duckdb_data_chunk_set_size(chunk, row);
    if (duckdb_append_data_chunk(appender, chunk) == DuckDBError) {
      return std::unexpected(as_error("append", duckdb_appender_error(appender)));
    }
    duckdb_data_chunk_reset(chunk);
    bind_vectors();
    row = 0;
    return {};
  }
};

RawAppender::RawAppender(std::unique_ptr<State> state) : state_(std::move(state)) {}
RawAppender::RawAppender(RawAppender&&) noexcept = default;
RawAppender& RawAppender::operator=(RawAppender&&) noexcept = default;
RawAppender::~RawAppender() = default;

Expected<RawAppender> RawAppender::open(Store& store, std::string_view table) {
  auto state = std::make_unique<State>();
  if (duckdb_appender_create(store.handle().connection, nullptr, std::string(table).c_str(),
                             &state->appender) == DuckDBError) {
    return std::unexpected(as_error(table, duckdb_appender_error(state->appender)));
  }
  const idx_t count = duckdb_appender_column_count(state->appender);
  for (idx_t i = 0; i < count; ++i)
    state->types.push_back(duckdb_appender_column_type(state->appender, i));
  state->vectors.resize(count);
  state->data.resize(count);
  state->list_sizes.resize(count);
  state->chunk = duckdb_create_data_chunk(state->types.data(), count);
  state->capacity = duckdb_vector_size();
  state->bind_vectors();
  return RawAppender(std::move(state));
}

Expected<> RawAppender::finish_row() {
  if (++state_->row < state_->capacity) return {};
  return state_->flush_chunk();
}

Expected<> RawAppender::close() {
  TRY(state_->flush_chunk());
  if (duckdb_appender_close(state_->appender) == DuckDBError) {
    return std::unexpected(as_error("append", duckdb_appender_error(state_->appender)));
  }
  return {};
}

void RawAppender::put(std::size_t column, RowId value) {
  if (!value) return state_->set_null(column);
  state_->set<std::uint64_t>(column, value.value);
}
void RawAppender::put(std::size_t column, std::int32_t value) {
  state_->set(column, value);
}
void RawAppender::put(std::size_t column, std::int64_t value) {
  state_->set(column, value);
}
void RawAppender::put(std::size_t column, std::uint64_t value) {
  state_->set(column, value);
}
void RawAppender::put(std::size_t column, bool value) {
  state_->set(column, value);
}
void RawAppender::put(std::size_t column, float value) {
  if (std::isnan(value)) return state_->set_null(column);
  state_->set(column, value);
}
void RawAppender::put(std::size_t column, double value) {
  if (std::isnan(value)) return state_->set_null(column);
  state_->set(column, value);
}
void RawAppender::put(std::size_t column, Text value) {
  if (value.empty()) return state_->set_null(column);
  duckdb_vector_assign_string_element_len(state_->vectors[column], state_->row, value.data(),
                                          value.size());
}
void RawAppender::put(std::size_t column, Moment value) {
  if (!value.is_known()) return state_->set_null(column);
  state_->set<std::int64_t>(column, value.micros);
}
void RawAppender::put(std::size_t column, Floats value) {
  duckdb_vector list = state_->vectors[column];
  std::uint64_t& used = state_->list_sizes[column];
  duckdb_list_vector_reserve(list, used + value.size());
  duckdb_list_vector_set_size(list, used + value.size());
  auto* floats = static_cast<float*>(duckdb_vector_get_data(duckdb_list_vector_get_child(list)));
  if (!value.empty()) std::memcpy(floats + used, value.data(), value.size_bytes());
  static_cast<duckdb_list_entry*>(state_->data[column])[state_->row] = {used, value.size()};
  used += value.size();
}

// ---- reading ----

struct RawReader::State {
  duckdb_prepared_statement statement = nullptr;
  Result result;
  duckdb_data_chunk chunk = nullptr;
  std::vector<duckdb_vector> vectors;
  std::vector<const void*> data;
  std::vector<std::uint64_t*> validity;

  ~State() {
    if (chunk != nullptr) duckdb_destroy_data_chunk(&chunk);
    if (statement != nullptr) duckdb_destroy_prepare(&statement);
  }

  bool is_null(std::size_t column, std::size_t row) const {
    return validity[column] != nullptr && !duckdb_validity_row_is_valid(validity[column], row);
  }
  template <class Value>
  void get(std::size_t column, std::size_t row, Value& value) const {
    if (!is_null(column, row)) value = static_cast<const Value*>(data[column])[row];
  }
};

RawReader::RawReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
RawReader::RawReader(RawReader&&) noexcept = default;
RawReader& RawReader::operator=(RawReader&&) noexcept = default;
RawReader::~RawReader() = default;

Expected<RawReader> RawReader::open(Store& store, std::string_view sql) {
  auto state = std::make_unique<State>();
  if (duckdb_prepare(store.handle().connection, std::string(sql).c_str(), &state->statement) ==
      DuckDBError) {
    return std::unexpected(as_error("query", duckdb_prepare_error(state->statement)));
  }
  duckdb_pending_result pending = nullptr;
  if (duckdb_pending_prepared_streaming(state->statement, &pending) == DuckDBError) {
    Error error = as_error("query", duckdb_pending_error(pending));
    duckdb_destroy_pending(&pending);
    return std::unexpected(std::move(error));
  }
  const duckdb_state executed = duckdb_execute_pending(pending, &state->result.value);
  state->result.open = true;
  duckdb_destroy_pending(&pending);
  if (executed == DuckDBError) {
    return std::unexpected(as_error("query", duckdb_result_error(&state->result.value)));
  }
  const idx_t count = duckdb_column_count(&state->result.value);
  state->vectors.resize(count);
  state->data.resize(count);
  state->validity.resize(count);
  return RawReader(std::move(state));
}

Expected<std::size_t> RawReader::next_chunk() {
  State& state = *state_;
  if (state.chunk != nullptr) duckdb_destroy_data_chunk(&state.chunk);
  state.chunk = duckdb_fetch_chunk(state.result.value);
  if (state.chunk == nullptr) {
    const char* message = duckdb_result_error(&state.result.value);
    if (message != nullptr && *message != '\0') return std::unexpected(as_error("query", message));
    return 0;
  }
  for (std::size_t i = 0; i < state.vectors.size(); ++i) {
    state.vectors[i] = duckdb_data_chunk_get_vector(state.chunk, i);
    state.data[i] = duckdb_vector_get_data(state.vectors[i]);
    state.validity[i] = duckdb_vector_get_validity(state.vectors[i]);
  }
  return duckdb_data_chunk_get_size(state.chunk);
}

void RawReader::get(std::size_t column, std::size_t row, base::Arena&, RowId& value) const {
  state_->get(column, row, value.value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, std::int32_t& value) const {
  state_->get(column, row, value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, std::int64_t& value) const {
  state_->get(column, row, value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, std::uint64_t& value) const {
  state_->get(column, row, value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, float& value) const {
  state_->get(column, row, value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, double& value) const {
  state_->get(column, row, value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, bool& value) const {
  state_->get(column, row, value);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena& arena, Text& value) const {
  if (state_->is_null(column, row)) return;
  const auto& text = static_cast<const duckdb_string_t*>(state_->data[column])[row];
  const std::uint32_t length = text.value.inlined.length;
  value = arena.keep({length <= 12 ? text.value.inlined.inlined : text.value.pointer.ptr, length});
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena&, Moment& value) const {
  state_->get(column, row, value.micros);
}
void RawReader::get(std::size_t column, std::size_t row, base::Arena& arena, Floats& value) const {
  if (state_->is_null(column, row)) return;
  const auto& entry = static_cast<const duckdb_list_entry*>(state_->data[column])[row];
  const auto* floats = static_cast<const float*>(
      duckdb_vector_get_data(duckdb_list_vector_get_child(state_->vectors[column])));
  // Floats start on a multiple of four: the arena hands out bytes.
  char* place = arena.reserve(entry.length * sizeof(float) + alignof(float));
  auto* aligned = reinterpret_cast<float*>(
      (reinterpret_cast<std::uintptr_t>(place) + alignof(float) - 1) & ~(alignof(float) - 1));
  std::memcpy(aligned, floats + entry.offset, entry.length * sizeof(float));
  value = {aligned, entry.length};
}

}  // namespace chokepoint::store
