#include "screening/listed_entry.h"

#include <absl/container/flat_hash_set.h>

#include "parties/mention_keys.h"
#include "text/channel_key.h"

namespace chokepoint::screening {

using records::RowId;
using records::Text;

std::int32_t count_subjects(const Entry& entry) {
  absl::flat_hash_set<std::uint64_t> subjects;
  for (const Met& met : entry.met) subjects.insert(met.subject.id.value);
  return static_cast<std::int32_t>(subjects.size());
}

bool kinds_clash(Text entry_kind, bool mention_is_organisation) {
  if (entry_kind == "person") return mention_is_organisation;
  return entry_kind == "vessel" || entry_kind == "aircraft";
}

std::size_t part_of(Text kind) {
  if (kind == "alias" || kind == "weak_alias") return 0;
  return kind == "address" ? 1 : 2;
}

std::uint64_t channel_id_of(Text kind, Text value, Text country) {
  using parties::ChannelKind;
  ChannelKind channel;
  std::uint64_t key = 0;
  if (kind == "phone") {
    channel = ChannelKind::phone;
    key = text::phone_key(value, country);
  } else if (kind == "email") {
    channel = ChannelKind::email;
    key = text::email_key(value);
  } else if (kind == "wallet") {
    channel = ChannelKind::wallet;
    key = text::wallet_key(value);
  } else if (kind == "account") {
    channel = ChannelKind::account;
    key = text::account_key(value);
  } else if (kind == "tax_number" || kind == "identifier") {
    channel = ChannelKind::identifier;
    key = text::identifier_key(value);
  } else {
    return 0;
  }
  return key == 0 ? 0 : records::make_row_id(parties::name(channel), RowId{key}, "").value;
}

}  // namespace chokepoint::screening
