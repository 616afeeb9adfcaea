// The law's wording over one molecule. Inside this folder only: RDKit's types stay behind
// structure.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace RDKit {
class ROMol;
}

namespace chokepoint::goods {

// The clauses of the class of fentanyl-related substances that hold, none for a structure outside
// it. Fentanyl itself fulfils the frame without a clause and is no member: it is listed by name.
std::optional<std::vector<std::string_view>> fentanyl_clauses(const RDKit::ROMol& molecule);

// A six-membered ring of single bonds with one nitrogen: without it neither the class nor the
// derivatives of the piperidines are worth asking for.
bool has_piperidine_ring(const RDKit::ROMol& molecule);

bool is_nitazene(const RDKit::ROMol& molecule);

// The kinds (amide, carbamate, halide, acetal) by which the molecule is one of the parent's
// derivatives: what is left without them is the parent. Nothing where it is not, or is the parent
// itself.
std::optional<std::vector<std::string_view>> wording_kinds_of(
    const RDKit::ROMol& molecule, std::string_view parent_smiles,
    const std::vector<std::string>& kinds);

// One spelling for one substance: neutral, without stereo, isotopes and water of hydration on a
// carbonyl.
std::string identity_of(const RDKit::ROMol& molecule);

}  // namespace chokepoint::goods
