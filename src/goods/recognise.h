// What an item is, by what it says of itself: text, CAS number, tariff code. Evidence adds up per
// thing.
//
// confidence is 0..1 that the goods are the thing. Names alone carry 0.80 (two slips) to 0.95; a
// CAS number 0.97; a tariff line of its own 0.85; a short form, a part of a longer name, a name
// beside "test kit" much less (docs/reference/regimes/).
#pragma once

#include <string_view>
#include <vector>

#include "goods/cas_number.h"
#include "goods/catalogue.h"
#include "goods/goods_text.h"

namespace chokepoint::goods {

enum class MatchedBy : std::uint8_t { name, cas, hs, structure, text };
std::string_view matched_by_text(MatchedBy by);

struct Recognition {
  std::uint16_t thing = Catalogue::kNone;
  MatchedBy by = MatchedBy::name;
  std::string_view matched_text;  // the span, a view into what was given
  float confidence = 0;
};

struct ItemEvidence {
  std::string_view text, cas, hs_code;  // hs_code: digits only
  Day day;
  bool day_is_known = true;
};

// What could be said of the evidence itself.
struct EvidenceState {
  CasProblem cas_problem = CasProblem::none;
  bool has_other_cas = false;           // a sound CAS number that is not in the catalogue
  bool is_residual_hs = false;          // a busy code in which things of the catalogue travel
  bool is_hs_of_other_edition = false;  // a line that the edition in force on the day does not have
};

// Buffers of one thread; reused from item to item.
struct RecogniseScratch {
  FoldedText folded;
  std::vector<NameMatch> matches;
  std::vector<CasMention> cas_mentions;
};

// Fills `found` anew, strongest first, one entry a thing. Allocates only while the buffers grow.
EvidenceState recognise(const Catalogue& catalogue, const ItemEvidence& evidence,
                        RecogniseScratch& scratch, std::vector<Recognition>& found);

// Adds one piece of evidence to what was found of the same thing.
void add_recognition(std::vector<Recognition>& found, const Recognition& more);

}  // namespace chokepoint::goods
