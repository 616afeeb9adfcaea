#include "goods/structure_rules.h"

#include <rdkit/GraphMol/MolOps.h>
#include <rdkit/GraphMol/ROMol.h>
#include <rdkit/GraphMol/RWMol.h>
#include <rdkit/GraphMol/RingInfo.h>
#include <rdkit/GraphMol/SmilesParse/SmilesParse.h>
#include <rdkit/GraphMol/SmilesParse/SmilesWrite.h>
#include <rdkit/GraphMol/Substruct/SubstructMatch.h>

#include <algorithm>
#include <memory>
#include <set>

namespace chokepoint::goods {
namespace {

using RDKit::Atom;
using RDKit::Bond;
using RDKit::ROMol;
using RDKit::RWMol;

constexpr int kCutsMax = 8;
constexpr unsigned kMatchesMax = 16;

std::unique_ptr<ROMol> pattern(const char* smarts) {
  return std::unique_ptr<ROMol>(RDKit::SmartsToMol(smarts));
}

std::vector<std::vector<int>> places_of(const ROMol& molecule, const ROMol& wanted) {
  std::vector<RDKit::MatchVectType> matches;
  RDKit::SubstructMatch(molecule, wanted, matches, true, true, false, false, kMatchesMax);
  std::vector<std::vector<int>> places;
  for (const RDKit::MatchVectType& match : matches) {
    std::vector<int> atoms(wanted.getNumAtoms());
    for (const auto& [query, atom] : match) atoms[static_cast<std::size_t>(query)] = atom;
    places.push_back(std::move(atoms));
  }
  return places;
}

const Atom* atom_of(const ROMol& molecule, int index) {
  return molecule.getAtomWithIdx(static_cast<unsigned>(index));
}

bool is_halogen(const Atom& atom) {
  const int number = atom.getAtomicNum();
  return number == 9 || number == 17 || number == 35 || number == 53;
}

// The atoms of the one ring that holds `atom`; empty where it is in more than one, or one of them
// is: no monocycle.
std::vector<int> monocycle_of(const ROMol& molecule, int atom) {
  const RDKit::RingInfo* rings = molecule.getRingInfo();
  if (rings->numAtomRings(static_cast<unsigned>(atom)) != 1) return {};
  for (const std::vector<int>& ring : rings->atomRings()) {
    if (std::ranges::find(ring, atom) == ring.end()) continue;
    const bool alone = std::ranges::all_of(
        ring, [&](int member) { return rings->numAtomRings(static_cast<unsigned>(member)) == 1; });
    return alone ? ring : std::vector<int>{};
  }
  return {};
}

// What hangs on `root`, seen from `from`: the atoms reached without passing `from`.
std::vector<const Atom*> branch_of(const ROMol& molecule, const Atom& from, const Atom& root) {
  std::vector<const Atom*> branch{&root};
  std::set<unsigned> seen{from.getIdx(), root.getIdx()};
  for (std::size_t i = 0; i < branch.size(); ++i) {
    for (const auto& neighbor : molecule.atomNeighbors(branch[i])) {
      if (seen.insert(neighbor->getIdx()).second) branch.push_back(neighbor);
    }
  }
  return branch;
}

bool has_double_bonded_oxygen(const ROMol& molecule, const Atom& atom) {
  for (const auto& bond : molecule.atomBonds(&atom)) {
    if (bond->getBondType() == Bond::DOUBLE && bond->getOtherAtom(&atom)->getAtomicNum() == 8)
      return true;
  }
  return false;
}

bool is_nitro(const ROMol& molecule, const Atom& atom) {
  if (atom.getAtomicNum() != 7 || atom.getDegree() != 3) return false;
  int oxygens = 0;
  for (const auto& neighbor : molecule.atomNeighbors(&atom))
    oxygens += neighbor->getAtomicNum() == 8 ? 1 : 0;
  return oxygens == 2;
}

// An ester's or ether's oxygen: two carbons beside it. A carbonyl counts only as part of an ester.
bool oxygens_are_ether_or_ester(const ROMol& molecule, const std::vector<const Atom*>& branch) {
  for (const Atom* atom : branch) {
    if (atom->getAtomicNum() == 6 && has_double_bonded_oxygen(molecule, *atom)) {
      bool ester = false;
      for (const auto& neighbor : molecule.atomNeighbors(atom)) {
        ester = ester || (neighbor->getAtomicNum() == 8 && neighbor->getDegree() == 2);
      }
      if (!ester) return false;
    }
    if (atom->getAtomicNum() != 8) continue;
    const bool carbonyl = atom->getDegree() == 1 && atom->getTotalNumHs() == 0;
    if (!carbonyl && atom->getDegree() != 2) return false;
  }
  return true;
}

// The kinds of the clauses: alkyl, alkenyl, alkoxyl, hydroxyl, halo, haloalkyl, amino, nitro; on
// the piperidine also ester, ether.
bool is_allowed_substituent(const ROMol& molecule, const Atom& from, const Atom& root,
                            bool ester_and_ether) {
  if (is_halogen(root)) return true;
  if (root.getAtomicNum() == 8 && root.getDegree() == 1) return root.getTotalNumHs() == 1;
  if (is_nitro(molecule, root)) return true;
  const std::vector<const Atom*> branch = branch_of(molecule, from, root);
  bool oxygen = false, nitrogen = false, halogen = false;
  for (const Atom* atom : branch) {
    if (molecule.getRingInfo()->numAtomRings(atom->getIdx()) != 0) return false;
    if (atom->getAtomicNum() == 6) {
      for (const auto& bond : molecule.atomBonds(atom)) {
        if (bond->getBondType() == Bond::TRIPLE) return false;
      }
    } else if (atom->getAtomicNum() == 8) {
      oxygen = true;
    } else if (atom->getAtomicNum() == 7) {
      nitrogen = true;
    } else if (is_halogen(*atom)) {
      halogen = true;
    } else {
      return false;
    }
  }
  if (nitrogen)
    return !oxygen && !halogen && root.getAtomicNum() == 7;  // amino, also with alkyl on it
  if (!oxygen) return true;                                  // alkyl, alkenyl, haloalkyl
  if (!oxygens_are_ether_or_ester(molecule, branch)) return false;
  const bool alkoxyl =
      root.getAtomicNum() == 8 && std::ranges::none_of(branch, [&](const Atom* atom) {
        return has_double_bonded_oxygen(molecule, *atom);
      });
  return alkoxyl || ester_and_ether;
}

enum class Positions { unchanged, allowed, other };

// The substituents of `atoms`, apart from bonds to `frame`.
Positions judge_positions(const ROMol& molecule, const std::vector<int>& atoms,
                          const std::set<int>& frame, bool ester_and_ether) {
  Positions result = Positions::unchanged;
  for (const int index : atoms) {
    const Atom* atom = atom_of(molecule, index);
    for (const auto& neighbor : molecule.atomNeighbors(atom)) {
      if (frame.contains(static_cast<int>(neighbor->getIdx()))) continue;
      if (!is_allowed_substituent(molecule, *atom, *neighbor, ester_and_ether))
        return Positions::other;
      result = Positions::allowed;
    }
  }
  return result;
}

bool is_benzene(const ROMol& molecule, const std::vector<int>& ring) {
  return ring.size() == 6 && std::ranges::all_of(ring, [&](int index) {
           return atom_of(molecule, index)->getAtomicNum() == 6 &&
                  atom_of(molecule, index)->getIsAromatic();
         });
}

bool is_propionyl(const ROMol& molecule, const Atom& carbonyl, const Atom& nitrogen) {
  for (const auto& neighbor : molecule.atomNeighbors(&carbonyl)) {
    if (neighbor->getIdx() == nitrogen.getIdx() || neighbor->getAtomicNum() == 8) continue;
    if (neighbor->getAtomicNum() != 6 || neighbor->getTotalNumHs() != 2 ||
        neighbor->getDegree() != 2)
      return false;
    for (const auto& last : molecule.atomNeighbors(neighbor)) {
      if (last->getIdx() != carbonyl.getIdx())
        return last->getAtomicNum() == 6 && last->getTotalNumHs() == 3;
    }
  }
  return false;
}

// Atoms of the frame, in the order of the pattern below.
enum FrameAtom {
  kCarbonyl,
  kOxygen,
  kAmide,
  kAryl,
  kC4,
  kC3,
  kC2,
  kN1,
  kChain1,
  kChain2,
  kRing,
  kC6,
  kC5
};

std::optional<std::vector<std::string_view>> clauses_at(const ROMol& molecule,
                                                        const std::vector<int>& at) {
  const std::vector<int> aryl = monocycle_of(molecule, at[kAryl]),
                         ring = monocycle_of(molecule, at[kRing]);
  const std::vector<int> piperidine = monocycle_of(molecule, at[kC4]);
  if (aryl.empty() || ring.empty() || piperidine.empty()) return std::nullopt;
  std::set<int> frame(at.begin(), at.end());
  const auto with = [&](const std::vector<int>& atoms) {
    std::set<int> all = frame;
    all.insert(atoms.begin(), atoms.end());
    return all;
  };
  std::vector<std::string_view> clauses;
  const Positions on_piperidine =
      judge_positions(molecule, {at[kC4], at[kC3], at[kC2], at[kC6], at[kC5]}, frame, true);
  const Positions on_chain = judge_positions(molecule, {at[kChain1], at[kChain2]}, frame, false);
  if (on_piperidine == Positions::other || on_chain == Positions::other) return std::nullopt;
  const Positions on_ring = judge_positions(molecule, ring, with(ring), false);
  if (!is_benzene(molecule, ring) || on_ring == Positions::other)
    clauses.push_back("phenethyl_ring");
  else if (on_ring == Positions::allowed)
    clauses.push_back("phenethyl_substituent");
  if (on_chain == Positions::allowed &&
      (clauses.empty() || clauses.back() != "phenethyl_substituent"))
    clauses.push_back("phenethyl_substituent");
  if (on_piperidine == Positions::allowed) clauses.push_back("piperidine_substituent");
  if (!is_benzene(molecule, aryl) ||
      judge_positions(molecule, aryl, with(aryl), false) != Positions::unchanged)
    clauses.push_back("aniline_ring");
  if (!is_propionyl(molecule, *atom_of(molecule, at[kCarbonyl]), *atom_of(molecule, at[kAmide])))
    clauses.push_back("acyl");
  return clauses;
}

// Cuts the bond and keeps the side of `kept`; nothing where the two still hang together.
std::unique_ptr<RWMol> cut(const ROMol& molecule, unsigned kept, unsigned lost) {
  auto rest = std::make_unique<RWMol>(molecule);
  rest->removeBond(kept, lost);
  std::vector<int> side;
  RDKit::MolOps::getMolFrags(*rest, side);
  if (side[kept] == side[lost]) return nullptr;
  rest->beginBatchEdit();
  for (unsigned i = 0; i < rest->getNumAtoms(); ++i) {
    if (side[i] == side[lost]) rest->removeAtom(i);
  }
  rest->commitBatchEdit();
  RDKit::MolOps::sanitizeMol(*rest);
  return rest;
}

// A ketone from its acetal or hydrate: both single-bonded oxygens of the carbon go, and what hangs
// on them alone.
std::unique_ptr<RWMol> open_acetal(const ROMol& molecule, int carbon, int first, int second) {
  auto rest = std::make_unique<RWMol>(molecule);
  rest->removeBond(static_cast<unsigned>(carbon), static_cast<unsigned>(first));
  rest->removeBond(static_cast<unsigned>(carbon), static_cast<unsigned>(second));
  std::vector<int> side;
  RDKit::MolOps::getMolFrags(*rest, side);
  const auto of = [&](int atom) { return side[static_cast<std::size_t>(atom)]; };
  if (of(first) == of(carbon) || of(second) == of(carbon)) return nullptr;
  const unsigned oxygen = rest->addAtom(new Atom(8), false, true);
  rest->addBond(static_cast<unsigned>(carbon), oxygen, Bond::DOUBLE);
  rest->beginBatchEdit();
  for (unsigned i = 0; i < side.size(); ++i) {
    if (side[i] != of(carbon)) rest->removeAtom(i);
  }
  rest->commitBatchEdit();
  RDKit::MolOps::sanitizeMol(*rest);
  return rest;
}

struct WordingPatterns {
  std::unique_ptr<ROMol> carbamate = pattern("[NX3;!$([N+])]-[CX3;!R](=[OX1])-[OX2]");
  std::unique_ptr<ROMol> amide = pattern("[NX3;!$([N+])]-[CX3;!R](=[OX1])[#6,#1;!$([#6]=[#8])]");
  std::unique_ptr<ROMol> formamide = pattern("[NX3;!$([N+])]-[CX3H1;!R]=[OX1]");
  std::unique_ptr<ROMol> halide = pattern("[#6,#7]-[F,Cl,Br,I]");
  std::unique_ptr<ROMol> acetal = pattern("[CX4]([OX2])[OX2]");
};

const WordingPatterns& wording_patterns() {
  static const WordingPatterns patterns;
  return patterns;
}

// Takes away one group of the kind; nothing where there is none.
std::unique_ptr<RWMol> without_one(const ROMol& molecule, std::string_view kind) {
  const WordingPatterns& patterns = wording_patterns();
  const auto cut_first = [&](const ROMol& wanted) -> std::unique_ptr<RWMol> {
    for (const std::vector<int>& place : places_of(molecule, wanted)) {
      if (auto rest =
              cut(molecule, static_cast<unsigned>(place[0]), static_cast<unsigned>(place[1])))
        return rest;
    }
    return nullptr;
  };
  if (kind == "carbamate") return cut_first(*patterns.carbamate);
  if (kind == "halide") return cut_first(*patterns.halide);
  if (kind == "amide") {
    if (auto rest = cut_first(*patterns.amide)) return rest;
    return cut_first(*patterns.formamide);
  }
  if (kind == "acetal") {
    for (const std::vector<int>& place : places_of(molecule, *patterns.acetal)) {
      if (auto rest = open_acetal(molecule, place[0], place[1], place[2])) return rest;
    }
  }
  return nullptr;
}

}  // namespace

std::optional<std::vector<std::string_view>> fentanyl_clauses(const ROMol& molecule) {
  static const std::unique_ptr<ROMol> frame = pattern(
      "[CX3](=[OX1])[NX3;!R]([a])[CX4;R]1[CX4;R][CX4;R][NX3;R]([CX4;!R][CX4;!R][R])[CX4;R][CX4;R]"
      "1");
  for (const std::vector<int>& place : places_of(molecule, *frame)) {
    auto clauses = clauses_at(molecule, place);
    if (clauses && !clauses->empty()) return clauses;
  }
  return std::nullopt;
}

bool has_piperidine_ring(const ROMol& molecule) {
  return std::ranges::any_of(molecule.getRingInfo()->atomRings(),
                             [&](const std::vector<int>& ring) {
                               if (ring.size() != 6) return false;
                               int nitrogens = 0;
                               for (const int index : ring) {
                                 const Atom* atom = atom_of(molecule, index);
                                 if (atom->getIsAromatic()) return false;
                                 nitrogens += atom->getAtomicNum() == 7 ? 1 : 0;
                               }
                               return nitrogens == 1;
                             });
}

bool is_nitazene(const ROMol& molecule) {
  static const std::unique_ptr<ROMol> frame =
      pattern("c1ccc2c(c1)nc([CX4;!R]c1ccccc1)n2[CX4;!R][CX4;!R][NX3;!$(NC=O)]");
  return !places_of(molecule, *frame).empty();
}

std::string identity_of(const ROMol& molecule) {
  static const std::unique_ptr<ROMol> hydrate = pattern("[CX4]([OX2H])[OX2H]");
  RWMol neutral(molecule);
  for (Atom* atom : neutral.atoms()) {
    atom->setIsotope(0);
    atom->setAtomMapNum(0);
    const bool acid = atom->getAtomicNum() == 8 || atom->getAtomicNum() == 16;
    if (atom->getFormalCharge() == 1 && atom->getAtomicNum() == 7 && atom->getTotalNumHs() > 0) {
      const unsigned hydrogens = atom->getTotalNumHs();
      atom->setFormalCharge(0);
      atom->setNoImplicit(false);
      atom->setNumExplicitHs(atom->getIsAromatic() ? hydrogens - 1 : 0);
    } else if (atom->getFormalCharge() == -1 && acid && atom->getDegree() == 1) {
      bool beside_cation = false;
      for (const auto& neighbor : neutral.atomNeighbors(atom))
        beside_cation = beside_cation || neighbor->getFormalCharge() > 0;
      if (!beside_cation) {
        atom->setFormalCharge(0);
        atom->setNoImplicit(false);
      }
    }
  }
  RDKit::MolOps::sanitizeMol(neutral);
  for (int times = 0; times < 2; ++times) {
    const auto places = places_of(neutral, *hydrate);
    if (places.empty()) break;
    const auto ketone = open_acetal(neutral, places[0][0], places[0][1], places[0][2]);
    if (!ketone) break;
    neutral = *ketone;
  }
  RDKit::MolOps::removeStereochemistry(neutral);
  RDKit::MolOps::removeAllHs(neutral);
  return RDKit::MolToSmiles(neutral, false);
}

std::optional<std::vector<std::string_view>> wording_kinds_of(
    const ROMol& molecule, std::string_view parent_smiles, const std::vector<std::string>& kinds) {
  std::vector<std::string_view> used;
  auto rest = std::make_unique<RWMol>(molecule);
  for (int cuts = 0; cuts < kCutsMax; ++cuts) {
    bool changed = false;
    for (const std::string& kind : kinds) {
      auto smaller = without_one(*rest, kind);
      if (!smaller) continue;
      rest = std::move(smaller);
      if (std::ranges::find(used, kind) == used.end()) used.push_back(kind);
      changed = true;
      break;
    }
    if (!changed) break;
  }
  if (used.empty() || identity_of(*rest) != parent_smiles) return std::nullopt;
  return used;
}

}  // namespace chokepoint::goods
