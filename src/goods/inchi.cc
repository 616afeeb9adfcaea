#include "goods/inchi.h"

#include <algorithm>
#include <array>

namespace chokepoint::goods {
namespace {

constexpr int kComponentsMax = 16;
constexpr int kStepsMax = 4'000;
constexpr int kMobileTriesMax = 64;

// Hands out the characters of one layer.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  bool done() const { return at >= text.size(); }
  char peek() const { return done() ? '\0' : text[at]; }
  bool take(char wanted) {
    if (peek() != wanted || done()) return false;
    ++at;
    return true;
  }
  // 0 when no number stands here or it is beyond 9999.
  int number() {
    int value = 0;
    const std::size_t begin = at;
    while (!done() && peek() >= '0' && peek() <= '9' && at - begin < 5)
      value = value * 10 + (text[at++] - '0');
    return value > 9999 ? 0 : value;
  }
};

struct MobileGroup {
  int hydrogens = 0;
  std::vector<int> places;
};

struct Draft {
  InchiMolecule molecule;
  std::vector<int> first_atom;  // of each component, and the end
  std::vector<MobileGroup> mobile;
};

struct ElementCount {
  std::string element;
  int count;
};

// "C22H28N2O": elements in the order in which the InChI numbers their atoms; hydrogen apart.
std::optional<std::vector<ElementCount>> read_formula(std::string_view formula) {
  std::vector<ElementCount> elements;
  Cursor cursor{formula};
  while (!cursor.done()) {
    std::string element;
    if (cursor.peek() < 'A' || cursor.peek() > 'Z') return std::nullopt;
    element += cursor.text[cursor.at++];
    if (cursor.peek() >= 'a' && cursor.peek() <= 'z') element += cursor.text[cursor.at++];
    const bool counted = cursor.peek() >= '0' && cursor.peek() <= '9';
    const int count = counted ? cursor.number() : 1;
    if (count == 0) return std::nullopt;
    if (element != "H") elements.push_back({element, count});
  }
  return elements;
}

// Splits at `separator` and repeats what "3*" or, in formulas, "3" in front says.
std::optional<std::vector<std::string_view>> split_components(std::string_view layer,
                                                              char separator, bool is_formula) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t cut = std::min(layer.find(separator), layer.size());
    Cursor cursor{layer.substr(0, cut)};
    const int times = cursor.number();
    const bool repeats = times > 0 && (is_formula || cursor.peek() == '*');
    const std::string_view part =
        repeats ? cursor.text.substr(cursor.at + (is_formula ? 0 : 1)) : cursor.text;
    for (int i = 0; i < (repeats ? times : 1); ++i) {
      if (parts.size() >= kComponentsMax) return std::nullopt;
      parts.push_back(part);
    }
    if (cut == layer.size()) return parts;
    layer.remove_prefix(cut + 1);
  }
}

bool add_atoms(std::string_view formula, std::size_t atoms_max, Draft& draft) {
  const auto parts = split_components(formula, '.', true);
  if (!parts) return false;
  for (const std::string_view part : *parts) {
    const auto elements = read_formula(part);
    if (!elements) return false;
    draft.first_atom.push_back(static_cast<int>(draft.molecule.atoms.size()));
    for (const ElementCount& element : *elements) {
      if (draft.molecule.atoms.size() + static_cast<std::size_t>(element.count) > atoms_max)
        return false;
      for (int i = 0; i < element.count; ++i)
        draft.molecule.atoms.push_back({element.element, 0, draft.molecule.components});
    }
    ++draft.molecule.components;
  }
  draft.first_atom.push_back(static_cast<int>(draft.molecule.atoms.size()));
  return !draft.molecule.atoms.empty();
}

// The atom with this number in its component, -1 for none.
int atom_at(const Draft& draft, std::size_t component, int number) {
  const int atom = draft.first_atom[component] + number - 1;
  return number > 0 && atom < draft.first_atom[component + 1] ? atom : -1;
}

// "1-3-7-17(8-4-1)11": a walk with branches; a number met again closes a ring.
bool add_connections(std::string_view walk, std::size_t component, Draft& draft) {
  Cursor cursor{walk};
  if (cursor.done()) return true;
  int current = atom_at(draft, component, cursor.number());
  std::vector<int> branches;
  while (current >= 0 && !cursor.done()) {
    if (cursor.take('('))
      branches.push_back(current);
    else if (cursor.take(',')) {
      if (branches.empty()) return false;
      current = branches.back();
    } else if (cursor.take(')')) {
      if (branches.empty()) return false;
      current = branches.back();
      branches.pop_back();
    } else if (!cursor.take('-')) {
      return false;
    }
    const int next = atom_at(draft, component, cursor.number());
    if (next < 0 || next == current) return false;
    for (const InchiBond& bond : draft.molecule.bonds) {
      if ((bond.from == current && bond.to == next) || (bond.from == next && bond.to == current))
        return false;
    }
    draft.molecule.bonds.push_back({current, next, 1});
    current = next;
  }
  return current >= 0 && branches.empty();
}

bool add_mobile(Cursor& cursor, std::size_t component, Draft& draft) {
  MobileGroup group;
  if (!cursor.take('H')) return false;
  group.hydrogens = std::max(cursor.number(), 1);
  cursor.take('-');
  while (cursor.take(',')) {
    const int atom = atom_at(draft, component, cursor.number());
    if (atom < 0) return false;
    group.places.push_back(atom);
  }
  if (!cursor.take(')') || group.places.empty()) return false;
  draft.mobile.push_back(std::move(group));
  return true;
}

// "3-12,21H,2,13-18H2,1H3,(H,4,5)"
bool add_hydrogens(std::string_view layer, std::size_t component, Draft& draft) {
  Cursor cursor{layer};
  std::vector<int> waiting;
  while (!cursor.done()) {
    if (cursor.take(',')) continue;
    if (cursor.take('(')) {
      if (!add_mobile(cursor, component, draft)) return false;
      continue;
    }
    if (cursor.take('H')) {
      const bool counted = cursor.peek() >= '0' && cursor.peek() <= '9';
      const int count = counted ? cursor.number() : 1;
      if (waiting.empty() || count == 0 || count > 4) return false;
      for (const int atom : waiting)
        draft.molecule.atoms[static_cast<std::size_t>(atom)].hydrogens += count;
      waiting.clear();
      continue;
    }
    const int first = atom_at(draft, component, cursor.number());
    if (first < 0) return false;
    int last = first;
    if (cursor.take('-')) last = atom_at(draft, component, cursor.number());
    if (last < first) return false;
    for (int atom = first; atom <= last; ++atom) waiting.push_back(atom);
  }
  return waiting.empty();
}

// Places the second and third bonds: at each atom as many as its valence leaves open.
class BondPlacer {
 public:
  explicit BondPlacer(const InchiMolecule& molecule) : molecule_(molecule) {}

  // Fills `orders` by bond; false where no placement exists or too many were tried.
  bool place(std::vector<int>& orders) {
    orders_.assign(molecule_.bonds.size(), 1);
    open_.assign(molecule_.atoms.size(), 0);
    bonds_of_.assign(molecule_.atoms.size(), {});
    for (std::size_t i = 0; i < molecule_.bonds.size(); ++i) {
      bonds_of_[static_cast<std::size_t>(molecule_.bonds[i].from)].push_back(i);
      bonds_of_[static_cast<std::size_t>(molecule_.bonds[i].to)].push_back(i);
    }
    for (std::size_t atom = 0; atom < open_.size(); ++atom) {
      open_[atom] = valence_of(atom) - static_cast<int>(bonds_of_[atom].size()) -
                    molecule_.atoms[atom].hydrogens;
      if (open_[atom] < 0) return false;
    }
    steps_ = 0;
    if (!search()) return false;
    orders = orders_;
    return true;
  }

 private:
  bool is_bare_oxygen(std::size_t atom) const {
    return molecule_.atoms[atom].element == "O" && bonds_of_[atom].size() == 1 &&
           molecule_.atoms[atom].hydrogens == 0;
  }
  std::size_t other_end(std::size_t bond, std::size_t atom) const {
    const InchiBond& ends = molecule_.bonds[bond];
    return static_cast<std::size_t>(static_cast<std::size_t>(ends.from) == atom ? ends.to
                                                                                : ends.from);
  }
  int valence_of(std::size_t atom) const {
    const std::string& element = molecule_.atoms[atom].element;
    const int taken = static_cast<int>(bonds_of_[atom].size()) + molecule_.atoms[atom].hydrogens;
    int oxygens = 0;
    for (const std::size_t bond : bonds_of_[atom])
      oxygens += is_bare_oxygen(other_end(bond, atom)) ? 1 : 0;
    if (element == "C" || element == "Si") return 4;
    if (element == "N") return taken == 3 && oxygens == 2 ? 5 : 3;  // nitro
    if (element == "O") return 2;
    if (element == "S" || element == "Se") return taken <= 2 ? 2 : taken + oxygens;
    if (element == "P") return taken <= 3 && oxygens == 0 ? 3 : 5;
    if (element == "B") return 3;
    if (element == "F" || element == "Cl" || element == "Br" || element == "I")
      return taken <= 1 ? 1 : taken + oxygens;
    return taken;  // metals and the rest: no multiple bonds
  }
  bool search() {
    if (++steps_ > kStepsMax) return false;
    // The open atom with the fewest open neighbours comes first: a wrong turn shows at once.
    std::size_t chosen = open_.size(), fewest = 99;
    for (std::size_t atom = 0; atom < open_.size(); ++atom) {
      if (open_[atom] == 0) continue;
      std::size_t partners = 0;
      for (const std::size_t bond : bonds_of_[atom])
        partners += open_[other_end(bond, atom)] > 0 && orders_[bond] < 3 ? 1 : 0;
      if (partners == 0) return false;
      if (partners < fewest) chosen = atom, fewest = partners;
    }
    if (chosen == open_.size()) return true;
    for (const std::size_t bond : bonds_of_[chosen]) {
      const std::size_t other = other_end(bond, chosen);
      if (open_[other] == 0 || orders_[bond] >= 3) continue;
      ++orders_[bond], --open_[chosen], --open_[other];
      if (search()) return true;
      --orders_[bond], ++open_[chosen], ++open_[other];
    }
    return false;
  }

  const InchiMolecule& molecule_;
  std::vector<std::vector<std::size_t>> bonds_of_;
  std::vector<int> orders_, open_;
  int steps_ = 0;
};

// Tries the mobile hydrogens of one group after the other at their places.
bool place_mobile(Draft& draft, std::size_t group, std::size_t place, int left, int& tries) {
  if (group == draft.mobile.size()) {
    if (++tries > kMobileTriesMax) return false;
    std::vector<int> orders;
    if (!BondPlacer(draft.molecule).place(orders)) return false;
    for (std::size_t i = 0; i < orders.size(); ++i) draft.molecule.bonds[i].order = orders[i];
    return true;
  }
  const MobileGroup& mobile = draft.mobile[group];
  if (left == 0) {
    const int next = group + 1 < draft.mobile.size() ? draft.mobile[group + 1].hydrogens : 0;
    return place_mobile(draft, group + 1, 0, next, tries);
  }
  for (std::size_t i = place; i < mobile.places.size() && tries <= kMobileTriesMax; ++i) {
    InchiAtom& atom = draft.molecule.atoms[static_cast<std::size_t>(mobile.places[i])];
    if (atom.hydrogens >= 4) continue;
    ++atom.hydrogens;
    if (place_mobile(draft, group, i, left - 1, tries)) return true;
    --atom.hydrogens;
  }
  return false;
}

}  // namespace

std::optional<InchiMolecule> parse_inchi(std::string_view text, std::size_t atoms_max) {
  for (const std::string_view start : {"InChI=1S/", "InChI=1/"}) {
    if (!text.starts_with(start)) continue;
    text.remove_prefix(start.size());
    Draft draft;
    const std::size_t end_of_formula = std::min(text.find('/'), text.size());
    if (!add_atoms(text.substr(0, end_of_formula), atoms_max, draft)) return std::nullopt;
    text.remove_prefix(end_of_formula);
    while (!text.empty()) {
      text.remove_prefix(1);
      const std::size_t cut = std::min(text.find('/'), text.size());
      const std::string_view layer = text.substr(0, cut);
      text.remove_prefix(cut);
      if (layer.empty() || (layer[0] != 'c' && layer[0] != 'h')) continue;
      // A fixed-hydrogen or isotope part repeats the letters behind /f and /i; the main layers come
      // first.
      const auto parts = split_components(layer.substr(1), ';', false);
      if (!parts || parts->size() > static_cast<std::size_t>(draft.molecule.components))
        return std::nullopt;
      for (std::size_t component = 0; component < parts->size(); ++component) {
        const bool read = layer[0] == 'c' ? add_connections((*parts)[component], component, draft)
                                          : add_hydrogens((*parts)[component], component, draft);
        if (!read) return std::nullopt;
      }
      if (layer[0] == 'h') break;
    }
    int tries = 0;
    const int first = draft.mobile.empty() ? 0 : draft.mobile[0].hydrogens;
    if (!place_mobile(draft, 0, 0, first, tries)) return std::nullopt;
    return std::move(draft.molecule);
  }
  return std::nullopt;
}

}  // namespace chokepoint::goods
