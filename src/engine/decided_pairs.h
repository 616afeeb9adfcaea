// What people decided about who is one party, for a rebuild: pairs of mentions that hold all at
// once.
//
// The latest word counts: of decisions that cannot all hold, also through third mentions, the later
// ones do. An undone decision says nothing. Unlike the run, which takes a decision with what was
// known then, a rebuild also follows one that named a mention known later.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "records/moment.h"
#include "records/row_id.h"
#include "store/store.h"

namespace chokepoint::engine {

struct DecidedPair {
  records::RowId party_decision_id;
  records::RowId mention_id_1, mention_id_2;
  bool are_one = false;
  std::string decision_id, reason;
};

// Those in force of the decisions known before `until`, the latest first; all there are when it is
// unknown.
Expected<std::vector<DecidedPair>> read_decided_pairs(store::Store& store, records::Moment until);

// How a decided mention is written, and which came first.
struct DecidedMention {
  std::uint64_t writing = 0;  // equal for mentions of one writing
  std::uint32_t age = 0;      // the lower came first
};
using DecidedMentions = absl::flat_hash_map<std::uint64_t, DecidedMention>;  // by mention id

// Mentions that have to stand as records of their own, so that no writing is on both sides of a
// prohibition: of two mentions that are apart and written alike the younger, and more where third
// ones bring them together. Pairs whose mentions are not all in `mentions` say nothing.
absl::flat_hash_set<std::uint64_t> find_standing_alone(std::span<const DecidedPair> pairs,
                                                       const DecidedMentions& mentions);

}  // namespace chokepoint::engine
