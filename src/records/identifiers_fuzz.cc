// Any text as every identifier: what is recognised is valid, and separators that a kind allows
// change nothing.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "records/identifiers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::records;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (int kind = 0; kind < kIdentifierKinds; ++kind) {
    const auto each = static_cast<IdentifierKind>(kind);
    if (is_valid(each, text)) CHECK(is_valid(each, " " + std::string(text) + "\t"));
  }
  if (const auto kind = recognise(text)) CHECK(is_valid(*kind, text));
  return 0;
}
