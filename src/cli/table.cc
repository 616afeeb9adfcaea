#include "cli/table.h"

#include <algorithm>
#include <numeric>

#include "cli/text_width.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 6;  // a column that gives way keeps this much

// Takes one cell at a time from the widest column, the rightmost of equals, until all fit or none
// can give more.
void give_way(std::vector<std::size_t>& widths, std::size_t width) {
  const std::size_t gaps = kGap * (widths.size() - 1);
  std::size_t total = std::accumulate(widths.begin(), widths.end(), gaps);
  while (total > width) {
    const auto widest = std::max_element(widths.begin(), widths.end(),
                                         [](std::size_t a, std::size_t b) { return a <= b; });
    if (*widest <= kNarrowest) return;
    --*widest;
    --total;
  }
}

void append_line(std::string& text, const std::vector<std::string>& cells, const Table& table,
                 const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line.append(kGap, ' ');
    const std::string cell = cut_to_width(cells[i], widths[i]);
    const std::size_t padding = widths[i] - width_of(cell);
    if (table.columns[i].is_number) line.append(padding, ' ');
    line += cell;
    if (!table.columns[i].is_number) line.append(padding, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + '\n';
}

}  // namespace

std::string lay_out_table(const Table& table, std::size_t width) {
  if (table.columns.empty()) return {};
  std::vector<std::string> titles, rules;
  std::vector<std::size_t> widths;
  for (const TableColumn& column : table.columns) {
    titles.push_back(printable(column.title));
    widths.push_back(width_of(titles.back()));
  }
  std::vector<std::vector<std::string>> rows = table.rows;
  for (auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = printable(row[i]);
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  }
  if (width > 0) give_way(widths, width);
  for (const std::size_t column_width : widths) {
    std::string rule;
    for (std::size_t i = 0; i < column_width; ++i) rule += "─";
    rules.push_back(std::move(rule));
  }
  std::string text;
  append_line(text, titles, table, widths);
  append_line(text, rules, table, widths);
  for (const auto& row : rows) append_line(text, row, table, widths);
  return text;
}

Table as_table(const CaseFile::Rows& rows) {
  Table table;
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    const std::string_view type = rows.types[i];
    table.columns.push_back({rows.columns[i], type == "INTEGER" || type == "DOUBLE"});
  }
  for (const auto& row : rows.rows) {
    std::vector<std::string> cells;
    cells.reserve(row.size());
    for (const auto& cell : row) cells.push_back(cell.value_or(""));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace chokepoint::cli
