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
  static constexpr void columns(auto&& visit) {
    using Row = SourceFile;
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"name", &Row::name});
    visit(Column{"kind", &Row::kind});
    visit(Column{"content_hash", &Row::content_hash});
    visit(Column{"rows", &Row::rows});
    visit(Column{"added", &Row::added});
    visit(Column{"rejects", &Row::rejects});
  }
};

template <>
struct Table<Reject> {
  static constexpr const char* kName = "reject";
  static constexpr void columns(auto&& visit) {
    using Row = Reject;
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_name", &Row::source_name});
    visit(Column{"source_row", &Row::source_row});
    visit(Column{"field", &Row::field});
    visit(Column{"value", &Row::value});
    visit(Column{"reason", &Row::reason});
  }
};

}  // namespace chokepoint::records
