// Any bytes: what comes out is valid UTF-8, and the same for every size of piece.
#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "ingest/decode.h"

namespace {

using namespace chokepoint::ingest;

std::string decode_all(std::string bytes, std::size_t piece, std::size_t take, BadSequences& bad) {
  auto source = decode(open_text(std::move(bytes), piece));
  CHECK(source.has_value());
  std::string text;
  std::vector<char> into(take);
  while (true) {
    const auto count = (*source)->read(into);
    CHECK(count.has_value());
    if (*count == 0) break;
    text.append(into.data(), *count);
  }
  bad = (*source)->bad_sequences();
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  BadSequences bad_whole;
  BadSequences bad_pieces;
  const std::string whole = decode_all(bytes, SIZE_MAX, 4096, bad_whole);
  CHECK(simdjson::validate_utf8(whole));
  CHECK(decode_all(bytes, 3, 5, bad_pieces) == whole);
  CHECK(bad_whole.count == bad_pieces.count && bad_whole.first_line == bad_pieces.first_line);
  CHECK((bad_whole.count == 0) == (bad_whole.first_line == 0));
  return 0;
}
