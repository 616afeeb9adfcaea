// The network of parties in time: who ships to whom, who pays whom, who shares a contact or an
// address.
//
// A step joins two parties: a shipment, a payment, or a contact or address that both use and few
// others do. A hub with more than kHubParties is not walked through, nor is a party with more than
// kBusyParty partners; one that stands between two others carries no deal on with more than
// kCarrierPartners. A hit of a name that is only like the listed one reaches one step, not two.
// Memory: about 60 bytes a distinct tie. Everything is as of the last event taken; nothing later is
// visible.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "network/network_rows.h"
#include "parties/resolver.h"
#include "records/batch.h"
#include "screening/screening_rows.h"

namespace chokepoint::network {

inline constexpr std::uint32_t kHubParties = 8;
inline constexpr std::uint32_t kBusyParty = 24;
inline constexpr int kMaxSteps = 2;

// A row that shows a tie.
struct RowReference {
  records::Text table;
  records::RowId row_id;
};

// How a party is tied to a listed one.
struct ListedPath {
  int steps = 0;                       // 0: the party itself
  screening::Hit hit;                  // the hit at the far end, in force at the time asked
  std::vector<RowReference> evidence;  // the rows that show each step, nearest first, then the hit
};

// Another party that uses contacts or bears marks of this one which few others do.
struct Sharer {
  records::RowId party_id;
  int telling = 0;  // a phone or an advert 1; what people do not share 2; addresses and IP 0
};

struct NetworkOutput {
  std::vector<Link> links;
  std::vector<Component> components;
  std::vector<ListingMark> marks;
  std::vector<Succession> successions;
  std::vector<LinkWithdrawal> link_withdrawals;
};

struct NetworkOptions {
  // Parties may be parted by decisions: which contact joined whom is kept, 8 bytes a pair.
  bool awaits_decisions = false;
};

class TradeNetwork {
 public:
  explicit TradeNetwork(const NetworkOptions& options = {});
  TradeNetwork(TradeNetwork&&) noexcept;
  TradeNetwork& operator=(TradeNetwork&&) noexcept;
  ~TradeNetwork();

  // A record (consignment, payment, listing, ..) with its resolved mentions. True when it ties two
  // parties (consignor and consignee, payer and payee) that no earlier record of its kind had tied.
  // `marks` are those of a listing, borne by its seller.
  bool advance(records::Text record_kind, records::RowId record_id, records::Moment happened_at,
               records::Moment known_at, std::span<const records::Mention> mentions,
               std::span<const parties::ResolvedMention> resolved,
               std::span<const ListingMark> marks, NetworkOutput& output);
  void advance(const parties::PartyMerge& merge, NetworkOutput& output);
  void advance(const screening::Hit& hit);
  // A decision parted parties: forgets all that was told under their ids and tells their records
  // again, each under the party that its mention is now. Hits are to be given again. Whom others
  // were tied to through them alone, they are tied to no more.
  void part(const parties::Parting& parting, const parties::RememberedMentions& mentions,
            NetworkOutput& output);

  // The nearest listed party, place or channel within `max_steps` (0 to 2) whose hit is in force at
  // `when`. Ties: fewer steps first, then the newer tie.
  std::optional<ListedPath> find_listed(records::RowId party_id, int max_steps,
                                        records::Moment when) const;

  // In the order in which they come to light from the party's newest contact.
  std::vector<Sharer> sharers_of(records::RowId party_id) const;

  // The component the party stands in now; none while no contact ties it to another.
  records::RowId component_of(records::RowId party_id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::network
