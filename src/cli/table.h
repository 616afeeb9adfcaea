// Rows and columns as text for a terminal: titles, a rule, cells aligned.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "chokepoint/case_file.h"

namespace chokepoint::cli {

struct TableColumn {
  std::string title;
  bool is_number = false;  // stands right
};

struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

// Two spaces between columns, nothing after the last cell of a line. Where the table is wider than
// `width` cells, the widest columns give way first and cells are cut with an ellipsis; width 0:
// nothing is cut. Cells are made printable.
std::string lay_out_table(const Table& table, std::size_t width);

// Numbers stand right by their type; what is unknown is empty.
Table as_table(const CaseFile::Rows& rows);

}  // namespace chokepoint::cli
