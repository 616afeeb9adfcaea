// Listed names that a party's name only comes near: the nearest three entries of each party.
// Memory: 70 bytes a party that has any.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <algorithm>

#include "screening/listed_entry.h"
#include "screening/screening_rows.h"

namespace chokepoint::screening {

class NearMisses {
 public:
  // False where three entries are nearer, or this one came as near before.
  bool keep(RowId party, std::uint32_t entry, double similarity) {
    auto& nearest = by_party_[party.value];
    auto place = std::ranges::find(nearest, entry, &Near::entry);
    if (place == nearest.end() && nearest.size() < kAtMost) {
      nearest.push_back({entry, similarity});
      return true;
    }
    if (place == nearest.end()) place = std::ranges::min_element(nearest, {}, &Near::similarity);
    if (similarity <= place->similarity) return false;
    *place = {entry, similarity};
    return true;
  }

 private:
  static constexpr std::size_t kAtMost = 3;
  struct Near {
    std::uint32_t entry = 0;
    double similarity = 0;
  };
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<Near, kAtMost>> by_party_;
};

// The row of one, without its reason and its moment. `name` is the party's.
NearMiss describe_near_miss(const Subject& subject, const Handle& handle,
                            const records::ListEntry& version, double similarity);
// What keeps the two names apart.
std::string explain_near_miss(Text name, const Subject& subject, const Handle& handle,
                              const records::ListEntry& version, double similarity);

}  // namespace chokepoint::screening
