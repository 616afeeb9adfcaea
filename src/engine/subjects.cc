#include "engine/subjects.h"

#include <fmt/format.h>

#include <map>

#include "base/arena.h"
#include "store/table_io.h"

namespace chokepoint::engine {

using records::Moment;
using records::RowId;
using records::Text;
using store::Store;

namespace {

// How consignments lead to a kind of subject: rows (consignment_id, subject_id), and how a subject
// is labelled.
struct Route {
  std::string links;
  std::string labels;
};

Expected<Route> route_to(const std::string& kind) {
  const std::string mentions =
      "mention m JOIN open o ON o.consignment_id = m.record_id AND m.record_kind = 'consignment'";
  if (kind == "party") {
    return Route{
        "SELECT DISTINCT o.consignment_id, pm.party_id AS subject_id FROM " + mentions +
            " JOIN party_now pm USING (mention_id) WHERE m.role IN ('consignor', 'consignee')",
        "SELECT party_id AS subject_id, name AS label FROM party"};
  }
  if (kind == "place") {
    return Route{"SELECT DISTINCT o.consignment_id, pm.place_id AS subject_id FROM " + mentions +
                     " JOIN party_now pm USING (mention_id) WHERE m.role = 'consignee' AND "
                     "pm.place_id IS NOT NULL",
                 "SELECT place_id AS subject_id, concat_ws(', ', street, postcode, city, country) "
                 "AS label FROM place"};
  }
  if (kind == "channel") {
    return Route{"SELECT DISTINCT o.consignment_id, mc.channel_id AS subject_id FROM " + mentions +
                     " JOIN mention_channel mc USING (mention_id)",
                 "SELECT channel_id AS subject_id, kind || ' ' || value AS label FROM channel"};
  }
  return fail(ErrorCode::usage,
              fmt::format("'{}' is no subject; choose consignment, party, place or channel", kind));
}

Expected<std::string> group_expression(const std::string& per) {
  if (per.empty()) return std::string("''");
  if (per == "location") return std::string("location");
  if (per == "day") return std::string("strftime(known_at, '%Y-%m-%d')");
  if (per == "location,day" || per == "day,location")
    return std::string("location || ' ' || strftime(known_at, '%Y-%m-%d')");
  return fail(ErrorCode::usage,
              fmt::format("--per: '{}' is unknown; choose location, day or location,day", per));
}

std::string open_consignments(const OpenSubjectsQuery& query,
                              const std::vector<signals::Typology>& typologies) {
  std::string window;
  if (query.from.is_known())
    window += fmt::format(" AND c.known_at >= make_timestamp({})", query.from.micros);
  if (query.until.is_known())
    window += fmt::format(" AND c.known_at < make_timestamp({})", query.until.micros);
  std::string mandatory = "''";
  for (const signals::Typology& typology : typologies) {
    if (typology.mandatory) mandatory += ", " + store::quote(typology.id);
  }
  return fmt::format(
      "CREATE OR REPLACE TEMP TABLE open AS SELECT c.consignment_id, c.item_id, s.score, "
      "c.known_at, "
      "coalesce(c.office, c.route_destination, '') AS location, "
      "c.consignment_id IN (SELECT subject_id FROM signal WHERE typology IN ({})) AS is_mandatory "
      "FROM (SELECT subject_id, max(rowid) AS latest FROM score GROUP BY subject_id) l "
      "JOIN score s ON s.rowid = l.latest JOIN consignment c ON c.consignment_id = s.subject_id "
      "WHERE c.consignment_id NOT IN (SELECT consignment_id FROM outcome WHERE consignment_id IS "
      "NOT NULL){}",
      mandatory, window);
}

// The row that read_rows reads; see the queries below for its columns.
struct SubjectRow {
  RowId subject_id;
  Text key, label;
  double score = 0;
  bool is_mandatory = false;
  Moment known_at;
  Text location, group_name;
  std::uint64_t consignments = 0;
  RowId example;
};

}  // namespace
}  // namespace chokepoint::engine

template <>
struct chokepoint::records::Table<chokepoint::engine::SubjectRow> {
  static constexpr const char* kName = "subject_row";
  static constexpr void columns(auto&& visit) {
    using Row = chokepoint::engine::SubjectRow;
    visit(Column{"subject_id", &Row::subject_id});
    visit(Column{"key", &Row::key});
    visit(Column{"label", &Row::label});
    visit(Column{"score", &Row::score});
    visit(Column{"is_mandatory", &Row::is_mandatory});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"location", &Row::location});
    visit(Column{"group_name", &Row::group_name});
    visit(Column{"consignments", &Row::consignments});
    visit(Column{"example", &Row::example});
  }
};

namespace chokepoint::engine {

Expected<std::vector<OpenSubject>> read_open_subjects(
    Store& store, const OpenSubjectsQuery& query,
    const std::vector<signals::Typology>& typologies) {
  TRY_ASSIGN(const std::string group, group_expression(query.per));
  TRY(store.execute(open_consignments(query, typologies)));
  std::string view;
  if (query.subject_kind == "consignment") {
    view = fmt::format(
        "SELECT consignment_id AS subject_id, item_id AS key, item_id AS label, score, "
        "is_mandatory, known_at, "
        "location, {} AS group_name, 1::UBIGINT AS consignments, consignment_id AS example FROM "
        "open",
        group);
  } else {
    TRY_ASSIGN(const Route route, route_to(query.subject_kind));
    view = fmt::format(
        "SELECT g.subject_id, g.subject_id::VARCHAR AS key, coalesce(any_value(n.label), '') AS "
        "label, any_value(g.score) AS score, "
        "any_value(g.is_mandatory) AS is_mandatory, any_value(g.known_at) AS known_at, "
        "any_value(g.location) AS location, "
        "any_value(g.group_name) AS group_name, any_value(g.consignments) AS consignments, "
        "any_value(g.example) AS example FROM ("
        "SELECT l.subject_id, (sum(o.score) + 2 * (SELECT coalesce(avg(score), 0) FROM open)) / "
        "(count(*) + 2) AS score, "
        "bool_or(o.is_mandatory) AS is_mandatory, max(o.known_at) AS known_at, arg_max(o.location, "
        "o.known_at) AS location, "
        "arg_max({}, o.known_at) AS group_name, count(*)::UBIGINT AS consignments, "
        "arg_max(o.consignment_id, o.score) AS example "
        "FROM ({}) l JOIN open o USING (consignment_id) GROUP BY l.subject_id) g LEFT JOIN ({}) n "
        "USING (subject_id) GROUP BY g.subject_id",
        group, route.links, route.labels);
  }
  TRY(store.execute("CREATE OR REPLACE TEMP VIEW subject_row AS " + view));
  std::vector<OpenSubject> subjects;
  std::map<std::string, std::uint32_t, std::less<>> groups;
  base::Arena arena;
  TRY(store::read_rows<SubjectRow>(store, "ORDER BY subject_id", arena, [&](const SubjectRow& row) {
    auto group_number = groups.find(row.group_name);
    if (group_number == groups.end()) {
      group_number =
          groups.emplace(std::string(row.group_name), static_cast<std::uint32_t>(groups.size()))
              .first;
    }
    subjects.push_back({row.subject_id, std::string(row.key), std::string(row.label), row.score,
                        row.is_mandatory, row.known_at, std::string(row.location),
                        group_number->second, row.consignments, row.example});
  }));
  return subjects;
}

}  // namespace chokepoint::engine
