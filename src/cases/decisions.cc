#include "cases/decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "records/row_id.h"

namespace chokepoint::cases {

using records::RowId;
using store::quote;

namespace {

constexpr std::array<std::string_view, 3> kVerdicts = {"inspect", "release", "more_information"};

Expected<std::string> case_json(store::Store& store, RowId case_id, std::string_view subject_key) {
  TRY_ASSIGN(const auto decisions,
             store.query(fmt::format("SELECT verdict, reason, actor, score, epoch_us(decided_at) FROM decision WHERE case_id = {} "
                                     "ORDER BY decided_at, rowid", case_id.value)));
  base::JsonWriter json;
  json.begin_object().field("case_id", std::to_string(case_id.value));
  json.field("subject_kind", "consignment").field("subject_id", subject_key);
  json.key("decisions").begin_array();
  for (const auto& row : decisions.rows) {
    json.begin_object().field("verdict", *row[0]).field("reason", *row[1]).field("actor", *row[2]).key("score");
    row[3] ? json.value(std::stod(*row[3])) : json.null();
    json.field("decided_at", records::format_moment({std::stoll(*row[4])})).end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace

Expected<std::string> record_decision(store::Store& store, const Decision& decision, std::string_view actor, records::Moment now) {
  if (std::ranges::find(kVerdicts, decision.verdict) == kVerdicts.end()) {
    return fail(ErrorCode::usage, fmt::format("'{}' is no verdict; choose inspect, release or more_information", decision.verdict));
  }
  if (decision.reason.empty()) return fail(ErrorCode::usage, "a decision needs a reason");
  const std::string key = quote(decision.subject_id);
  TRY_ASSIGN(const auto found, store.query_number(fmt::format("SELECT count(*) FROM consignment WHERE item_id = {}", key)));
  if (found == 0) return fail(ErrorCode::not_found, fmt::format("no consignment has the id {}", decision.subject_id));
  const RowId case_id = records::make_row_id("case", decision.subject_id);
  TRY(store.begin());
  const auto written = [&]() -> Expected<> {
    TRY(store.execute(fmt::format("INSERT INTO case_record SELECT {}, 'consignment', {}, make_timestamp({}) "
                                  "WHERE NOT EXISTS (SELECT 1 FROM case_record WHERE case_id = {})",
                                  case_id.value, key, now.micros, case_id.value)));
    TRY(store.execute(fmt::format(
        "INSERT INTO decision SELECT {}, {}, {}, {}, {}, (SELECT s.score FROM score s JOIN consignment c ON "
        "c.consignment_id = s.subject_id WHERE c.item_id = {} ORDER BY s.rowid DESC LIMIT 1), make_timestamp({})",
        records::make_row_id("decision", case_id, records::format_moment(now)).value, case_id.value, quote(decision.verdict),
        quote(decision.reason), quote(actor), key, now.micros)));
    return store.commit();
  }();
  if (!written) {
    store.rollback();
    return std::unexpected(written.error());
  }
  return case_json(store, case_id, decision.subject_id);
}

}  // namespace chokepoint::cases
