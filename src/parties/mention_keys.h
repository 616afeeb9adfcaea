// What of a mention is compared: its name, its place and its channels as 64-bit keys. Pure and
// thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "records/nouns.h"
#include "text/address_key.h"

namespace chokepoint::parties {

enum class ChannelKind : std::uint8_t { phone, email, handle, account, wallet, ip, identifier };
records::Text name(ChannelKind kind);

struct ChannelKey {
  ChannelKind kind = ChannelKind::phone;
  records::RowId channel_id;
  records::Text value;  // as written
};

inline constexpr std::size_t kMaxChannels = 8;

struct MentionKeys {
  std::uint64_t name_key = 0;  // 0: no name that could tell anyone apart
  bool is_organisation = false;
  bool is_full_firm_name = false;  // with its legal form and two words more, or in Han
  bool is_masked = false;          // "Wang**"
  bool is_placeholder = false;     // "unknown", "customer"
  records::Text written_name;      // the company where there is one, else the name
  records::RowId place_id;         // none when too little is stated
  records::RowId building_id;      // the place without its unit
  records::RowId town_place_id;    // what place_id would be had no postcode been stated; or none
  bool is_box = false;             // the place is a post box
  bool has_unit = false;           // the place is a unit of its building
  std::uint8_t channel_count = 0;
  std::array<ChannelKey, kMaxChannels> channels;

  std::span<const ChannelKey> used_channels() const {
    return std::span(channels).first(channel_count);
  }
};

// Channels beyond kMaxChannels are left out, in the order phone, e-mail, identifier, account,
// wallet, handles, IP.
MentionKeys read_mention(const records::Mention& mention);

}  // namespace chokepoint::parties
