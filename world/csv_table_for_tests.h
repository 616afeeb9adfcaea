// Reads a whole CSV file by columns, for tests: quoted fields, one header line, LF.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"

namespace chokepoint::world {

struct CsvTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> values;  // column by column

  const std::vector<std::string>& column(std::string_view name) const& {
    return values[index_of(name)];
  }
  // By value from a table that is about to go.
  std::vector<std::string> column(std::string_view name) && {
    return std::move(values[index_of(name)]);
  }
  std::size_t index_of(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    CHECK(found != columns.end());
    return static_cast<std::size_t>(found - columns.begin());
  }
  std::size_t rows() const { return values.empty() ? 0 : values.front().size(); }
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Stops the program where a row has another number of fields than the header.
inline CsvTable read_csv_table(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  CsvTable table;
  std::vector<std::string> row(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_quoted) {
      if (c != '"')
        row.back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        row.back() += '"', ++i;
      else
        is_quoted = false;
    } else if (c == '"') {
      is_quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c != '\n') {
      row.back() += c;
    } else {
      if (table.columns.empty()) {
        table.columns = row;
        table.values.resize(row.size());
      } else {
        CHECK(row.size() == table.columns.size());
        for (std::size_t k = 0; k < row.size(); ++k) table.values[k].push_back(std::move(row[k]));
      }
      row.assign(1, {});
    }
  }
  return table;
}

}  // namespace chokepoint::world
