// Any bytes as a structure: an answer, in bounded time, the same the second time.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "goods/catalogue_for_test.h"
#include "goods/inchi.h"
#include "goods/structure.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::goods;
  static const StructureReader reader(catalogue_for_test());
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const StructureAnswer answer = reader.read(text);
  CHECK(answer.problem == StructureProblem::none || answer.matches.empty());
  CHECK(reader.read(text).matches.size() == answer.matches.size());
  if (const auto molecule = parse_inchi(text, kStructureAtomsMax)) {
    CHECK(molecule->atoms.size() <= kStructureAtomsMax);
    for (const InchiBond& bond : molecule->bonds) CHECK(bond.order >= 1 && bond.order <= 3);
  }
  return 0;
}
