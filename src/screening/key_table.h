// Many numbers a key, filled once: key hashes to numbers, as two flat arrays.
//
// Keys are 64-bit hashes, well mixed. find() may also return numbers of other keys that share a
// bucket: the caller checks.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "screening/large_pages.h"

namespace chokepoint::screening {

class KeyTable {
 public:
  void add(std::uint64_t key, std::uint32_t number) { pending_.emplace_back(key, number); }

  // Sorts what was added in buckets; within one bucket numbers ascend, each once.
  void settle() {
    const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(16, pending_.size()));
    shift_ = 64 - std::countr_zero(buckets);
    begins_.assign(buckets + 1, 0);
    for (const auto& [key, number] : pending_) ++begins_[(key >> shift_) + 1];
    for (std::size_t i = 1; i <= buckets; ++i) begins_[i] += begins_[i - 1];
    numbers_.resize(pending_.size());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const auto& [key, number] : pending_) numbers_[next[key >> shift_]++] = number;
    pending_.clear();
    pending_.shrink_to_fit();
    for (std::size_t i = 0; i < buckets; ++i) {
      std::sort(numbers_.begin() + begins_[i], numbers_.begin() + begins_[i + 1]);
    }
    prefer_large_pages(begins_);
    prefer_large_pages(numbers_);
  }

  // Ask for what find() will read: the bucket, then, when that has come, its numbers.
  void fetch(std::uint64_t key) const {
    if (!numbers_.empty()) __builtin_prefetch(&begins_[key >> shift_]);
  }
  void fetch_numbers(std::uint64_t key) const {
    if (!numbers_.empty()) __builtin_prefetch(numbers_.data() + begins_[key >> shift_]);
  }

  std::span<const std::uint32_t> find(std::uint64_t key) const {
    if (numbers_.empty()) return {};
    const std::size_t bucket = key >> shift_;
    return std::span(numbers_).subspan(begins_[bucket], begins_[bucket + 1] - begins_[bucket]);
  }

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> pending_;
  std::vector<std::uint32_t> begins_, numbers_;
  int shift_ = 0;
};

}  // namespace chokepoint::screening
