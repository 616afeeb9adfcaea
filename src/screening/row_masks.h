// The rows that a query's words have found so far, each with the words that found it.
//
// Eight bytes a slot and no more slots than the query needs, so that the table stays in the
// processor's cache. Used again from query to query; one thread.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::screening {

class RowMasks {
 public:
  // Forgets everything; makes room for about `expected` rows, and for more when they come.
  void clear(std::size_t expected = 0) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(2 * expected, 1 << 10));
    if (slots_.size() < size) slots_.resize(size);
    last_ = size - 1;
    if (++epoch_ == 0) {
      std::ranges::fill(slots_, Slot{});
      epoch_ = 1;
    }
    used_.clear();
  }
  // Asks for the place of a row that comes some steps later.
  void fetch(std::uint32_t row) const { __builtin_prefetch(&slots_[place_of(row)]); }
  void add(std::uint32_t row, std::uint32_t bits) {
    const std::size_t at = find(row);
    Slot& slot = slots_[at];
    if (slot.epoch == epoch_) {
      slot.mask = static_cast<std::uint16_t>(slot.mask | bits);
      return;
    }
    slot = {row, static_cast<std::uint16_t>(bits), epoch_};
    used_.push_back(static_cast<std::uint32_t>(at));
    if (used_.size() * 4 > 3 * last_) grow();
  }
  void add_if_there(std::uint32_t row, std::uint32_t bits) {
    Slot& slot = slots_[find(row)];
    if (slot.epoch == epoch_) slot.mask = static_cast<std::uint16_t>(slot.mask | bits);
  }
  // Adds to each row that is there the bits that `bits_of` gives for it. `fetch` is told of a row
  // some steps ahead, twice: kFar and kNear.
  static constexpr std::size_t kFar = 16, kNear = 8;
  template <class BitsOf, class FetchFar, class FetchNear>
  void update(BitsOf bits_of, FetchFar fetch_far, FetchNear fetch_near) {
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (i + kFar < used_.size()) fetch_far(slots_[used_[i + kFar]].row);
      if (i + kNear < used_.size()) fetch_near(slots_[used_[i + kNear]].row);
      Slot& slot = slots_[used_[i]];
      slot.mask = static_cast<std::uint16_t>(slot.mask | bits_of(slot.row));
    }
  }
  std::size_t size() const { return used_.size(); }
  // In the order in which they came.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const std::uint32_t at : used_) visit(slots_[at].row, std::uint32_t{slots_[at].mask});
  }

 private:
  struct Slot {
    std::uint32_t row = 0;
    std::uint16_t mask = 0, epoch = 0;
  };
  std::size_t place_of(std::uint32_t row) const {
    return (row * 0x9E3779B97F4A7C15ULL >> 32) & last_;
  }
  std::size_t find(std::uint32_t row) const {
    std::size_t at = place_of(row);
    while (slots_[at].epoch == epoch_ && slots_[at].row != row) at = (at + 1) & last_;
    return at;
  }
  void grow() {
    std::vector<Slot> rows;
    rows.reserve(used_.size());
    for (const std::uint32_t at : used_) rows.push_back(slots_[at]);
    clear(4 * rows.size());
    for (const Slot& slot : rows) add(slot.row, slot.mask);
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> used_;
  std::size_t last_ = 0;
  std::uint16_t epoch_ = 0;
};

}  // namespace chokepoint::screening
