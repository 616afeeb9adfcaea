// Which of a party's mentions go with whom, once a person has said that two of them are two.
//
// Idea: mentions that offer a common key are neighbours, and so are those a person called the same;
// a key that seeds of both sides offer tells nothing. A mention goes with the side whose seeds are
// fewer steps away. Example: a father and a son at one address, each with a phone: what gives the
// son's phone goes with the son, what gives the address alone is neither's. What no key leads to
// goes by a contact that it shares with one side alone. Ties and what nothing leads to are
// neither's. Cost: linear. Pure.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace chokepoint::parties {

enum class Side : std::uint8_t { first, second, neither };

// Mentions are numbered from 0.
struct PartitionInput {
  std::vector<std::vector<std::uint64_t>> keys;      // by mention: the keys it offers
  std::vector<std::vector<std::uint64_t>> contacts;  // by mention: its place and channels
  std::vector<std::pair<std::uint32_t, std::uint32_t>> joined;
  std::vector<std::uint32_t> first, second;  // the seeds
};

// A side for each mention. Seeds are their own side's.
std::vector<Side> partition(const PartitionInput& input);

}  // namespace chokepoint::parties
