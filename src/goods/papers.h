// Papers that a shipper names, against the papers that a row of a regime asks.
//
// A paper covers when authority, kind and substance agree, the day lies in its validity and its
// quantity is not less than the goods'. A paper that states no quantity has no limit. Using
// quantities up over many consignments is the work of screening/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "goods/judge.h"

namespace chokepoint::goods {

struct HeldPaper {
  std::string country;    // alpha-2 of the authority
  std::string kind;       // as in GoodsFinding::papers
  std::string substance;  // a CAS number or the catalogue's id; empty: any
  double quantity_kg = records::kUnknown;
  std::optional<Day> valid_from, valid_to;  // both days included; unknown: open
};

enum class PaperState : std::uint8_t {
  missing,
  other_substance,
  not_yet_valid,
  expired,
  quantity_too_small,
  held
};
std::string_view paper_state_text(PaperState state);

struct PaperAnswer {
  PaperState state = PaperState::missing;
  bool states_no_quantity = false;  // held, and no limit is stated
};

// The best that the held papers give for one paper kind asked by a regime.
PaperAnswer answer_for_paper(const Catalogue& catalogue, std::string_view regime,
                             std::string_view kind, const Thing& thing, const Movement& movement,
                             const std::vector<HeldPaper>& held);

// "US:registration;CN:export_permit:25:2024-01-01:2024-12-31:39742-60-4". A part that cannot be
// read is named in `problem`.
std::vector<HeldPaper> parse_held_papers(const Catalogue& catalogue, std::string_view text,
                                         std::string& problem);

}  // namespace chokepoint::goods
