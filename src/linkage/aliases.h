// Different spellings that mean one thing in these very files: "SIGMOD Conference" in one,
// "International Conference on Management of Data" in the other; Bob and Robert.
//
// Learnt from pairs that are matches by their other fields: two values that stand for each other
// there far more often than chance would have it. What an alias weighs is the logarithm of that
// ratio. Filled by one thread, then read by any number.
#pragma once

#include <bitset>
#include <cstdint>
#include <vector>

namespace chokepoint::linkage {

class Aliases {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  void clear();
  void add(std::uint32_t value_a, std::uint32_t value_b, float weight);
  // 0: no alias. Weights are above 0.
  float most() const { return most_; }  // of all aliases
  float weight(std::uint32_t value_a, std::uint32_t value_b) const {
    return may_have(value_a) && may_have(value_b) ? find(value_a, value_b) : 0;
  }

 private:
  static constexpr std::size_t kSieve = 16384;
  bool may_have(std::uint32_t value) const { return sieve_[value % kSieve]; }
  float find(std::uint32_t value_a, std::uint32_t value_b) const;

  struct Slot {
    std::uint64_t pair = 0;
    float weight = 0;
  };
  std::bitset<kSieve> sieve_;  // most values have no alias, and are not looked for
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
  float most_ = 0;
};

}  // namespace chokepoint::linkage
