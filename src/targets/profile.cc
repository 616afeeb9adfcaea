#include "targets/profile.h"

#include <algorithm>

#include "base/hash.h"
#include "text/normal_form.h"

namespace chokepoint::targets {
namespace {

using records::Text;

std::uint64_t hash_text(Text text) {
  return text.empty() ? 0 : base::hash_bytes(text);
}

std::uint64_t declarant_of(const records::Consignment& consignment,
                           std::span<const records::Mention> mentions,
                           std::span<const parties::ResolvedMention> resolved) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (mentions[i].role == "declarant" && resolved[i].party_id)
      return resolved[i].counted_as.value;
  }
  return hash_text(consignment.broker);
}

// A text of an address counts together with the country it stands in.
std::uint64_t hash_in_country(Text text, Text country) {
  return text.empty() ? 0 : base::hash_bytes(text::fold(text), base::hash_bytes(country));
}

std::uint64_t phone_of(const parties::MentionKeys& keys) {
  for (const parties::ChannelKey& channel : keys.used_channels()) {
    if (channel.kind == parties::ChannelKind::phone) return channel.channel_id.value;
  }
  return 0;
}

// The seven fields of a party stand in one order for consignor and consignee; `party` is the first.
void set_participant(const signals::Participant& participant, Field party, Profile& profile) {
  if (!participant) return;
  const parties::MentionKeys& keys = participant.resolved->keys;
  const records::Mention& mention = *participant.mention;
  const std::array<std::uint64_t, 7> values = {participant.resolved->counted_as.value,
                                               keys.place_id.value,
                                               keys.building_id.value,
                                               hash_in_country(mention.postcode, mention.country),
                                               hash_in_country(mention.city, mention.country),
                                               phone_of(keys),
                                               participant.component_id.value};
  std::ranges::copy(values, profile.begin() + static_cast<std::ptrdiff_t>(party));
}

}  // namespace

Profile make_profile(const signals::Subject& subject, std::span<const records::Mention> mentions,
                     std::span<const parties::ResolvedMention> resolved) {
  const records::Consignment& consignment = *subject.consignment;
  Profile profile{};
  auto set = [&](Field field, std::uint64_t value) {
    profile[static_cast<std::size_t>(field)] = value;
  };
  Text route_origin = consignment.route_origin;
  Text route_destination = consignment.route_destination;
  if (route_origin.empty() && subject.consignor) route_origin = subject.consignor.mention->country;
  if (route_destination.empty() && subject.consignee)
    route_destination = subject.consignee.mention->country;
  set(Field::route_origin, hash_text(route_origin));
  set(Field::route_destination, hash_text(route_destination));
  if (!subject.items.empty()) {
    const records::Item& item = subject.items.front();  // pieces stand in the order of their
                                                        // numbers
    set(Field::origin_country, hash_text(item.origin_country));
    set(Field::hs2, hash_text(item.hs_code.substr(0, 2)));
    set(Field::hs4, hash_text(item.hs_code.substr(0, 4)));
    set(Field::hs6, hash_text(item.hs_code.substr(0, 6)));
  }
  set(Field::duty_regime, hash_text(consignment.duty_regime));
  set(Field::duty_rate, hash_text(consignment.duty_rate));
  set(Field::entry_type, hash_text(consignment.entry_type));
  set(Field::carrier, hash_text(consignment.carrier));
  set(Field::marketplace, hash_text(consignment.marketplace));
  set(Field::office, hash_text(consignment.office));
  set(Field::procedure, hash_text(consignment.procedure));
  set(Field::intended_use, hash_text(consignment.intended_use));
  set(Field::payment_terms, hash_text(consignment.payment_terms));
  set(Field::declarant, declarant_of(consignment, mentions, resolved));
  set(Field::account, hash_text(consignment.account_id));
  set_participant(subject.consignor, Field::consignor, profile);
  set_participant(subject.consignee, Field::consignee, profile);
  return profile;
}

}  // namespace chokepoint::targets
