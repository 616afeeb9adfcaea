// The keys by which a mention finds its party: its name with its place, with each channel, with an
// official identifier; the bare name where there is nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "parties/mention_keys.h"

namespace chokepoint::parties {

struct OfferedKey {
  std::uint64_t key = 0;
  records::Text basis;  // a string of the program
};

// At most one key a channel, one for the place, one for it without its postcode, one for the bare
// name.
struct OfferedKeys {
  std::array<OfferedKey, kMaxChannels + 3> keys;
  std::size_t count = 0;

  void add(std::uint64_t a, std::uint64_t b, records::Text basis);
  std::span<const OfferedKey> all() const { return std::span(keys).first(count); }
  std::span<OfferedKey> all() { return std::span(keys).first(count); }
};

OfferedKeys offer_keys(const MentionKeys& mention, records::Text country);

// What a mention may be found by when no key leads anywhere, and what it leaves for such others: 0
// where there is none.
struct Hints {
  std::uint64_t find_by_building = 0, leave_at_building = 0;  // the name, where one of two states
                                                              // no unit
  std::uint64_t firm = 0;                                     // a full firm name in its country
};
Hints read_hints(const MentionKeys& mention, records::Text country);

// The official identifier; none where none is given.
records::RowId identifier_of(const MentionKeys& keys);

// The contacts that neighbours may share: the place and the channels, IP addresses apart. Calls
// visit(contact, is_personal): what people do not share as they do addresses and phones.
template <class Visit>
void for_each_contact(const MentionKeys& keys, const Visit& visit) {
  if (keys.place_id) visit(keys.place_id, false);
  for (const ChannelKey& channel : keys.used_channels()) {
    if (channel.kind != ChannelKind::ip)
      visit(channel.channel_id, channel.kind != ChannelKind::phone);
  }
}

}  // namespace chokepoint::parties
