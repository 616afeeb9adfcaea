// The atoms and bonds of an InChI's main layer: formula, connections, hydrogens. Charge, stereo and
// isotope layers say nothing about which substance it is and are left out.
//
// An InChI gives no bond orders: they are placed so that every atom has its usual valence (C 4, N
// 3, O 2, halogens 1, S 2, P 3). Mobile hydrogens are tried at their places in order. Where no
// placement exists the string is not readable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::goods {

struct InchiAtom {
  std::string element;
  int hydrogens = 0;
  int component = 0;
};

struct InchiBond {
  int from, to, order;
};

struct InchiMolecule {
  std::vector<InchiAtom> atoms;
  std::vector<InchiBond> bonds;
  int components = 0;
};

// Nothing for what is not an InChI or has more than `atoms_max` atoms besides hydrogen. Bounded
// work for any input.
std::optional<InchiMolecule> parse_inchi(std::string_view text, std::size_t atoms_max);

}  // namespace chokepoint::goods
