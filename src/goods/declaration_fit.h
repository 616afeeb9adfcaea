// Does the declaration fit itself? Five questions to one item, each answered with a reason or not
// at all. Never a verdict.
//
//   text_against_code   the words point to another heading of the tariff than the code
//   vague_text          next to nothing is said beside a code of eight digits or more
//   unit_value, piece_mass   far from what peers under the same code show (robust z: median and MAD
//   of logarithms) piece_count         the carrier counted other than was declared outside_scope a
//   consignor with a history ships from a chapter that it never shipped from
//
// What is learnt takes effect only at settle(), which the owner calls at fixed moments of event
// time. Memory is bounded: words, codes and consignors beyond the limits are not learnt. One
// writer; reading is thread-safe between writes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/goods_in_motion.h"

namespace chokepoint::goods {

struct FitFinding {
  std::string_view kind;  // as above
  std::string says;       // the reason, for a person
  double measure = 0;     // log-odds, robust z, share or count, as the kind has it
};

class DeclarationFit {
 public:
  DeclarationFit();
  ~DeclarationFit();
  DeclarationFit(DeclarationFit&&) noexcept;
  DeclarationFit& operator=(DeclarationFit&&) noexcept;

  // A line of the tariff, or a description that was cleared under this code.
  void learn_text(std::string_view hs_code, std::string_view text);
  // A cleared item, as a peer and as history of its consignor (0: not known).
  void learn_item(const records::Item& item, std::uint64_t consignor_key);
  void settle();

  // Appends what does not fit. Nothing is said where too little is known: fewer than 30 peers, no
  // known word, fewer than 5 consignments of the consignor.
  void judge(const records::Consignment& consignment, const records::Item& item,
             std::uint64_t consignor_key, std::vector<FitFinding>& findings) const;
  void judge_pieces(const records::Consignment& consignment,
                    std::vector<FitFinding>& findings) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::goods
