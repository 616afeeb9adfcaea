#include "linkage/value_table.h"

#include "base/hash.h"

namespace chokepoint::linkage {

ValueTable::ValueTable() : entries_(1), slots_(1024) {}

std::uint32_t ValueTable::hash_of(std::string_view form) {
  return static_cast<std::uint32_t>(base::hash_bytes(form));
}

std::uint32_t ValueTable::add(std::string_view form, std::uint32_t hash) {
  if (form.empty()) return 0;
  if (entries_.size() * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0) {
    Entry& entry = entries_[slots_[slot]];
    if (entry.hash == hash && text(slots_[slot]) == form) {
      ++entry.count;
      return slots_[slot];
    }
    slot = (slot + 1) & mask;
  }
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({bytes_.size() << kSizeBits | form.size(), hash, 1});
  bytes_.insert(bytes_.end(), form.begin(), form.end());
  slots_[slot] = number;
  return number;
}

void ValueTable::grow() {
  slots_.assign(slots_.size() * 4, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 1; number < entries_.size(); ++number) {
    std::size_t slot = entries_[number].hash & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = number;
  }
}

}  // namespace chokepoint::linkage
