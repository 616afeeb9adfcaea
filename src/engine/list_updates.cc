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
    "count(*) FILTER (change IN ('renamed', 'dated', 'described', 'added')) AS changed, "
    "sum(subjects)::BIGINT AS subjects FROM list_change WHERE {} "
    "GROUP BY known_at, list ORDER BY known_at, list";

constexpr const char* kEntries =
    "SELECT known_at, list, entry_id, change, name, before, after, subjects FROM list_change "
    "WHERE {} ORDER BY known_at, list, entry_id, change, after";

}  // namespace

Expected<store::TextRows> list_updates(store::Store& store, const ListUpdatesOptions& options) {
  std::string where = "TRUE";
  if (!options.list_name.empty()) where += " AND list = " + store::quote(options.list_name);
  TRY_ASSIGN(const records::Moment from, read_option_time(options.from, "--from"));
  if (from.is_known()) where += fmt::format(" AND known_at >= make_timestamp({})", from.micros);
  return store.query(fmt::format(fmt::runtime(options.by_entry ? kEntries : kCounts), where));
}

}  // namespace chokepoint::engine
