#include "parties/mention_keys.h"

#include <algorithm>
#include <string>

#include "parties/mention_name.h"
#include "parties/read_texts.h"
#include "text/address_key.h"
#include "text/channel_key.h"
#include "text/normal_form.h"

namespace chokepoint::parties {
namespace {

using records::RowId;
using records::Text;

void add_channel(MentionKeys& keys, ChannelKind kind, std::uint64_t key, Text value) {
  if (key == 0 || keys.channel_count == kMaxChannels) return;
  const RowId channel_id = records::make_row_id(name(kind), RowId{key}, "");
  for (const ChannelKey& channel : keys.used_channels()) {
    if (channel.channel_id == channel_id) return;  // named twice
  }
  keys.channels[keys.channel_count++] = {kind, channel_id, value};
}

// A contact in a list of several: "whatsapp:+86 138 5777 3786" is a phone, "a@b.example" an e-mail,
// all else the name of an account somewhere.
void add_contact(MentionKeys& keys, Text contact, Text country) {
  const Text value = contact.substr(contact.find(':') + 1);  // all of it where there is none
  if (contact.contains('@') && contact.contains('.'))
    return add_channel(keys, ChannelKind::email, text::email_key(value), value);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_phone = std::ranges::count_if(value, is_digit) >= 8 &&
                        value.find_first_not_of("0123456789 +-().*") == Text::npos;
  if (is_phone)
    return add_channel(keys, ChannelKind::phone, text::phone_key(value, country), value);
  add_channel(keys, ChannelKind::handle, text::handle_key(contact), contact);
}

void add_contacts(MentionKeys& keys, Text contacts, Text country) {
  while (!contacts.empty()) {
    const std::size_t end = contacts.find(';');
    add_contact(keys, contacts.substr(0, end), country);
    if (end == Text::npos) return;
    contacts.remove_prefix(end + 1);
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
  const MentionName named = read_name(mention);
  const bool has_legal_form = named.key.key != named.key.core_key;
  keys.written_name = named.written;
  keys.name_key = named.key.is_placeholder ? 0 : named.key.key;
  keys.is_organisation = named.is_organisation;
  keys.is_full_firm_name =
      has_legal_form && (named.key.token_count >= 3 || text::has_han(named.written));
  keys.is_masked = named.key.is_masked;
  keys.is_placeholder = named.key.is_placeholder;
  const text::AddressKey address = read_address(
      {mention.street, mention.city, mention.postcode, mention.region, mention.country});
  if (address.place_key != 0) {
    keys.place_id = records::make_row_id("place", RowId{address.place_key}, "");
    keys.is_box = address.is_box;
    keys.has_unit = address.has_unit;
    keys.building_id = records::make_row_id("building", RowId{address.building_key}, "");
  }
  if (address.town_place_key != 0)
    keys.town_place_id = records::make_row_id("place", RowId{address.town_place_key}, "");

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
  add_contacts(keys, mention.handles, mention.country);
  if (!mention.ip_address.empty()) {
    add_channel(keys, ChannelKind::ip, text::ip_key(mention.ip_address), mention.ip_address);
  }
  return keys;
}

}  // namespace chokepoint::parties
