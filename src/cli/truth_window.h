// The truth about the subjects that are ranked, and no other: a world knows it of all years.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"

namespace chokepoint::cli {

struct TruthWindow {
  std::string from, until;  // arrivals [from, until)
  std::uint64_t subjects = 0;
};

// Writes to `part` those lines of `whole` (CSV, subject_id first) whose consignment arrived in the
// last `days` days that the case file knows and has no outcome: the candidates of targets. Errors:
// not_found, format, those of writing.
Expected<TruthWindow> write_truth_of_last_days(CaseFile& file, const std::filesystem::path& whole,
                                               const std::filesystem::path& part,
                                               std::int64_t days);

}  // namespace chokepoint::cli
