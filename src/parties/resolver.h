// Resolves mentions to parties, one after the other, in the order of events.
//
// Idea: a mention offers keys (name with place, name with each channel, name with identifier); a
// key that is known leads to a party. Two parties met at once become one (the older id is kept)
// unless their official identifiers differ. Where no key is known, hints lead to the only firm of
// that full name in its country, or to that name in the building; else a party that uses the same
// place or contact, as few others do, and whose name is this one otherwise written, cut short or
// masked, is it. Where two would do, none does. What a person decides goes before all keys: two
// parties may be made one, be parted, and be kept apart for good. Cost: three to five look-ups a
// mention. Memory: about 40 bytes a key, and the mentions (remembered_mentions.h) where decisions
// are awaited. The result depends on the order of mentions and decisions alone, never on how they
// are cut into calls.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "parties/mention_keys.h"
#include "parties/party_rows.h"
#include "parties/remembered_mentions.h"
#include "records/batch.h"

namespace chokepoint::parties {

class DecisionTaker;

struct ResolvedMention {
  MentionKeys keys;
  records::RowId party_id;  // none: nothing but an address or a contact was given
  // What counts and windows of this party are kept under: its id, until a decision parts it. From
  // then on each side begins anew.
  records::RowId counted_as;
  bool is_new_party = false;
};

struct PartyOutput {
  std::vector<Party> parties;
  std::vector<PartyMention> party_mentions;
  std::vector<PartyMerge> party_merges;
  std::vector<PartySplit> party_splits;
  std::vector<DecisionEffect> decision_effects;
  std::vector<Place> places;
  std::vector<PlaceKind> place_kinds;
  std::vector<Channel> channels;
  std::vector<MentionChannel> mention_channels;
};

// What a decision has parted. Whatever was told under one of `ids` is to be forgotten, and the
// mentions told again, each under the party that it is now.
struct Parting {
  records::RowId party_decision_id;
  records::Moment known_at;
  std::vector<records::RowId> ids;  // the parties it parted, the new ones, and those once merged in
  std::vector<std::uint32_t> numbers;  // of their mentions, in order
};

struct ResolverOptions {
  // The case file holds decisions about parties. To remember by, never to judge by.
  bool awaits_decisions = false;
};

class Resolver {
 public:
  explicit Resolver(const ResolverOptions& options = {});
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  // Resolves batch.mentions[range], which stand on one record, into resolved[range]; the keys there
  // are read already (read_mention).
  void advance(const records::Batch& batch, records::Range range, records::Moment happened_at,
               std::span<ResolvedMention> resolved, PartyOutput& output);

  // A decision; needs `awaits_decisions`. Without party ids where it parted nothing.
  Parting advance(const records::PartyDecision& decision, PartyOutput& output);

  // Sets the party that a mention resolved earlier is now; `party_id` is what it was then.
  void follow(records::RowId mention_id, records::RowId party_id, ResolvedMention& resolved) const;

  // The mentions by their numbers; empty without `awaits_decisions`.
  const RememberedMentions& remembered() const;
  // The party that a remembered mention is now.
  records::RowId party_of(std::uint32_t number) const;

 private:
  friend class DecisionTaker;
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::parties
