// A case file: one DuckDB database with the tables of schema/.
//
// A Store owns one connection and is used by one thread at a time; connect() gives another thread
// its own. Writes between begin() and commit() are one transaction: after kill -9 at any moment the
// file opens and holds whole transactions only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::store {

struct OpenOptions {
  bool read_only = false;
  std::optional<std::string> key;  // encrypts a new file; opens an encrypted one
  std::int64_t memory_limit_mb = 4096;
  int threads = 2;
};

// A whole result as text, for small answers: NULL is nullopt.
struct TextRows {
  std::vector<std::string> columns;
  std::vector<std::string> types;  // DuckDB's names
  std::vector<std::vector<std::optional<std::string>>> rows;
};

class Store {
 public:
  // A new case file with every stage's tables. Errors: usage (the file exists), permission,
  // disk_full, unsupported (key).
  static Expected<Store> create(const std::filesystem::path& path, const OpenOptions& options = {});
  // Errors: not_found, locked, newer_version, format (not a case file, or a wrong key), permission.
  static Expected<Store> open(const std::filesystem::path& path, const OpenOptions& options = {});
  // Tables that vanish with the object; for tests and for commands without a case file.
  static Expected<Store> in_memory(const OpenOptions& options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Another connection to the same file, for another thread. The file stays open until the last one
  // goes.
  Expected<Store> connect() const;

  Expected<> execute(std::string_view sql);
  // At most `row_limit` rows are kept.
  Expected<TextRows> query(std::string_view sql, std::size_t row_limit = 1'000'000);
  // True for one statement that changes nothing (SELECT). Errors: usage (not one statement that can be read).
  Expected<bool> only_reads(std::string_view sql);
  // One number from one row; NULL and no row are 0.
  Expected<std::int64_t> query_number(std::string_view sql);

  Expected<> begin();
  Expected<> commit();
  void rollback();

  static std::string library_version();

  struct Handle;  // store/handle.h, for table_io alone
  Handle& handle() { return *handle_; }

 private:
  explicit Store(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

// 'text' with quotes doubled, ready for SQL.
std::string quote(std::string_view text);

}  // namespace chokepoint::store
