// Names of ordinary persons and firms of many countries, from test/names/ordinary*.tsv and
// other_persons.tsv: whom a desk should leave alone. The same seed gives the same names.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/rng.h"

namespace chokepoint::testing {

class OrdinaryNames {
 public:
  // `source`: the project's folder.
  OrdinaryNames(std::uint64_t seed, const std::filesystem::path& source);

  // Countries of persons: two letters, in the order of the file.
  std::vector<std::string> countries() const;
  std::string person(const std::string& country);
  std::string person();
  std::string firm();
  // Of other tables, frequent names more often, in many forms: two given names, hyphens, initials,
  // the surname first, particles. Nothing is tuned on them.
  std::string other_person();

 private:
  struct People {
    std::string country;
    std::vector<std::string> order, given, surnames;
  };
  struct Others {
    std::vector<std::string> forms, given, surnames;
  };
  struct Firms {
    std::vector<std::string> forms, places, words;
    const People* people;
  };
  const std::string& pick(const std::vector<std::string>& words);
  const std::string& pick_frequent(const std::vector<std::string>& words);

  base::Rng rng_;
  std::vector<People> people_;
  std::vector<Firms> firms_;
  std::vector<Others> others_;
};

// The rows of a table of test/names: cells parted by tabs, without comments.
std::vector<std::vector<std::string>> read_test_table(const std::filesystem::path& file);

}  // namespace chokepoint::testing
