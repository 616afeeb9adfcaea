// Any bytes as a file of data/regimes/: a catalogue or an error that says where.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "goods/catalogue.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::goods;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const std::string kCountries =
      "schema = 1\nalpha_2 = \"CN US\"\n[catalogue]\nbegins = \"2007-01-01\"\nhs_editions = []\n";
  const auto catalogue = Catalogue::parse({{"fuzz.toml", text}, {"countries.toml", kCountries}});
  if (!catalogue) CHECK(!catalogue.error().message.empty());
  return 0;
}
