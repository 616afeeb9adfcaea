// Any bytes as credit transfers: the rows are the same for every size of piece.
#include "ingest/pacs008_reader.h"
#include "ingest/rows_for_fuzz.h"

namespace {

using namespace chokepoint::ingest;

// 0 when the file was refused.
std::uint64_t read_all(const std::string& text, std::size_t piece) {
  const auto reader = open_pacs008(open_text(text, piece));
  return reader ? hash_of_rows(**reader) : 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  CHECK(read_all(text, SIZE_MAX) == read_all(text, 5));
  return 0;
}
