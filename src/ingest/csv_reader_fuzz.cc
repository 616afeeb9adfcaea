// Any bytes as delimited text, cut in two ways: the rows must be the same and nothing may be read
// that is not there.
#include <cstdint>
#include <cstdlib>

#include "ingest/csv_reader.h"

namespace {

using chokepoint::ingest::CsvOptions;
using chokepoint::ingest::CsvReader;
using chokepoint::ingest::RowBatch;

std::string cut(std::string_view text, std::size_t block, std::size_t piece) {
  CsvOptions options;
  options.field_bytes_max = 100;
  options.row_bytes_max = 1000;
  options.block_bytes = block;
  auto reader = CsvReader::open(chokepoint::ingest::open_text(std::string(text), piece), options);
  if (!reader) return reader.error().message;
  std::string all;
  RowBatch batch;
  bool more = true;
  while (more) {
    more = (*reader)->next(batch).value_or(false);
    for (const auto& cell : batch.cells) all.append(cell).append(1, '\x1e');
    for (const auto line : batch.lines) all.append(std::to_string(line)).append(1, '\x1d');
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Lines come batch by batch behind the cells, so that batches must be cut alike to compare: by
  // one block for all.
  const std::string whole = cut(text, std::size_t{4} << 20, SIZE_MAX);
  if (whole != cut(text, std::size_t{4} << 20, 3)) std::abort();
  (void)cut(text, 7, 5);
  return 0;
}
