// compare_names_file: rows cut by ingest's reader, compared on all threads, written in the order of
// the file.
#include <fmt/format.h>

#include <algorithm>

#include "base/parallel_for.h"
#include "chokepoint/names.h"
#include "ingest/csv_reader.h"
#include "ingest/decode.h"
#include "text/similarity.h"

namespace chokepoint {
namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

struct Columns {
  std::size_t schema, country, name_1, name_2;
};

std::size_t find_column(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? kAbsent : static_cast<std::size_t>(found - names.begin());
}

void append_cell(std::string_view cell, std::string& line) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += cell;
    return;
  }
  line += '"';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

std::string compare_row(const ingest::RowBatch& batch, std::size_t row, const Columns& columns,
                        double threshold) {
  const auto at = [&](std::size_t column) {
    return column == kAbsent ? std::string_view() : std::string_view(batch.at(row, column));
  };
  const text::ParseOptions parse{at(columns.schema), at(columns.country), nullptr};
  const text::NameComparison found =
      text::compare(text::parse_name(at(columns.name_1), parse),
                    text::parse_name(at(columns.name_2), parse), {threshold, true});
  std::string line;
  for (std::size_t i = 0; i < batch.column_count; ++i) {
    append_cell(batch.at(row, i), line);
    line += ',';
  }
  line += fmt::format("{:.6f},{},", found.similarity, found.match ? "true" : "false");
  append_cell(found.why, line);
  line += '\n';
  return line;
}

}  // namespace

Expected<NamesFileReport> compare_names_file(const std::filesystem::path& file,
                                             const NamesFileOptions& options,
                                             const WriteText& write) {
  TRY_ASSIGN(auto source, ingest::open_decoded(file));
  TRY_ASSIGN(const auto reader, ingest::CsvReader::open(std::move(source)));
  const std::vector<std::string>& names = reader->columns();
  const Columns columns{find_column(names, "schema"), find_column(names, "country"),
                        find_column(names, "name_1"), find_column(names, "name_2")};
  if (columns.name_1 == kAbsent || columns.name_2 == kAbsent) {
    return fail(ErrorCode::format,
                fmt::format("{}: the header needs the columns name_1 and name_2; it is: {}",
                            file.filename().string(), reader->header_line()));
  }
  std::string header;
  for (const std::string& name : names) {
    append_cell(name, header);
    header += ',';
  }
  TRY(write(header + "similarity,match,why\n"));
  NamesFileReport report;
  ingest::RowBatch batch;
  for (bool more = true; more;) {
    TRY_ASSIGN(more, reader->next(batch));
    std::vector<std::string> lines(batch.size());
    base::parallel_for(batch.size(), {options.threads, 256},
                       [&](std::size_t begin, std::size_t end) {
                         for (std::size_t row = begin; row < end; ++row)
                           lines[row] = compare_row(batch, row, columns, options.threshold);
                       });
    std::string text;
    for (const std::string& line : lines) text += line;
    report.rows += batch.size();
    report.bad_rows += batch.bad_rows.size();
    report.matches += static_cast<std::uint64_t>(std::ranges::count_if(
        lines, [](const std::string& line) { return line.find(",true,") != std::string::npos; }));
    if (!text.empty()) TRY(write(text));
    if (options.progress) options.progress("comparing names", report.rows, 0);
  }
  return report;
}

}  // namespace chokepoint
