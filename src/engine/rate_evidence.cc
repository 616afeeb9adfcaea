#include "engine/rate_evidence.h"

#include <fmt/format.h>

namespace chokepoint::engine {

using records::RowId;
using store::Store;
using targets::Field;

namespace {

// Every field of Profile as a column, in the words of SQL, for the consignments of `{0}`; the twin
// of targets/profile.cc. A party is the one that was told when the record came; one that a decision
// has parted counts anew from there on.
constexpr const char* kProfiles = R"(
WITH wanted AS ({0}),
first_item AS (SELECT consignment_id, arg_min(i, (piece_no, item_row_id)) AS i FROM item i
  WHERE consignment_id IN (SELECT consignment_id FROM wanted) GROUP BY consignment_id),
parted AS (SELECT party_id, party_decision_id, known_at FROM party_split UNION ALL
  SELECT new_party_id, party_decision_id, known_at FROM party_split),
counted AS (SELECT pm.mention_id, pm.place_id, pm.party_id AS told_party_id,
    concat_ws(' since decision ', pm.party_id, (SELECT arg_max(d.decision_id, (s.known_at,
        d.happened_at)) FROM parted s JOIN party_decision d USING (party_decision_id)
      WHERE s.party_id = pm.party_id AND s.known_at < m.known_at)) AS party_id
  FROM party_mention pm JOIN mention m USING (mention_id)
  WHERE pm.basis <> 'decision' AND m.record_id IN (SELECT consignment_id FROM wanted)),
named AS (SELECT m.record_id AS consignment_id, m.role, m.country, pm.party_id, pm.place_id,
    pl.building_id, nullif(concat_ws(' ', lower(m.postcode), m.country), m.country) AS postcode,
    nullif(concat_ws(' ', lower(m.city), m.country), m.country) AS city,
    (SELECT any_value(ch.channel_id) FROM mention_channel mc JOIN channel ch USING (channel_id)
      WHERE mc.mention_id = m.mention_id AND ch.kind = 'phone') AS phone,
    (SELECT arg_max(co.component_id, (co.known_at, co.rowid)) FROM component co
      WHERE co.party_id = pm.told_party_id AND co.known_at <= m.known_at) AS component
  FROM mention m LEFT JOIN counted pm USING (mention_id) LEFT JOIN place pl USING (place_id)
  WHERE m.record_id IN (SELECT consignment_id FROM wanted))
SELECT c.consignment_id,
  coalesce(c.route_origin, consignor.country) AS route_origin,
  coalesce(c.route_destination, consignee.country) AS route_destination,
  i.i.origin_country AS origin_country,
  left(i.i.hs_code, 2) AS hs2, left(i.i.hs_code, 4) AS hs4, left(i.i.hs_code, 6) AS hs6,
  c.duty_regime, c.duty_rate, c.entry_type, c.carrier, c.marketplace, c.office, c.procedure,
  c.intended_use, c.payment_terms,
  consignor.party_id AS consignor, consignor.place_id AS consignor_place,
  consignor.building_id AS consignor_building, consignor.postcode AS consignor_postcode,
  consignor.city AS consignor_city, consignor.phone AS consignor_phone,
  consignor.component AS consignor_component,
  consignee.party_id AS consignee, consignee.place_id AS consignee_place,
  consignee.building_id AS consignee_building, consignee.postcode AS consignee_postcode,
  consignee.city AS consignee_city, consignee.phone AS consignee_phone,
  consignee.component AS consignee_component,
  coalesce(declarant.party_id, c.broker) AS declarant, c.account_id AS account
FROM consignment c JOIN wanted USING (consignment_id) LEFT JOIN first_item i USING (consignment_id)
LEFT JOIN named consignor
  ON consignor.consignment_id = c.consignment_id AND consignor.role = 'consignor'
LEFT JOIN named consignee
  ON consignee.consignment_id = c.consignment_id AND consignee.role = 'consignee'
LEFT JOIN named declarant
  ON declarant.consignment_id = c.consignment_id AND declarant.role = 'declarant'
)";

}  // namespace

Expected<RateEvidenceFinder> RateEvidenceFinder::prepare(Store& store, RowId consignment_id,
                                                         records::Day day) {
  TRY(store.execute(fmt::format(
      "CREATE OR REPLACE TEMP TABLE explained AS {}",
      fmt::format(kProfiles,
                  fmt::format("SELECT {}::UBIGINT AS consignment_id", consignment_id.value)))));
  TRY(store.execute(fmt::format(
      "CREATE OR REPLACE TEMP TABLE learnt_outcome AS SELECT consignment_id, outcome_id, known_at "
      "AS "
      "learnt_at, result = 'found' AS is_find FROM outcome WHERE known_at < make_timestamp({}) AND "
      "result IN ('found', 'no_finding', 'misdeclared', 'other_enforcement')",
      records::start_of(day).micros)));
  TRY(store.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE learnt AS SELECT * FROM ({}) JOIN learnt_outcome "
                  "USING (consignment_id)",
                  fmt::format(kProfiles, "SELECT DISTINCT consignment_id FROM learnt_outcome"))));
  return RateEvidenceFinder(store);
}

Expected<RateEvidence> RateEvidenceFinder::find(const targets::RatePath& path) {
  std::vector<Field> fields;
  for (const std::vector<Field>& step : path.steps)
    fields.insert(fields.end(), step.begin(), step.end());
  RateEvidence evidence;
  for (std::size_t steps = path.steps.size(); steps > 0 && evidence.inspected == 0; --steps) {
    std::string same;
    std::string cell;
    for (const Field field : fields) {
      same += fmt::format("{}l.{} IS NOT DISTINCT FROM e.{}", same.empty() ? "" : " AND ",
                          targets::name(field), targets::name(field));
      cell += fmt::format("{}'{} ' || coalesce(e.{}::VARCHAR, 'not stated')",
                          cell.empty() ? "" : " || ', ' || ", targets::name(field),
                          targets::name(field));
    }
    TRY_ASSIGN(
        const auto rows,
        store_->query(fmt::format("SELECT any_value({}), count(*), count(*) FILTER (l.is_find), "
                                  "array_to_string(list(l.outcome_id ORDER BY l.learnt_at DESC, "
                                  "l.outcome_id)[1:20], ';') FROM explained e JOIN learnt l ON {}",
                                  cell, same)));
    const auto& row = rows.rows.at(0);
    evidence.inspected = std::stoull(*row[1]);
    if (evidence.inspected > 0) {
      evidence.cell = row[0].value_or("");
      evidence.found = std::stoull(*row[2]);
      std::string_view ids = row[3] ? std::string_view(*row[3]) : std::string_view{};
      while (!ids.empty()) {
        const std::size_t end = ids.find(';');
        evidence.outcomes.push_back("outcome:" + std::string(ids.substr(0, end)));
        ids = end == std::string_view::npos ? std::string_view{} : ids.substr(end + 1);
      }
    }
    fields.resize(fields.size() - path.steps[steps - 1].size());
  }
  return evidence;
}

}  // namespace chokepoint::engine
