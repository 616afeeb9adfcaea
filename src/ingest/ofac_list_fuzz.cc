// Any bytes as each of OFAC's files.
#include "ingest/list_for_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* format : {"ofac.sdn", "ofac.alt", "ofac.add"}) {
    chokepoint::ingest::check_list(format, data, size);
  }
  return 0;
}
