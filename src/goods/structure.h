// Structures as identity: is this written structure a substance of the catalogue, a salt of one, or
// a member of a class that the law defines? The answer is yes or no with the clause. Nothing here
// makes, completes or proposes a structure.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "goods/catalogue.h"

namespace chokepoint::goods {

enum class StructureProblem : std::uint8_t {
  none,
  too_long,      // more than kStructureBytesMax bytes, or more than kStructureAtomsMax atoms: not
                 // looked at
  not_readable,  // neither SMILES nor InChI nor InChIKey
  key_only,      // an InChIKey of nothing in the catalogue: it names, but shows no structure
};
std::string_view structure_problem_text(StructureProblem problem);

struct StructureMatch {
  std::uint16_t thing = Catalogue::kNone;
  bool as_salt = false;  // with a counter-ion or a charge
  std::string clauses;  // "; between": the ids of the class's clauses, or the kinds of the wording;
                        // empty: the substance itself
};

struct StructureAnswer {
  StructureProblem problem = StructureProblem::none;
  std::vector<StructureMatch> matches;
};

inline constexpr std::size_t kStructureBytesMax = 1'000;
inline constexpr std::size_t kStructureAtomsMax = 150;

// Answers are kept for the strings seen last (65,536 of them), so that a file of repeated
// structures is read once. Thread-safe. About 0.1 ms for a new structure, 0.3 microseconds for one
// seen before.
class StructureReader {
 public:
  explicit StructureReader(const Catalogue& catalogue);  // the catalogue must outlive it
  ~StructureReader();
  StructureAnswer read(std::string_view written) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::goods
