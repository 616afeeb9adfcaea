// What the network keeps, and the steps that records and decisions share. For trade_network.cc and
// trade_network_parting.cc alone.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <deque>

#include "base/arena.h"
#include "network/trade_network.h"

namespace chokepoint::network {

inline constexpr std::uint32_t kNone = UINT32_MAX;

enum class NodeKind : std::uint8_t { party, place, channel, mark };

struct Node {
  records::RowId id;
  NodeKind kind = NodeKind::party;
  std::uint8_t telling = 0;  // of a channel or mark: see Sharer
  std::uint32_t newest_deal = kNone;
  std::uint32_t newest_use = kNone;
  std::uint32_t deals = 0;
  std::uint32_t uses = 0;           // for places and channels: the distinct parties that use it
  std::uint32_t first_hit = kNone;  // in State::hits
};

// Half a step is a tie to a place or channel, a whole one a deal. A mark of kAtListed is the listed
// node itself; each half step away is one less, down to 1 at two steps.
inline constexpr int kAtListed = 5;
// Partners of a party through which two others are still tied: as many as of a contact.
inline constexpr std::uint32_t kCarrierPartners = kHubParties;
// Of a hit that reaches one step alone.
inline constexpr int kAtDoubted = 3;
inline constexpr int kDoubtedHalfSteps = 2;

struct Tie {
  std::uint32_t to = kNone;
  std::uint32_t next = kNone;
  records::RowId record_id;
  std::uint8_t record_kind = 0;  // the number of its table
};

struct StoredHit {
  screening::Hit hit;
  std::uint32_t next = kNone;
};

// What a party uses or bears, and how much it tells that another party does too.
struct Used {
  records::RowId id;
  NodeKind kind = NodeKind::place;
  std::uint8_t telling = 0;
};

struct TradeNetwork::State {
  std::vector<Node> nodes;
  std::vector<Tie> ties;
  std::deque<StoredHit> hits;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> node_by_id;
  absl::flat_hash_set<std::uint64_t> links;                      // kind, from, to
  absl::flat_hash_map<std::uint64_t, std::uint32_t> latest_hit;  // subject, entry, met by -> in
                                                                 // hits
  std::vector<std::uint8_t> near_listed;            // by node: see kAtListed; 0 is too far
  std::vector<std::uint32_t> component_of;          // by node; parties only
  std::vector<std::vector<std::uint32_t>> members;  // by component; empty when it was joined to
                                                    // another
  base::Arena arena;
  bool awaits_decisions = false;
  absl::flat_hash_map<std::uint64_t, std::vector<ListingMark>> marks;  // by listing; where
                                                                       // decisions are awaited
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<std::vector<Pair>> pairs;  // by component: what joined it; where decisions are
                                         // awaited
  records::RowId telling_again;          // the decision for which records are told again
  absl::flat_hash_map<std::uint64_t, records::RowId> told_again;  // link -> the id it was told
                                                                  // again with

  std::uint32_t node_of(records::RowId id, NodeKind kind);
  std::span<const ListingMark> marks_of(records::RowId record_id) const;

  // A place or channel that many use is walked through by nobody; a party with many partners not by
  // its deals.
  bool is_hub(std::uint32_t node) const {
    return nodes[node].kind != NodeKind::party && nodes[node].uses > kHubParties;
  }
  bool is_busy(std::uint32_t node) const { return nodes[node].deals > kBusyParty; }
  // Does a deal of the node lead on to others? It asks more of who is not listed itself.
  bool carries_deals(std::uint32_t node) const {
    return nodes[node].deals <= (nodes[node].first_hit == kNone ? kCarrierPartners : kBusyParty);
  }

  // Calls `visit(tie, half_steps)` with the ties that may be walked from a node, at most kBusyParty
  // of each kind.
  template <class Visit>
  void for_each_step(std::uint32_t node, Visit&& visit) const {
    if (is_hub(node)) return;
    std::uint32_t left = kBusyParty;
    for (std::uint32_t tie = nodes[node].newest_use; tie != kNone && left > 0;
         tie = ties[tie].next, --left)
      visit(ties[tie], 1);
    if (is_busy(node)) return;
    for (std::uint32_t tie = nodes[node].newest_deal; tie != kNone; tie = ties[tie].next)
      visit(ties[tie], 2);
  }

  // The same from a node that others were walked from to.
  template <class Visit>
  void for_each_step_on(std::uint32_t node, Visit&& visit) const {
    const bool carries = carries_deals(node);
    for_each_step(node, [&](const Tie& tie, int half_steps) {
      if (half_steps == 1 || carries) visit(tie, half_steps);
    });
  }

  // Marks what lies within two steps of a listed node.
  void mark_near(std::uint32_t node, int mark);
  void tie(std::uint32_t a, std::uint32_t b, const RowReference& record);

  // Adds a link once, giving it its id; true when it is new.
  bool add_link(const Link& link, NetworkOutput& output);
  // Brings what add_link and node_of will look up into the processor's cache; nothing else.
  void fetch(records::Text link_kind, records::RowId from, records::RowId to) const;
  static std::uint64_t link_key(records::Text kind, records::RowId from, records::RowId to);

  void put_in_component(std::uint32_t node, std::uint32_t component, records::Moment known_at,
                        NetworkOutput& output);
  void join_components(std::uint32_t a, std::uint32_t b, records::Moment known_at,
                       NetworkOutput& output);
  std::uint32_t open_component();

  // A party uses a place or a channel, or bears a mark. Few users of one contact or mark stand in
  // one component.
  void add_use(std::uint32_t party, const Used& used, const RowReference& record,
               records::Moment happened_at, records::Moment known_at, NetworkOutput& output);

  // Forgets parties: their ties from both ends, their hits, their place in a component.
  void forget(std::span<const std::uint32_t> forgotten, const parties::Parting& parting,
              NetworkOutput& output);

  static std::uint64_t hit_key(const screening::Hit& hit);
  // A hit in force that reaches so far.
  const StoredHit* hit_in_force(std::uint32_t node, records::Moment when, int half_steps) const;

 private:
  void add_half(std::uint32_t from, std::uint32_t to, bool is_deal, const RowReference& record);
  // The older component takes in the younger one; only those who move get a row.
  void unite_components(std::uint32_t a, std::uint32_t b, records::Moment known_at,
                        NetworkOutput& output);
  void withdraw_links(std::uint32_t party, std::uint32_t other, const parties::Parting& parting,
                      NetworkOutput& output);
  // Takes the ties to `party` out of a node's chain. True when it may be walked through again.
  bool cut(std::uint32_t node, std::uint32_t party, bool is_deal);
  // Marks that stopped at a hub or a busy party go on where it is none any more.
  void spread_around(std::uint32_t node);
  // Components that the forgotten stood in fall apart into what the others' own contacts join.
  void rebuild_components(std::span<const std::uint32_t> forgotten, records::Moment known_at,
                          NetworkOutput& output);
};

}  // namespace chokepoint::network
