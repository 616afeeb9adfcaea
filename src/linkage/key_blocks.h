// Records put together by equal keys.
//
// Entries are dealt into some thousand parts by the upper bits of their keys, and each part, which
// lies in the fastest cache by then, is put in order by itself: all but the dealing is local.
#pragma once

#include <cstdint>
#include <span>

#include "base/large_pages.h"

namespace chokepoint::linkage {

struct KeyEntry {
  std::uint32_t key, record;
};

// Room that is used again for the next key.
class KeyBlocks {
 public:
  // Room for one key of so many records.
  explicit KeyBlocks(std::size_t records) : entries_(records), parts_(records) {}

  // Fill entries() from the front, records ascending, then sort the first `count`.
  std::span<KeyEntry> entries() { return entries_; }
  void sort(std::size_t count);

  // Calls block(entries) for the entries of each key that several records share, records
  // ascending. They may be changed and stay where they are until the next sort().
  template <class Block>
  void for_each(Block&& block) {
    for (std::size_t begin = 0; begin < count_;) {
      std::size_t end = begin + 1;
      while (end < count_ && parts_[end].key == parts_[begin].key) ++end;
      if (end - begin > 1) block(std::span(parts_).subspan(begin, end - begin));
      begin = end;
    }
  }

 private:
  void sort_part(std::size_t begin, std::size_t end);

  base::UnclearedVector<KeyEntry> entries_, parts_;
  std::size_t count_ = 0;
};

}  // namespace chokepoint::linkage
