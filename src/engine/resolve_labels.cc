#include "engine/resolve_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>

#include "ingest/csv_reader.h"
#include "ingest/decode.h"

namespace chokepoint::engine {
namespace {

constexpr std::array<std::string_view, 3> kColumns = {"record_id_1", "record_id_2", "label"};
constexpr std::uint32_t kSeveral = static_cast<std::uint32_t>(-1);

std::string_view trimmed(std::string_view cell) {
  while (cell.starts_with(' ')) cell.remove_prefix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  return cell;
}

class LabelReader {
 public:
  LabelReader(std::string file, std::size_t records,
              const std::function<std::string_view(std::size_t)>& id_of)
      : file_(std::move(file)) {
    for (std::uint32_t record = 0; record < records; ++record) {
      const auto [at, is_new] = records_.try_emplace(id_of(record), record);
      if (!is_new) at->second = kSeveral;
    }
  }

  Expected<> find_columns(const std::vector<std::string>& columns) {
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto found = std::ranges::find(columns, kColumns[i]);
      if (found == columns.end()) {
        return fail(ErrorCode::format,
                    fmt::format("{}: line 1: {}: there is no such column; it has: {}", file_,
                                kColumns[i], fmt::join(columns, ", ")));
      }
      at_[i] = static_cast<std::size_t>(found - columns.begin());
    }
    return {};
  }

  Expected<> add(const ingest::RowBatch& batch) {
    if (!batch.bad_rows.empty()) {
      const ingest::BadRow& bad = batch.bad_rows.front();
      return fail(ErrorCode::format, fmt::format("{}: line {}: {}", file_, bad.line, bad.reason));
    }
    for (std::size_t row = 0; row < batch.size(); ++row) {
      const std::uint64_t line = batch.lines[row];
      TRY_ASSIGN(const std::uint32_t a, record_at(batch, row, 0));
      TRY_ASSIGN(const std::uint32_t b, record_at(batch, row, 1));
      const std::string_view label = trimmed(batch.at(row, at_[2]));
      if (a == b) return bad_cell(line, 1, "a record cannot be paired with itself");
      if (label != "0" && label != "1")
        return bad_cell(line, 2, fmt::format("\"{}\" is neither 0 nor 1", label));
      const bool match = label == "1";
      const auto [known, is_new] = seen_.try_emplace({std::min(a, b), std::max(a, b)}, match);
      if (!is_new && known->second != match)
        return bad_cell(line, 2, "an earlier line says otherwise of these two records");
      if (is_new) pairs_.push_back({std::min(a, b), std::max(a, b), match});
    }
    return {};
  }
  std::vector<linkage::LabelledPair> take() { return std::move(pairs_); }

 private:
  std::unexpected<Error> bad_cell(std::uint64_t line, std::size_t column,
                                  std::string_view reason) const {
    return fail(ErrorCode::format,
                fmt::format("{}: line {}: {}: {}", file_, line, kColumns[column], reason));
  }
  Expected<std::uint32_t> record_at(const ingest::RowBatch& batch, std::size_t row,
                                    std::size_t column) const {
    const std::string_view id = trimmed(batch.at(row, at_[column]));
    const auto found = records_.find(id);
    if (found == records_.end())
      return bad_cell(batch.lines[row], column, fmt::format("no record has the id \"{}\"", id));
    if (found->second == kSeveral) {
      return bad_cell(batch.lines[row], column,
                      fmt::format("several records have the id \"{}\"", id));
    }
    return found->second;
  }

  std::string file_;
  std::unordered_map<std::string_view, std::uint32_t> records_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> seen_;
  std::array<std::size_t, kColumns.size()> at_{};
  std::vector<linkage::LabelledPair> pairs_;
};

}  // namespace

Expected<std::vector<linkage::LabelledPair>> load_resolve_labels(
    const std::filesystem::path& path, std::size_t records,
    const std::function<std::string_view(std::size_t)>& id_of) {
  const std::string file = path.filename().string();
  TRY_ASSIGN(auto source, ingest::open_decoded(path));
  auto opened = ingest::CsvReader::open(std::move(source));
  if (!opened) return std::unexpected(std::move(opened).error().in(file));
  const std::unique_ptr<ingest::CsvReader> rows = std::move(*opened);
  LabelReader reader(file, records, id_of);
  TRY(reader.find_columns(rows->columns()));
  ingest::RowBatch batch;
  for (bool more = true; more;) {
    auto next = rows->next(batch);
    if (!next) return std::unexpected(std::move(next).error().in(file));
    more = *next;
    TRY(reader.add(batch));
  }
  return reader.take();
}

}  // namespace chokepoint::engine
