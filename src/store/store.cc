#include "store/store.h"

#include <fmt/format.h>

#include <regex>

#include "store/handle.h"
#include "store/migrations.h"

namespace chokepoint::store {
namespace {

Expected<> set_option(duckdb_config config, const char* name, const std::string& value) {
  if (duckdb_set_config(config, name, value.c_str()) == DuckDBError) {
    return fail(ErrorCode::unsupported,
                fmt::format("this DuckDB does not know the option {}", name));
  }
  return {};
}

Expected<std::unique_ptr<Store::Handle>> open_database(const std::string& path,
                                                       const OpenOptions& options) {
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  // A plain file is the main database. An encrypted one is attached to an in-memory database and
  // made the default.
  const bool attached = options.key.has_value();
  auto configured = [&]() -> Expected<> {
    TRY(set_option(config, "threads", std::to_string(options.threads)));
    TRY(set_option(config, "memory_limit", fmt::format("{}MB", options.memory_limit_mb)));
    TRY(set_option(config, "autoinstall_known_extensions", "false"));
    TRY(set_option(config, "preserve_insertion_order", "true"));
    if (options.read_only && !attached) TRY(set_option(config, "access_mode", "READ_ONLY"));
    return {};
  }();
  auto handle = std::make_unique<Store::Handle>();
  handle->database = std::make_shared<Database>();
  char* message = nullptr;
  const duckdb_state state = !configured
                                 ? DuckDBError
                                 : duckdb_open_ext(attached ? nullptr : path.c_str(),
                                                   &handle->database->database, config, &message);
  duckdb_destroy_config(&config);
  if (!configured) return std::unexpected(configured.error());
  if (state == DuckDBError) {
    Error error = as_error(path, message);
    duckdb_free(message);
    return std::unexpected(std::move(error));
  }
  if (duckdb_connect(handle->database->database, &handle->connection) == DuckDBError) {
    return fail(ErrorCode::io, path + ": no connection to the database");
  }
  return handle;
}

Expected<> attach_encrypted(Store& store, const std::string& path, const OpenOptions& options) {
  auto attached = store.execute(
      fmt::format("ATTACH {} AS case_file (ENCRYPTION_KEY {}{}); USE case_file", quote(path),
                  quote(*options.key), options.read_only ? ", READ_ONLY" : ""));
  if (attached) return {};
  Error error = std::move(attached).error();
  if (error.message.find("httpfs") != std::string::npos ||
      error.message.find("OpenSSL") != std::string::npos) {
    error.code = ErrorCode::unsupported;
    error.message = path + ": this DuckDB cannot write encrypted files (" + error.message + ")";
  }
  return std::unexpected(std::move(error));
}

}  // namespace

Error as_error(std::string_view what, const char* message) {
  const std::string text = message == nullptr ? "unknown failure" : message;
  std::smatch found;
  static const std::regex lock_holder(R"(held in (.*?) \(PID (\d+)\))");
  if (text.find("Could not set lock") != std::string::npos ||
      text.find("Conflicting lock") != std::string::npos) {
    std::string holder = "another process";
    if (std::regex_search(text, found, lock_holder)) {
      holder = fmt::format("process {} ({})", found[2].str(), found[1].str());
    }
    return {ErrorCode::locked,
            fmt::format("{}: locked by {}; wait for it or stop it", what, holder)};
  }
  ErrorCode code = ErrorCode::io;
  if (text.find("Permission denied") != std::string::npos ||
      text.find("read-only") != std::string::npos || text.find("Read-only") != std::string::npos) {
    code = ErrorCode::permission;
  } else if (text.find("No space left") != std::string::npos ||
             text.find("out of disk") != std::string::npos) {
    code = ErrorCode::disk_full;
  } else if (text.find("not a valid DuckDB database") != std::string::npos ||
             text.find("encryption") != std::string::npos) {
    code = ErrorCode::format;
  } else if (text.find("newer version") != std::string::npos) {
    code = ErrorCode::newer_version;
  }
  const std::string prefix = what.empty() ? "" : std::string(what) + ": ";
  return {code, prefix + text};
}

std::string quote(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

Store::Store(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Expected<Store> Store::create(const std::filesystem::path& path, const OpenOptions& options) {
  std::error_code failed;
  if (std::filesystem::exists(path, failed)) {
    return fail(ErrorCode::usage,
                path.string() + ": exists already; choose another name or remove it");
  }
  auto made = [&]() -> Expected<Store> {
    TRY_ASSIGN(auto handle, open_database(path.string(), options));
    Store store(std::move(handle));
    if (options.key) TRY(attach_encrypted(store, path.string(), options));
    TRY(create_schema(store));
    return store;
  }();
  if (!made) std::filesystem::remove(path, failed);  // half a case file helps nobody
  return made;
}

Expected<Store> Store::open(const std::filesystem::path& path, const OpenOptions& options) {
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    return fail(
        ErrorCode::not_found,
        path.string() + ": no such case file; make one with: chokepoint init " + path.string());
  }
  TRY_ASSIGN(auto handle, open_database(path.string(), options));
  Store store(std::move(handle));
  if (options.key) TRY(attach_encrypted(store, path.string(), options));
  auto migrated = migrate(store, options.read_only);
  if (!migrated) return std::unexpected(std::move(migrated).error().in(path.string()));
  return store;
}

Expected<Store> Store::in_memory(const OpenOptions& options) {
  TRY_ASSIGN(auto handle, open_database(":memory:", options));
  Store store(std::move(handle));
  TRY(create_schema(store));
  return store;
}

Expected<Store> Store::connect() const {
  auto handle = std::make_unique<Handle>();
  handle->database = handle_->database;
  if (duckdb_connect(handle->database->database, &handle->connection) == DuckDBError) {
    return fail(ErrorCode::io, "no further connection to the case file");
  }
  Store other(std::move(handle));
  TRY_ASSIGN(const auto attached,
             other.query_number(
                 "SELECT count(*) FROM duckdb_databases() WHERE database_name = 'case_file'"));
  if (attached > 0) TRY(other.execute("USE case_file"));
  return other;
}

Expected<> Store::execute(std::string_view sql) {
  Result result;
  result.open = true;
  if (duckdb_query(handle_->connection, std::string(sql).c_str(), &result.value) == DuckDBError) {
    return std::unexpected(as_error("", duckdb_result_error(&result.value)));
  }
  return {};
}

Expected<std::int64_t> Store::query_number(std::string_view sql) {
  TRY_ASSIGN(const auto answer, query(sql, 1));
  if (answer.rows.empty() || !answer.rows[0][0]) return 0;
  return std::stoll(*answer.rows[0][0]);
}

Expected<> Store::begin() {
  return execute("BEGIN TRANSACTION");
}
Expected<> Store::commit() {
  return execute("COMMIT");
}
void Store::rollback() {
  (void)execute("ROLLBACK");
}

std::string Store::library_version() {
  return duckdb_library_version();
}

}  // namespace chokepoint::store
