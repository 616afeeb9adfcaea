// Where rows came from, and which could not be used. Text is a view into the batch's arena.
#pragma once

#include <cstdint>

#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::records {

// A file that was read. The name is without its folder, so that a replay elsewhere is equal.
struct SourceFile {
  RowId source_file_id;
  Text name;
  Text kind;                // what it was read as: consignments, items, ...
  Text content_hash;        // XXH3 of the bytes, hexadecimal
  std::uint64_t rows = 0;   // data rows read
  std::uint64_t added = 0;  // rows that were new
  std::uint64_t rejects = 0;
};

// A row or field that could not be used, and why. Nothing is lost: the line is named and the value
// kept (the first 200 bytes).
struct Reject {
  RowId source_file_id;
  Text source_name;
  std::uint64_t source_row = 0;  // line, from 1
  Text field;
  Text value;
  Text reason;
};

template <>
struct Table<SourceFile> {
  static constexpr const char* kName = "source_file";
  static constexpr auto columns() {
    using Row = SourceFile;
    return std::tuple{
        Column{"source_file_id", &Row::source_file_id},
        Column{"name", &Row::name},
        Column{"kind", &Row::kind},
        Column{"content_hash", &Row::content_hash},
        Column{"rows", &Row::rows},
        Column{"added", &Row::added},
        Column{"rejects", &Row::rejects},
    };
  }
};

template <>
struct Table<Reject> {
  static constexpr const char* kName = "reject";
  static constexpr auto columns() {
    using Row = Reject;
    return std::tuple{
        Column{"source_file_id", &Row::source_file_id},
        Column{"source_name", &Row::source_name},
        Column{"source_row", &Row::source_row},
        Column{"field", &Row::field},
        Column{"value", &Row::value},
        Column{"reason", &Row::reason},
    };
  }
};

}  // namespace chokepoint::records
