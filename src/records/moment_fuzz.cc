// Any text as a moment: what is read can be written and is read back as the same moment.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "records/moment.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::records;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto moment = parse_moment(text);
  if (!moment) return 0;
  const std::string written = format_moment(*moment);
  // A zone may carry the first and the last day out of the years that are read.
  const auto again = parse_moment(written);
  const bool at_the_edge = written.starts_with("1899") || written.starts_with("2200");
  CHECK(at_the_edge ? !again : again == moment);
  return 0;
}
