// The public desk over a whole file: rows cut by ingest's reader, answered on all threads, written
// in the order of the file.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "base/parallel_for.h"
#include "chokepoint/goods.h"
#include "ingest/csv_reader.h"
#include "ingest/decode.h"

namespace chokepoint {
namespace {

constexpr std::size_t kGrain = 256;
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

struct Field {
  std::string_view name;
  std::string GoodsQuery::* member;
};
constexpr std::array<Field, 12> kFields = {{{"id", &GoodsQuery::id},
                                            {"text", &GoodsQuery::text},
                                            {"cas", &GoodsQuery::cas},
                                            {"hs", &GoodsQuery::hs},
                                            {"structure", &GoodsQuery::structure},
                                            {"origin", &GoodsQuery::origin},
                                            {"destination", &GoodsQuery::destination},
                                            {"transit", &GoodsQuery::transit},
                                            {"date", &GoodsQuery::date},
                                            {"mass_kg", &GoodsQuery::mass_kg},
                                            {"role", &GoodsQuery::role},
                                            {"papers", &GoodsQuery::papers}}};

using Columns = std::array<std::size_t, kFields.size()>;

Expected<Columns> find_columns(const std::vector<std::string>& names) {
  Columns columns;
  bool says_something = false;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const auto found = std::ranges::find(names, kFields[i].name);
    columns[i] = found == names.end() ? kAbsent : static_cast<std::size_t>(found - names.begin());
    const bool speaks_of_goods = i >= 1 && i <= 4;
    says_something = says_something || (speaks_of_goods && columns[i] != kAbsent);
  }
  if (!says_something) {
    return fail(ErrorCode::format,
                "none of the columns text, cas, hs, structure stands in the header");
  }
  return columns;
}

std::string bad_row_line(const ingest::BadRow& bad) {
  base::JsonWriter json;
  json.begin_object().field("line", bad.line).key("findings").begin_array().end_array();
  json.field("verdict", "unknown").key("notes").begin_array().value(bad.reason).end_array();
  json.end_object();
  return json.take() + "\n";
}

void count(std::string_view line, GoodsFileReport& report) {
  const std::size_t at = line.rfind("\"verdict\":\"");
  const std::string_view verdict = line.substr(at + 11, 3);
  if (verdict == "con")
    ++report.controlled;
  else if (verdict == "wat")
    ++report.watched;
  else if (verdict == "cle")
    ++report.clear;
  else
    ++report.unknown;
}

// The answers to the rows of one batch, in order.
std::vector<std::string> answer_rows(const GoodsDesk& desk, const ingest::RowBatch& batch,
                                     const Columns& columns, const GoodsFileOptions& options) {
  std::vector<std::string> lines(batch.size());
  base::parallel_for(batch.size(), {options.threads, kGrain},
                     [&](std::size_t begin, std::size_t end) {
                       GoodsQuery query;
                       for (std::size_t row = begin; row < end; ++row) {
                         for (std::size_t i = 0; i < kFields.size(); ++i) {
                           std::string& field = query.*kFields[i].member;
                           field.clear();
                           if (columns[i] != kAbsent) field = batch.at(row, columns[i]);
                         }
                         if (query.date.empty()) query.date = options.date;
                         lines[row] = desk.check_json(query);
                         lines[row] += '\n';
                       }
                     });
  return lines;
}

}  // namespace

Expected<GoodsFileReport> check_goods_file(
    const std::filesystem::path& file, const GoodsFileOptions& options,
    const std::function<Expected<>(std::string_view lines)>& write) {
  TRY_ASSIGN(const GoodsDesk desk, GoodsDesk::open());
  TRY_ASSIGN(auto source, ingest::open_decoded(file));
  TRY_ASSIGN(const auto reader, ingest::CsvReader::open(std::move(source)));
  auto columns = find_columns(reader->columns());
  if (!columns) return std::unexpected(std::move(columns).error().in(file.filename().string()));
  GoodsFileReport report;
  ingest::RowBatch batch;
  bool more = true;
  while (more) {
    TRY_ASSIGN(more, reader->next(batch));
    std::string text;
    std::size_t bad = 0;
    const std::vector<std::string> lines = answer_rows(desk, batch, *columns, options);
    const auto write_bad_before = [&](std::uint64_t line) {
      for (; bad < batch.bad_rows.size() && batch.bad_rows[bad].line < line; ++bad) {
        text += bad_row_line(batch.bad_rows[bad]);
        ++report.bad_rows;
        ++report.unknown;
      }
    };
    for (std::size_t row = 0; row < lines.size(); ++row) {
      write_bad_before(batch.lines[row]);
      count(lines[row], report);
      text += lines[row];
    }
    write_bad_before(UINT64_MAX);
    report.rows += lines.size();
    TRY(write(text));
    if (options.progress) options.progress("goods", report.rows, 0);
  }
  return report;
}

}  // namespace chokepoint
