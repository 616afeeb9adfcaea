// Any bytes as JSON, by brackets and by lines: rows are whole, and the same for every size of
// piece.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/hash.h"
#include "ingest/json_reader.h"

namespace {

using namespace chokepoint::ingest;

// A hash of all rows and bad rows; 0 when the file was refused.
std::uint64_t read_all(const std::string& text, const JsonOptions& options, std::size_t piece) {
  auto reader = open_json(open_text(text, piece), options);
  if (!reader) return 0;
  const std::size_t columns = (*reader)->columns().size();
  std::uint64_t hash = 1;
  RowBatch batch;
  bool more = true;
  while (more) {
    const auto next = (*reader)->next(batch);
    CHECK(next.has_value());
    more = *next;
    CHECK(batch.column_count == columns && batch.cells.size() == columns * batch.size());
    for (const auto cell : batch.cells)
      hash = chokepoint::base::mix(hash, chokepoint::base::hash_bytes(cell));
    for (const BadRow& bad : batch.bad_rows) {
      CHECK(!bad.reason.empty() && bad.line > 0);
      hash = chokepoint::base::mix(hash, bad.line);
    }
  }
  return hash;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const bool by_line : {false, true}) {
    const JsonOptions options{.one_object_a_line = by_line, .objects_for_columns = 2};
    CHECK(read_all(text, options, SIZE_MAX) == read_all(text, options, 5));
  }
  return 0;
}
