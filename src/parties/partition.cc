#include "parties/partition.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <span>

namespace chokepoint::parties {
namespace {

using Numbers = std::vector<std::uint32_t>;
constexpr std::uint32_t kUnreached = UINT32_MAX;

// Steps from the nearest seed, over the keys of each mention and the pairs joined.
class Distances {
 public:
  Distances(std::span<const std::vector<std::uint64_t>> keys,
            std::span<const std::pair<std::uint32_t, std::uint32_t>> joined)
      : keys_(keys), joined_(keys.size()) {
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      for (const std::uint64_t key : keys[i]) with_key_[key].push_back(i);
    }
    for (const auto& [a, b] : joined) {
      joined_[a].push_back(b);
      joined_[b].push_back(a);
    }
  }

  // Keys that both offer lead nowhere.
  void close_keys_of_both(const Numbers& a, const Numbers& b) {
    absl::flat_hash_set<std::uint64_t> offered;
    for (const std::uint32_t mention : a)
      offered.insert(keys_[mention].begin(), keys_[mention].end());
    for (const std::uint32_t mention : b) {
      for (const std::uint64_t key : keys_[mention]) {
        if (offered.contains(key)) with_key_[key].clear();
      }
    }
  }

  Numbers from(const Numbers& seeds) const {
    Numbers steps(keys_.size(), kUnreached);
    Numbers reached;
    absl::flat_hash_set<std::uint64_t> used;
    const auto reach = [&](std::uint32_t mention, std::uint32_t distance) {
      if (steps[mention] != kUnreached) return;
      steps[mention] = distance;
      reached.push_back(mention);
    };
    for (const std::uint32_t seed : seeds) reach(seed, 0);
    for (std::size_t at = 0; at < reached.size(); ++at) {
      const std::uint32_t mention = reached[at];
      const std::uint32_t next = steps[mention] + 1;
      for (const std::uint64_t key : keys_[mention]) {
        if (!used.insert(key).second) continue;
        for (const std::uint32_t other : with_key_.at(key)) reach(other, next);
      }
      for (const std::uint32_t other : joined_[mention]) reach(other, next);
    }
    return steps;
  }

 private:
  std::span<const std::vector<std::uint64_t>> keys_;
  absl::flat_hash_map<std::uint64_t, Numbers> with_key_;
  std::vector<Numbers> joined_;
};

Side nearer(std::uint32_t to_first, std::uint32_t to_second) {
  if (to_first == to_second) return Side::neither;
  return to_first < to_second ? Side::first : Side::second;
}

}  // namespace

std::vector<Side> partition(const PartitionInput& input) {
  const std::size_t count = input.keys.size();
  Distances by_key(input.keys, input.joined);
  by_key.close_keys_of_both(input.first, input.second);
  const Numbers to_first = by_key.from(input.first);
  const Numbers to_second = by_key.from(input.second);
  std::vector<Side> sides(count, Side::neither);
  Numbers first;
  Numbers second;
  for (std::uint32_t i = 0; i < count; ++i) {
    sides[i] = nearer(to_first[i], to_second[i]);
    if (sides[i] == Side::first) first.push_back(i);
    if (sides[i] == Side::second) second.push_back(i);
  }
  const Distances by_contact(input.contacts, {});
  const Numbers over_first = by_contact.from(first);
  const Numbers over_second = by_contact.from(second);
  for (std::uint32_t i = 0; i < count; ++i) {
    const bool is_unreached = to_first[i] == kUnreached && to_second[i] == kUnreached;
    if (is_unreached) sides[i] = nearer(over_first[i], over_second[i]);
  }
  return sides;
}

}  // namespace chokepoint::parties
