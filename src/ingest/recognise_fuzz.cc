// Any bytes: some format or none, whatever the name.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "ingest/recognise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::string_view name : {"", "entities.ftm.json", "x.jsonl", "x.tsv"}) {
    CHECK(chokepoint::ingest::recognise_format(text, name).size() <= 8);
  }
  return 0;
}
