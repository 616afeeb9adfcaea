// Gathers what a report shows from an open case file.
#pragma once

#include <filesystem>
#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "cli/report.h"

namespace chokepoint::cli {

struct CaseReportOptions {
  TargetsOptions targets;
  std::size_t explained_max = 20;  // targets shown in full
  std::string evaluation_json;     // empty: not measured
  std::string case_name;
  bool synthetic = false;
};

// Reads summary, targets, explanations and audit lines. Each explanation leaves its line in the
// audit chain.
Expected<ReportInput> gather_report(CaseFile& file, const CaseReportOptions& options,
                                    const Progress& progress);

}  // namespace chokepoint::cli
