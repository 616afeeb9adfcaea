// Who uses a place or a channel, as far as few do. What more than kFewParties use belongs to a
// forwarder, a campus or a mail drop and tells nobody apart: it has no neighbours from then on.
// Memory: 30 bytes a place or channel.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <algorithm>
#include <span>

#include "records/row_id.h"

namespace chokepoint::parties {

inline constexpr std::size_t kFewParties = 6;

class Neighbours {
 public:
  // The older first; none where too many are known.
  std::span<const records::RowId> of(records::RowId place_or_channel) const {
    const auto found = users_.find(place_or_channel.value);
    if (found == users_.end() || found->second.size() > kFewParties) return {};
    return found->second;
  }

  void fetch(records::RowId place_or_channel) const { users_.prefetch(place_or_channel.value); }

  void add(records::RowId place_or_channel, records::RowId party) {
    auto& users = users_[place_or_channel.value];
    if (users.size() <= kFewParties && std::ranges::find(users, party) == users.end())
      users.push_back(party);
  }

  // A party was parted: what stood under its ids is now used by `now`, the older first. Where too
  // many were known before, that stays so.
  void part(records::RowId place_or_channel, std::span<const records::RowId> ids,
            std::span<const records::RowId> now) {
    const auto found = users_.find(place_or_channel.value);
    if (found == users_.end() || found->second.size() > kFewParties) return;
    auto& users = found->second;
    users.erase(std::remove_if(
                    users.begin(), users.end(),
                    [&](records::RowId user) { return std::ranges::find(ids, user) != ids.end(); }),
                users.end());
    for (const records::RowId party : now) add(place_or_channel, party);
  }

 private:
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<records::RowId, 1>> users_;
};

}  // namespace chokepoint::parties
