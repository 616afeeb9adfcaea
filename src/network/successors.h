// Sellers that come again under another name.
//
// A party that sells (seller, consignor, payee, exporter) succeeds another one that did when that
// one has been silent for 30 days before it first appeared, and what survived names it: two
// identifiers that few others use, or one that people do not share (e-mail, handle, wallet,
// account). An address alone, or an address with a phone, is a household or an office and never
// enough; a name that is the old one cut short, masked or otherwise written is no other name; and
// while both are seen at one time nobody succeeds anybody. Whatever is decided is as of
// the event; a predecessor that comes back later is not taken back. Memory: 80 bytes a selling
// party.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <span>

#include "base/arena.h"
#include "network/network_rows.h"
#include "network/trade_network.h"
#include "parties/resolver.h"
#include "records/batch.h"

namespace chokepoint::network {

class Successors {
 public:
  // After `network` has taken the record. `has_new_tie`: it tied somebody to something new; without
  // that nothing can have come to light.
  void advance(const TradeNetwork& network, RowReference record, Moment known_at, bool has_new_tie,
               std::span<const records::Mention> mentions,
               std::span<const parties::ResolvedMention> resolved, NetworkOutput& output);
  void advance(const parties::PartyMerge& merge);
  // A decision parted these parties: what was known of them is forgotten.
  void part(const parties::Parting& parting);

  // Whom this party succeeds; null for most.
  const Succession* find(RowId party_id) const;

 private:
  struct Seller {
    Moment first_seen, last_seen;
    Text name;  // as first written, in arena_
    bool is_organisation = false;
  };
  void look_for_predecessor(const TradeNetwork& network, RowId party_id, RowReference record,
                            Moment known_at, NetworkOutput& output);

  static bool are_named_otherwise(const Seller& a, const Seller& b);

  base::Arena arena_;
  absl::flat_hash_map<std::uint64_t, Seller> sellers_;
  absl::flat_hash_map<std::uint64_t, Succession> successions_;
};

}  // namespace chokepoint::network
