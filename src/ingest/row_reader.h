// A file as rows of named text fields, a batch at a time, whatever its format. Memory is one batch.
//
// Readers cut bytes into fields and no more: no types, no meaning. Bytes are UTF-8 by then
// (decode.h). What cannot be cut into a row is handed on as a BadRow and reading goes on behind it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/arena.h"
#include "chokepoint/error.h"
#include "records/columns.h"

namespace chokepoint::ingest {

struct BadRow {
  std::uint64_t line;  // from 1
  std::string field;   // the column, where one is to blame
  std::string value;   // what stood there, shortened
  std::string reason;
};

struct RowBatch {
  std::size_t column_count = 0;
  std::vector<records::Text> cells;  // row by row; absent is empty
  std::vector<std::uint64_t> lines;  // where each row begins: a line, or the number of an element
  std::vector<BadRow> bad_rows;
  base::Arena arena;  // holds the texts

  std::size_t size() const { return lines.size(); }
  records::Text at(std::size_t row, std::size_t column) const {
    return cells[row * column_count + column];
  }
  void clear() {
    cells.clear();
    lines.clear();
    bad_rows.clear();
    arena.clear();
  }
};

class RowReader {
 public:
  virtual ~RowReader() = default;
  // Known once the reader is open. Stays the same to the end of the file.
  virtual const std::vector<std::string>& columns() const = 0;
  // Fills `batch` anew with up to ~64k rows or 64 MiB; false at the end (batch may still hold bad
  // rows).
  virtual Expected<bool> next(RowBatch& batch) = 0;
};

}  // namespace chokepoint::ingest
