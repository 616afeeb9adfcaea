#include "parties/remembered_mentions.h"

namespace chokepoint::parties {

using records::RowId;
using records::Text;

std::uint32_t RememberedMentions::number_of(Text text) {
  const auto found = number_of_text_.find(text);
  if (found != number_of_text_.end()) return found->second;
  texts_.push_back(arena_.keep(text));
  const auto number = static_cast<std::uint32_t>(texts_.size() - 1);
  number_of_text_.emplace(texts_.back(), number);
  return number;
}

RememberedMentions::Number RememberedMentions::add(const records::Mention& mention,
                                                   const MentionKeys& keys, RowId party,
                                                   records::Moment happened_at) {
  Entry entry;
  entry.mention_id = mention.mention_id;
  entry.record_id = mention.record_id;
  entry.told_party = party;
  entry.happened_at = happened_at;
  entry.name_key = keys.name_key;
  entry.place_id = keys.place_id;
  entry.building_id = keys.building_id;
  entry.town_place_id = keys.town_place_id;
  entry.first_channel = static_cast<std::uint32_t>(channels_.size());
  entry.record_kind = number_of(mention.record_kind);
  entry.role = number_of(mention.role);
  entry.name = number_of(keys.written_name);
  entry.country = number_of(mention.country);
  entry.channel_count = keys.channel_count;
  entry.is_organisation = keys.is_organisation;
  entry.is_masked = keys.is_masked;
  entry.has_unit = keys.has_unit;
  entry.is_full_firm_name = keys.is_full_firm_name;
  for (const ChannelKey& channel : keys.used_channels())
    channels_.push_back({channel.channel_id, channel.kind});
  const auto number = static_cast<Number>(entries_.size());
  entries_.push_back(entry);
  by_mention_.emplace(mention.mention_id.value, number);
  return number;
}

std::optional<RememberedMentions::Number> RememberedMentions::find(RowId mention_id) const {
  const auto found = by_mention_.find(mention_id.value);
  if (found == by_mention_.end()) return std::nullopt;
  return found->second;
}

records::Range RememberedMentions::on_its_record(Number number) const {
  const RowId record = entries_[number].record_id;
  records::Range range{number, number + 1};
  while (range.begin > 0 && entries_[range.begin - 1].record_id == record) --range.begin;
  while (range.end < entries_.size() && entries_[range.end].record_id == record) ++range.end;
  return range;
}

MentionKeys RememberedMentions::keys(Number number) const {
  const Entry& entry = entries_[number];
  MentionKeys keys;
  keys.name_key = entry.name_key;
  keys.is_organisation = entry.is_organisation;
  keys.is_masked = entry.is_masked;
  keys.written_name = texts_[entry.name];
  keys.place_id = entry.place_id;
  keys.building_id = entry.building_id;
  keys.town_place_id = entry.town_place_id;
  keys.has_unit = entry.has_unit;
  keys.is_full_firm_name = entry.is_full_firm_name;
  keys.channel_count = entry.channel_count;
  for (std::size_t i = 0; i < entry.channel_count; ++i) {
    const Channel& channel = channels_[entry.first_channel + i];
    keys.channels[i] = {channel.kind, channel.channel_id, {}};
  }
  return keys;
}

records::Mention RememberedMentions::mention(Number number) const {
  const Entry& entry = entries_[number];
  records::Mention mention;
  mention.mention_id = entry.mention_id;
  mention.record_kind = texts_[entry.record_kind];
  mention.record_id = entry.record_id;
  mention.role = texts_[entry.role];
  mention.name = texts_[entry.name];
  mention.country = texts_[entry.country];
  return mention;
}

}  // namespace chokepoint::parties
