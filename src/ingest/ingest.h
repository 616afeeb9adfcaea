// The stage: a file in, rows and rejects in the case file.
#pragma once

#include <filesystem>

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::ingest {

// Recognises encoding, format and preset, reads the whole file in bounded memory and commits it as
// one transaction. Errors: not_found, permission, usage (unknown kind), format (no preset fits, a
// mapping names an absent column, wrong delimiter, an empty file), rejected (more bad rows than
// allowed: nothing is kept but the error says which were first), disk_full.
Expected<IngestReport> ingest_file(store::Store& store, const std::filesystem::path& file,
                                   const IngestOptions& options, const Progress& progress);

}  // namespace chokepoint::ingest
