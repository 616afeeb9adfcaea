// The distinct values of one field, numbered from 1 in the order of arrival; 0 is "absent".
//
// Equal forms have equal numbers, so that records are compared by numbers first and by letters only
// where numbers differ. Some 30 bytes a value besides its letters. add() by one thread; everything
// else by any number.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/large_pages.h"

namespace chokepoint::linkage {

class ValueTable {
 public:
  ValueTable();

  // Counts one more use of `form`, at most 65,535 bytes; 0 for an empty one.
  std::uint32_t add(std::string_view form) { return add(form, hash_of(form)); }
  void count_again(std::uint32_t value) { ++entries_[value].count; }

  // The same for forms that come soon: where they may stand is called from memory, first the slot,
  // then, once that is there, the value.
  static std::uint64_t hash_of(std::string_view form);
  std::uint32_t add(std::string_view form, std::uint64_t hash);
  void prefetch_slot(std::uint64_t hash) const {
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  void prefetch_found(std::uint64_t hash) const { prefetch(slots_[hash & (slots_.size() - 1)]); }

  std::size_t size() const { return entries_.size(); }  // with the absent one
  std::string_view text(std::uint32_t value) const {
    const Entry& entry = entries_[value];
    return {bytes_.data() + entry.begin, entry.size};
  }
  void prefetch(std::uint32_t value) const { __builtin_prefetch(&entries_[value]); }
  std::uint32_t count(std::uint32_t value) const { return entries_[value].count; }
  std::uint64_t hash(std::uint32_t value) const { return entries_[value].hash; }

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint64_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t count = 0;
  };
  void grow();

  base::LargeVector<Entry> entries_;
  base::LargeVector<std::uint32_t> slots_;  // a power of two, at most half full
  base::LargeVector<char> bytes_;
};

}  // namespace chokepoint::linkage
