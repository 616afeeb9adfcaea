#include "cli/case_report.h"

#include <algorithm>

#include "cli/json.h"

namespace chokepoint::cli {
namespace {

std::string last_hash(const CaseFile::Rows& lines) {
  const auto column =
      std::ranges::find_if(lines.columns, [](const std::string& name) { return name == "hash"; });
  if (column == lines.columns.end() || lines.rows.empty()) return {};
  return lines.rows.back()[static_cast<std::size_t>(column - lines.columns.begin())].value_or("");
}

}  // namespace

Expected<ReportInput> gather_report(CaseFile& file, const CaseReportOptions& options,
                                    const Progress& progress) {
  ReportInput input;
  input.case_name = options.case_name;
  input.from = options.targets.from;
  input.until = options.targets.until;
  input.evaluation_json = options.evaluation_json;
  input.synthetic = options.synthetic;
  TRY_ASSIGN(input.summary_json, file.summary_json());
  TRY_ASSIGN(input.targets_json, file.targets_json(options.targets));
  TRY_ASSIGN(const Json targets, Json::parse(input.targets_json));
  // Parties, places and channels are explained by the reasons that come with the targets.
  const bool explains = options.targets.subject == "consignment";
  const std::size_t count =
      explains ? std::min(options.explained_max, targets["targets"].size()) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (progress) progress("explain", i, count);
    TRY_ASSIGN(std::string explanation,
               file.explain_json(targets["targets"].items()[i]["subject_id"].text()));
    input.explanations_json.push_back(std::move(explanation));
  }
  TRY_ASSIGN(const Json summary, Json::parse(input.summary_json));
  input.as_of = summary["reached"].text();
  TRY_ASSIGN(const CaseFile::Rows lines, file.audit_lines());
  input.audit_lines = lines.rows.size();
  input.case_hash = last_hash(lines);
  return input;
}

}  // namespace chokepoint::cli
