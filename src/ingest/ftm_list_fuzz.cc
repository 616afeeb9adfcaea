// Any bytes as FollowTheMoney entities.
#include "ingest/list_for_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chokepoint::ingest::check_list("ftm", data, size);
  return 0;
}
