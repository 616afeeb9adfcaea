// Names of persons and firms made from the project's own tables, for tests and benchmarks. The same
// seed gives the same names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/rng.h"

namespace chokepoint::testing {

class MadeNames {
 public:
  explicit MadeNames(std::uint64_t seed);

  // "Maria Fernanda Lopez": census words by their frequency, some of them made up of syllables.
  std::string person();
  // "Veltora Chemical Trading Co., Ltd."
  std::string firm();
  // One letter replaced, left out, added or swapped with its neighbour.
  std::string with_slip(std::string name);
  // The words the other way round.
  static std::string reversed(const std::string& name);

  base::Rng& rng() { return rng_; }

 private:
  const std::string& frequent_word();
  std::string made_word();

  base::Rng rng_;
  std::vector<std::string> words_, trades_;
  std::vector<double> cumulative_;
};

}  // namespace chokepoint::testing
