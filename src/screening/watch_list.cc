#include "screening/watch_list.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <string>

#include "base/hash.h"
#include "screening/entry_words.h"
#include "screening/listed_entry.h"
#include "screening/near_misses.h"
#include "screening/similar_names.h"
#include "text/address_key.h"
#include "text/name_key.h"
#include "text/similarity.h"

namespace chokepoint::screening {

using records::ListDetail;
using records::ListEntry;
using records::ListVersion;
using records::Moment;
using records::RowId;
using records::Text;

namespace {

std::uint64_t entry_key(Text list, Text entry_id) {
  return base::hash_bytes(entry_id, base::hash_bytes(list));
}

// Calls `visit` with each piece of `text` between separators.
template <class Visit>
void for_each_piece(Text text, char separator, const Visit& visit) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) visit(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

bool is_in_force(const Hit& hit, Moment moment) {
  if (hit.valid_from.is_known() && moment < hit.valid_from) return false;
  return !hit.valid_to.is_known() || moment < hit.valid_to;
}

struct WatchList::State {
  std::deque<Entry> entries;
  std::vector<Handle> handles;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> entry_by_key;
  absl::flat_hash_map<std::uint64_t, std::vector<std::uint32_t>> by_list;
  using Handles = absl::InlinedVector<std::uint32_t, 2>;
  absl::flat_hash_map<std::uint64_t, Handles> by_name;
  absl::flat_hash_map<std::uint64_t, Handles> by_id;  // places and channels
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<Subject, 1>> parties_by_name;
  absl::flat_hash_set<std::uint64_t> seen_ids;  // places and channels
  absl::flat_hash_set<std::uint64_t> seen_party_names;
  absl::flat_hash_set<std::uint64_t> met_pairs;
  SimilarNames similar_names;  // by the numbers of handles
  base::Arena arena;
  RowId met_again_for;  // the decision for which mentions meet the lists again

  NearMisses near_misses;

  // Changes of the moment that is not settled yet, and of which entry.
  std::vector<std::pair<std::uint32_t, ListChange>> untold;
  Moment unsettled_since;

  std::uint32_t entry_of(Text list, Text entry_id) {
    const auto [found, added] = entry_by_key.try_emplace(
        entry_key(list, entry_id), static_cast<std::uint32_t>(entries.size()));
    if (added) {
      entries.emplace_back();
      by_list[base::hash_bytes(list)].push_back(found->second);
      entries.back().version.list = arena.keep(list);
      entries.back().version.entry_id = arena.keep(entry_id);
    }
    return found->second;
  }

  void emit(Met& met, Moment known_at, ListOutput& output) {
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

  static RowId hit_id_of(const Met& met, const Entry& entry, const Handle& handle) {
    std::uint64_t pair = base::mix(met.subject.id.value, entry.version_id);
    if (met.party_decision_id) pair = base::mix(pair, met.party_decision_id.value);
    if (handle.turns > 0) pair = base::mix(pair, handle.turns);
    return records::make_row_id("hit", RowId{pair}, handle.value);
  }

  // A subject meets an entry once by each kind of handle.
  static std::uint64_t pair_of(const Subject& subject, std::uint32_t entry, Text matched_by) {
    return base::mix(subject.id.value, base::mix(entry, base::hash_bytes(matched_by)));
  }

  // Whether the handle may stand for the subject at all.
  bool may_meet(const Subject& subject, const Handle& handle) const {
    const Entry& entry = entries[handle.entry];
    // A detail that came before its entry waits; the entry will meet it.
    if (!entry.has_version || handle.ended_at.is_known()) return false;
    if (subject.kind != "party") return true;
    if (kinds_clash(entry.version.kind, subject.is_organisation)) return false;
    return !handle.is_weak || (!handle.country.empty() && handle.country == subject.country);
  }

  void meet(const Subject& subject, std::uint32_t number, Moment known_at, ListOutput& output) {
    meet(subject, number, handles[number].matched_by, 1, known_at, output);
  }

  void meet(const Subject& subject, std::uint32_t number, Text matched_by, double similarity,
            Moment known_at, ListOutput& output) {
    const Handle& handle = handles[number];
    if (!may_meet(subject, handle)) return;
    if (!met_pairs.insert(pair_of(subject, handle.entry, matched_by)).second) return;
    Met met{subject, number, matched_by, similarity, met_again_for, {}};
    met.subject.country = arena.keep(subject.country);
    emit(met, known_at, output);
    entries[handle.entry].met.push_back(std::move(met));
  }

  // A name that is like a listed one; nothing where one that is equal was met.
  void meet_similar(const Subject& subject, Text name, const SimilarName& similar, Moment known_at,
                    ListOutput& output) {
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

  // A name that is near, but no hit.
  void miss(const Subject& subject, Text name, const SimilarName& similar, Moment known_at,
            ListOutput& output) {
    const Handle& handle = handles[similar.handle];
    if (!may_meet(subject, handle)) return;
    if (!near_misses.keep(subject.id, handle.entry, similar.similarity)) return;
    const ListEntry& version = entries[handle.entry].version;
    NearMiss row = describe_near_miss(subject, handle, version, similar.similarity);
    row.why = arena.keep(explain_near_miss(name, subject, handle, version, similar.similarity));
    row.known_at = known_at;
    output.near_misses.push_back(row);
  }

  // Meets everything seen so far that this handle leads to.
  void meet_seen(std::uint32_t number, Moment known_at, ListOutput& output) {
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

  // It is said when the moment is settled, with the subjects that met the entry by then.
  void tell_change(std::uint32_t entry, Text change, std::string_view before,
                   std::string_view after, Moment known_at) {
    const ListEntry& version = entries[entry].version;
    ListChange row;
    row.list = version.list;
    row.entry_id = version.entry_id;
    row.change = change;
    row.name = version.name;
    row.before = arena.keep(before);
    row.after = arena.keep(after);
    row.known_at = known_at;
    row.list_change_id =
        records::make_row_id("list_change",
                             RowId{base::mix(entry_key(row.list, row.entry_id),
                                             static_cast<std::uint64_t>(known_at.micros))},
                             fmt::format("{}\x1f{}", change, after.empty() ? before : after));
    untold.emplace_back(entry, row);
  }

  void tell_changes(ListOutput& output) {
    for (auto& [entry, row] : untold) {
      row.subjects = count_subjects(entries[entry]);
      output.changes.push_back(row);
    }
    untold.clear();
  }

  // The version that counts from now on; its list and id stay those of the entry.
  void replace_version(Entry& entry, const ListEntry& row) {
    const Text list = entry.version.list;
    const Text entry_id = entry.version.entry_id;
    entry.version = row;
    entry.version.list = list;
    entry.version.entry_id = entry_id;
    entry.version.name = arena.keep(row.name);
    keep_description(row, arena, entry.version);
    entry.version_id = row.list_entry_id.value;
  }

  void emit_again(Entry& entry, Moment known_at, ListOutput& output) {
    for (Met& met : entry.met) {
      if (!handles[met.handle].ended_at.is_known()) emit(met, known_at, output);
    }
  }

  void tell_differences(std::uint32_t index, const ListEntry& earlier, Moment known_at) {
    const ListEntry& now = entries[index].version;
    if (now.name != earlier.name) tell_change(index, "renamed", earlier.name, now.name, known_at);
    if (!has_equal_dates(now, earlier))
      tell_change(index, "dated", dates_of(earlier), dates_of(now), known_at);
    if (!is_described_alike(now, earlier))
      tell_change(index, "described", description_of(earlier), description_of(now), known_at);
  }

  void take_off(std::uint32_t index, Moment when, ListOutput& output) {
    Entry& entry = entries[index];
    entry.off_since = when;
    ++entry.version_id;
    emit_again(entry, when, output);
    tell_change(index, "delisted", entry.version.name, "", when);
  }

  void put_back(std::uint32_t index, Moment when, ListOutput& output) {
    Entry& entry = entries[index];
    entry.off_since = Moment::unknown();
    ++entry.version_id;
    emit_again(entry, when, output);
    tell_change(index, "relisted", "", entry.version.name, when);
  }

  static std::string words_of(const Handle& handle) {
    return fmt::format("{}: {}", handle.matched_by, handle.value);
  }

  // Who met it met it until now; others of its kind may stand for them from now on.
  void end_handle(std::uint32_t number, Moment when, ListOutput& output) {
    Handle& handle = handles[number];
    handle.ended_at = when;
    tell_change(handle.entry, "removed", words_of(handle), "", when);
    for (const std::uint64_t pair : turn(number, when, output)) met_pairs.erase(pair);
    for (const std::uint32_t other : entries[handle.entry].handles) meet_seen(other, when, output);
  }

  void restore_handle(std::uint32_t number, Moment when, ListOutput& output) {
    Handle& handle = handles[number];
    handle.ended_at = Moment::unknown();
    tell_change(handle.entry, "restored", "", words_of(handle), when);
    for (const std::uint64_t pair : turn(number, when, output)) met_pairs.insert(pair);
    meet_seen(number, when, output);
    list_for_similar(number);
  }

  // Says again who met it: from now on that is over, or holds again. Returns the pairs.
  std::vector<std::uint64_t> turn(std::uint32_t number, Moment when, ListOutput& output) {
    ++handles[number].turns;
    std::vector<std::uint64_t> pairs;
    for (Met& met : entries[handles[number].entry].met) {
      if (met.handle != number) continue;
      pairs.push_back(pair_of(met.subject, handles[number].entry, met.matched_by));
      emit(met, when, output);
    }
    return pairs;
  }

  void list_for_similar(std::uint32_t number) {
    const Handle& handle = handles[number];
    if (handle.subject_kind == "party" && !handle.is_weak)
      similar_names.list(number, handle.entry, handle.value, entries[handle.entry].version.kind,
                         handle.country);
  }

  // What a whole file says of the details of entries that it names: those that a file like it named
  // before and it does not name are over. A file of details alone names no entry and speaks of all.
  void settle_details(const ListVersion& version, const absl::flat_hash_set<Text>& named_entries,
                      ListOutput& output) {
    absl::flat_hash_set<std::uint64_t> named;
    for_each_piece(version.detail_keys, ' ', [&](Text digits) {
      std::uint64_t key = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
      named.insert(key);
    });
    const bool alone = named_entries.empty();
    const auto for_each_detail = [&](const auto& visit) {
      for (const std::uint32_t index : by_list[base::hash_bytes(version.list)]) {
        if (!alone && !named_entries.contains(entries[index].version.entry_id)) continue;
        for (const std::uint32_t number : entries[index].handles) {
          if (handles[number].detail_key != 0)
            visit(number, named.contains(handles[number].detail_key));
        }
      }
    };
    std::array<bool, kDetailParts> speaks_for{};
    for_each_detail([&](std::uint32_t number, bool is_named) {
      if (is_named || !alone) speaks_for[part_of(handles[number].matched_by)] = true;
    });
    for_each_detail([&](std::uint32_t number, bool is_named) {
      Handle& handle = handles[number];
      bool& named_before = alone ? handle.named_alone : handle.named_with_entries;
      const bool is_over = handle.ended_at.is_known();
      if (is_named && is_over) restore_handle(number, version.known_at, output);
      const bool ends = named_before && speaks_for[part_of(handle.matched_by)];
      if (!is_named && !is_over && ends) end_handle(number, version.known_at, output);
      named_before |= is_named;
    });
  }

  // False where the entry is known by it already.
  bool add_handle(const Handle& handle, Moment known_at, ListOutput& output) {
    for (const std::uint32_t number : entries[handle.entry].handles) {
      const Handle& other = handles[number];
      if (other.key != handle.key || other.matched_by != handle.matched_by ||
          other.value != handle.value)
        continue;
      if (other.ended_at.is_known()) restore_handle(number, known_at, output);
      return false;
    }
    const auto number = static_cast<std::uint32_t>(handles.size());
    handles.push_back(handle);
    (handle.subject_kind == "party" ? by_name : by_id)[handle.key].push_back(number);
    entries[handle.entry].handles.push_back(number);
    meet_seen(number, known_at, output);
    return true;
  }

  void add_name(std::uint32_t entry, Text matched_by, Text value, Text country,
                std::uint64_t detail, Moment known_at, ListOutput& output) {
    const text::NameKey key = text::name_key(value, country);
    if (key.key == 0 || key.is_placeholder) return;
    Handle handle;
    handle.entry = entry;
    handle.subject_kind = "party";
    handle.key = key.key;
    handle.matched_by = matched_by;
    handle.value = arena.keep(value);
    handle.country = arena.keep(country);
    handle.is_weak = key.token_count < 2 || matched_by == "weak_alias";
    handle.detail_key = detail;
    if (add_handle(handle, known_at, output))
      list_for_similar(static_cast<std::uint32_t>(handles.size() - 1));
  }

  void add_id(std::uint32_t entry, const ListDetail& row, Text subject_kind, std::uint64_t id,
              std::uint64_t detail, ListOutput& output) {
    if (id == 0) return;
    Handle handle;
    handle.entry = entry;
    handle.subject_kind = subject_kind;
    handle.key = id;
    handle.matched_by = arena.keep(row.kind);
    handle.value = arena.keep(row.value);
    handle.detail_key = detail;
    add_handle(handle, row.known_at, output);
  }

  // All that may_meet() looks at, so that it does not matter which came first.
  static std::uint64_t seen_key(const Subject& subject, std::uint64_t name_key) {
    const std::uint64_t described =
        base::hash_bytes(subject.country, subject.is_organisation ? 1 : 0);
    return base::mix(base::mix(subject.id.value, name_key), described);
  }

  // A party by one of its names, met against all that is listed so far.
  void see_party(const Subject& subject, Text name, std::uint64_t name_key, Moment known_at,
                 ListOutput& output) {
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

  // Forgets that parties of these ids were ever seen under a name.
  void forget_name(std::uint64_t name_key, const parties::Parting& parting, ListOutput& output) {
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

  // Brings what a mention will be looked up by into the processor's cache; nothing else.
  void fetch(const parties::MentionKeys& keys, RowId party) const {
    seen_ids.prefetch(keys.place_id.value);
    for (const parties::ChannelKey& channel : keys.used_channels())
      seen_ids.prefetch(channel.channel_id.value);
    seen_party_names.prefetch(base::mix(party.value, keys.name_key));
  }

  void see_id(Text kind, RowId id, const records::Mention& mention, ListOutput& output) {
    seen_ids.insert(id.value);
    const auto listed = by_id.find(id.value);
    if (listed == by_id.end()) return;
    for (const std::uint32_t number : listed->second)
      meet({kind, id, false, {}, mention.mention_id}, number, mention.known_at, output);
  }
};

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
  for_each_piece(row.entry_ids, '\n', [&](Text entry_id) { named.insert(entry_id); });
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
