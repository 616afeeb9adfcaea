// The DuckDB objects behind a Store. Only files of store/ include this.
#pragma once

#include <duckdb.h>

#include <memory>
#include <string>

#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::store {

struct Database {
  duckdb_database database = nullptr;
  ~Database() { duckdb_close(&database); }
};

struct Store::Handle {
  std::shared_ptr<Database> database;
  duckdb_connection connection = nullptr;
  ~Handle() { duckdb_disconnect(&connection); }
};

// DuckDB's message as our Error: finds "lock", "space left", "permission" in it.
Error as_error(std::string_view what, const char* message);

// Owns a duckdb_result.
struct Result {
  duckdb_result value{};
  bool open = false;
  Result() = default;
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  ~Result() {
    if (open) duckdb_destroy_result(&value);
  }
};

}  // namespace chokepoint::store
