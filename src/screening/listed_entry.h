// What is kept of a list entry: what it is known by, and who met it. For the files of
// watch_list_state.h alone.
#pragma once

#include <absl/container/inlined_vector.h>

#include <cstdint>
#include <vector>

#include "records/watch_lists.h"

namespace chokepoint::screening {

struct Subject {
  records::Text kind;  // party, place, channel
  records::RowId id;
  bool is_organisation = false;
  records::Text country;      // kept for parties only
  records::RowId mention_id;  // by which it was seen; none for a place or channel seen before
};

// One thing an entry is known by.
struct Handle {
  std::uint32_t entry = 0;
  records::Text subject_kind;  // whom it may meet: party for names, else place or channel
  std::uint64_t key = 0;       // what leads to it: a name key, or the id of a place or channel
  records::Text matched_by;
  records::Text value;
  records::Text country;
  bool is_weak = false;          // a single word, or an alias the list itself calls weak
  std::uint64_t detail_key = 0;  // records::detail_key; 0: the entry's own name
  // Whether a whole file with entries named it, or one of details alone: only such a file ends it.
  bool named_with_entries = false, named_alone = false;
  records::Moment ended_at;  // unknown: it counts
  std::uint32_t turns = 0;   // how often it ended and came back
};

struct Met {
  Subject subject;
  std::uint32_t handle = 0;
  records::Text matched_by;  // as the handle's, or similar_name
  double similarity = 1;
  records::RowId party_decision_id;                // for which it was met again
  absl::InlinedVector<records::RowId, 1> hit_ids;  // as they were said
};

struct Entry {
  records::ListEntry version;  // the one that counts; texts live in the watch-list's arena
  std::vector<std::uint32_t> handles;
  std::uint64_t version_id = 0;  // made anew whenever it comes off the list or back
  std::vector<Met> met;
  bool has_version = false;
  records::Moment listed_at;  // when its first version was known
  records::Moment off_since;  // a whole list no longer names it
};

// Distinct ones, also of what is over.
std::int32_t count_subjects(const Entry& entry);

// An entry of that kind is never such a party.
bool kinds_clash(records::Text entry_kind, bool mention_is_organisation);

// Kinds of details that stand in one file where a list comes in several: names, addresses, the
// rest.
inline constexpr std::size_t kDetailParts = 3;
std::size_t part_of(records::Text detail_kind);

// The channel that a detail names; 0 where its kind is none or its value cannot be read.
std::uint64_t channel_id_of(records::Text kind, records::Text value, records::Text country);

}  // namespace chokepoint::screening
