#include "engine/late_rows.h"

#include <fmt/format.h>

#include <array>

namespace chokepoint::engine {
namespace {

constexpr std::array<const char*, 10> kDatedTables = {
    "consignment", "payment",    "listing",     "licence",      "notification",
    "outcome",     "list_entry", "list_detail", "list_version", "party_decision"};

constexpr const char* kOfNewFiles =
    "source_file_id IN (SELECT source_file_id FROM source_file WHERE source_file_id NOT IN "
    "(SELECT source_file_id FROM dated_source))";

Expected<> date_rows(store::Store& store, records::Moment reached) {
  const std::string passed = fmt::format("known_at <= make_timestamp({})", reached.micros);
  const std::string now = fmt::format("make_timestamp({})", reached.micros + 1);
  for (const char* table : kDatedTables) {
    TRY(store.execute(
        fmt::format("UPDATE {} SET claimed_known_at = known_at, known_at = {} WHERE {} AND {}",
                    table, now, passed, kOfNewFiles)));
  }
  // A mention is known when its record is, and an item never before its consignment; both have no
  // claim of their own.
  TRY(store.execute(
      fmt::format("UPDATE mention SET known_at = {} WHERE {} AND {}", now, passed, kOfNewFiles)));
  return store.execute(
      fmt::format("UPDATE item SET known_at = {} WHERE {} AND (known_at IS NULL OR {}) AND "
                  "consignment_id IN (SELECT consignment_id FROM "
                  "consignment WHERE {})",
                  now, kOfNewFiles, passed, passed));
}

}  // namespace

Expected<> date_late_rows(store::Store& store, records::Moment reached) {
  TRY_ASSIGN(const std::int64_t files,
             store.query_number("SELECT count(*) FROM source_file WHERE source_file_id NOT IN "
                                "(SELECT source_file_id FROM dated_source)"));
  if (files == 0) return {};
  TRY(store.begin());
  Expected<> dated = reached.is_known() ? date_rows(store, reached) : Expected<>();
  if (dated)
    dated = store.execute(
        "INSERT INTO dated_source SELECT DISTINCT source_file_id FROM source_file WHERE "
        "source_file_id "
        "NOT IN (SELECT source_file_id FROM dated_source)");
  if (dated) dated = store.commit();
  if (!dated) store.rollback();
  return dated;
}

}  // namespace chokepoint::engine
