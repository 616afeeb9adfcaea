// Results as text. Every column is cast to VARCHAR by DuckDB itself, so that lists, dates and
// decimals print its way.
#include <fmt/format.h>

#include "store/handle.h"
#include "store/store.h"

namespace chokepoint::store {
namespace {

std::string type_name(duckdb_logical_type type) {
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_BOOLEAN: return "BOOLEAN";
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER: return "INTEGER";
    // 64-bit ids do not fit a JSON number.
    case DUCKDB_TYPE_UBIGINT: return "UBIGINT";
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_DECIMAL: return "DOUBLE";
    case DUCKDB_TYPE_TIMESTAMP: return "TIMESTAMP";
    default: return "VARCHAR";
  }
}

std::string_view text_of(const duckdb_string_t& value) {
  const std::uint32_t length = value.value.inlined.length;
  return {length <= 12 ? value.value.inlined.inlined : value.value.pointer.ptr, length};
}

}  // namespace

Expected<bool> Store::only_reads(std::string_view sql) {
  duckdb_prepared_statement statement = nullptr;
  if (duckdb_prepare(handle_->connection, std::string(sql).c_str(), &statement) == DuckDBError) {
    Error error = as_error("", duckdb_prepare_error(statement));
    error.code = ErrorCode::usage;
    duckdb_destroy_prepare(&statement);
    return std::unexpected(std::move(error));
  }
  const duckdb_statement_type type = duckdb_prepared_statement_type(statement);
  duckdb_destroy_prepare(&statement);
  return type == DUCKDB_STATEMENT_TYPE_SELECT;
}

Expected<TextRows> Store::query(std::string_view sql, std::size_t row_limit) {
  // A first, empty run tells names and types; the second casts them all.
  duckdb_prepared_statement statement = nullptr;
  if (duckdb_prepare(handle_->connection, std::string(sql).c_str(), &statement) == DuckDBError) {
    Error error = as_error("", duckdb_prepare_error(statement));
    duckdb_destroy_prepare(&statement);
    return std::unexpected(std::move(error));
  }
  TextRows answer;
  const idx_t column_count = duckdb_prepared_statement_column_count(statement);
  for (idx_t i = 0; i < column_count; ++i) {
    const char* name = duckdb_prepared_statement_column_name(statement, i);
    answer.columns.emplace_back(name);
    duckdb_free(const_cast<char*>(name));
    duckdb_logical_type type = duckdb_prepared_statement_column_logical_type(statement, i);
    answer.types.push_back(type_name(type));
    duckdb_destroy_logical_type(&type);
  }
  const bool is_select = duckdb_prepared_statement_type(statement) == DUCKDB_STATEMENT_TYPE_SELECT;
  duckdb_destroy_prepare(&statement);

  Result result;
  result.open = true;
  std::string text(sql);
  if (is_select) {
    while (!text.empty() && (text.back() == ';' || text.back() == ' ' || text.back() == '\n'))
      text.pop_back();
    text = fmt::format("SELECT COLUMNS(*)::VARCHAR FROM (\n{}\n) LIMIT {}", text, row_limit);
  }
  if (duckdb_query(handle_->connection, text.c_str(), &result.value) == DuckDBError) {
    return std::unexpected(as_error("", duckdb_result_error(&result.value)));
  }
  if (!is_select) return answer;
  while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result.value)) {
    const idx_t rows = duckdb_data_chunk_get_size(chunk);
    const std::size_t first = answer.rows.size();
    answer.rows.resize(first + rows, std::vector<std::optional<std::string>>(column_count));
    for (idx_t column = 0; column < column_count; ++column) {
      duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
      const auto* values = static_cast<const duckdb_string_t*>(duckdb_vector_get_data(vector));
      std::uint64_t* validity = duckdb_vector_get_validity(vector);
      for (idx_t row = 0; row < rows; ++row) {
        if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) continue;
        answer.rows[first + row][column] = std::string(text_of(values[row]));
      }
    }
    duckdb_destroy_data_chunk(&chunk);
  }
  return answer;
}

}  // namespace chokepoint::store
