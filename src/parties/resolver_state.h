// What the resolver keeps, and the steps that mentions and decisions share. For resolver.cc and
// resolver_decisions.cc alone.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>

#include <optional>
#include <vector>

#include "base/arena.h"
#include "parties/neighbours.h"
#include "parties/offered_keys.h"
#include "parties/resolver.h"

namespace chokepoint::parties {

struct Resolver::State {
  using Number = RememberedMentions::Number;
  static constexpr Number kNoMention = UINT32_MAX;

  struct PartyState {
    std::uint64_t age = 0;      // the number of the mention that founded it
    records::RowId identifier;  // the official identifier its mentions gave
    records::Text name;  // as first written, unmasked where it ever was: what others are held
                         // against, so that likeness never chains
    bool is_organisation = false;
    bool is_masked = false;
    bool has_place = false;
  };

  enum class Verdict : std::uint8_t { same, apart, undo };

  // A decision that was taken, and what it did.
  struct Taken {
    records::RowId id;
    Verdict verdict = Verdict::same;
    Number first = kNoMention, second = kNoMention;
    bool is_void = false;  // it named what is not known
    bool is_undone = false;
    bool regrouped = false;  // a `same` that merged, an `apart` that split
    bool told_in_force = false;
    std::vector<Number> first_side, second_side;  // of a `same` that merged: who was whose
    std::vector<std::size_t> lifts;               // earlier decisions that it goes against
    std::size_t lifted_by = 0;                    // how many decisions in force go against it
  };

  // Empty, and never asked, where no decision is awaited.
  struct Decided {
    std::optional<RememberedMentions> memory;
    absl::flat_hash_map<std::uint64_t, std::vector<Number>> members;  // by party
    std::vector<Taken> taken;
    absl::flat_hash_map<std::uint64_t, std::size_t> taken_by_id;
    absl::flat_hash_map<std::uint64_t, absl::InlinedVector<records::RowId, 2>> apart;  // by party
    absl::flat_hash_set<std::uint64_t> contested;  // keys that both sides of a parted party offer
    absl::flat_hash_map<std::uint64_t, records::RowId> counted_as;  // of parties that were parted
    // Of parties that a person joined although their identifiers differ.
    absl::flat_hash_map<std::uint64_t, absl::InlinedVector<records::RowId, 2>> more_identifiers;
  };

  // Why two parties are one.
  struct Reason {
    records::RowId mention_id;
    records::Text basis;
    records::Moment known_at;
    records::RowId party_decision_id = {};
  };

  absl::flat_hash_map<std::uint64_t, records::RowId> party_by_key;
  absl::flat_hash_map<std::uint64_t, PartyState> parties;
  absl::flat_hash_map<std::uint64_t, records::RowId> merged_into;
  base::Arena arena;
  // What mentions left for others that no key leads anywhere (offered_keys.h); none: several did.
  absl::flat_hash_map<std::uint64_t, records::RowId> party_by_hint;
  Neighbours neighbours;
  absl::flat_hash_set<std::uint64_t> places;
  absl::flat_hash_set<std::uint64_t> channels;
  std::uint64_t mentions_resolved = 0;
  Decided decided;

  records::RowId current(records::RowId party) const;
  records::RowId counted_as(records::RowId party) const;

  // Different official identifiers are different parties, whatever else they share, unless a person
  // said otherwise.
  bool may_be_one(records::RowId party, const PartyState& state, records::RowId identifier) const;
  // Of two parties, where keys say they are one.
  bool may_merge(records::RowId a, records::RowId b) const;
  bool are_kept_apart(records::RowId a, records::RowId b) const;

  // Makes the older of two parties stand for both; returns it.
  records::RowId merge(records::RowId a, records::RowId b, const Reason& reason,
                       PartyOutput& output);

  void remember(const records::Mention& mention, const MentionKeys& keys, records::RowId party,
                records::Moment happened_at);
  void fetch(const MentionKeys& keys, records::Text country) const;
  void resolve(const records::Mention& mention, records::Moment happened_at,
               ResolvedMention& resolved, PartyOutput& output);
  records::RowId find_by_keys(const records::Mention& mention, std::span<const OfferedKey> offered,
                              records::RowId identifier, records::Text& basis, PartyOutput& output);
  records::RowId find_alike(const MentionKeys& keys, records::Text country,
                            records::RowId identifier) const;
  records::RowId find_by_hints(const MentionKeys& keys, const Hints& hints,
                               records::RowId identifier, records::Text& basis) const;
  void leave_hint(std::uint64_t hint, records::RowId party);
  void forget_hints(const MentionKeys& keys, records::Text country);
  void note_place_and_channels(const records::Mention& mention, const MentionKeys& keys,
                               PartyOutput& output);

 private:
  void unite_decided(records::RowId kept, records::RowId merged);
};

}  // namespace chokepoint::parties
