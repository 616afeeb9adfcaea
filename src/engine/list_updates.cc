#include "engine/list_updates.h"

#include <fmt/format.h>

#include "engine/option_time.h"

namespace chokepoint::engine {
namespace {

// One row an update of a list: how many entries each kind of change touched.
constexpr const char* kCounts =
    "SELECT known_at, list, count(*) FILTER (change = 'listed') AS listed, "
    "count(*) FILTER (change = 'delisted') AS delisted, "
    "count(*) FILTER (change = 'relisted') AS relisted, "
    "count(*) FILTER (change NOT IN ('listed', 'delisted', 'relisted')) AS changed, "
    "sum(subjects)::BIGINT AS subjects FROM list_change WHERE {} "
    "GROUP BY known_at, list ORDER BY known_at, list";

// `touched`: who met the entry at that moment or had his hit of it changed, five names at most.
constexpr const char* kEntries = R"(
WITH change AS (SELECT * FROM list_change WHERE {}), touched AS (
  SELECT h.list, h.entry_id, h.known_at, array_to_string(list_slice(list_sort(list(DISTINCT
    coalesce(p.name, c.value, concat_ws(', ', l.street, l.city)))), 1, 5), '; ') AS names
  FROM hit h LEFT JOIN party p ON p.party_id = h.subject_id
  LEFT JOIN channel c ON c.channel_id = h.subject_id
  LEFT JOIN place l ON l.place_id = h.subject_id
  WHERE h.known_at IN (SELECT known_at FROM change) GROUP BY ALL
)
SELECT c.known_at, c.list, c.entry_id, c.change, c.name, c.before, c.after, c.subjects,
  t.names AS touched
FROM change c LEFT JOIN touched t USING (list, entry_id, known_at)
ORDER BY c.known_at, c.list, c.entry_id, c.change, c.after, c.before)";

}  // namespace

Expected<store::TextRows> list_updates(store::Store& store, const ListUpdatesOptions& options) {
  std::string where = "TRUE";
  if (!options.list_name.empty()) where += " AND list = " + store::quote(options.list_name);
  TRY_ASSIGN(const records::Moment from, read_option_time(options.from, "--from"));
  if (from.is_known()) where += fmt::format(" AND known_at >= make_timestamp({})", from.micros);
  return store.query(fmt::format(fmt::runtime(options.by_entry ? kEntries : kCounts), where));
}

}  // namespace chokepoint::engine
