// Any bytes as a CAS number: what reads as one keeps its check digit through writing and reading.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "goods/cas_number.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::goods;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const CasNumber number = read_cas(text);
  if (number.problem == CasProblem::none) {
    CHECK(has_valid_cas_check(number.digits));
    const CasNumber again = read_cas(format_cas(number.digits));
    CHECK(again.problem == CasProblem::none && again.digits == number.digits && !again.repaired);
  }
  std::vector<CasMention> mentions;
  find_cas(text, mentions);
  for (const CasMention& mention : mentions) {
    CHECK(mention.begin < mention.end && mention.end <= size);
    CHECK((mention.number.problem == CasProblem::none) ==
          has_valid_cas_check(mention.number.digits));
  }
  return 0;
}
