// One self-contained page about a case: what was read, what to inspect and why, how well that
// worked, whom it burdens. The page itself is data/report/report.html and report.css; here its
// holes are filled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::cli {

// Documents are JSON as CaseFile hands them back; an empty text leaves its section out, a missing
// field its line.
struct ReportInput {
  std::string case_name;
  std::string as_of;        // the moment that the answers hold for
  std::string from, until;  // arrivals considered; empty: open
  std::string case_hash;    // hash of the last audit line
  std::uint64_t audit_lines = 0;
  std::string summary_json;
  std::string targets_json;
  std::string evaluation_json;                 // only where the truth is known
  std::vector<std::string> explanations_json;  // of the targets to show in full, in any order
  bool synthetic = false;                      // says on the page that nobody in it exists
};

// HTML with its style and drawings inside: no script, no font, no picture from elsewhere. Equal
// input gives equal bytes. Errors: format (a document that is no JSON, or a page in the data folder
// with a hole that nothing fills).
Expected<std::string> render_report(const ReportInput& input);

}  // namespace chokepoint::cli
