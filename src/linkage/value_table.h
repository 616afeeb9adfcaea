// The distinct values of one field, numbered from 1 in the order of arrival; 0 is "absent".
//
// Equal forms have equal numbers, so that records are compared by numbers first and by letters only
// where numbers differ. Some 25 bytes a value besides its letters. add() by one thread; everything
// else by any number.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/large_pages.h"

namespace chokepoint::linkage {

class ValueTable {
 public:
  ValueTable();

  // Counts one more use of `form`, under a mebibyte; 0 for an empty one.
  std::uint32_t add(std::string_view form) { return add(form, hash_of(form)); }
  void count_again(std::uint32_t value) { ++entries_[value].count; }

  // The same for forms that come soon: where they may stand is called from memory, first the slot,
  // then, once that is there, the value.
  static std::uint32_t hash_of(std::string_view form);
  std::uint32_t add(std::string_view form, std::uint32_t hash);
  void prefetch_slot(std::uint32_t hash) const {
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  void prefetch_found(std::uint32_t hash) const { prefetch(slots_[hash & (slots_.size() - 1)]); }

  std::size_t size() const { return entries_.size(); }  // with the absent one
  std::string_view text(std::uint32_t value) const {
    const Entry& entry = entries_[value];
    return {bytes_.data() + (entry.place >> kSizeBits), entry.place % kSizeEnd};
  }
  void prefetch(std::uint32_t value) const { __builtin_prefetch(&entries_[value]); }
  std::uint32_t count(std::uint32_t value) const { return entries_[value].count; }
  std::uint32_t hash(std::uint32_t value) const { return entries_[value].hash; }

 private:
  static constexpr int kSizeBits = 20;
  static constexpr std::uint64_t kSizeEnd = std::uint64_t{1} << kSizeBits;
  // Four in a line of memory: they are looked up at random.
  struct Entry {
    std::uint64_t place = 0;  // where its letters begin, then how many they are
    std::uint32_t hash = 0;
    std::uint32_t count = 0;
  };
  void grow();

  base::LargeVector<Entry> entries_;
  base::LargeVector<std::uint32_t> slots_;  // a power of two, at most half full
  base::LargeVector<char> bytes_;
};

}  // namespace chokepoint::linkage
