// What every fuzz entry of a row reader holds of the rows it reads.
#pragma once

#include <cstdint>

#include "base/check.h"
#include "base/hash.h"
#include "ingest/row_reader.h"

namespace chokepoint::ingest {

// A hash of all cells and bad rows. Rows are whole, a bad row has a line and a reason, and a reader
// that opened reads to the end.
inline std::uint64_t hash_of_rows(RowReader& reader) {
  const std::size_t columns = reader.columns().size();
  std::uint64_t hash = 1;
  RowBatch batch;
  bool more = true;
  while (more) {
    const auto next = reader.next(batch);
    CHECK(next.has_value());
    more = *next;
    CHECK(batch.column_count == columns && batch.cells.size() == columns * batch.size());
    for (const auto cell : batch.cells) hash = base::mix(hash, base::hash_bytes(cell));
    for (const BadRow& bad : batch.bad_rows) {
      CHECK(!bad.reason.empty() && bad.line > 0);
      hash = base::mix(hash, bad.line);
    }
  }
  return hash;
}

}  // namespace chokepoint::ingest
