#include "engine/party_document.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "engine/party_desk.h"
#include "records/nouns.h"

namespace chokepoint::engine {

using store::Store;

namespace {

constexpr int kMentionsShown = 200;

// A column of an array of objects; moments are microseconds in the query.
enum class Kind { text, number, moment, truth };
struct Shown {
  const char* name;
  Kind kind = Kind::text;
};

Expected<> write_rows(Store& store, base::JsonWriter& json, std::string_view name,
                      const std::string& sql, const std::vector<Shown>& columns) {
  TRY_ASSIGN(const auto rows, store.query(sql));
  json.key(name).begin_array();
  for (const auto& row : rows.rows) {
    json.begin_object();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string value = row[i].value_or("");
      if (columns[i].kind == Kind::truth && row[i])
        json.key(columns[i].name).value(value == "true");
      else if (columns[i].kind == Kind::number && row[i])
        json.field(columns[i].name, std::stod(value));
      else if (columns[i].kind == Kind::moment && row[i])
        json.field(columns[i].name, records::format_moment({std::stoll(value)}));
      else
        json.optional_field(columns[i].name, value);
    }
    json.end_object();
  }
  json.end_array();
  return {};
}

// record_name (record_id, name): every record as KIND:ID.
std::string record_names() {
  std::string sql;
  for (const records::RecordRoles& kind : records::kRecordRoles) {
    const std::string id =
        kind.kind == "listing" ? "concat_ws('/', source, listing_id)" : std::string(kind.id_column);
    sql +=
        fmt::format("{}SELECT {} AS record_id, '{}:' || {} AS name FROM {}",
                    sql.empty() ? "" : " UNION ALL ", kind.row_id_column, kind.kind, id, kind.kind);
  }
  return sql;
}

// The mention that stands for what was asked: the founding one of a party.
Expected<std::uint64_t> find_mention(Store& store, std::string_view reference) {
  if (!reference.empty() &&
      std::ranges::all_of(reference, [](char c) { return c >= '0' && c <= '9'; })) {
    TRY_ASSIGN(const auto party,
               store.query(fmt::format("SELECT founding_mention_id FROM party WHERE "
                                       "party_id::VARCHAR = {}",
                                       store::quote(reference))));
    if (!party.rows.empty()) return std::stoull(*party.rows[0][0]);
  }
  TRY_ASSIGN(const NamedMention mention, find_named_mention(store, reference));
  return mention.mention_id.value;
}

Expected<> write_decisions(Store& store, base::JsonWriter& json) {
  return write_rows(
      store, json, "decisions",
      "WITH named AS (SELECT party_decision_id, decision_id FROM party_decision WHERE mention_id_1 "
      "IN (SELECT mention_id FROM own) OR mention_id_2 IN (SELECT mention_id FROM own)) "
      "SELECT d.decision_id, d.verdict, d.record_kind_1 || ':' || d.record_id_1 || ':' || "
      "d.role_1, d.record_kind_2 || ':' || d.record_id_2 || ':' || d.role_2, d.undoes, d.reason, "
      "d.actor, epoch_us(d.happened_at), coalesce(e.effect, 'waits for the next run'), e.in_force "
      "FROM party_decision d LEFT JOIN decision_now e USING (party_decision_id) "
      "WHERE d.party_decision_id IN (SELECT party_decision_id FROM named) OR d.undoes IN (SELECT "
      "decision_id FROM named) ORDER BY d.known_at, d.happened_at, d.undoes IS NOT NULL, "
      "d.decision_id",
      {{"decision_id"},
       {"verdict"},
       {"first"},
       {"second"},
       {"undoes"},
       {"reason"},
       {"actor"},
       {"decided_at", Kind::moment},
       {"effect"},
       {"in_force", Kind::truth}});
}

Expected<> write_regroupings(Store& store, base::JsonWriter& json) {
  const std::string ids = "(SELECT told_party_id FROM own UNION SELECT party_id FROM own)";
  TRY(write_rows(store, json, "merges",
                 fmt::format("SELECT m.merged_party_id::VARCHAR, p.name, m.party_id::VARCHAR, "
                             "m.basis, d.decision_id, epoch_us(m.known_at) FROM party_merge m "
                             "LEFT JOIN party p ON p.party_id = m.merged_party_id LEFT JOIN "
                             "party_decision d USING (party_decision_id) WHERE m.party_id IN {0} "
                             "OR m.merged_party_id IN {0} ORDER BY m.known_at, m.rowid",
                             ids),
                 {{"merged_party_id"},
                  {"name"},
                  {"party_id"},
                  {"basis"},
                  {"decision_id"},
                  {"known_at", Kind::moment}}));
  return write_rows(store, json, "splits",
                    fmt::format("SELECT s.party_id::VARCHAR, s.new_party_id::VARCHAR, p.name, "
                                "s.was_party, d.decision_id, epoch_us(s.known_at) FROM "
                                "party_split s LEFT JOIN party p ON p.party_id = s.new_party_id "
                                "LEFT JOIN party_decision d USING (party_decision_id) WHERE "
                                "s.party_id IN {0} OR s.new_party_id IN {0} ORDER BY s.known_at, "
                                "s.rowid",
                                ids),
                    {{"party_id"},
                     {"new_party_id"},
                     {"name"},
                     {"was_party", Kind::truth},
                     {"decision_id"},
                     {"known_at", Kind::moment}});
}

Expected<> write_kept_apart(Store& store, base::JsonWriter& json) {
  return write_rows(
      store, json, "kept_apart_from",
      "WITH pair AS (SELECT party_decision_id, decision_id, reason, mention_id_1 AS mine, "
      "mention_id_2 AS theirs FROM party_decision WHERE verdict = 'apart' UNION ALL SELECT "
      "party_decision_id, decision_id, reason, mention_id_2, mention_id_1 FROM party_decision "
      "WHERE verdict = 'apart') "
      "SELECT n.party_id::VARCHAR, p.name, pair.decision_id, pair.reason FROM pair JOIN "
      "decision_now e USING (party_decision_id) JOIN party_now n ON n.mention_id = pair.theirs "
      "LEFT JOIN party p ON p.party_id = n.party_id WHERE e.in_force AND pair.mine IN (SELECT "
      "mention_id FROM own) ORDER BY n.party_id, pair.decision_id",
      {{"party_id"}, {"name"}, {"decision_id"}, {"reason"}});
}

Expected<> write_near_misses(Store& store, base::JsonWriter& json) {
  return write_rows(store, json, "near_misses",
                    "SELECT n.list, n.entry_id, n.listed_name, n.similarity, n.why, "
                    "epoch_us(n.known_at) FROM near_miss_now n WHERE n.party_id = (SELECT "
                    "any_value(party_id) FROM own) ORDER BY n.similarity DESC, n.list, n.entry_id",
                    {{"list"},
                     {"entry_id"},
                     {"listed_name"},
                     {"similarity", Kind::number},
                     {"why"},
                     {"known_at", Kind::moment}});
}

}  // namespace

Expected<std::string> describe_party(Store& store, std::string_view reference) {
  TRY_ASSIGN(const std::uint64_t mention_id, find_mention(store, reference));
  TRY(store.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE own AS SELECT * FROM party_now WHERE party_id = "
                  "(SELECT party_id FROM party_now WHERE mention_id = {})",
                  mention_id)));
  TRY_ASSIGN(const auto party,
             store.query("SELECT p.party_id::VARCHAR, p.name, p.country, epoch_us(p.known_at), "
                         "(SELECT count(*) FROM own) FROM party p WHERE p.party_id = (SELECT "
                         "any_value(party_id) FROM own)"));
  if (party.rows.empty())
    return fail(ErrorCode::not_found,
                fmt::format("{} is no party yet: chokepoint run CASE resolves what is new; who "
                            "gives no more than an address or a contact is none",
                            reference));
  const auto& row = party.rows[0];
  base::JsonWriter json;
  json.begin_object()
      .field("party_id", row[0].value_or(""))
      .field("name", row[1].value_or(""))
      .optional_field("country", row[2].value_or(""))
      .field("known_at", records::format_moment({std::stoll(*row[3])}))
      .field("mention_count", static_cast<std::uint64_t>(std::stoull(*row[4])));
  TRY(write_rows(store, json, "mentions",
                 fmt::format("SELECT r.name, m.role, coalesce(m.company, m.name), o.basis, "
                             "epoch_us(o.known_at) FROM own o JOIN mention m USING (mention_id) "
                             "LEFT JOIN ({}) r USING (record_id) ORDER BY m.known_at, r.name, "
                             "m.role LIMIT {}",
                             record_names(), kMentionsShown),
                 {{"record"}, {"role"}, {"name"}, {"basis"}, {"known_at", Kind::moment}}));
  TRY(write_regroupings(store, json));
  TRY(write_decisions(store, json));
  TRY(write_kept_apart(store, json));
  TRY(write_near_misses(store, json));
  return json.end_object().take();
}

}  // namespace chokepoint::engine
