#include "engine/summary.h"

#include <fmt/format.h>

#include "base/json_writer.h"
#include "engine/output_writer.h"

namespace chokepoint::engine {
namespace {

// An array of objects from a query; columns whose type is a number become numbers.
Expected<> write_query(store::Store& store, base::JsonWriter& json, std::string_view name, std::string_view sql) {
  TRY_ASSIGN(const auto rows, store.query(sql));
  json.key(name).begin_array();
  for (const auto& row : rows.rows) {
    json.begin_object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      json.key(rows.columns[i]);
      if (!row[i]) json.null();
      else if (rows.types[i] == "VARCHAR") json.value(*row[i]);
      else json.value(static_cast<std::int64_t>(std::stoll(*row[i])));
    }
    json.end_object();
  }
  json.end_array();
  return {};
}

}  // namespace

Expected<std::string> summarise_case(store::Store& store) {
  base::JsonWriter json;
  json.begin_object();
  TRY_ASSIGN(const auto tables, store.query("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name"));
  json.key("tables").begin_array();
  for (const auto& row : tables.rows) {
    TRY_ASSIGN(const std::int64_t count, store.query_number("SELECT count(*) FROM " + *row[0]));
    json.begin_object().field("table", *row[0]).field("rows", count).end_object();
  }
  json.end_array();
  TRY_ASSIGN(const auto span, store.query("SELECT epoch_us(min(known_at)), epoch_us(max(known_at)) FROM consignment"));
  auto moment = [](const std::optional<std::string>& micros) {
    return micros ? records::format_moment({std::stoll(*micros)}) : std::string();
  };
  json.optional_field("first_known_at", moment(span.rows[0][0])).optional_field("last_known_at", moment(span.rows[0][1]));
  TRY_ASSIGN(const records::Moment reached, read_reached(store));
  json.optional_field("reached", records::format_moment(reached));
  TRY(write_query(store, json, "sources", "SELECT name, kind, rows, added, rejects FROM source_file ORDER BY name, kind"));
  TRY(write_query(store, json, "rejects",
                  "SELECT coalesce(field, '') AS field, coalesce(reason, '') AS reason, count(*) AS count FROM reject GROUP BY ALL "
                  "ORDER BY count DESC, field, reason LIMIT 50"));
  TRY(write_query(store, json, "failed_checks",
                  "SELECT check_name AS \"check\", count(*) AS count FROM (SELECT unnest(string_split(failed_checks, ';')) AS check_name "
                  "FROM (SELECT failed_checks FROM consignment UNION ALL SELECT failed_checks FROM item UNION ALL SELECT failed_checks "
                  "FROM mention UNION ALL SELECT failed_checks FROM payment) WHERE failed_checks IS NOT NULL) GROUP BY ALL ORDER BY count DESC, 1"));
  TRY(write_query(store, json, "signals", "SELECT typology, count(*) AS count FROM signal GROUP BY ALL ORDER BY count DESC, typology"));
  return json.end_object().take();
}

}  // namespace chokepoint::engine
