#include "linkage/key_blocks.h"

#include <algorithm>
#include <array>
#include <bit>

namespace chokepoint::linkage {
namespace {

constexpr int kPartBits = 11, kDigitBitsMost = 11;
constexpr std::size_t kFew = 24;

bool key_is_lower(const KeyEntry& a, const KeyEntry& b) {
  return a.key < b.key;
}

// Stable.
void sort_few(std::span<KeyEntry> entries) {
  if (entries.size() > kFew) {
    std::ranges::stable_sort(entries, {}, &KeyEntry::key);
    return;
  }
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const KeyEntry entry = entries[i];
    std::size_t at = i;
    for (; at > 0 && key_is_lower(entry, entries[at - 1]); --at) entries[at] = entries[at - 1];
    entries[at] = entry;
  }
}

}  // namespace

void KeyBlocks::sort(std::size_t count) {
  count_ = count;
  constexpr std::size_t kParts = std::size_t{1} << kPartBits;
  std::array<std::size_t, kParts + 1> next{};
  const auto part_of = [](const KeyEntry& entry) { return entry.key >> (32 - kPartBits); };
  const std::span<const KeyEntry> entries = std::span(entries_).first(count);
  for (const KeyEntry& entry : entries) ++next[part_of(entry) + 1];
  for (std::size_t part = 0; part < kParts; ++part) next[part + 1] += next[part];
  for (const KeyEntry& entry : entries) parts_[next[part_of(entry)]++] = entry;
  // Now next[part] is its end.
  std::size_t begin = 0;
  for (std::size_t part = 0; part < kParts; ++part) {
    sort_part(begin, next[part]);
    begin = next[part];
  }
}

// By the next bits, as many as set most keys apart, through the place where the part came from;
// then what still lies together.
void KeyBlocks::sort_part(std::size_t begin, std::size_t end) {
  const std::size_t size = end - begin;
  if (size < 2) return;
  const std::span<KeyEntry> part = std::span(parts_).subspan(begin, size);
  const std::span<KeyEntry> room = std::span(entries_).subspan(begin, size);
  const int bits = std::min(static_cast<int>(std::bit_width(size)) + 1, kDigitBitsMost);
  const int shift = 32 - kPartBits - bits;
  const std::uint32_t digits = 1u << bits;
  std::array<std::uint32_t, (1u << kDigitBitsMost) + 1> next;
  std::fill_n(next.begin(), digits + 1, 0u);
  const auto digit_of = [&](const KeyEntry& entry) { return (entry.key >> shift) & (digits - 1); };
  for (const KeyEntry& entry : part) ++next[digit_of(entry) + 1];
  for (std::uint32_t digit = 0; digit < digits; ++digit) next[digit + 1] += next[digit];
  std::ranges::copy(part, room.begin());
  for (const KeyEntry& entry : room) part[next[digit_of(entry)]++] = entry;
  for (std::size_t first = 0; first < size;) {
    std::size_t last = first + 1;
    bool mixed = false;
    while (last < size && part[last].key >> shift == part[first].key >> shift)
      mixed = part[last++].key != part[first].key || mixed;
    if (mixed) sort_few(part.subspan(first, last - first));
    first = last;
  }
}

}  // namespace chokepoint::linkage
