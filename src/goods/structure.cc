#include "goods/structure.h"

#include <rdkit/GraphMol/MolOps.h>
#include <rdkit/GraphMol/PeriodicTable.h>
#include <rdkit/GraphMol/ROMol.h>
#include <rdkit/GraphMol/RWMol.h>
#include <rdkit/GraphMol/SmilesParse/SmilesParse.h>
#include <rdkit/RDGeneral/RDLog.h>

#include <array>
#include <mutex>
#include <unordered_map>

#include "base/check.h"
#include "base/hash.h"
#include "goods/inchi.h"
#include "goods/structure_rules.h"

namespace chokepoint::goods {
namespace {

using RDKit::ROMol;
using RDKit::RWMol;

constexpr std::size_t kShards = 16, kKeptInShard = 4'096;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

bool is_inchi_key(std::string_view text) {
  if (text.size() != 27 || text[14] != '-' || text[25] != '-') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i != 14 && i != 25 && (text[i] < 'A' || text[i] > 'Z')) return false;
  }
  return true;
}

std::unique_ptr<RWMol> molecule_of(const InchiMolecule& parsed) {
  auto molecule = std::make_unique<RWMol>();
  const RDKit::PeriodicTable* elements = RDKit::PeriodicTable::getTable();
  for (const InchiAtom& atom : parsed.atoms) {
    auto made = std::make_unique<RDKit::Atom>(elements->getAtomicNumber(atom.element));
    made->setNumExplicitHs(static_cast<unsigned>(atom.hydrogens));
    molecule->addAtom(made.release(), false, true);
  }
  static constexpr RDKit::Bond::BondType kOrders[] = {RDKit::Bond::SINGLE, RDKit::Bond::SINGLE,
                                                      RDKit::Bond::DOUBLE, RDKit::Bond::TRIPLE};
  for (const InchiBond& bond : parsed.bonds) {
    molecule->addBond(static_cast<unsigned>(bond.from), static_cast<unsigned>(bond.to),
                      kOrders[bond.order]);
  }
  RDKit::MolOps::sanitizeMol(*molecule);
  return molecule;
}

// At least as many as the SMILES has atoms besides hydrogen. Reading takes time with their cube, so
// they are counted before.
std::size_t count_atoms_at_most(std::string_view smiles) {
  std::size_t count = 0;
  for (const char character : smiles) {
    const bool aromatic = character == 'c' || character == 'n' || character == 'o' ||
                          character == 's' || character == 'p' || character == 'b';
    if ((character >= 'A' && character <= 'Z' && character != 'H') || aromatic || character == '*')
      ++count;
  }
  return count;
}

// RDKit says no by exceptions of several kinds; all mean that the string is no structure.
std::unique_ptr<ROMol> read_molecule(std::string_view text) {
  try {
    if (text.starts_with("InChI=")) {
      const auto parsed = parse_inchi(text, kStructureAtomsMax);
      if (!parsed) return nullptr;
      return molecule_of(*parsed);
    }
    RDKit::SmilesParserParams options;
    options.allowCXSMILES = false;
    options.parseName = false;
    return std::unique_ptr<ROMol>(RDKit::SmilesToMol(std::string(text), options));
  } catch (const std::exception&) {
    return nullptr;
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

std::string_view structure_problem_text(StructureProblem problem) {
  switch (problem) {
    case StructureProblem::none: return "";
    case StructureProblem::too_long:
      return "the structure is too long to be one substance and was not looked at";
    case StructureProblem::not_readable:
      return "the structure is neither SMILES nor InChI nor InChIKey";
    case StructureProblem::key_only:
      return "the InChIKey is not one of the catalogue and does not show its structure";
  }
  return "";
}

struct StructureReader::State {
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, StructureAnswer> answers;
  };
  const Catalogue& catalogue;
  std::unordered_map<std::string, std::uint16_t> by_identity;
  std::unordered_map<std::string, std::string> identities;  // by id
  std::array<Shard, kShards> shards;

  explicit State(const Catalogue& given) : catalogue(given) {
    for (std::size_t i = 0; i < given.things().size(); ++i) {
      const Thing& thing = given.things()[i];
      if (thing.smiles.empty()) continue;
      const auto molecule = read_molecule(thing.smiles);
      CHECK(molecule != nullptr);
      const std::string identity = identity_of(*molecule);
      identities[thing.id] = identity;
      by_identity.emplace(identity, static_cast<std::uint16_t>(i));
    }
  }

  void add_groups(const ROMol& fragment, bool as_salt, StructureAnswer& answer) const {
    const auto joined = [](const std::vector<std::string_view>& parts) {
      std::string text;
      for (const std::string_view part : parts)
        text += (text.empty() ? "" : ";") + std::string(part);
      return text;
    };
    const bool has_piperidine = has_piperidine_ring(fragment);
    for (std::size_t i = 0; i < catalogue.things().size(); ++i) {
      const Thing& group = catalogue.things()[i];
      if (group.kind != ThingKind::group) continue;
      std::optional<std::vector<std::string_view>> clauses;
      if (group.structure_class == "fentanyl_related" && has_piperidine)
        clauses = fentanyl_clauses(fragment);
      else if (group.structure_class == "nitazenes" && is_nitazene(fragment))
        clauses = std::vector<std::string_view>{"benzylbenzimidazole"};
      else if (!group.parent.empty() && has_piperidine)
        clauses = wording_kinds_of(fragment, identities.at(group.parent), group.wording_kinds);
      if (clauses)
        answer.matches.push_back({static_cast<std::uint16_t>(i), as_salt, joined(*clauses)});
    }
  }

  StructureAnswer look_at(std::string_view text) const {
    StructureAnswer answer;
    if (text.size() > kStructureBytesMax) return {StructureProblem::too_long, {}};
    if (is_inchi_key(text)) {
      const std::uint16_t thing = catalogue.thing_by_inchi_key(text);
      if (thing == Catalogue::kNone) return {StructureProblem::key_only, {}};
      answer.matches.push_back({thing, text.back() != 'N', {}});
      return answer;
    }
    if (!text.starts_with("InChI=") && count_atoms_at_most(text) > kStructureAtomsMax)
      return {StructureProblem::too_long, {}};
    const std::unique_ptr<ROMol> molecule = read_molecule(text);
    if (!molecule || molecule->getNumAtoms() == 0) return {StructureProblem::not_readable, {}};
    if (molecule->getNumAtoms() > kStructureAtomsMax) return {StructureProblem::too_long, {}};
    try {
      std::vector<boost::shared_ptr<ROMol>> fragments = RDKit::MolOps::getMolFrags(*molecule, true);
      bool charged = false;
      for (const RDKit::Atom* atom : molecule->atoms())
        charged = charged || (atom->getFormalCharge() == 1 && atom->getTotalNumHs() > 0);
      const bool as_salt = fragments.size() > 1 || charged;
      for (const auto& fragment : fragments) {
        const std::string identity = identity_of(*fragment);
        if (const auto known = by_identity.find(identity); known != by_identity.end()) {
          answer.matches.push_back({known->second, as_salt, {}});
          continue;
        }
        const std::unique_ptr<ROMol> neutral(RDKit::SmilesToMol(identity));
        if (neutral) add_groups(*neutral, as_salt, answer);
      }
    } catch (const std::exception&) {
      return {StructureProblem::not_readable, {}};
    }
    return answer;
  }
};

StructureReader::StructureReader(const Catalogue& catalogue) {
  static std::once_flag quiet;
  std::call_once(quiet, [] { boost::logging::disable_logs("rdApp.*"); });
  state_ = std::make_unique<State>(catalogue);
}

StructureReader::~StructureReader() = default;

StructureAnswer StructureReader::read(std::string_view written) const {
  const std::string_view text = trimmed(written);
  if (text.size() > kStructureBytesMax) return {StructureProblem::too_long, {}};
  State::Shard& shard = state_->shards[base::hash_bytes(text) % kShards];
  std::string key(text);
  {
    const std::lock_guard lock(shard.mutex);
    if (const auto found = shard.answers.find(key); found != shard.answers.end())
      return found->second;
  }
  StructureAnswer answer = state_->look_at(text);
  const std::lock_guard lock(shard.mutex);
  if (shard.answers.size() >= kKeptInShard) shard.answers.clear();
  shard.answers.emplace(std::move(key), answer);
  return answer;
}

}  // namespace chokepoint::goods
