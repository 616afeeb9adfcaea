#include "engine/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "engine/explanation.h"
#include "engine/rate_evidence.h"
#include "targets/scorecard.h"

namespace chokepoint::engine {

using records::RowId;
using store::Store;

namespace {

// What the program says in its own words when a record is silent.
constexpr const char* kGapsQuery = R"(
SELECT CASE WHEN count(*) = 0 THEN 'no payment data at all' END FROM payment UNION ALL
SELECT CASE WHEN count(*) = 0 THEN 'no licence register' END FROM licence UNION ALL
SELECT CASE WHEN count(*) = 0 THEN 'no watch-list' END FROM list_entry UNION ALL
SELECT CASE WHEN count(*) = 0 THEN 'no inspection outcomes' END FROM outcome UNION ALL
SELECT CASE WHEN hs_code IS NULL THEN 'no HS code is declared' END
  FROM (SELECT min(hs_code) AS hs_code FROM item WHERE consignment_id = {0}) UNION ALL
SELECT CASE WHEN count(*) = 0 THEN 'no phone, e-mail or other contact of any party' END
  FROM mention m JOIN mention_channel USING (mention_id) WHERE m.record_id = {0} UNION ALL
SELECT CASE WHEN count(*) < 2 THEN 'not both addresses are complete' END
  FROM mention m JOIN party_now pm USING (mention_id)
  WHERE m.record_id = {0} AND m.role IN ('consignor', 'consignee') AND pm.place_id IS NOT NULL
)";

// Writes the document part by part.
class ExplainDocument {
 public:
  ExplainDocument(Store& store, Explanation explanation, std::vector<signals::Typology> typologies,
                  targets::Scorecard scorecard)
      : store_(store),
        explanation_(std::move(explanation)),
        typologies_(std::move(typologies)),
        scorecard_(std::move(scorecard)) {}

  Expected<std::string> write() {
    const auto scored_at = records::parse_moment(explanation_.scored_at);
    if (scored_at) {
      TRY_ASSIGN(RateEvidenceFinder finder,
                 RateEvidenceFinder::prepare(store_, explanation_.subject_id, scored_at->day()));
      TRY(add_rate_evidence(finder, explanation_.reasons));
      TRY(add_rate_evidence(finder, explanation_.against));
    }
    json_.begin_object()
        .field("subject_kind", "consignment")
        .field("subject_id", explanation_.item_id);
    json_.field("score", explanation_.score).field("band", band_of(explanation_.score));
    json_.field("known_at", explanation_.known_at)
        .field("scored_at", explanation_.scored_at)
        .field("bias", explanation_.bias);
    write_reasons("reasons", explanation_.reasons);
    write_reasons("against", explanation_.against);
    json_.field("next_check", explanation_.next_check);
    write_what_would_change();
    TRY(write_rows());
    TRY(write_parties());
    TRY(write_links());
    TRY(write_gaps());
    TRY(write_history());
    return json_.end_object().take();
  }

 private:
  // Rates get the inspections they rest on.
  Expected<> add_rate_evidence(RateEvidenceFinder& finder, std::vector<Reason>& reasons) {
    for (Reason& reason : reasons) {
      if (!reason.signal.starts_with("rate:")) continue;
      const auto path =
          std::ranges::find(scorecard_.paths, reason.signal.substr(5), &targets::RatePath::id);
      if (path == scorecard_.paths.end()) continue;
      TRY_ASSIGN(const RateEvidence evidence, finder.find(*path));
      if (evidence.inspected == 0) continue;
      reason.says += fmt::format(" ({} of {} inspected with {})", evidence.found,
                                 evidence.inspected, evidence.cell);
      reason.evidence.insert(reason.evidence.end(), evidence.outcomes.begin(),
                             evidence.outcomes.end());
    }
    return {};
  }

  void write_texts(std::string_view name, const std::vector<std::string>& texts) {
    json_.key(name).begin_array();
    for (const std::string& text : texts) json_.value(text);
    json_.end_array();
  }

  void write_reasons(std::string_view name, const std::vector<Reason>& reasons) {
    json_.key(name).begin_array();
    for (const Reason& reason : reasons) {
      json_.begin_object()
          .field("signal", reason.signal)
          .field("says", reason.says)
          .field("weight", reason.weight);
      write_texts("evidence", reason.evidence);
      json_.field("source", reason.source);
      write_texts("innocent_causes", reason.innocent_causes);
      json_.optional_field("next_check", reason.next_check).end_object();
    }
    json_.end_array();
  }

  // Each strong reason taken away: the score it would leave, and whether the band would be another.
  void write_what_would_change() {
    json_.key("would_change").begin_array();
    const double now = targets::log_odds(explanation_.score);
    for (const Reason& reason : explanation_.reasons) {
      const double without = targets::chance_of(now - reason.weight);
      if (band_of(without) == band_of(explanation_.score)) continue;
      json_.value(fmt::format("without \"{}\" the score would be {:.1f} % ({} instead of {})",
                              reason.says, 100 * without, band_of(without),
                              band_of(explanation_.score)));
    }
    json_.end_array();
  }

  // Every row that a reason names, whole, with the file and line it came from.
  Expected<> write_rows() {
    std::vector<std::string> names = {"consignment:" + explanation_.item_id};
    for (const auto* reasons : {&explanation_.reasons, &explanation_.against}) {
      for (const Reason& reason : *reasons)
        names.insert(names.end(), reason.evidence.begin(), reason.evidence.end());
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    json_.key("rows").begin_array();
    for (const std::string& name : names) TRY(write_row(name));
    json_.end_array();
    return {};
  }

  Expected<> write_row(const std::string& name) {
    const std::size_t colon = name.find(':');
    const std::string table = name.substr(0, colon);
    const std::string natural = natural_id_of(table);
    const std::string id =
        natural.empty() ? fmt::format("t.{}::VARCHAR", first_column(table)) : natural;
    TRY_ASSIGN(const auto columns,
               store_.query(fmt::format("SELECT count(*) FROM duckdb_columns() WHERE table_name = "
                                        "{} AND column_name = 'source_file_id'",
                                        store::quote(table))));
    const bool has_source = *columns.rows[0][0] != "0";
    TRY_ASSIGN(const auto rows,
               store_.query(fmt::format(
                   "SELECT * FROM (SELECT {}t.* FROM {} t{} WHERE {} = {} LIMIT 1)",
                   has_source ? "f.name AS source_file, " : "NULL AS source_file, ", table,
                   has_source ? " LEFT JOIN source_file f USING (source_file_id)" : "", id,
                   store::quote(name.substr(colon + 1)))));
    json_.begin_object().field("id", name);
    if (!rows.rows.empty()) {
      const auto& row = rows.rows[0];
      json_.optional_field("source_file", row[0].value_or(""));
      const auto line = std::ranges::find(rows.columns, "source_row");
      json_.key("source_row");
      line == rows.columns.end()
          ? json_.null()
          : json_.value(static_cast<std::uint64_t>(
                std::stoull(*row[static_cast<std::size_t>(line - rows.columns.begin())])));
      json_.key("fields").begin_object();
      for (std::size_t i = 1; i < row.size(); ++i) {
        const bool is_inner = rows.columns[i].starts_with("source_");
        if (row[i] && !row[i]->empty() && !is_inner) json_.field(rows.columns[i], *row[i]);
      }
      json_.end_object();
    }
    json_.end_object();
    return {};
  }

  static std::string first_column(const std::string& table) {
    return table == "goods_finding" ? "finding_id"
           : table == "item"        ? "item_row_id"
                                    : table + "_id";
  }

  Expected<> write_parties() {
    TRY_ASSIGN(const auto rows,
               store_.query(fmt::format(
                   "WITH own AS (SELECT m.role, coalesce(m.company, m.name, '') AS name, "
                   "pm.party_id, coalesce(pm.basis, 'not resolved') AS basis FROM mention m LEFT "
                   "JOIN party_now "
                   "pm USING (mention_id) WHERE m.record_id = {}), "
                   "counts AS (SELECT party_id, count(*) AS mentions FROM party_now WHERE party_id "
                   "IN (SELECT party_id FROM own) GROUP BY party_id) "
                   "SELECT role, name, coalesce(party_id::VARCHAR, ''), basis, coalesce(mentions, "
                   "0) FROM own LEFT JOIN counts USING (party_id) ORDER BY role",
                   explanation_.subject_id.value)));
    TRY_ASSIGN(const auto near,
               store_.query(fmt::format(
                   "SELECT party_id::VARCHAR, list, entry_id, listed_name, similarity, why FROM "
                   "near_miss_now WHERE party_id IN (SELECT party_id FROM party_now JOIN mention "
                   "USING (mention_id) WHERE record_id = {}) ORDER BY similarity DESC, list, "
                   "entry_id",
                   explanation_.subject_id.value)));
    json_.key("parties").begin_array();
    for (const auto& row : rows.rows) {
      json_.begin_object()
          .field("role", *row[0])
          .field("name", *row[1])
          .field("party_id", *row[2])
          .field("basis", *row[3]);
      json_.field("mentions", static_cast<std::uint64_t>(std::stoull(*row[4])));
      write_near_misses(near, *row[2]);
      json_.end_object();
    }
    json_.end_array();
    return {};
  }

  // Listed names that a party's names only come near.
  void write_near_misses(const store::TextRows& near, const std::string& party_id) {
    json_.key("near_misses").begin_array();
    for (const auto& row : near.rows) {
      if (row[0] != party_id) continue;
      json_.begin_object()
          .field("list", row[1].value_or(""))
          .field("entry_id", row[2].value_or(""))
          .field("listed_name", row[3].value_or(""))
          .field("similarity", std::stod(*row[4]))
          .field("why", row[5].value_or(""))
          .end_object();
    }
    json_.end_array();
  }

  // The ties of the consignment's own parties, the oldest 60.
  Expected<> write_links() {
    TRY_ASSIGN(
        const auto rows,
        store_.query(fmt::format(
            "WITH record AS (SELECT DISTINCT n.party_id FROM mention m JOIN party_now n USING "
            "(mention_id) WHERE m.record_id = {}), "
            "own AS (SELECT party_id FROM record UNION SELECT told_party_id FROM party_now WHERE "
            "party_id IN (SELECT party_id FROM record)), "
            "label AS (SELECT party_id AS id, name AS text FROM party UNION ALL SELECT place_id, "
            "concat_ws(', ', street, city) FROM place "
            "UNION ALL SELECT channel_id, kind || ' ' || value FROM channel) "
            "SELECT l.kind, l.from_id::VARCHAR, l.to_id::VARCHAR, coalesce(a.text, ''), "
            "coalesce(b.text, ''), epoch_us(l.happened_at) "
            "FROM link_now l LEFT JOIN label a ON a.id = l.from_id LEFT JOIN label b ON b.id = "
            "l.to_id WHERE l.from_id IN (SELECT party_id FROM own) OR l.to_id IN (SELECT party_id "
            "FROM "
            "own) "
            "ORDER BY l.known_at, l.link_id LIMIT 60",
            explanation_.subject_id.value)));
    json_.key("links").begin_array();
    for (const auto& row : rows.rows) {
      json_.begin_object().field("kind", *row[0]).field("from", *row[1]).field("to", *row[2]);
      json_.field("from_label", *row[3]).field("to_label", *row[4]);
      json_
          .optional_field("happened_at",
                          row[5] ? records::format_moment({std::stoll(*row[5])}) : "")
          .end_object();
    }
    json_.end_array();
    return {};
  }

  Expected<> write_gaps() {
    TRY_ASSIGN(const auto rows,
               store_.query(fmt::format(kGapsQuery, explanation_.subject_id.value)));
    json_.key("gaps").begin_array();
    for (const auto& row : rows.rows) {
      if (row[0]) json_.value(*row[0]);
    }
    json_.end_array();
    return {};
  }

  // Scores, outcomes and decisions so far, in their order.
  Expected<> write_history() {
    TRY_ASSIGN(const auto rows,
               store_.query(fmt::format(
                   "SELECT epoch_us(moment), says FROM ("
                   "SELECT scored_at AS moment, 1 AS part, rowid AS nr, 'scored ' || round(100 * "
                   "score, 1) || ' %' AS says FROM score WHERE subject_id = {0} UNION ALL "
                   "SELECT known_at, 2, rowid, 'outcome: ' || coalesce(result, '') FROM outcome "
                   "WHERE consignment_id = {0} UNION ALL "
                   "SELECT d.decided_at, 3, d.rowid, d.actor || ' decided ' || d.verdict || ': ' "
                   "|| d.reason FROM decision d JOIN case_record r USING (case_id) "
                   "WHERE r.subject_key = {1}) ORDER BY moment, part, nr",
                   explanation_.subject_id.value, store::quote(explanation_.item_id))));
    json_.key("history").begin_array();
    for (const auto& row : rows.rows) {
      json_.begin_object()
          .field("at", records::format_moment({std::stoll(row[0].value_or("0"))}))
          .field("says", *row[1])
          .end_object();
    }
    json_.end_array();
    return {};
  }

  Store& store_;
  Explanation explanation_;
  std::vector<signals::Typology> typologies_;
  targets::Scorecard scorecard_;
  base::JsonWriter json_;
};

}  // namespace

Expected<std::string> explain_subject(Store& store, std::string_view subject_id) {
  TRY_ASSIGN(const auto found,
             store.query(fmt::format("SELECT consignment_id FROM consignment WHERE item_id = {}",
                                     store::quote(subject_id))));
  if (found.rows.empty())
    return fail(ErrorCode::not_found, fmt::format("no consignment has the id {}", subject_id));
  TRY_ASSIGN(auto typologies, signals::load_typologies());
  TRY_ASSIGN(auto scorecard, targets::load_scorecard(typologies));
  TRY_ASSIGN(auto explanations,
             explain_scores(store, {RowId{std::stoull(*found.rows[0][0])}}, typologies));
  if (explanations.empty()) {
    return fail(ErrorCode::not_found,
                fmt::format("{} has no score yet; run the case first", subject_id));
  }
  return ExplainDocument(store, std::move(explanations[0]), std::move(typologies),
                         std::move(scorecard))
      .write();
}

}  // namespace chokepoint::engine
