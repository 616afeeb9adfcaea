#include "parties/resolver.h"

#include <algorithm>
#include <array>

#include "parties/names_alike.h"
#include "parties/resolver_state.h"
#include "text/similarity.h"

namespace chokepoint::parties {

using records::Mention;
using records::RowId;
using records::Text;

namespace {

constexpr double kOneName = 0.92;            // from here on two names at one place or phone are one
constexpr double kOneNamePersonally = 0.80;  // the same with one e-mail, handle, account, ..
constexpr std::uint32_t kAhead = 6;          // mentions whose keys are fetched before they come

}  // namespace

RowId Resolver::State::current(RowId party) const {
  for (auto found = merged_into.find(party.value); found != merged_into.end();
       found = merged_into.find(party.value)) {
    party = found->second;
  }
  return party;
}

RowId Resolver::State::counted_as(RowId party) const {
  const auto found = decided.counted_as.find(party.value);
  return found == decided.counted_as.end() ? party : found->second;
}

bool Resolver::State::may_be_one(RowId party, const PartyState& state, RowId identifier) const {
  if (!state.identifier || !identifier || state.identifier == identifier) return true;
  const auto more = decided.more_identifiers.find(party.value);
  return more != decided.more_identifiers.end() &&
         std::ranges::find(more->second, identifier) != more->second.end();
}

bool Resolver::State::may_merge(RowId a, RowId b) const {
  const PartyState& first = parties.at(a.value);
  const PartyState& second = parties.at(b.value);
  return (may_be_one(a, first, second.identifier) || may_be_one(b, second, first.identifier)) &&
         !are_kept_apart(a, b);
}

bool Resolver::State::are_kept_apart(RowId a, RowId b) const {
  const auto found = decided.apart.find(a.value);
  return found != decided.apart.end() && std::ranges::find(found->second, b) != found->second.end();
}

RowId Resolver::State::merge(RowId a, RowId b, const Reason& reason, PartyOutput& output) {
  if (parties[a.value].age > parties[b.value].age) std::swap(a, b);
  merged_into[b.value] = a;
  PartyState& kept = parties[a.value];
  const RowId identifier = parties[b.value].identifier;
  kept.has_place |= parties[b.value].has_place;
  if (!kept.identifier)
    kept.identifier = identifier;
  else if (identifier && identifier != kept.identifier)
    decided.more_identifiers[a.value].push_back(identifier);
  output.party_merges.push_back(
      {b, a, reason.mention_id, reason.basis, reason.known_at, reason.party_decision_id});
  if (decided.memory) unite_decided(a, b);
  return a;
}

// What decisions need to know of a party goes over to the one that stands for it.
void Resolver::State::unite_decided(RowId kept, RowId merged) {
  auto moving = std::exchange(decided.members[merged.value], {});
  auto& members = decided.members[kept.value];
  if (members.size() < moving.size()) std::swap(members, moving);
  members.insert(members.end(), moving.begin(), moving.end());
  if (const auto more = decided.more_identifiers.find(merged.value);
      more != decided.more_identifiers.end()) {
    const auto identifiers = more->second;
    auto& all = decided.more_identifiers[kept.value];
    all.insert(all.end(), identifiers.begin(), identifiers.end());
  }
  const auto found = decided.apart.find(merged.value);
  if (found == decided.apart.end()) return;
  const auto others = found->second;
  decided.apart.erase(found);
  for (const RowId other : others) {
    std::ranges::replace(decided.apart[other.value], merged, kept);
    decided.apart[kept.value].push_back(other);
  }
}

void Resolver::State::remember(const Mention& mention, const MentionKeys& keys, RowId party,
                               records::Moment happened_at) {
  decided.members[party.value].push_back(decided.memory->add(mention, keys, party, happened_at));
}

// The firm of that full name that its country has, where at most one of the two states an address;
// the one of that name in the building, where one of the two states no unit.
RowId Resolver::State::find_by_hints(const MentionKeys& keys, const Hints& hints, RowId identifier,
                                     Text& basis) const {
  const auto find = [&](std::uint64_t hint) {
    const auto found = hint == 0 ? party_by_hint.end() : party_by_hint.find(hint);
    if (found == party_by_hint.end() || !found->second) return RowId();
    const RowId party = current(found->second);
    return may_be_one(party, parties.at(party.value), identifier) ? party : RowId();
  };
  basis = "building";
  if (const RowId party = find(hints.find_by_building)) return party;
  basis = "firm_name";
  const RowId party = find(hints.firm);
  return party && keys.place_id && parties.at(party.value).has_place ? RowId() : party;
}

void Resolver::State::leave_hint(std::uint64_t hint, RowId party) {
  if (hint == 0) return;
  const auto [found, is_new] = party_by_hint.try_emplace(hint, party);
  if (!is_new && found->second && current(found->second) != party) found->second = {};
}

void Resolver::State::forget_hints(const MentionKeys& keys, Text country) {
  const Hints hints = read_hints(keys, country);
  party_by_hint.erase(hints.leave_at_building);
  party_by_hint.erase(hints.firm);
}

// Somebody at the same place or with the same contact whose name is this one, otherwise written; or
// the only one there who may be behind a mask.
RowId Resolver::State::find_alike(const MentionKeys& keys, Text country, RowId identifier) const {
  std::optional<text::ParsedName> name;
  absl::InlinedVector<std::pair<RowId, double>, 8> compared;  // who shares several contacts
  const auto compare = [&](const PartyState& state) {
    if (may_be_cut_short(keys.written_name, state.name)) return 1.0;
    const auto parse = [&](Text written) {
      return text::parse_name(written,
                              {keys.is_organisation ? Text("Organization") : Text(), country});
    };
    if (!name) name = parse(keys.written_name);
    return text::compare(*name, parse(state.name)).similarity;
  };
  const auto likeness = [&](RowId party, const PartyState& state) {
    const auto before = std::ranges::find(compared, party, &std::pair<RowId, double>::first);
    if (before != compared.end()) return before->second;
    return compared.emplace_back(party, compare(state)).second;
  };
  RowId best, masked;
  double most = 0;
  bool are_several_masked = false;
  for_each_contact(keys, [&](RowId contact, bool is_personal) {
    for (const RowId user : neighbours.of(contact)) {
      const RowId party = current(user);
      const PartyState& state = parties.at(party.value);
      if (state.is_organisation != keys.is_organisation || !may_be_one(party, state, identifier))
        continue;
      if (state.is_masked != keys.is_masked) {
        const bool fits = keys.is_masked ? may_be_behind_mask(keys.written_name, state.name)
                                         : may_be_behind_mask(state.name, keys.written_name);
        if (!fits) continue;
        are_several_masked |= masked && masked != party;
        masked = party;
      } else if (!keys.is_masked) {
        const double similarity = likeness(party, state);
        if (similarity < (is_personal ? kOneNamePersonally : kOneName) || similarity <= most)
          continue;
        best = party;
        most = similarity;
      }
    }
  });
  return best || are_several_masked ? best : masked;
}

void Resolver::State::note_place_and_channels(const Mention& mention, const MentionKeys& keys,
                                              PartyOutput& output) {
  if (keys.place_id && places.insert(keys.place_id.value).second) {
    output.places.push_back({keys.place_id, keys.building_id, mention.street, mention.city,
                             mention.postcode, mention.region, mention.country, mention.known_at});
  }
  for (const ChannelKey& channel : keys.used_channels()) {
    if (channels.insert(channel.channel_id.value).second) {
      output.channels.push_back(
          {channel.channel_id, name(channel.kind), channel.value, mention.known_at});
    }
    output.mention_channels.push_back({mention.mention_id, channel.channel_id});
  }
}

// The party that the keys lead to; those that lead to several make them one, as far as they may be.
RowId Resolver::State::find_by_keys(const Mention& mention, std::span<const OfferedKey> offered,
                                    RowId identifier, Text& basis, PartyOutput& output) {
  RowId party;
  for (const OfferedKey& key : offered) {
    const auto found = party_by_key.find(key.key);
    if (found == party_by_key.end()) continue;
    const RowId candidate = current(found->second);
    if (candidate == party || !may_be_one(candidate, parties[candidate.value], identifier))
      continue;
    if (!party) {
      party = candidate;
      basis = key.basis;
    } else if (may_merge(candidate, party)) {
      party = merge(party, candidate, {mention.mention_id, key.basis, mention.known_at}, output);
    }
  }
  return party;
}

// Brings what a mention will be looked up by into the processor's cache; nothing else.
void Resolver::State::fetch(const MentionKeys& keys, Text country) const {
  OfferedKeys offered = offer_keys(keys, country);
  for (const OfferedKey& key : offered.all()) party_by_key.prefetch(key.key);
  if (keys.place_id) places.prefetch(keys.place_id.value);
  for (const ChannelKey& channel : keys.used_channels())
    channels.prefetch(channel.channel_id.value);
  for_each_contact(keys, [&](RowId contact, bool) { neighbours.fetch(contact); });
  const Hints hints = read_hints(keys, country);
  for (const std::uint64_t hint : {hints.find_by_building, hints.leave_at_building, hints.firm}) {
    if (hint != 0) party_by_hint.prefetch(hint);
  }
}

void Resolver::State::resolve(const Mention& mention, records::Moment happened_at,
                              ResolvedMention& resolved, PartyOutput& output) {
  const MentionKeys& keys = resolved.keys;
  note_place_and_channels(mention, keys, output);
  OfferedKeys offered = offer_keys(keys, mention.country);
  if (offered.count == 0) return;
  const RowId identifier = identifier_of(keys);
  // A key that both sides of a parted party offer says less than one that a single side does.
  if (!decided.contested.empty())
    std::ranges::stable_partition(
        offered.all(), [&](const OfferedKey& key) { return !decided.contested.contains(key.key); });

  Text basis;
  RowId party = find_by_keys(mention, offered.all(), identifier, basis, output);
  const Hints hints = read_hints(keys, mention.country);
  if (!party) party = find_by_hints(keys, hints, identifier, basis);
  if (!party && keys.name_key != 0 && !keys.is_placeholder) {
    party = find_alike(keys, mention.country, identifier);
    basis = "similar_name";
  }
  if (!party) {
    basis = "new";
    party = records::make_row_id("party", mention.mention_id, "");
    parties[party.value] = {
        mentions_resolved, {},   arena.keep(keys.written_name), keys.is_organisation,
        keys.is_masked,    false};
    resolved.is_new_party = true;
    output.parties.push_back({party, keys.written_name, mention.country, offered.keys[0].basis,
                              mention.mention_id, mention.known_at});
  }
  ++mentions_resolved;
  PartyState& state = parties[party.value];
  if (!state.identifier) state.identifier = identifier;
  if (state.is_masked && keys.name_key != 0 && !keys.is_masked) {
    state.name = arena.keep(keys.written_name);
    state.is_masked = false;
  }
  state.has_place |= static_cast<bool>(keys.place_id);
  leave_hint(hints.leave_at_building, party);
  leave_hint(hints.firm, party);
  for (const OfferedKey& key : offered.all()) party_by_key.try_emplace(key.key, party);
  for_each_contact(keys, [&](RowId contact, bool) { neighbours.add(contact, party); });
  resolved.party_id = party;
  resolved.counted_as = counted_as(party);
  output.party_mentions.push_back(
      {mention.mention_id, party, keys.place_id, basis, mention.known_at});
  if (decided.memory) remember(mention, keys, party, happened_at);
}

Resolver::Resolver(const ResolverOptions& options) : state_(std::make_unique<State>()) {
  if (options.awaits_decisions) state_->decided.memory.emplace();
}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

void Resolver::advance(const records::Batch& batch, records::Range range,
                       records::Moment happened_at, std::span<ResolvedMention> resolved,
                       PartyOutput& output) {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (i + kAhead < resolved.size())
      state_->fetch(resolved[i + kAhead].keys, batch.mentions[i + kAhead].country);
    state_->resolve(batch.mentions[i], happened_at, resolved[i], output);
  }
}

void Resolver::follow(RowId mention_id, RowId party_id, ResolvedMention& resolved) const {
  const auto& memory = state_->decided.memory;
  const auto number = memory ? memory->find(mention_id) : std::nullopt;
  resolved.party_id = number ? party_of(*number) : state_->current(party_id);
  resolved.counted_as = state_->counted_as(resolved.party_id);
}

const RememberedMentions& Resolver::remembered() const {
  static const RememberedMentions none;
  return state_->decided.memory ? *state_->decided.memory : none;
}

RowId Resolver::party_of(std::uint32_t number) const {
  return state_->current(state_->decided.memory->told_party(number));
}

}  // namespace chokepoint::parties
