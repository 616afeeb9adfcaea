#include "linkage/aliases.h"

#include <algorithm>

#include "base/hash.h"

namespace chokepoint::linkage {
namespace {

std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b);
}

}  // namespace

void Aliases::clear() {
  sieve_.reset();
  slots_.clear();
  size_ = 0;
  most_ = 0;
}

void Aliases::add(std::uint32_t value_a, std::uint32_t value_b, float weight) {
  if ((size_ + 1) * 2 > slots_.size()) {
    const std::vector<Slot> old = std::move(slots_);
    slots_.assign(std::max<std::size_t>(64, old.size() * 4), {});
    size_ = 0;
    for (const Slot& slot : old) {
      if (slot.pair != 0)
        add(static_cast<std::uint32_t>(slot.pair >> 32), static_cast<std::uint32_t>(slot.pair),
            slot.weight);
    }
  }
  const std::uint64_t pair = pair_of(value_a, value_b);
  std::size_t at = base::mix(pair, 0) & (slots_.size() - 1);
  while (slots_[at].pair != 0 && slots_[at].pair != pair) at = (at + 1) & (slots_.size() - 1);
  size_ += slots_[at].pair == 0 ? 1 : 0;
  slots_[at] = {pair, weight};
  most_ = std::max(most_, weight);
  sieve_.set(value_a % kSieve);
  sieve_.set(value_b % kSieve);
}

float Aliases::find(std::uint32_t value_a, std::uint32_t value_b) const {
  const std::uint64_t pair = pair_of(value_a, value_b);
  std::size_t at = base::mix(pair, 0) & (slots_.size() - 1);
  while (slots_[at].pair != 0) {
    if (slots_[at].pair == pair) return slots_[at].weight;
    at = (at + 1) & (slots_.size() - 1);
  }
  return 0;
}

}  // namespace chokepoint::linkage
