// Hands a table on as bytes of another format.
#pragma once

#include <string>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"

namespace chokepoint {

// A whole Parquet file. Types are those of CaseFile::Rows; what cannot be read as its type is a
// format error. Equal rows give equal bytes. Errors: format, io, disk_full (it needs room in the
// folder for temporary files).
Expected<std::string> rows_as_parquet(const CaseFile::Rows& rows);

}  // namespace chokepoint
