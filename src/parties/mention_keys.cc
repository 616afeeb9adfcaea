#include "parties/mention_keys.h"

#include <string>

#include "text/address_key.h"
#include "text/channel_key.h"
#include "text/name_key.h"

namespace chokepoint::parties {
namespace {

using records::RowId;
using records::Text;

void add_channel(MentionKeys& keys, ChannelKind kind, std::uint64_t key, Text value) {
  if (key == 0 || keys.channel_count == kMaxChannels) return;
  const RowId channel_id = records::make_row_id(name(kind), RowId{key}, "");
  keys.channels[keys.channel_count++] = {kind, channel_id, value};
}

void add_handles(MentionKeys& keys, Text handles) {
  while (!handles.empty()) {
    const std::size_t end = handles.find(';');
    const Text handle = handles.substr(0, end);
    add_channel(keys, ChannelKind::handle, text::handle_key(handle), handle);
    if (end == Text::npos) return;
    handles.remove_prefix(end + 1);
  }
}

}  // namespace

Text name(ChannelKind kind) {
  static constexpr std::array<Text, 7> kNames = {"phone",  "email", "handle",    "account",
                                                 "wallet", "ip",    "identifier"};
  return kNames[static_cast<std::size_t>(kind)];
}

MentionKeys read_mention(const records::Mention& mention) {
  MentionKeys keys;
  keys.written_name = mention.company.empty() ? mention.name : mention.company;
  if (!keys.written_name.empty()) {
    const text::NameKey key = text::name_key(keys.written_name, mention.country);
    keys.name_key = key.is_placeholder ? 0 : key.key;
    keys.is_organisation = key.looks_like_organisation || !mention.company.empty();
    keys.is_masked = key.is_masked;
    keys.is_placeholder = key.is_placeholder;
  }
  const text::AddressKey address = text::address_key(
      {mention.street, mention.city, mention.postcode, mention.region, mention.country});
  if (address.place_key != 0) {
    keys.place_id = records::make_row_id("place", RowId{address.place_key}, "");
    keys.is_box = address.is_box;
    keys.building_id = records::make_row_id("building", RowId{address.building_key}, "");
  }

  if (!mention.phone.empty()) {
    add_channel(keys, ChannelKind::phone, text::phone_key(mention.phone, mention.country),
                mention.phone);
  }
  if (!mention.email.empty()) {
    add_channel(keys, ChannelKind::email, text::email_key(mention.email), mention.email);
  }
  if (!mention.identifier.empty()) {
    add_channel(keys, ChannelKind::identifier, text::identifier_key(mention.identifier),
                mention.identifier);
  }
  if (!mention.account.empty()) {
    add_channel(keys, ChannelKind::account, text::account_key(mention.account), mention.account);
  }
  if (!mention.wallet.empty()) {
    add_channel(keys, ChannelKind::wallet, text::wallet_key(mention.wallet), mention.wallet);
  }
  add_handles(keys, mention.handles);
  if (!mention.ip_address.empty()) {
    add_channel(keys, ChannelKind::ip, text::ip_key(mention.ip_address), mention.ip_address);
  }
  return keys;
}

}  // namespace chokepoint::parties
