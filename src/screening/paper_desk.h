// Papers against findings: which of the papers that the goods take does a party of the consignment
// hold, and how much of it is left.
//
// A licence belongs to the party its holder resolved to. It covers a finding when substance, CAS
// number or HS code agrees and the consignment's time lies in its validity. Quantities are used up
// in the order of events. A paper can be missing only where we are told of papers of that kind by
// that authority; else its state is unknown.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "goods/goods_finding.h"
#include "parties/resolver.h"
#include "records/batch.h"
#include "screening/screening_rows.h"

namespace chokepoint::screening {

class PaperDesk {
 public:
  PaperDesk();
  PaperDesk(PaperDesk&&) noexcept;
  PaperDesk& operator=(PaperDesk&&) noexcept;
  ~PaperDesk();

  void advance(const records::Licence& licence, records::RowId holder_party);
  void advance(const records::Notification& notification, std::span<const records::RowId> parties);
  // The papers of a party that was merged are those of the one that stands for it.
  void advance(const parties::PartyMerge& merge);
  // A decision parted parties: each paper is of the party that its mention is now.
  void part(const parties::Parting& parting, const parties::RememberedMentions& mentions);
  // Adds a Paper for each paper that each finding takes. `parties` are the consignment's; `mass_kg`
  // that of the finding's item, unknown if nobody stated it.
  void advance(const records::Consignment& consignment,
               std::span<const goods::GoodsFinding> findings, std::span<const records::Item> items,
               std::span<const records::RowId> parties, std::vector<Paper>& papers);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::screening
