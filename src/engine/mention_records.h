// The mentions of a case file as records to be linked: each distinct writing once.
//
// A party is named by its company where there is one, else by its name; names in Han characters are
// read in Pinyin, so that they meet their romanisations. Masks ("Wang**") are taken off: what is
// left begins the name. Placeholders ("unknown") name nobody. Mentions of one writing that people
// keep apart stand as records of their own. Memory: some 500 bytes a distinct writing, 12 a
// mention.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <span>
#include <vector>

#include "chokepoint/error.h"
#include "engine/decided_pairs.h"
#include "linkage/record_table.h"
#include "records/moment.h"
#include "records/row_id.h"
#include "store/store.h"

namespace chokepoint::engine {

struct MentionRecords {
  linkage::RecordTable table;                // settled
  std::vector<records::RowId> mentions;      // oldest first
  std::vector<std::uint32_t> record_of;      // by mention
  std::vector<std::uint32_t> first_mention;  // by record
  // By mention id, of mentions that decisions name.
  absl::flat_hash_map<std::uint64_t, std::uint32_t> record_of_decided;
};

// All mentions known before `until`; all there are when it is unknown.
Expected<MentionRecords> read_mention_records(store::Store& store, records::Moment until,
                                              std::span<const DecidedPair> decided, int threads);

}  // namespace chokepoint::engine
