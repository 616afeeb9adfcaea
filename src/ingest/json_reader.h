// JSON and newline-delimited JSON as rows.
//
// An object is a row and its nested objects are columns with a path: {"sender": {"name": ..}} gives
// `sender.name`. An array of scalars is one cell, `;` between. The content lines of a consignment
// (is_child_array: items, pieces, ItemDetail) become a row each that repeats the consignment's
// cells; a content line's column has its own bare name, or `items.name` where the consignment has a
// column of that name too. Other arrays of objects give `route.0.port`, `route.1.port`. Numbers
// keep their spelling; true and false are those words; null is an absent cell.
//
// Columns are those of the first 1,000 objects, 2,000 at most. A name that first comes later is
// told once, as a BadRow at the end with how often it came. A line or element that is no object is
// a BadRow and reading goes on. Memory: the first objects (16 MiB at most), one object, one batch.
#pragma once

#include <memory>

#include "ingest/byte_source.h"
#include "ingest/row_reader.h"

namespace chokepoint::ingest {

struct JsonOptions {
  bool one_object_a_line = false;  // NDJSON: a broken line costs that line alone
  std::size_t objects_for_columns = 1000;
  std::size_t object_bytes_max = std::size_t{16} << 20;
};

// Errors: format (no object in the file), and what the source says.
Expected<std::unique_ptr<RowReader>> open_json(std::unique_ptr<ByteSource> source,
                                               const JsonOptions& options = {});

}  // namespace chokepoint::ingest
