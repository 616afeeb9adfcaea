// Any bytes as JSON, by brackets and by lines: the rows are the same for every size of piece.
#include "ingest/json_reader.h"
#include "ingest/rows_for_fuzz.h"

namespace {

using namespace chokepoint::ingest;

// 0 when the file was refused.
std::uint64_t read_all(const std::string& text, const JsonOptions& options, std::size_t piece) {
  const auto reader = open_json(open_text(text, piece), options);
  return reader ? hash_of_rows(**reader) : 0;
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
