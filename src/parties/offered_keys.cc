#include "parties/offered_keys.h"

#include "base/hash.h"

namespace chokepoint::parties {

void OfferedKeys::add(std::uint64_t a, std::uint64_t b, records::Text basis) {
  keys[count++] = {base::mix(a, b), basis};
}

records::RowId identifier_of(const MentionKeys& keys) {
  for (const ChannelKey& channel : keys.used_channels()) {
    if (channel.kind == ChannelKind::identifier) return channel.channel_id;
  }
  return {};
}

OfferedKeys offer_keys(const MentionKeys& mention, records::Text country) {
  OfferedKeys offered;
  for (const ChannelKey& channel : mention.used_channels()) {
    if (channel.kind == ChannelKind::ip) continue;  // a network's address is shared by strangers
    const bool identifies = channel.kind == ChannelKind::identifier;
    if (mention.name_key == 0 && !identifies) continue;
    offered.add(channel.channel_id.value, mention.name_key, identifies ? "identifier" : "channel");
  }
  if (mention.name_key == 0) return offered;
  if (mention.place_id) offered.add(mention.place_id.value, mention.name_key, "place");
  if (mention.town_place_id) offered.add(mention.town_place_id.value, mention.name_key, "place");
  if (offered.count == 0) offered.add(base::hash_bytes(country), mention.name_key, "name_only");
  return offered;
}

Hints read_hints(const MentionKeys& mention, records::Text country) {
  Hints hints;
  if (mention.name_key == 0 || mention.is_masked) return hints;
  if (mention.building_id) {
    const std::uint64_t named = base::mix(mention.building_id.value, mention.name_key);
    hints.find_by_building = base::mix(named, mention.has_unit ? 1 : 2);
    hints.leave_at_building = base::mix(named, mention.has_unit ? 2 : 1);
  }
  if (mention.is_full_firm_name)
    hints.firm = base::mix(base::hash_bytes(country), mention.name_key);
  return hints;
}

}  // namespace chokepoint::parties
