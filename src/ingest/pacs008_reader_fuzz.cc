// Any bytes as credit transfers: rows are whole, and the same for every size of piece.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/hash.h"
#include "ingest/pacs008_reader.h"

namespace {

using namespace chokepoint::ingest;

std::uint64_t read_all(const std::string& text, std::size_t piece) {
  auto reader = open_pacs008(open_text(text, piece));
  if (!reader) return 0;
  std::uint64_t hash = 1;
  RowBatch batch;
  bool more = true;
  while (more) {
    const auto next = (*reader)->next(batch);
    CHECK(next.has_value());
    more = *next;
    CHECK(batch.cells.size() == (*reader)->columns().size() * batch.size());
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
  CHECK(read_all(text, SIZE_MAX) == read_all(text, 5));
  return 0;
}
