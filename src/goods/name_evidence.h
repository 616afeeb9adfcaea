// From places where names stand to what they say: the longest name wins, innocent look-alikes win
// over misspellings, a name joined to a substituent belongs to another compound, a name beside
// "test strip" is not the goods.
#pragma once

#include <string_view>
#include <vector>

#include "goods/recognise.h"

namespace chokepoint::goods {

struct TextSurroundings {
  bool is_chemical;    // the tariff code or other evidence speaks of chemicals
  bool has_other_cas;  // a sound CAS number of something else stands beside
};

// Adds to `found` what the names in scratch.folded (the fold of `text`) say. Uses scratch.matches.
void recognise_names(const Catalogue& catalogue, std::string_view text,
                     TextSurroundings surroundings, RecogniseScratch& scratch,
                     std::vector<Recognition>& found);

}  // namespace chokepoint::goods
