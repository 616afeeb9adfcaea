// What WatchList knows: the entries, by what they are listed (handles), who was seen, and who met
// whom. watch_list_meeting.cc lets them meet, watch_list_changes.cc follows the lists.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/container/inlined_vector.h>

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "screening/listed_entry.h"
#include "screening/near_misses.h"
#include "screening/similar_names.h"
#include "screening/watch_list.h"

namespace chokepoint::screening {

struct WatchList::State {
  using ListEntry = records::ListEntry;
  using ListDetail = records::ListDetail;
  using ListVersion = records::ListVersion;
  using Moment = records::Moment;
  using RowId = records::RowId;
  using Text = records::Text;

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

  // The lists: watch_list_changes.cc.
  std::uint32_t entry_of(Text list, Text entry_id);
  // It is said when the moment is settled, with the subjects that met the entry by then.
  void tell_change(std::uint32_t entry, Text change, std::string_view before,
                   std::string_view after, Moment known_at);
  void tell_changes(ListOutput& output);
  // The version that counts from now on; its list and id stay those of the entry.
  void replace_version(Entry& entry, const ListEntry& row);
  void emit_again(Entry& entry, Moment known_at, ListOutput& output);
  void tell_differences(std::uint32_t index, const ListEntry& earlier, Moment known_at);
  void take_off(std::uint32_t index, Moment when, ListOutput& output);
  void put_back(std::uint32_t index, Moment when, ListOutput& output);
  static std::string words_of(const Handle& handle);
  // Who met it met it until now; others of its kind may stand for them from now on.
  void end_handle(std::uint32_t number, Moment when, ListOutput& output);
  void restore_handle(std::uint32_t number, Moment when, ListOutput& output);
  // Says again who met it: from now on that is over, or holds again. Returns the pairs.
  std::vector<std::uint64_t> turn(std::uint32_t number, Moment when, ListOutput& output);
  void list_for_similar(std::uint32_t number);
  // What a whole file says of the details of entries that it names: those that a file like it named
  // before and it does not name are over. A file of details alone names no entry and speaks of all.
  void settle_details(const ListVersion& version, const absl::flat_hash_set<Text>& named_entries,
                      ListOutput& output);
  // False where the entry is known by it already.
  bool add_handle(const Handle& handle, Moment known_at, ListOutput& output);
  void add_name(std::uint32_t entry, Text matched_by, Text value, Text country,
                std::uint64_t detail, Moment known_at, ListOutput& output);
  void add_id(std::uint32_t entry, const ListDetail& row, Text subject_kind, std::uint64_t id,
              std::uint64_t detail, ListOutput& output);

  // Who meets whom: watch_list_meeting.cc.
  void emit(Met& met, Moment known_at, ListOutput& output);
  static RowId hit_id_of(const Met& met, const Entry& entry, const Handle& handle);
  // A subject meets an entry once by each kind of handle.
  static std::uint64_t pair_of(const Subject& subject, std::uint32_t entry, Text matched_by);
  // Whether the handle may stand for the subject at all.
  bool may_meet(const Subject& subject, const Handle& handle) const;
  void meet(const Subject& subject, std::uint32_t number, Moment known_at, ListOutput& output);
  void meet(const Subject& subject, std::uint32_t number, Text matched_by, double similarity,
            Moment known_at, ListOutput& output);
  // A name that is like a listed one; nothing where one that is equal was met.
  void meet_similar(const Subject& subject, Text name, const SimilarName& similar, Moment known_at,
                    ListOutput& output);
  // A name that is near, but no hit.
  void miss(const Subject& subject, Text name, const SimilarName& similar, Moment known_at,
            ListOutput& output);
  // Meets everything seen so far that this handle leads to.
  void meet_seen(std::uint32_t number, Moment known_at, ListOutput& output);
  // All that may_meet() looks at, so that it does not matter which came first.
  static std::uint64_t seen_key(const Subject& subject, std::uint64_t name_key);
  // A party by one of its names, met against all that is listed so far.
  void see_party(const Subject& subject, Text name, std::uint64_t name_key, Moment known_at,
                 ListOutput& output);
  // Forgets that parties of these ids were ever seen under a name.
  void forget_name(std::uint64_t name_key, const parties::Parting& parting, ListOutput& output);
  // Brings what a mention will be looked up by into the processor's cache; nothing else.
  void fetch(const parties::MentionKeys& keys, RowId party) const;
  void see_id(Text kind, RowId id, const records::Mention& mention, ListOutput& output);
};

}  // namespace chokepoint::screening
