// Does the declaration fit itself? Four questions to one item, each answered with a reason or not
// at all. Never a verdict.
//
//   text_against_code  every word that is known stands under other headings, none under the
//   declared vague_text         next to nothing is said beside a code of eight digits or more
//   unit_value, piece_mass  far from what peers under the same six digits show (robust z: median
//   and
//                      MAD of logarithms)
//   outside_scope      a consignor with a history ships from a chapter that it never shipped from
//
// The words of the tariff itself (data/tariff/words.tsv) are known from the start. What is learnt
// takes effect at the next midnight. Memory is bounded: words, codes
// and consignors beyond the limits are not learnt. One writer; judging is thread-safe between
// writes.
#pragma once

#include <absl/container/inlined_vector.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "chokepoint/error.h"
#include "records/columns.h"
#include "records/goods_in_motion.h"
#include "records/moment.h"

namespace chokepoint::goods {

struct DeclarationFinding {
  records::RowId declaration_finding_id;
  records::RowId consignment_id;
  records::RowId item_row_id;
  records::Text kind;  // as above
  records::Text says;  // the reason, for a person
  double measure = 0;  // log-odds, letters, robust z or items, as the kind has it
  records::Moment known_at;
};

// An item, read once for judging and for learning.
struct ItemReading {
  absl::InlinedVector<std::uint64_t, 6> words;  // hashes
  std::uint32_t letters = 0;
  bool has_han = false;
  double value_usd = records::kUnknown, mass_kg = records::kUnknown;
};
// What only the consignment states is its only item's.
ItemReading read_item(const records::Item& item, const records::Consignment& consignment,
                      bool is_only_item);

class DeclarationFit {
 public:
  // Knows nothing, not even the tariff.
  DeclarationFit();
  // Knows the tariff, which is read once a process. Errors: format, naming the file.
  static Expected<DeclarationFit> load();
  ~DeclarationFit();
  DeclarationFit(DeclarationFit&&) noexcept;
  DeclarationFit& operator=(DeclarationFit&&) noexcept;

  // An item that was let through, as a peer and as history of its consignor (0: not known).
  void learn(const records::Item& item, const ItemReading& reading, std::uint64_t consignor_key);
  // Call before the first item of a later UTC day: what was learnt until then takes effect.
  void open_day(records::Day day);

  // Appends what does not fit; texts live in `arena`. Nothing is said where too little is known:
  // fewer than 30 peers, no known word, fewer than 20 items of the consignor or an assortment that
  // still grows.
  void judge(const records::Consignment& consignment, const records::Item& item,
             const ItemReading& reading, std::uint64_t consignor_key, base::Arena& arena,
             std::vector<DeclarationFinding>& findings) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::goods

namespace chokepoint::records {

template <>
struct Table<goods::DeclarationFinding> {
  static constexpr const char* kName = "declaration_finding";
  static constexpr void columns(auto&& visit) {
    using Row = goods::DeclarationFinding;
    visit(Column{"declaration_finding_id", &Row::declaration_finding_id});
    visit(Column{"consignment_id", &Row::consignment_id});
    visit(Column{"item_row_id", &Row::item_row_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"says", &Row::says});
    visit(Column{"measure", &Row::measure});
    visit(Column{"known_at", &Row::known_at});
  }
};

}  // namespace chokepoint::records
