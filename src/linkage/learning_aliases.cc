#include "linkage/learning_aliases.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace chokepoint::linkage {
namespace {

constexpr double kAliasShare = 0.05;  // of the matches that have the rarer value

// How many parties these pairs speak of: two twins of ten records each make a hundred pairs and
// teach nothing about names.
std::size_t count_parties(std::span<const SeenTogether> pairs) {
  std::unordered_map<std::uint32_t, std::uint32_t> leader;
  const auto find = [&](std::uint32_t record) {
    std::uint32_t at = record;
    while (leader.try_emplace(at, at).first->second != at) at = leader[at];
    return leader[record] = at;
  };
  for (const SeenTogether& pair : pairs) {
    const std::uint32_t a = find(pair.records.a), b = find(pair.records.b);
    leader[std::max(a, b)] = std::min(a, b);
  }
  return static_cast<std::size_t>(
      std::ranges::count_if(leader, [](const auto& entry) { return entry.first == entry.second; }));
}

}  // namespace

void find_aliases(std::vector<SeenTogether> seen, const FieldUse& use, Aliases& aliases) {
  std::ranges::sort(seen, {}, &SeenTogether::values);
  for (std::size_t begin = 0; begin < seen.size();) {
    std::size_t end = begin;
    while (end < seen.size() && seen[end].values == seen[begin].values) ++end;
    const auto a = static_cast<std::uint32_t>(seen[begin].values >> 32);
    const auto b = static_cast<std::uint32_t>(seen[begin].values);
    const double count = static_cast<double>(end - begin);
    const double by_chance = 2.0 * use.counts[a] / use.present * use.counts[b] / use.present;
    const double ratio = count / std::max(use.matches, 1.0) / by_chance;
    // Seen often enough, and for a good part of the rarer value's matches.
    const double rarer = std::min(use.counts[a], use.counts[b]) / use.present;
    if (count_parties(std::span(seen).subspan(begin, end - begin)) >= kAliasParties && ratio > 3 &&
        count > kAliasShare * use.matches * rarer)
      aliases.add(a, b, static_cast<float>(std::log(ratio)));
    begin = end;
  }
}

}  // namespace chokepoint::linkage
