// Many numbers a key, filled once: key hashes to numbers, as two flat arrays.
//
// Keys are 64-bit hashes, well mixed: the upper bits choose a bucket, the lower 32 tell the keys of
// one bucket apart. Numbers of a foreign key come back once in some billions: the caller checks.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/large_pages.h"

namespace chokepoint::screening {

class KeyTable {
 public:
  void add(std::uint64_t key, std::uint32_t number) { pending_.emplace_back(key, number); }

  // Sorts what was added in buckets; within one bucket numbers ascend.
  void settle() {
    const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(16, pending_.size()));
    shift_ = 64 - std::countr_zero(buckets);
    begins_.assign(buckets + 1, 0);
    for (const auto& [key, number] : pending_) ++begins_[(key >> shift_) + 1];
    for (std::size_t i = 1; i <= buckets; ++i) begins_[i] += begins_[i - 1];
    entries_.resize(pending_.size());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (const auto& [key, number] : pending_)
      entries_[next[key >> shift_]++] = {number, static_cast<std::uint32_t>(key)};
    pending_.clear();
    pending_.shrink_to_fit();
    for (std::size_t i = 0; i < buckets; ++i) {
      std::ranges::sort(entries_.begin() + begins_[i], entries_.begin() + begins_[i + 1], {},
                        &Entry::number);
    }
  }

  // Ask for what for_each() will read: the bucket, then, when that has come, its numbers.
  void fetch(std::uint64_t key) const {
    if (!entries_.empty()) __builtin_prefetch(&begins_[key >> shift_]);
  }
  void fetch_numbers(std::uint64_t key) const {
    if (!entries_.empty()) __builtin_prefetch(entries_.data() + begins_[key >> shift_]);
  }

  // Calls `visit` with the numbers of the key, in their order.
  template <class Visit>
  void for_each(std::uint64_t key, Visit visit) const {
    if (entries_.empty()) return;
    const std::size_t bucket = key >> shift_;
    const auto check = static_cast<std::uint32_t>(key);
    for (std::uint32_t i = begins_[bucket]; i < begins_[bucket + 1]; ++i) {
      if (entries_[i].check == check) visit(entries_[i].number);
    }
  }

 private:
  struct Entry {
    std::uint32_t number, check;
  };
  std::vector<std::pair<std::uint64_t, std::uint32_t>> pending_;
  base::LargeVector<std::uint32_t> begins_;
  base::LargeVector<Entry> entries_;
  int shift_ = 0;
};

}  // namespace chokepoint::screening
