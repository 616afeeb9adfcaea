// DuckDB writes Parquet only to files and reads tables only from files or its own storage, so the
// rows pass through a folder of their own under the system's temporary folder. Small results only:
// whole tables leave by export_tables.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "chokepoint/rows.h"
#include "store/store.h"

namespace chokepoint {
namespace {

class TemporaryFolder {
 public:
  static Expected<TemporaryFolder> make() {
    std::error_code problem;
    std::string name =
        (std::filesystem::temp_directory_path(problem) / "chokepoint.XXXXXX").string();
    if (problem || mkdtemp(name.data()) == nullptr) {
      return fail(
          ErrorCode::io,
          "no folder for temporary files can be made; set TMPDIR to one that can be written");
    }
    return TemporaryFolder(name);
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

std::string column_type(std::string_view type) {
  if (type == "INTEGER") return "BIGINT";
  if (type == "UBIGINT" || type == "DOUBLE" || type == "BOOLEAN" || type == "TIMESTAMP")
    return std::string(type);
  return "VARCHAR";
}

// Everything in quotes, so that an unquoted word can stand for NULL.
void append_field(std::string& line, const std::optional<std::string>& field) {
  if (!field) {
    line += "NULL";
    return;
  }
  line += '"';
  for (const char letter : *field) {
    if (letter == '"') line += '"';
    line += letter;
  }
  line += '"';
}

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char letter : name) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

}  // namespace

Expected<std::string> rows_as_parquet(const CaseFile::Rows& rows) {
  TRY_ASSIGN(const TemporaryFolder folder, TemporaryFolder::make());
  const std::string table_file = (folder.path() / "rows.csv").string();
  const std::string parquet_file = (folder.path() / "rows.parquet").string();
  {
    std::ofstream out(table_file, std::ios::binary);
    std::string line;
    for (const auto& row : rows.rows) {
      line.clear();
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) line += ',';
        append_field(line, row[i]);
      }
      out << line << '\n';
    }
    if (!out.flush())
      return fail(ErrorCode::disk_full, folder.path().string() + ": no room for temporary files");
  }
  std::string columns;
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    columns += fmt::format("{}{} {}", i > 0 ? ", " : "", quoted_name(rows.columns[i]),
                           column_type(rows.types[i]));
  }
  TRY_ASSIGN(store::Store store, store::Store::in_memory());
  TRY(store.execute(fmt::format("CREATE TABLE handed_on ({})", columns)));
  if (!rows.rows.empty()) {
    TRY(
        store.execute(fmt::format("COPY handed_on FROM {} (FORMAT csv, HEADER false, DELIMITER "
                                  "',', QUOTE '\"', ESCAPE '\"', NULL 'NULL', "
                                  "ALLOW_QUOTED_NULLS false, PARALLEL false)",
                                  store::quote(table_file))));
  }
  TRY(store.execute(
      fmt::format("COPY handed_on TO {} (FORMAT parquet)", store::quote(parquet_file))));
  std::ifstream file(parquet_file, std::ios::binary);
  if (!file) return fail(ErrorCode::io, parquet_file + ": cannot be read back");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace chokepoint
