// Who meets whom: parties, places and channels on one side, handles of list entries on the other.
#include <algorithm>

#include "base/hash.h"
#include "screening/entry_words.h"
#include "screening/watch_list_state.h"
#include "text/similarity.h"

namespace chokepoint::screening {

void WatchList::State::emit(Met& met, Moment known_at, ListOutput& output) {
  const Handle& handle = handles[met.handle];
  const Entry& entry = entries[handle.entry];
  Hit hit;
  hit.subject_kind = met.subject.kind;
  hit.subject_id = met.subject.id;
  hit.list_entry_id = entry.version.list_entry_id;
  hit.hit_id = hit_id_of(met, entry, handle);
  hit.list = entry.version.list;
  hit.entry_id = entry.version.entry_id;
  hit.matched_by = met.matched_by;
  hit.matched_value = handle.value;
  hit.why = arena.keep(
      explain_match(met.matched_by, met.similarity, handle.country, met.subject.country));
  hit.similarity = met.similarity;
  hit.mention_id = met.subject.mention_id;
  hit.valid_from = entry.version.valid_from;
  hit.valid_to = entry.off_since.is_known() ? entry.off_since : entry.version.valid_to;
  const bool ends_before = hit.valid_to.is_known() && hit.valid_to < handle.ended_at;
  if (handle.ended_at.is_known() && !ends_before) hit.valid_to = handle.ended_at;
  hit.known_at = known_at;
  met.hit_ids.push_back(hit.hit_id);
  output.hits.push_back(hit);
}

records::RowId WatchList::State::hit_id_of(const Met& met, const Entry& entry,
                                           const Handle& handle) {
  std::uint64_t pair = base::mix(met.subject.id.value, entry.version_id);
  if (met.party_decision_id) pair = base::mix(pair, met.party_decision_id.value);
  if (handle.turns > 0) pair = base::mix(pair, handle.turns);
  return records::make_row_id("hit", RowId{pair}, handle.value);
}

std::uint64_t WatchList::State::pair_of(const Subject& subject, std::uint32_t entry,
                                        Text matched_by) {
  return base::mix(subject.id.value, base::mix(entry, base::hash_bytes(matched_by)));
}

bool WatchList::State::may_meet(const Subject& subject, const Handle& handle) const {
  const Entry& entry = entries[handle.entry];
  // A detail that came before its entry waits; the entry will meet it.
  if (!entry.has_version || handle.ended_at.is_known()) return false;
  if (subject.kind != "party") return true;
  if (kinds_clash(entry.version.kind, subject.is_organisation)) return false;
  return !handle.is_weak || (!handle.country.empty() && handle.country == subject.country);
}

void WatchList::State::meet(const Subject& subject, std::uint32_t number, Moment known_at,
                            ListOutput& output) {
  meet(subject, number, handles[number].matched_by, 1, known_at, output);
}

void WatchList::State::meet(const Subject& subject, std::uint32_t number, Text matched_by,
                            double similarity, Moment known_at, ListOutput& output) {
  const Handle& handle = handles[number];
  if (!may_meet(subject, handle)) return;
  if (!met_pairs.insert(pair_of(subject, handle.entry, matched_by)).second) return;
  Met met{subject, number, matched_by, similarity, met_again_for, {}};
  met.subject.country = arena.keep(subject.country);
  emit(met, known_at, output);
  entries[handle.entry].met.push_back(std::move(met));
}

void WatchList::State::meet_similar(const Subject& subject, Text name, const SimilarName& similar,
                                    Moment known_at, ListOutput& output) {
  const std::uint32_t entry = handles[similar.handle].entry;
  for (const Text equal : {"name", "alias"}) {
    if (met_pairs.contains(pair_of(subject, entry, equal))) return;
  }
  if (similar.similarity >= text::kDefaultThreshold)
    meet(subject, similar.handle, "similar_name", std::min(similar.similarity, 0.99), known_at,
         output);
  else if (!met_again_for && !met_pairs.contains(pair_of(subject, entry, "similar_name")))
    miss(subject, name, similar, known_at, output);
}

void WatchList::State::miss(const Subject& subject, Text name, const SimilarName& similar,
                            Moment known_at, ListOutput& output) {
  const Handle& handle = handles[similar.handle];
  if (!may_meet(subject, handle)) return;
  if (!near_misses.keep(subject.id, handle.entry, similar.similarity)) return;
  const ListEntry& version = entries[handle.entry].version;
  NearMiss row = describe_near_miss(subject, handle, version, similar.similarity);
  row.why = arena.keep(explain_near_miss(name, subject, handle, version, similar.similarity));
  row.known_at = known_at;
  output.near_misses.push_back(row);
}

void WatchList::State::meet_seen(std::uint32_t number, Moment known_at, ListOutput& output) {
  const Text kind = handles[number].subject_kind;
  const std::uint64_t key = handles[number].key;
  if (kind != "party") {
    if (seen_ids.contains(key)) meet({kind, RowId{key}, false, {}, {}}, number, known_at, output);
    return;
  }
  const auto seen = parties_by_name.find(key);
  if (seen == parties_by_name.end()) return;
  for (const Subject& subject : seen->second) meet(subject, number, known_at, output);
}

std::uint64_t WatchList::State::seen_key(const Subject& subject, std::uint64_t name_key) {
  const std::uint64_t described =
      base::hash_bytes(subject.country, subject.is_organisation ? 1 : 0);
  return base::mix(base::mix(subject.id.value, name_key), described);
}

void WatchList::State::see_party(const Subject& subject, Text name, std::uint64_t name_key,
                                 Moment known_at, ListOutput& output) {
  if (seen_party_names.insert(seen_key(subject, name_key)).second) {
    Subject kept = subject;
    kept.country = arena.keep(subject.country);
    parties_by_name[name_key].push_back(kept);
  }
  if (const auto listed = by_name.find(name_key); listed != by_name.end()) {
    for (const std::uint32_t number : listed->second) meet(subject, number, known_at, output);
  }
  for (const SimilarName& similar : similar_names.find(name_key))
    meet_similar(subject, name, similar, known_at, output);
}

void WatchList::State::forget_name(std::uint64_t name_key, const parties::Parting& parting,
                                   ListOutput& output) {
  const auto is_parted = [&](const Subject& subject) {
    return subject.kind == "party" &&
           std::ranges::find(parting.ids, subject.id) != parting.ids.end();
  };
  if (const auto seen = parties_by_name.find(name_key); seen != parties_by_name.end()) {
    auto& subjects = seen->second;
    for (const Subject& subject : subjects) {
      if (is_parted(subject)) seen_party_names.erase(seen_key(subject, name_key));
    }
    subjects.erase(std::remove_if(subjects.begin(), subjects.end(), is_parted), subjects.end());
  }
  const auto forget_met = [&](std::uint32_t number) {
    const std::uint32_t entry = handles[number].entry;
    std::erase_if(entries[entry].met, [&](const Met& met) {
      if (!is_parted(met.subject)) return false;
      met_pairs.erase(pair_of(met.subject, entry, met.matched_by));
      for (const RowId hit_id : met.hit_ids)
        output.withdrawals.push_back({hit_id, parting.party_decision_id, parting.known_at});
      return true;
    });
  };
  if (const auto listed = by_name.find(name_key); listed != by_name.end())
    std::ranges::for_each(listed->second, forget_met);
  for (const SimilarName& similar : similar_names.find(name_key)) forget_met(similar.handle);
}

void WatchList::State::fetch(const parties::MentionKeys& keys, RowId party) const {
  seen_ids.prefetch(keys.place_id.value);
  for (const parties::ChannelKey& channel : keys.used_channels())
    seen_ids.prefetch(channel.channel_id.value);
  seen_party_names.prefetch(base::mix(party.value, keys.name_key));
}

void WatchList::State::see_id(Text kind, RowId id, const records::Mention& mention,
                              ListOutput& output) {
  seen_ids.insert(id.value);
  const auto listed = by_id.find(id.value);
  if (listed == by_id.end()) return;
  for (const std::uint32_t number : listed->second)
    meet({kind, id, false, {}, mention.mention_id}, number, mention.known_at, output);
}

}  // namespace chokepoint::screening
