#include "parties/resolver.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <array>
#include <optional>

#include "base/arena.h"
#include "base/hash.h"
#include "parties/neighbours.h"
#include "text/similarity.h"

namespace chokepoint::parties {

using records::Mention;
using records::RowId;
using records::Text;

namespace {

constexpr double kOneName = 0.92;  // from here on two names at one place or contact are one

struct OfferedKey {
  std::uint64_t key;
  Text basis;
};

// A mention offers at most one key a channel, one for the place, one for the bare name.
struct OfferedKeys {
  std::array<OfferedKey, kMaxChannels + 2> keys;
  std::size_t count = 0;
  void add(std::uint64_t a, std::uint64_t b, Text basis) {
    keys[count++] = {base::mix(a, b), basis};
  }
  std::span<const OfferedKey> all() const { return std::span(keys).first(count); }
};

RowId identifier_of(const MentionKeys& keys) {
  for (const ChannelKey& channel : keys.used_channels()) {
    if (channel.kind == ChannelKind::identifier) return channel.channel_id;
  }
  return {};
}

OfferedKeys offer_keys(const MentionKeys& mention, Text country) {
  OfferedKeys offered;
  for (const ChannelKey& channel : mention.used_channels()) {
    if (channel.kind == ChannelKind::ip) continue;  // a network's address is shared by strangers
    const bool identifies = channel.kind == ChannelKind::identifier;
    if (mention.name_key == 0 && !identifies) continue;
    offered.add(channel.channel_id.value, mention.name_key, identifies ? "identifier" : "channel");
  }
  if (mention.name_key == 0) return offered;
  if (mention.place_id) offered.add(mention.place_id.value, mention.name_key, "place");
  if (offered.count == 0) offered.add(base::hash_bytes(country), mention.name_key, "name_only");
  return offered;
}

}  // namespace

struct Resolver::State {
  struct PartyState {
    std::uint64_t age = 0;  // the number of the mention that founded it
    RowId identifier;       // the official identifier its mentions gave
    Text name;  // as first written, none when masked: what others are held against, so likeness
                // never chains
    bool is_organisation = false;
  };
  absl::flat_hash_map<std::uint64_t, RowId> party_by_key;
  absl::flat_hash_map<std::uint64_t, PartyState> parties;
  absl::flat_hash_map<std::uint64_t, RowId> merged_into;
  base::Arena arena;
  Neighbours neighbours;
  absl::flat_hash_set<std::uint64_t> places;
  absl::flat_hash_set<std::uint64_t> channels;
  std::uint64_t next_age = 1;

  RowId current(RowId party) const {
    for (auto found = merged_into.find(party.value); found != merged_into.end();
         found = merged_into.find(party.value)) {
      party = found->second;
    }
    return party;
  }

  // Different official identifiers are different parties, whatever else they share.
  bool may_be_one(const PartyState& a, RowId identifier) const {
    return !a.identifier || !identifier || a.identifier == identifier;
  }

  // Makes the older of two parties stand for both; returns it.
  RowId merge(RowId a, RowId b, const Mention& mention, Text basis, PartyOutput& output) {
    if (parties[a.value].age > parties[b.value].age) std::swap(a, b);
    merged_into[b.value] = a;
    PartyState& kept = parties[a.value];
    if (!kept.identifier) kept.identifier = parties[b.value].identifier;
    output.party_merges.push_back({b, a, mention.mention_id, basis, mention.known_at});
    return a;
  }

  // The contacts that neighbours may share: its place and its channels, IP addresses apart.
  template <class Visit>
  static void for_each_contact(const MentionKeys& keys, const Visit& visit) {
    if (keys.place_id) visit(keys.place_id);
    for (const ChannelKey& channel : keys.used_channels()) {
      if (channel.kind != ChannelKind::ip) visit(channel.channel_id);
    }
  }

  // Somebody at the same place or with the same contact whose name is this one, otherwise written.
  RowId find_alike(const MentionKeys& keys, Text country, RowId identifier) const {
    std::optional<text::ParsedName> name;
    const auto parse = [&](Text written, bool is_organisation) {
      return text::parse_name(written, {is_organisation ? Text("Organization") : Text(), country});
    };
    RowId best;
    double likeness = kOneName;
    for_each_contact(keys, [&](RowId contact) {
      for (const RowId user : neighbours.of(contact)) {
        const RowId party = current(user);
        const PartyState& state = parties.at(party.value);
        if (state.name.empty() || state.is_organisation != keys.is_organisation ||
            !may_be_one(state, identifier))
          continue;
        if (!name) name = parse(keys.written_name, keys.is_organisation);
        const double similarity =
            text::compare(*name, parse(state.name, state.is_organisation)).similarity;
        if (similarity < likeness || (similarity == likeness && best)) continue;
        best = party;
        likeness = similarity;
      }
    });
    return best;
  }

  void note_place_and_channels(const Mention& mention, const MentionKeys& keys,
                               PartyOutput& output) {
    if (keys.place_id && places.insert(keys.place_id.value).second) {
      output.places.push_back({keys.place_id, keys.building_id, mention.street, mention.city,
                               mention.postcode, mention.region, mention.country,
                               mention.known_at});
    }
    for (const ChannelKey& channel : keys.used_channels()) {
      if (channels.insert(channel.channel_id.value).second) {
        output.channels.push_back(
            {channel.channel_id, name(channel.kind), channel.value, mention.known_at});
      }
      output.mention_channels.push_back({mention.mention_id, channel.channel_id});
    }
  }

  void resolve(const Mention& mention, ResolvedMention& resolved, PartyOutput& output) {
    const MentionKeys& keys = resolved.keys;
    note_place_and_channels(mention, keys, output);
    const OfferedKeys offered = offer_keys(keys, mention.country);
    if (offered.count == 0) return;
    const RowId identifier = identifier_of(keys);

    RowId party;
    Text basis = "new";
    for (const OfferedKey& key : offered.all()) {
      const auto found = party_by_key.find(key.key);
      if (found == party_by_key.end()) continue;
      const RowId candidate = current(found->second);
      if (candidate == party || !may_be_one(parties[candidate.value], identifier)) continue;
      if (!party) {
        party = candidate;
        basis = key.basis;
      } else if (may_be_one(parties[candidate.value], parties[party.value].identifier)) {
        party = merge(party, candidate, mention, key.basis, output);
      }
    }
    const bool may_be_alike =
        !party && keys.name_key != 0 && !keys.is_masked && !keys.is_placeholder;
    if (may_be_alike) {
      party = find_alike(keys, mention.country, identifier);
      if (party) basis = "similar_name";
    }
    if (!party) {
      party = records::make_row_id("party", mention.mention_id, "");
      parties[party.value] = {next_age++,
                              {},
                              keys.is_masked ? Text() : arena.keep(keys.written_name),
                              keys.is_organisation};
      resolved.is_new_party = true;
      output.parties.push_back({party, keys.written_name, mention.country, offered.keys[0].basis,
                                mention.mention_id, mention.known_at});
    }
    PartyState& state = parties[party.value];
    if (!state.identifier) state.identifier = identifier;
    for (const OfferedKey& key : offered.all()) party_by_key.try_emplace(key.key, party);
    for_each_contact(keys, [&](RowId contact) { neighbours.add(contact, party); });
    resolved.party_id = party;
    output.party_mentions.push_back(
        {mention.mention_id, party, keys.place_id, basis, mention.known_at});
  }
};

Resolver::Resolver() : state_(std::make_unique<State>()) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

void Resolver::advance(const records::Batch& batch, records::Range range,
                       std::span<ResolvedMention> resolved, PartyOutput& output) {
  for (std::uint32_t i = range.begin; i < range.end; ++i)
    state_->resolve(batch.mentions[i], resolved[i], output);
}

RowId Resolver::current(RowId party_id) const {
  return state_->current(party_id);
}

}  // namespace chokepoint::parties
