#include "engine/export.h"

#include <fmt/format.h>

namespace chokepoint::engine {

Expected<> export_tables(store::Store& store, const std::filesystem::path& folder, std::string_view format) {
  if (format != "csv" && format != "parquet") {
    return fail(ErrorCode::unsupported, fmt::format("export as '{}' is not built; choose csv, parquet or report", format));
  }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return fail(ErrorCode::io, fmt::format("{}: {}", folder.string(), failed.message()));
  TRY_ASSIGN(const auto tables, store.query(
      "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND table_name NOT IN "
      "('audit', 'case_record', 'decision', 'target', 'engine_state', 'dated_source', 'schema_version') ORDER BY table_name"));
  for (const auto& row : tables.rows) {
    const std::filesystem::path file = folder / (*row[0] + "." + std::string(format));
    TRY(store.execute(fmt::format("COPY (SELECT * FROM {} ORDER BY ALL) TO {} (FORMAT {}{})", *row[0], store::quote(file.string()),
                                  format, format == "csv" ? ", HEADER" : "")));
  }
  return {};
}

}  // namespace chokepoint::engine
