// Any bytes as two names: no crash, bounded, symmetric.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "text/similarity.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(text.find('|'), size);
  const std::string_view first = text.substr(0, cut), second = text.substr(std::min(cut + 1, size));
  for (const char* schema : {"Person", "Company", ""}) {
    for (const char* country : {"", "CN", "KR"}) {
      const ParsedName a = parse_name(first, {schema, country, nullptr}),
                       b = parse_name(second, {schema, country, nullptr});
      const NameComparison one = compare(a, b, {kDefaultThreshold, true}), other = compare(b, a);
      CHECK(one.similarity >= 0 && one.similarity <= 1);
      CHECK(std::abs(one.similarity - other.similarity) < 1e-4);
    }
  }
  return 0;
}
