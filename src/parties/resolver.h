// Resolves mentions to parties, one after the other, in the order of events.
//
// Idea: a mention offers keys (name with place, name with each channel, name with identifier); a
// key that is known leads to a party. Two parties met at once become one (the older id is kept)
// unless their official identifiers differ. Where no key is known, a party that uses the same place
// or contact, as few others do, and whose name is this one otherwise written, is it. Cost: three to
// five look-ups a mention. Memory: about 40 bytes a key. The result depends on the order of
// mentions alone, never on how they are cut into calls.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "parties/mention_keys.h"
#include "parties/party_rows.h"
#include "records/batch.h"

namespace chokepoint::parties {

struct ResolvedMention {
  MentionKeys keys;
  records::RowId party_id;  // none: nothing but an address or a contact was given
  bool is_new_party = false;
};

struct PartyOutput {
  std::vector<Party> parties;
  std::vector<PartyMention> party_mentions;
  std::vector<PartyMerge> party_merges;
  std::vector<Place> places;
  std::vector<PlaceKind> place_kinds;
  std::vector<Channel> channels;
  std::vector<MentionChannel> mention_channels;
};

class Resolver {
 public:
  Resolver();
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  // Resolves batch.mentions[range] into resolved[range]; the keys there are read already
  // (read_mention).
  void advance(const records::Batch& batch, records::Range range,
               std::span<ResolvedMention> resolved, PartyOutput& output);

  // The party that stands for this one now; itself unless it was merged.
  records::RowId current(records::RowId party_id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint::parties
