#include "ingest/parquet_reader.h"

#include <fmt/format.h>

#include "store/table_io.h"

namespace chokepoint::ingest {
namespace {

class ParquetReader final : public RowReader {
 public:
  ParquetReader(store::Store store, store::RawReader rows, std::vector<std::string> columns)
      : store_(std::move(store)), rows_(std::move(rows)), columns_(std::move(columns)) {}

  const std::vector<std::string>& columns() const override { return columns_; }

  Expected<bool> next(RowBatch& batch) override {
    constexpr std::size_t kBatchRows = std::size_t{32} << 10;
    constexpr std::size_t kBatchBytes = std::size_t{32} << 20;
    batch.clear();
    batch.column_count = columns_.size();
    while (batch.size() < kBatchRows && batch.arena.bytes() < kBatchBytes) {
      TRY_ASSIGN(const std::size_t count, rows_.next_chunk());
      if (count == 0) break;
      const std::size_t first = batch.cells.size();
      batch.cells.resize(first + count * columns_.size());
      for (std::size_t row = 0; row < count; ++row) {
        batch.lines.push_back(++row_number_);
        for (std::size_t column = 0; column < columns_.size(); ++column) {
          rows_.get(column, row, batch.arena, batch.cells[first + row * columns_.size() + column]);
        }
      }
    }
    return batch.size() > 0;
  }

 private:
  store::Store store_;
  store::RawReader rows_;
  std::vector<std::string> columns_;
  std::uint64_t row_number_ = 0;
};

Error as_format_error(Error error) {
  if (error.code == ErrorCode::io) {
    error.code = ErrorCode::format;
    error.message = "cannot be read as Parquet: " + error.message;
  }
  return error;
}

}  // namespace

Expected<std::unique_ptr<RowReader>> open_parquet(const store::Store& store,
                                                  const std::filesystem::path& file) {
  TRY_ASSIGN(store::Store connection, store.connect());
  const std::string source = fmt::format("read_parquet({})", store::quote(file.string()));
  auto described = connection.query("SELECT * FROM " + source + " LIMIT 0");
  if (!described) return std::unexpected(as_format_error(std::move(described).error()));
  auto rows = store::RawReader::open(connection, "SELECT COLUMNS(*)::VARCHAR FROM " + source);
  if (!rows) return std::unexpected(as_format_error(std::move(rows).error()));
  return std::make_unique<ParquetReader>(std::move(connection), std::move(*rows),
                                         described->columns);
}

}  // namespace chokepoint::ingest
