// A Parquet file as rows of text, read by the case file's own engine and streamed: memory is one
// batch.
//
// Columns are those of the file; numbers and times are spelled as DuckDB spells them. `lines` are
// row numbers from 1.
#pragma once

#include <filesystem>
#include <memory>

#include "ingest/row_reader.h"
#include "store/store.h"

namespace chokepoint::ingest {

// Uses a connection of its own. Errors: format (not a Parquet file, or damaged), not_found,
// permission.
Expected<std::unique_ptr<RowReader>> open_parquet(const store::Store& store,
                                                  const std::filesystem::path& file);

}  // namespace chokepoint::ingest
