// What lists say and how that changes: versions, names and numbers that come, end and come again.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/hash.h"
#include "base/pieces.h"
#include "screening/entry_words.h"
#include "screening/watch_list_state.h"
#include "text/name_key.h"

namespace chokepoint::screening {

namespace {

std::uint64_t entry_key(records::Text list, records::Text entry_id) {
  return base::hash_bytes(entry_id, base::hash_bytes(list));
}

}  // namespace

std::uint32_t WatchList::State::entry_of(Text list, Text entry_id) {
  const auto [found, added] = entry_by_key.try_emplace(entry_key(list, entry_id),
                                                       static_cast<std::uint32_t>(entries.size()));
  if (added) {
    entries.emplace_back();
    by_list[base::hash_bytes(list)].push_back(found->second);
    entries.back().version.list = arena.keep(list);
    entries.back().version.entry_id = arena.keep(entry_id);
  }
  return found->second;
}

void WatchList::State::tell_change(std::uint32_t entry, Text change, std::string_view before,
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

void WatchList::State::tell_changes(ListOutput& output) {
  for (auto& [entry, row] : untold) {
    row.subjects = count_subjects(entries[entry]);
    output.changes.push_back(row);
  }
  untold.clear();
}

void WatchList::State::replace_version(Entry& entry, const ListEntry& row) {
  const Text list = entry.version.list;
  const Text entry_id = entry.version.entry_id;
  entry.version = row;
  entry.version.list = list;
  entry.version.entry_id = entry_id;
  entry.version.name = arena.keep(row.name);
  keep_description(row, arena, entry.version);
  entry.version_id = row.list_entry_id.value;
}

void WatchList::State::emit_again(Entry& entry, Moment known_at, ListOutput& output) {
  for (Met& met : entry.met) {
    if (!handles[met.handle].ended_at.is_known()) emit(met, known_at, output);
  }
}

void WatchList::State::tell_differences(std::uint32_t index, const ListEntry& earlier,
                                        Moment known_at) {
  const ListEntry& now = entries[index].version;
  if (now.name != earlier.name) tell_change(index, "renamed", earlier.name, now.name, known_at);
  if (!has_equal_dates(now, earlier))
    tell_change(index, "dated", dates_of(earlier), dates_of(now), known_at);
  if (!is_described_alike(now, earlier))
    tell_change(index, "described", description_of(earlier), description_of(now), known_at);
}

void WatchList::State::take_off(std::uint32_t index, Moment when, ListOutput& output) {
  Entry& entry = entries[index];
  entry.off_since = when;
  ++entry.version_id;
  emit_again(entry, when, output);
  tell_change(index, "delisted", entry.version.name, "", when);
}

void WatchList::State::put_back(std::uint32_t index, Moment when, ListOutput& output) {
  Entry& entry = entries[index];
  entry.off_since = Moment::unknown();
  ++entry.version_id;
  emit_again(entry, when, output);
  tell_change(index, "relisted", "", entry.version.name, when);
}

std::string WatchList::State::words_of(const Handle& handle) {
  return fmt::format("{}: {}", handle.matched_by, handle.value);
}

void WatchList::State::end_handle(std::uint32_t number, Moment when, ListOutput& output) {
  Handle& handle = handles[number];
  handle.ended_at = when;
  tell_change(handle.entry, "removed", words_of(handle), "", when);
  for (const std::uint64_t pair : turn(number, when, output)) met_pairs.erase(pair);
  for (const std::uint32_t other : entries[handle.entry].handles) meet_seen(other, when, output);
}

void WatchList::State::restore_handle(std::uint32_t number, Moment when, ListOutput& output) {
  Handle& handle = handles[number];
  handle.ended_at = Moment::unknown();
  tell_change(handle.entry, "restored", "", words_of(handle), when);
  for (const std::uint64_t pair : turn(number, when, output)) met_pairs.insert(pair);
  meet_seen(number, when, output);
  list_for_similar(number);
}

std::vector<std::uint64_t> WatchList::State::turn(std::uint32_t number, Moment when,
                                                  ListOutput& output) {
  ++handles[number].turns;
  std::vector<std::uint64_t> pairs;
  for (Met& met : entries[handles[number].entry].met) {
    if (met.handle != number) continue;
    pairs.push_back(pair_of(met.subject, handles[number].entry, met.matched_by));
    emit(met, when, output);
  }
  return pairs;
}

void WatchList::State::list_for_similar(std::uint32_t number) {
  const Handle& handle = handles[number];
  if (handle.subject_kind == "party" && !handle.is_weak)
    similar_names.list(number, handle.entry, handle.value, entries[handle.entry].version.kind,
                       handle.country);
}

void WatchList::State::settle_details(const ListVersion& version,
                                      const absl::flat_hash_set<Text>& named_entries,
                                      ListOutput& output) {
  absl::flat_hash_set<std::uint64_t> named;
  base::for_each_piece(version.detail_keys, ' ', [&](Text digits) {
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

bool WatchList::State::add_handle(const Handle& handle, Moment known_at, ListOutput& output) {
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

void WatchList::State::add_name(std::uint32_t entry, Text matched_by, Text value, Text country,
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

void WatchList::State::add_id(std::uint32_t entry, const ListDetail& row, Text subject_kind,
                              std::uint64_t id, std::uint64_t detail, ListOutput& output) {
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

}  // namespace chokepoint::screening
