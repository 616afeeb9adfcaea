#include "engine/rate_evidence.h"

#include <fmt/format.h>

namespace chokepoint::engine {

using records::RowId;
using store::Store;
using targets::Field;

namespace {

// Every field of Profile as a column, in the words of SQL; the twin of targets/profile.cc.
constexpr const char* kProfileView = R"(
CREATE OR REPLACE TEMP VIEW rate_profile AS
SELECT c.consignment_id,
  coalesce(c.route_origin, consignor.country) AS route_origin,
  coalesce(c.route_destination, consignee.country) AS route_destination,
  i.origin_country, left(i.hs_code, 2) AS hs2, left(i.hs_code, 4) AS hs4, left(i.hs_code, 6) AS hs6,
  c.duty_regime, c.duty_rate, c.entry_type, c.carrier, c.marketplace, c.office, c.procedure, c.intended_use, c.payment_terms,
  consignor_party.party_id AS consignor, consignor_party.place_id AS consignor_place,
  consignee_party.party_id AS consignee, consignee_party.place_id AS consignee_place,
  coalesce(declarant_party.party_id::VARCHAR, c.broker) AS declarant, c.account_id AS account
FROM consignment c
LEFT JOIN (SELECT * FROM item QUALIFY row_number() OVER (PARTITION BY consignment_id ORDER BY piece_no, item_row_id) = 1) i
  USING (consignment_id)
LEFT JOIN mention consignor ON consignor.record_id = c.consignment_id AND consignor.role = 'consignor'
LEFT JOIN party_mention consignor_party ON consignor_party.mention_id = consignor.mention_id
LEFT JOIN mention consignee ON consignee.record_id = c.consignment_id AND consignee.role = 'consignee'
LEFT JOIN party_mention consignee_party ON consignee_party.mention_id = consignee.mention_id
LEFT JOIN mention declarant ON declarant.record_id = c.consignment_id AND declarant.role = 'declarant'
LEFT JOIN party_mention declarant_party ON declarant_party.mention_id = declarant.mention_id
)";

}  // namespace

Expected<RateEvidence> find_rate_evidence(Store& store, RowId consignment_id, const targets::RatePath& path, records::Day day) {
  TRY(store.execute(kProfileView));
  TRY(store.execute(fmt::format("CREATE OR REPLACE TEMP TABLE explained AS SELECT * FROM rate_profile WHERE consignment_id = {}",
                                consignment_id.value)));
  TRY(store.execute(fmt::format("CREATE OR REPLACE TEMP TABLE learnt AS SELECT p.*, o.outcome_id, o.known_at AS learnt_at, "
                                "o.result = 'found' AS is_find FROM outcome o JOIN rate_profile p USING (consignment_id) "
                                "WHERE o.known_at < make_timestamp({}) AND o.result IN "
                                "('found', 'no_finding', 'misdeclared', 'other_enforcement')",
                                records::start_of(day).micros)));
  std::vector<Field> fields;
  for (const std::vector<Field>& step : path.steps) fields.insert(fields.end(), step.begin(), step.end());
  RateEvidence evidence;
  for (std::size_t steps = path.steps.size(); steps > 0 && evidence.inspected == 0; --steps) {
    std::string same;
    std::string cell;
    for (const Field field : fields) {
      same += fmt::format("{}l.{} IS NOT DISTINCT FROM e.{}", same.empty() ? "" : " AND ", targets::name(field), targets::name(field));
      cell += fmt::format("{}'{} ' || coalesce(e.{}::VARCHAR, 'not stated')", cell.empty() ? "" : " || ', ' || ", targets::name(field),
                          targets::name(field));
    }
    TRY_ASSIGN(const auto rows, store.query(fmt::format(
        "SELECT any_value({}), count(*), count(*) FILTER (l.is_find), array_to_string(list(l.outcome_id ORDER BY l.learnt_at DESC, "
        "l.outcome_id)[1:20], ';') FROM explained e JOIN learnt l ON {}", cell, same)));
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
