#include "screening/watch_list.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "base/hash.h"
#include "screening/similar_names.h"
#include "text/address_key.h"
#include "text/channel_key.h"
#include "text/name_key.h"

namespace chokepoint::screening {

using records::ListDetail;
using records::ListEntry;
using records::ListVersion;
using records::Moment;
using records::RowId;
using records::Text;

namespace {

struct Subject {
  Text kind;  // party, place, channel
  RowId id;
  bool is_organisation = false;
  Text country;  // kept for parties only
};

// One thing an entry is known by.
struct Handle {
  std::uint32_t entry = 0;
  Text matched_by;
  Text value;
  Text country;
  bool is_weak = false;  // a single word, or an alias the list itself calls weak
};

struct Met {
  Subject subject;
  Handle handle;
  RowId mention_id;
  double similarity = 1;
  std::uint32_t first_version = 0;  // in Entry::versions: which it met first
  RowId party_decision_id;          // for which it was met again
};

// A handle with what leads to it: a name key, or the id of a place or channel.
struct KeyedHandle {
  Text subject_kind;  // party for names, else place or channel
  std::uint64_t key = 0;
  Handle handle;
};

struct Entry {
  ListEntry version;  // the one that counts; texts live in the state's arena
  std::vector<KeyedHandle> handles;
  std::vector<RowId> versions;  // all so far; each coming off and back counts as one
  std::vector<Met> met;
  bool has_version = false;
  Moment listed_at;  // when its first version was known
  Moment off_since;  // a whole list no longer names it
};

// What two versions of an entry may differ in besides name and dates.
constexpr std::array kDescription = {&ListEntry::kind, &ListEntry::country, &ListEntry::program,
                                     &ListEntry::reason, &ListEntry::birth_date};

bool has_equal_dates(const ListEntry& a, const ListEntry& b) {
  return a.valid_from == b.valid_from && a.valid_to == b.valid_to;
}

bool is_described_alike(const ListEntry& a, const ListEntry& b) {
  return std::ranges::all_of(kDescription, [&](auto member) { return a.*member == b.*member; });
}

std::string dates_of(const ListEntry& entry) {
  return fmt::format("{} to {}", records::format_moment(entry.valid_from),
                     records::format_moment(entry.valid_to));
}

std::string description_of(const ListEntry& entry) {
  std::string words;
  for (const auto member : kDescription) {
    if (!(entry.*member).empty())
      words += fmt::format("{}{}", words.empty() ? "" : "; ", entry.*member);
  }
  return words;
}

std::int32_t count_subjects(const Entry& entry) {
  absl::flat_hash_set<std::uint64_t> subjects;
  for (const Met& met : entry.met) subjects.insert(met.subject.id.value);
  return static_cast<std::int32_t>(subjects.size());
}

std::uint64_t entry_key(Text list, Text entry_id) {
  return base::hash_bytes(entry_id, base::hash_bytes(list));
}

bool kinds_clash(Text entry_kind, bool mention_is_organisation) {
  if (entry_kind == "person") return mention_is_organisation;
  return entry_kind == "vessel" || entry_kind == "aircraft";
}

std::string explain_match(const Handle& handle, const Subject& subject, double similarity) {
  std::string why = similarity == 1
                        ? fmt::format("equal {} after normalisation", handle.matched_by)
                        : fmt::format("a name like the listed one, similarity {:.2f}", similarity);
  if (subject.kind != "party" || handle.country.empty() || subject.country.empty()) return why;
  return why +
         (handle.country == subject.country ? "; the country agrees" : "; the country differs");
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

}  // namespace

bool is_in_force(const Hit& hit, Moment moment) {
  if (hit.valid_from.is_known() && moment < hit.valid_from) return false;
  return !hit.valid_to.is_known() || moment < hit.valid_to;
}

struct WatchList::State {
  std::deque<Entry> entries;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> entry_by_key;
  absl::flat_hash_map<std::uint64_t, std::vector<std::uint32_t>> by_list;
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<Handle, 1>> by_name;
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<Handle, 1>> by_id;  // places and channels
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<Subject, 1>> parties_by_name;
  absl::flat_hash_set<std::uint64_t> seen_ids;  // places and channels
  absl::flat_hash_set<std::uint64_t> seen_party_names;
  absl::flat_hash_set<std::uint64_t> met_pairs;
  SimilarNames similar_names;
  std::vector<Handle> similar_handles;  // by the number that similar_names has for them
  base::Arena arena;
  bool awaits_decisions = false;
  // By name, where decisions are awaited: what its mentions were like when they came.
  absl::flat_hash_map<std::uint64_t, std::vector<SimilarName>> found_similar;
  RowId met_again_for;  // the decision for which mentions meet the lists again

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

  void emit(const Met& met, Moment known_at, ListOutput& output) {
    const Entry& entry = entries[met.handle.entry];
    Hit hit;
    hit.subject_kind = met.subject.kind;
    hit.subject_id = met.subject.id;
    hit.list_entry_id = entry.version.list_entry_id;
    hit.hit_id = hit_id_of(met, entry.versions.back());
    hit.list = entry.version.list;
    hit.entry_id = entry.version.entry_id;
    hit.matched_by = met.handle.matched_by;
    hit.matched_value = met.handle.value;
    hit.why = arena.keep(explain_match(met.handle, met.subject, met.similarity));
    hit.similarity = met.similarity;
    hit.mention_id = met.mention_id;
    hit.valid_from = entry.version.valid_from;
    hit.valid_to = entry.off_since.is_known() ? entry.off_since : entry.version.valid_to;
    hit.known_at = known_at;
    output.hits.push_back(hit);
  }

  static RowId hit_id_of(const Met& met, RowId list_entry_id) {
    std::uint64_t pair = base::mix(met.subject.id.value, list_entry_id.value);
    if (met.party_decision_id) pair = base::mix(pair, met.party_decision_id.value);
    return records::make_row_id("hit", RowId{pair}, met.handle.value);
  }

  // A subject meets an entry once by each kind of handle.
  static std::uint64_t pair_of(const Subject& subject, const Handle& handle) {
    return base::mix(subject.id.value,
                     base::mix(handle.entry, base::hash_bytes(handle.matched_by)));
  }

  void meet(const Subject& subject, const Handle& handle, RowId mention_id, Moment known_at,
            ListOutput& output, double similarity = 1) {
    Entry& entry = entries[handle.entry];
    if (!entry.has_version) return;  // a detail came before its entry; the entry will meet it
    if (subject.kind == "party") {
      if (kinds_clash(entry.version.kind, subject.is_organisation)) return;
      if (handle.is_weak && (handle.country.empty() || handle.country != subject.country)) return;
    }
    if (!met_pairs.insert(pair_of(subject, handle)).second) return;
    const auto first_version = static_cast<std::uint32_t>(entry.versions.size() - 1);
    Met met{subject, handle, mention_id, similarity, first_version, met_again_for};
    met.subject.country = arena.keep(subject.country);
    emit(met, known_at, output);
    entry.met.push_back(met);
  }

  // A name that is like a listed one; nothing where one that is equal was met.
  void meet_similar(const Subject& subject, const SimilarName& similar, RowId mention_id,
                    Moment known_at, ListOutput& output) {
    const Handle& listed = similar_handles[similar.handle];
    for (const Text equal : {"name", "alias"}) {
      Handle handle = listed;
      handle.matched_by = equal;
      if (met_pairs.contains(pair_of(subject, handle))) return;
    }
    meet(subject, listed, mention_id, known_at, output, std::min(similar.similarity, 0.99));
  }

  // Meets everything seen so far that this handle leads to.
  void meet_seen(const KeyedHandle& keyed, Moment known_at, ListOutput& output) {
    if (keyed.subject_kind != "party") {
      if (seen_ids.contains(keyed.key))
        meet({keyed.subject_kind, RowId{keyed.key}, false, {}}, keyed.handle, {}, known_at, output);
      return;
    }
    const auto seen = parties_by_name.find(keyed.key);
    if (seen == parties_by_name.end()) return;
    for (const Subject& subject : seen->second) meet(subject, keyed.handle, {}, known_at, output);
  }

  void tell_change(const Entry& entry, Text change, std::string_view before, std::string_view after,
                   Moment known_at, ListOutput& output) {
    ListChange row;
    row.list = entry.version.list;
    row.entry_id = entry.version.entry_id;
    row.change = change;
    row.name = entry.version.name;
    row.before = arena.keep(before);
    row.after = arena.keep(after);
    row.subjects = count_subjects(entry);
    row.known_at = known_at;
    row.list_change_id =
        records::make_row_id("list_change",
                             RowId{base::mix(entry_key(row.list, row.entry_id),
                                             static_cast<std::uint64_t>(known_at.micros))},
                             fmt::format("{}\x1f{}", change, after));
    output.changes.push_back(row);
  }

  // The version that counts from now on; its list and id stay those of the entry.
  void replace_version(Entry& entry, const ListEntry& row) {
    const Text list = entry.version.list;
    const Text entry_id = entry.version.entry_id;
    entry.version = row;
    entry.version.list = list;
    entry.version.entry_id = entry_id;
    entry.version.name = arena.keep(row.name);
    for (const auto member : kDescription) entry.version.*member = arena.keep(row.*member);
  }

  void emit_again(const Entry& entry, Moment known_at, ListOutput& output) {
    for (const Met& met : entry.met) emit(met, known_at, output);
  }

  void tell_differences(const Entry& entry, const ListEntry& earlier, Moment known_at,
                        ListOutput& output) {
    const ListEntry& now = entry.version;
    if (now.name != earlier.name)
      tell_change(entry, "renamed", earlier.name, now.name, known_at, output);
    if (!has_equal_dates(now, earlier))
      tell_change(entry, "dated", dates_of(earlier), dates_of(now), known_at, output);
    if (!is_described_alike(now, earlier))
      tell_change(entry, "described", description_of(earlier), description_of(now), known_at,
                  output);
  }

  void take_off(Entry& entry, Moment when, ListOutput& output) {
    entry.off_since = when;
    entry.versions.push_back(RowId{entry.versions.back().value + 1});
    emit_again(entry, when, output);
    tell_change(entry, "delisted", entry.version.name, "", when, output);
  }

  void put_back(Entry& entry, Moment when, ListOutput& output) {
    entry.off_since = Moment::unknown();
    entry.versions.push_back(RowId{entry.versions.back().value + 1});
    emit_again(entry, when, output);
    tell_change(entry, "relisted", "", entry.version.name, when, output);
  }

  // False where the entry is known by it already.
  bool add_handle(const KeyedHandle& keyed, Moment known_at, ListOutput& output) {
    const auto is_this = [&](const KeyedHandle& other) {
      return other.key == keyed.key && other.handle.matched_by == keyed.handle.matched_by &&
             other.handle.value == keyed.handle.value;
    };
    if (std::ranges::any_of(entries[keyed.handle.entry].handles, is_this)) return false;
    (keyed.subject_kind == "party" ? by_name : by_id)[keyed.key].push_back(keyed.handle);
    entries[keyed.handle.entry].handles.push_back(keyed);
    meet_seen(keyed, known_at, output);
    return true;
  }

  void add_name(std::uint32_t entry, Text matched_by, Text value, Text country, Moment known_at,
                ListOutput& output) {
    const text::NameKey key = text::name_key(value, country);
    if (key.key == 0 || key.is_placeholder) return;
    const bool is_weak = key.token_count < 2 || matched_by == "weak_alias";
    const bool is_new = add_handle(
        {"party", key.key, {entry, matched_by, arena.keep(value), arena.keep(country), is_weak}},
        known_at, output);
    if (!is_new || is_weak) return;
    similar_names.list(static_cast<std::uint32_t>(similar_handles.size()), entry, value,
                       entries[entry].version.kind, country);
    Handle similar = entries[entry].handles.back().handle;
    similar.matched_by = "similar_name";
    similar_handles.push_back(similar);
  }

  void add_id(std::uint32_t entry, Text matched_by, Text value, Text kind, std::uint64_t id,
              Moment known_at, ListOutput& output) {
    if (id == 0) return;
    add_handle({kind, id, {entry, matched_by, arena.keep(value), {}, false}}, known_at, output);
  }

  // A party by one of its names, met against all that is listed so far.
  void see_party(const Subject& subject, std::uint64_t name_key,
                 std::span<const SimilarName> similar_to, RowId mention_id, Moment known_at,
                 ListOutput& output) {
    if (seen_party_names.insert(base::mix(subject.id.value, name_key)).second) {
      Subject kept = subject;
      kept.country = arena.keep(subject.country);
      parties_by_name[name_key].push_back(kept);
    }
    if (const auto listed = by_name.find(name_key); listed != by_name.end()) {
      for (const Handle& handle : listed->second)
        meet(subject, handle, mention_id, known_at, output);
    }
    for (const SimilarName& similar : similar_to)
      meet_similar(subject, similar, mention_id, known_at, output);
  }

  std::span<const SimilarName> found_similar_to(std::uint64_t name_key) const {
    const auto found = found_similar.find(name_key);
    return found == found_similar.end() ? std::span<const SimilarName>() : found->second;
  }

  // Forgets that parties of these ids were ever seen under a name.
  void forget_name(std::uint64_t name_key, const parties::Parting& parting, ListOutput& output) {
    const auto is_parted = [&](const Subject& subject) {
      return subject.kind == "party" &&
             std::ranges::find(parting.ids, subject.id) != parting.ids.end();
    };
    for (const RowId id : parting.ids) seen_party_names.erase(base::mix(id.value, name_key));
    if (const auto seen = parties_by_name.find(name_key); seen != parties_by_name.end()) {
      auto& subjects = seen->second;
      subjects.erase(std::remove_if(subjects.begin(), subjects.end(), is_parted), subjects.end());
    }
    const auto forget_met = [&](const Handle& handle) {
      Entry& entry = entries[handle.entry];
      std::erase_if(entry.met, [&](const Met& met) {
        if (!is_parted(met.subject)) return false;
        met_pairs.erase(pair_of(met.subject, met.handle));
        for (std::size_t i = met.first_version; i < entry.versions.size(); ++i)
          output.withdrawals.push_back(
              {hit_id_of(met, entry.versions[i]), parting.party_decision_id, parting.known_at});
        return true;
      });
    };
    if (const auto listed = by_name.find(name_key); listed != by_name.end())
      std::ranges::for_each(listed->second, forget_met);
    for (const SimilarName& similar : found_similar_to(name_key))
      forget_met(similar_handles[similar.handle]);
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
    for (const Handle& handle : listed->second)
      meet({kind, id, false, {}}, handle, mention.mention_id, mention.known_at, output);
  }
};

WatchList::WatchList(const WatchListOptions& options) : state_(std::make_unique<State>()) {
  state_->awaits_decisions = options.awaits_decisions;
}
WatchList::WatchList(WatchList&&) noexcept = default;
WatchList& WatchList::operator=(WatchList&&) noexcept = default;
WatchList::~WatchList() = default;

void WatchList::open_day(records::Day day, int threads) {
  state_->similar_names.open_day(day, threads);
}

void WatchList::see_names(std::span<const records::Mention> mentions,
                          std::span<const parties::ResolvedMention> resolved, int threads) {
  state_->similar_names.see(mentions, resolved, threads);
}

void WatchList::advance(const ListEntry& row, ListOutput& output) {
  State& state = *state_;
  const std::uint32_t index = state.entry_of(row.list, row.entry_id);
  Entry& entry = state.entries[index];
  const ListEntry earlier = entry.version;
  const bool is_first = !entry.has_version;
  if (!is_first && earlier.name == row.name && has_equal_dates(earlier, row) &&
      is_described_alike(earlier, row)) {
    if (entry.off_since.is_known()) state.put_back(entry, row.known_at, output);
    return;
  }
  state.replace_version(entry, row);
  entry.versions.push_back(row.list_entry_id);
  if (is_first) {
    entry.has_version = true;
    entry.listed_at = row.known_at;
    for (const KeyedHandle& keyed : entry.handles) state.meet_seen(keyed, row.known_at, output);
  } else {
    entry.off_since = Moment::unknown();
    state.emit_again(entry, row.known_at, output);  // the new dates count from now on
  }
  if (earlier.name != row.name && !row.name.empty())
    state.add_name(index, "name", row.name, row.country, row.known_at, output);
  if (is_first) {
    state.tell_change(entry, "listed", "", row.name, row.known_at, output);
  } else {
    state.tell_differences(entry, earlier, row.known_at, output);
  }
}

void WatchList::advance(const ListVersion& row, ListOutput& output) {
  State& state = *state_;
  absl::flat_hash_set<Text> named;
  for (Text left = row.entry_ids; !left.empty();) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    named.insert(left.substr(0, end));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  for (const std::uint32_t index : state.by_list[base::hash_bytes(row.list)]) {
    Entry& entry = state.entries[index];
    if (!entry.has_version) continue;
    const bool is_named = named.contains(entry.version.entry_id);
    const bool is_over =
        entry.version.valid_to.is_known() && entry.version.valid_to <= row.known_at;
    const bool is_off = entry.off_since.is_known();
    if (is_off && is_named) state.put_back(entry, row.known_at, output);
    if (!is_off && !is_named && !is_over) state.take_off(entry, row.known_at, output);
  }
}

void WatchList::advance(const ListDetail& row, ListOutput& output) {
  State& state = *state_;
  const std::uint32_t index = state.entry_of(row.list, row.entry_id);
  const Entry& entry = state.entries[index];
  const std::size_t handles = entry.handles.size();
  if (row.kind == "alias" || row.kind == "weak_alias") {
    state.add_name(index, row.kind == "alias" ? "alias" : "weak_alias", row.value, row.country,
                   row.known_at, output);
  } else if (row.kind == "address") {
    const text::AddressKey key = text::address_key({row.value, {}, {}, {}, row.country});
    if (key.place_key == 0) return;
    const std::uint64_t id = records::make_row_id("place", RowId{key.place_key}, "").value;
    state.add_id(index, "address", row.value, "place", id, row.known_at, output);
  } else {
    const std::uint64_t id = channel_id_of(row.kind, row.value, row.country);
    state.add_id(index, state.arena.keep(row.kind), row.value, "channel", id, row.known_at, output);
  }
  const bool is_later = entry.has_version && row.known_at > entry.listed_at;
  if (is_later && entry.handles.size() > handles) {
    state.tell_change(entry, "added", "", fmt::format("{}: {}", row.kind, row.value), row.known_at,
                      output);
  }
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
  const std::span<const SimilarName> similar = state.similar_names.find(keys.name_key);
  if (state.awaits_decisions && !similar.empty())
    state.found_similar[keys.name_key].assign(similar.begin(), similar.end());
  state.see_party({"party", resolved.party_id, keys.is_organisation, mention.country},
                  keys.name_key, similar, mention.mention_id, mention.known_at, output);
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
    state.see_party({"party", mentions.told_party(number), keys.is_organisation, mention.country},
                    keys.name_key, state.found_similar_to(keys.name_key), mention.mention_id,
                    parting.known_at, output);
  }
  state.met_again_for = {};
}

}  // namespace chokepoint::screening
