#include "engine/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "targets/evaluation.h"

namespace chokepoint::engine {

using store::Store;
using targets::Evaluation;

namespace {

std::string subject_scores(const std::string& kind) {
  const std::string latest =
      "SELECT s.subject_id, s.score FROM (SELECT subject_id, max(rowid) AS latest FROM score GROUP "
      "BY subject_id) l "
      "JOIN score s ON s.rowid = l.latest";
  if (kind == "party") {
    return "SELECT pm.party_id::VARCHAR AS key, max(s.score) AS score FROM (" + latest +
           ") s JOIN mention m ON m.record_id = s.subject_id JOIN party_now pm USING "
           "(mention_id) GROUP BY pm.party_id";
  }
  return "SELECT c.item_id AS key, s.score FROM (" + latest +
         ") s JOIN consignment c ON c.consignment_id = s.subject_id";
}

Expected<std::vector<targets::JudgedSubject>> read_judged(Store& store,
                                                          const EvaluateOptions& options,
                                                          std::size_t& unknown) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(options.truth, failed)) {
    return fail(ErrorCode::not_found,
                fmt::format("{}: no such truth file", options.truth.string()));
  }
  const std::string file = fmt::format("read_csv({}, header = true, all_varchar = true)",
                                       store::quote(options.truth.string()));
  auto columns = store.query("SELECT * FROM " + file + " LIMIT 0");
  if (!columns)
    return fail(ErrorCode::format,
                fmt::format("{}: {}", options.truth.string(), columns.error().message));
  auto has = [&](const char* name) {
    return std::ranges::find(columns->columns, name) != columns->columns.end();
  };
  if (!has("subject_id") || !has("label")) {
    return fail(ErrorCode::format, fmt::format("{}: needs the columns subject_id,label[,group]",
                                               options.truth.string()));
  }
  TRY_ASSIGN(const auto rows,
             store.query(fmt::format("SELECT t.subject_id, t.label, {}, s.score FROM {} t LEFT "
                                     "JOIN ({}) s ON s.key = t.subject_id",
                                     has("group") ? "t.\"group\"" : "NULL", file,
                                     subject_scores(options.subject)),
                         200'000'000));
  std::vector<targets::JudgedSubject> judged;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const auto& row = rows.rows[i];
    if (!row[1] || (*row[1] != "0" && *row[1] != "1")) {
      return fail(ErrorCode::format,
                  fmt::format("{}: subject {}: label: '{}' is neither 0 nor 1",
                              options.truth.string(), row[0].value_or(""), row[1].value_or("")));
    }
    unknown += row[3] ? 0 : 1;
    judged.push_back({row[3] ? std::stod(*row[3]) : 0.0, *row[1] == "1", row[2].value_or(""),
                      row[0].value_or("")});
  }
  return judged;
}

void write_interval(base::JsonWriter& json, const char* name, double low, double high) {
  json.key(name).begin_array().value(low).value(high).end_array();
}

}  // namespace

Expected<std::string> evaluate_case(Store& store, const EvaluateOptions& options) {
  std::size_t unknown = 0;
  TRY_ASSIGN(auto judged, read_judged(store, options, unknown));
  const Evaluation evaluation = targets::evaluate(std::move(judged), options.at);
  base::JsonWriter json;
  json.begin_object().key("at").begin_array();
  for (const targets::PrecisionAt& at : evaluation.at) {
    json.begin_object()
        .field("share", at.share)
        .field("inspected", static_cast<std::uint64_t>(at.inspected));
    json.field("found", static_cast<std::uint64_t>(at.found))
        .field("precision", at.precision)
        .field("recall", at.recall);
    json.field("lift", at.lift);
    write_interval(json, "precision_interval", at.precision_low, at.precision_high);
    write_interval(json, "lift_interval", at.lift_low, at.lift_high);
    json.end_object();
  }
  json.end_array()
      .field("auc", evaluation.auc)
      .field("average_precision", evaluation.average_precision);
  json.field("calibration_error", evaluation.calibration_error);
  json.field("subjects", static_cast<std::uint64_t>(evaluation.subjects))
      .field("finds", static_cast<std::uint64_t>(evaluation.finds));
  json.field("base_rate", evaluation.base_rate)
      .field("unknown_subjects", static_cast<std::uint64_t>(unknown));
  json.field("holds_share", evaluation.holds_share).key("groups").begin_array();
  for (const targets::GroupHolds& holds : evaluation.groups) {
    json.begin_object().field("group", holds.group).field("false_hold_rate", holds.false_hold_rate);
    json.field("innocents", static_cast<std::uint64_t>(holds.innocents))
        .field("held", static_cast<std::uint64_t>(holds.held));
    write_interval(json, "interval", holds.low, holds.high);
    json.end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace chokepoint::engine
