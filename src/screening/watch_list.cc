#include "screening/watch_list.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>
#include <fmt/format.h>

#include <algorithm>
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
  std::vector<RowId> versions;  // all so far
  std::vector<Met> met;
  bool has_version = false;
};

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
      entries.back().version.list = arena.keep(list);
      entries.back().version.entry_id = arena.keep(entry_id);
    }
    return found->second;
  }

  void emit(const Met& met, Moment known_at, std::vector<Hit>& hits) {
    const Entry& entry = entries[met.handle.entry];
    Hit hit;
    hit.subject_kind = met.subject.kind;
    hit.subject_id = met.subject.id;
    hit.list_entry_id = entry.version.list_entry_id;
    hit.hit_id = hit_id_of(met, hit.list_entry_id);
    hit.list = entry.version.list;
    hit.entry_id = entry.version.entry_id;
    hit.matched_by = met.handle.matched_by;
    hit.matched_value = met.handle.value;
    hit.why = arena.keep(explain_match(met.handle, met.subject, met.similarity));
    hit.similarity = met.similarity;
    hit.mention_id = met.mention_id;
    hit.valid_from = entry.version.valid_from;
    hit.valid_to = entry.version.valid_to;
    hit.known_at = known_at;
    hits.push_back(hit);
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
            std::vector<Hit>& hits, double similarity = 1) {
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
    emit(met, known_at, hits);
    entry.met.push_back(met);
  }

  // A name that is like a listed one; nothing where one that is equal was met.
  void meet_similar(const Subject& subject, const SimilarName& similar, RowId mention_id,
                    Moment known_at, std::vector<Hit>& hits) {
    const Handle& listed = similar_handles[similar.handle];
    for (const Text equal : {"name", "alias"}) {
      Handle handle = listed;
      handle.matched_by = equal;
      if (met_pairs.contains(pair_of(subject, handle))) return;
    }
    meet(subject, listed, mention_id, known_at, hits, std::min(similar.similarity, 0.99));
  }

  // Meets everything seen so far that this handle leads to.
  void meet_seen(const KeyedHandle& keyed, Moment known_at, std::vector<Hit>& hits) {
    if (keyed.subject_kind != "party") {
      if (seen_ids.contains(keyed.key))
        meet({keyed.subject_kind, RowId{keyed.key}, false, {}}, keyed.handle, {}, known_at, hits);
      return;
    }
    const auto seen = parties_by_name.find(keyed.key);
    if (seen == parties_by_name.end()) return;
    for (const Subject& subject : seen->second) meet(subject, keyed.handle, {}, known_at, hits);
  }

  void add_handle(const KeyedHandle& keyed, Moment known_at, std::vector<Hit>& hits) {
    (keyed.subject_kind == "party" ? by_name : by_id)[keyed.key].push_back(keyed.handle);
    entries[keyed.handle.entry].handles.push_back(keyed);
    meet_seen(keyed, known_at, hits);
  }

  void add_name(std::uint32_t entry, Text matched_by, Text value, Text country, Moment known_at,
                std::vector<Hit>& hits) {
    const text::NameKey key = text::name_key(value, country);
    if (key.key == 0 || key.is_placeholder) return;
    const bool is_weak = key.token_count < 2 || matched_by == "weak_alias";
    add_handle(
        {"party", key.key, {entry, matched_by, arena.keep(value), arena.keep(country), is_weak}},
        known_at, hits);
    if (is_weak) return;
    similar_names.list(static_cast<std::uint32_t>(similar_handles.size()), entry, value,
                       entries[entry].version.kind, country);
    Handle similar = entries[entry].handles.back().handle;
    similar.matched_by = "similar_name";
    similar_handles.push_back(similar);
  }

  void add_id(std::uint32_t entry, Text matched_by, Text value, Text kind, std::uint64_t id,
              Moment known_at, std::vector<Hit>& hits) {
    if (id == 0) return;
    add_handle({kind, id, {entry, matched_by, arena.keep(value), {}, false}}, known_at, hits);
  }

  // A party by one of its names, met against all that is listed so far.
  void see_party(const Subject& subject, std::uint64_t name_key,
                 std::span<const SimilarName> similar_to, RowId mention_id, Moment known_at,
                 std::vector<Hit>& hits) {
    if (seen_party_names.insert(base::mix(subject.id.value, name_key)).second) {
      Subject kept = subject;
      kept.country = arena.keep(subject.country);
      parties_by_name[name_key].push_back(kept);
    }
    if (const auto listed = by_name.find(name_key); listed != by_name.end()) {
      for (const Handle& handle : listed->second) meet(subject, handle, mention_id, known_at, hits);
    }
    for (const SimilarName& similar : similar_to)
      meet_similar(subject, similar, mention_id, known_at, hits);
  }

  std::span<const SimilarName> found_similar_to(std::uint64_t name_key) const {
    const auto found = found_similar.find(name_key);
    return found == found_similar.end() ? std::span<const SimilarName>() : found->second;
  }

  // Forgets that parties of these ids were ever seen under a name.
  void forget_name(std::uint64_t name_key, const parties::Parting& parting,
                   std::vector<HitWithdrawal>& withdrawals) {
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
          withdrawals.push_back(
              {hit_id_of(met, entry.versions[i]), parting.party_decision_id, parting.known_at});
        return true;
      });
    };
    if (const auto listed = by_name.find(name_key); listed != by_name.end())
      std::ranges::for_each(listed->second, forget_met);
    for (const SimilarName& similar : found_similar_to(name_key))
      forget_met(similar_handles[similar.handle]);
  }

  void see_id(Text kind, RowId id, const records::Mention& mention, std::vector<Hit>& hits) {
    seen_ids.insert(id.value);
    const auto listed = by_id.find(id.value);
    if (listed == by_id.end()) return;
    for (const Handle& handle : listed->second)
      meet({kind, id, false, {}}, handle, mention.mention_id, mention.known_at, hits);
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

void WatchList::advance(const ListEntry& row, std::vector<Hit>& hits) {
  State& state = *state_;
  const std::uint32_t index = state.entry_of(row.list, row.entry_id);
  Entry& entry = state.entries[index];
  const bool is_new_name = !entry.has_version || entry.version.name != row.name;
  const Text list = entry.version.list;
  const Text entry_id = entry.version.entry_id;
  entry.version = row;
  entry.version.list = list;
  entry.version.entry_id = entry_id;
  entry.version.kind = state.arena.keep(row.kind);
  entry.version.name = state.arena.keep(row.name);
  entry.versions.push_back(row.list_entry_id);
  if (entry.has_version) {
    for (const Met& met : entry.met)
      state.emit(met, row.known_at, hits);  // the new dates count from now on
  } else {
    entry.has_version = true;
    for (const KeyedHandle& keyed : entry.handles) state.meet_seen(keyed, row.known_at, hits);
  }
  if (is_new_name && !row.name.empty())
    state.add_name(index, "name", row.name, row.country, row.known_at, hits);
}

void WatchList::advance(const ListDetail& row, std::vector<Hit>& hits) {
  State& state = *state_;
  const std::uint32_t index = state.entry_of(row.list, row.entry_id);
  if (row.kind == "alias" || row.kind == "weak_alias") {
    const Text country = row.country;
    state.add_name(index, row.kind == "alias" ? "alias" : "weak_alias", row.value, country,
                   row.known_at, hits);
  } else if (row.kind == "address") {
    const text::AddressKey key = parties::read_place({row.value, {}, {}, {}, row.country});
    if (key.place_key == 0) return;
    const std::uint64_t id = records::make_row_id("place", RowId{key.place_key}, "").value;
    state.add_id(index, "address", row.value, "place", id, row.known_at, hits);
  } else {
    const std::uint64_t id = channel_id_of(row.kind, row.value, row.country);
    state.add_id(index, state.arena.keep(row.kind), row.value, "channel", id, row.known_at, hits);
  }
}

void WatchList::advance(const records::Mention& mention, const parties::ResolvedMention& resolved,
                        std::vector<Hit>& hits) {
  State& state = *state_;
  const parties::MentionKeys& keys = resolved.keys;
  if (keys.place_id) state.see_id("place", keys.place_id, mention, hits);
  for (const parties::ChannelKey& channel : keys.used_channels()) {
    state.see_id("channel", channel.channel_id, mention, hits);
  }
  if (!resolved.party_id || keys.name_key == 0 || keys.is_masked) return;
  const std::span<const SimilarName> similar = state.similar_names.find(keys.name_key);
  if (state.awaits_decisions && !similar.empty())
    state.found_similar[keys.name_key].assign(similar.begin(), similar.end());
  state.see_party({"party", resolved.party_id, keys.is_organisation, mention.country},
                  keys.name_key, similar, mention.mention_id, mention.known_at, hits);
}

void WatchList::part(const parties::Parting& parting, const parties::RememberedMentions& mentions,
                     std::vector<Hit>& hits, std::vector<HitWithdrawal>& withdrawals) {
  State& state = *state_;
  absl::flat_hash_set<std::uint64_t> names;
  for (const std::uint32_t number : parting.numbers) {
    const std::uint64_t name_key = mentions.keys(number).name_key;
    if (name_key != 0 && names.insert(name_key).second)
      state.forget_name(name_key, parting, withdrawals);
  }
  state.met_again_for = parting.party_decision_id;
  for (const std::uint32_t number : parting.numbers) {
    const parties::MentionKeys keys = mentions.keys(number);
    if (keys.name_key == 0 || keys.is_masked) continue;
    const records::Mention mention = mentions.mention(number);
    state.see_party({"party", mentions.told_party(number), keys.is_organisation, mention.country},
                    keys.name_key, state.found_similar_to(keys.name_key), mention.mention_id,
                    parting.known_at, hits);
  }
  state.met_again_for = {};
}

}  // namespace chokepoint::screening
