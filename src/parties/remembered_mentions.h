// What is kept of each resolved mention where the case file holds a person's decision about
// parties: enough to part a party again and to tell its records anew. Numbered in the order of
// events. Memory: 80 bytes a mention, 16 a channel, some 25 to find it, and each text once.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "base/arena.h"
#include "parties/mention_keys.h"
#include "records/batch.h"

namespace chokepoint::parties {

class RememberedMentions {
 public:
  using Number = std::uint32_t;

  Number add(const records::Mention& mention, const MentionKeys& keys, records::RowId party,
             records::Moment happened_at);

  std::optional<Number> find(records::RowId mention_id) const;
  // All mentions of the record that this one stands on, as far as they have a party.
  records::Range on_its_record(Number number) const;

  records::RowId mention_id(Number number) const { return entries_[number].mention_id; }
  records::RowId record_id(Number number) const { return entries_[number].record_id; }
  records::RowId place_id(Number number) const { return entries_[number].place_id; }
  records::Moment happened_at(Number number) const { return entries_[number].happened_at; }
  // The party that its latest row names.
  records::RowId told_party(Number number) const { return entries_[number].told_party; }
  void set_told_party(Number number, records::RowId party) { entries_[number].told_party = party; }

  // As they were, as far as they are kept: channels come without what was written.
  MentionKeys keys(Number number) const;
  records::Mention mention(Number number) const;

 private:
  struct Entry {
    records::RowId mention_id, record_id, told_party;
    records::Moment happened_at;
    std::uint64_t name_key = 0;
    records::RowId place_id, building_id, town_place_id;
    std::uint32_t first_channel = 0;
    std::uint32_t record_kind = 0, role = 0, name = 0, country = 0;  // in texts_
    std::uint8_t channel_count = 0;
    bool is_organisation = false, is_masked = false;
    bool has_unit = false, is_full_firm_name = false;
  };
  struct Channel {
    records::RowId channel_id;
    ChannelKind kind = ChannelKind::phone;
  };

  std::uint32_t number_of(records::Text text);

  std::vector<Entry> entries_;
  std::vector<Channel> channels_;
  absl::flat_hash_map<std::uint64_t, Number> by_mention_;
  std::vector<records::Text> texts_;
  absl::flat_hash_map<records::Text, std::uint32_t> number_of_text_;
  base::Arena arena_;
};

}  // namespace chokepoint::parties
