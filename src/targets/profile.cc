#include "targets/profile.h"

#include "base/hash.h"

namespace chokepoint::targets {
namespace {

using records::Text;

std::uint64_t hash_text(Text text) { return text.empty() ? 0 : base::hash_bytes(text); }

std::uint64_t declarant_of(const records::Consignment& consignment, std::span<const records::Mention> mentions,
                           std::span<const parties::ResolvedMention> resolved) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (mentions[i].role == "declarant" && resolved[i].party_id) return resolved[i].party_id.value;
  }
  return hash_text(consignment.broker);
}

}  // namespace

Profile make_profile(const signals::Subject& subject, std::span<const records::Mention> mentions,
                     std::span<const parties::ResolvedMention> resolved) {
  const records::Consignment& consignment = *subject.consignment;
  Profile profile{};
  auto set = [&](Field field, std::uint64_t value) { profile[static_cast<std::size_t>(field)] = value; };
  Text route_origin = consignment.route_origin;
  Text route_destination = consignment.route_destination;
  if (route_origin.empty() && subject.consignor) route_origin = subject.consignor.mention->country;
  if (route_destination.empty() && subject.consignee) route_destination = subject.consignee.mention->country;
  set(Field::route_origin, hash_text(route_origin));
  set(Field::route_destination, hash_text(route_destination));
  if (!subject.items.empty()) {
    const records::Item& item = subject.items.front();  // pieces stand in the order of their numbers
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
  if (subject.consignor) {
    set(Field::consignor, subject.consignor.resolved->party_id.value);
    set(Field::consignor_place, subject.consignor.resolved->keys.place_id.value);
  }
  if (subject.consignee) {
    set(Field::consignee, subject.consignee.resolved->party_id.value);
    set(Field::consignee_place, subject.consignee.resolved->keys.place_id.value);
  }
  return profile;
}

}  // namespace chokepoint::targets
