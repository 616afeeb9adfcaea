#include "screening/watch_list.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/pieces.h"
#include "screening/entry_words.h"
#include "screening/watch_list_state.h"
#include "text/address_key.h"

namespace chokepoint::screening {

using records::ListDetail;
using records::ListEntry;
using records::ListVersion;
using records::Moment;
using records::RowId;
using records::Text;

bool is_in_force(const Hit& hit, Moment moment) {
  if (hit.valid_from.is_known() && moment < hit.valid_from) return false;
  return !hit.valid_to.is_known() || moment < hit.valid_to;
}

WatchList::WatchList() : state_(std::make_unique<State>()) {}
WatchList::WatchList(WatchList&&) noexcept = default;
WatchList& WatchList::operator=(WatchList&&) noexcept = default;
WatchList::~WatchList() = default;

void WatchList::see_names(std::span<const records::Mention> mentions,
                          std::span<const parties::ResolvedMention> resolved, int threads) {
  state_->similar_names.see(mentions, resolved, threads);
}

Moment WatchList::unsettled_since() const {
  return state_->unsettled_since;
}

void WatchList::settle(int threads, ListOutput& output) {
  State& state = *state_;
  const Moment known_at = state.unsettled_since;
  for (const SimilarNames::Met& met : state.similar_names.settle(threads)) {
    const auto seen = state.parties_by_name.find(met.name_key);
    if (seen == state.parties_by_name.end()) continue;  // of a mention without a party
    for (const Subject& subject : seen->second) {
      for (const SimilarName& similar : met.similar)
        state.meet_similar(subject, met.name, similar, known_at, output);
    }
  }
  state.tell_changes(output);
  state.unsettled_since = Moment::unknown();
}

void WatchList::advance(const ListEntry& row, ListOutput& output) {
  State& state = *state_;
  state.unsettled_since = row.known_at;
  const std::uint32_t index = state.entry_of(row.list, row.entry_id);
  Entry& entry = state.entries[index];
  const ListEntry earlier = entry.version;
  const bool is_first = !entry.has_version;
  if (!is_first && earlier.name == row.name && has_equal_dates(earlier, row) &&
      is_described_alike(earlier, row)) {
    if (entry.off_since.is_known()) state.put_back(index, row.known_at, output);
    return;
  }
  state.replace_version(entry, row);
  if (is_first) {
    entry.has_version = true;
    entry.listed_at = row.known_at;
    for (const std::uint32_t number : entry.handles) state.meet_seen(number, row.known_at, output);
  } else {
    entry.off_since = Moment::unknown();
    state.emit_again(entry, row.known_at, output);  // the new dates count from now on
  }
  if (earlier.name != row.name && !row.name.empty())
    state.add_name(index, "name", row.name, row.country, 0, row.known_at, output);
  if (is_first) {
    state.tell_change(index, "listed", "", row.name, row.known_at);
  } else {
    state.tell_differences(index, earlier, row.known_at);
  }
}

void WatchList::advance(const ListVersion& row, ListOutput& output) {
  State& state = *state_;
  state.unsettled_since = row.known_at;
  absl::flat_hash_set<Text> named;
  base::for_each_piece(row.entry_ids, '\n', [&](Text entry_id) { named.insert(entry_id); });
  state.settle_details(row, named, output);
  if (named.empty()) return;
  for (const std::uint32_t index : state.by_list[base::hash_bytes(row.list)]) {
    const Entry& entry = state.entries[index];
    if (!entry.has_version) continue;
    const bool is_named = named.contains(entry.version.entry_id);
    const bool is_over =
        entry.version.valid_to.is_known() && entry.version.valid_to <= row.known_at;
    const bool is_off = entry.off_since.is_known();
    if (is_off && is_named) state.put_back(index, row.known_at, output);
    if (!is_off && !is_named && !is_over) state.take_off(index, row.known_at, output);
  }
}

void WatchList::advance(const ListDetail& row, ListOutput& output) {
  State& state = *state_;
  state.unsettled_since = row.known_at;
  const std::uint32_t index = state.entry_of(row.list, row.entry_id);
  const Entry& entry = state.entries[index];
  const std::size_t handles = entry.handles.size();
  const std::uint64_t detail = records::detail_key(row.entry_id, row.kind, row.value);
  if (row.kind == "alias" || row.kind == "weak_alias") {
    state.add_name(index, row.kind == "alias" ? "alias" : "weak_alias", row.value, row.country,
                   detail, row.known_at, output);
  } else if (row.kind == "address") {
    const text::AddressKey key = text::address_key({row.value, {}, {}, {}, row.country});
    if (key.place_key == 0) return;
    const std::uint64_t id = records::make_row_id("place", RowId{key.place_key}, "").value;
    state.add_id(index, row, "place", id, detail, output);
  } else {
    state.add_id(index, row, "channel", channel_id_of(row.kind, row.value, row.country), detail,
                 output);
  }
  const bool is_later = entry.has_version && row.known_at > entry.listed_at;
  if (is_later && entry.handles.size() > handles)
    state.tell_change(index, "added", "", fmt::format("{}: {}", row.kind, row.value), row.known_at);
}

void WatchList::advance(const records::Mention& mention, const parties::ResolvedMention& resolved,
                        ListOutput& output) {
  State& state = *state_;
  const parties::MentionKeys& keys = resolved.keys;
  state.fetch(keys, resolved.party_id);
  if (keys.place_id) state.see_id("place", keys.place_id, mention, output);
  for (const parties::ChannelKey& channel : keys.used_channels()) {
    state.see_id("channel", channel.channel_id, mention, output);
  }
  if (!resolved.party_id || keys.name_key == 0 || keys.is_masked) return;
  state.see_party(
      {"party", resolved.party_id, keys.is_organisation, mention.country, mention.mention_id},
      keys.written_name, keys.name_key, mention.known_at, output);
}

void WatchList::part(const parties::Parting& parting, const parties::RememberedMentions& mentions,
                     ListOutput& output) {
  State& state = *state_;
  absl::flat_hash_set<std::uint64_t> names;
  for (const std::uint32_t number : parting.numbers) {
    const std::uint64_t name_key = mentions.keys(number).name_key;
    if (name_key != 0 && names.insert(name_key).second)
      state.forget_name(name_key, parting, output);
  }
  state.met_again_for = parting.party_decision_id;
  for (const std::uint32_t number : parting.numbers) {
    const parties::MentionKeys keys = mentions.keys(number);
    if (keys.name_key == 0 || keys.is_masked) continue;
    const records::Mention mention = mentions.mention(number);
    state.see_party({"party", mentions.told_party(number), keys.is_organisation, mention.country,
                     mention.mention_id},
                    keys.written_name, keys.name_key, parting.known_at, output);
  }
  state.met_again_for = {};
}

}  // namespace chokepoint::screening
