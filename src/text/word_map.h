// Words to numbers: a hash table with open addressing that is filled once and then only read, by
// any number of threads.
//
// find() costs one hash and, as a rule, one comparison. Adding a word again keeps the first number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace chokepoint::text {

class WordMap {
 public:
  static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

  void add(std::string_view word, std::uint32_t value) {
    if (slots_.empty() || entries_.size() * 3 >= slots_.size() * 2) grow();
    const std::uint64_t hash = base::hash_bytes(word);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != kAbsent) {
      if (is_entry(slots_[at], hash, word)) return;
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({hash, static_cast<std::uint32_t>(bytes_.size()),
                        static_cast<std::uint32_t>(word.size()), value});
    bytes_ += word;
  }

  // The number of the word, or kAbsent.
  std::uint32_t find(std::string_view word) const {
    if (slots_.empty()) return kAbsent;
    const std::uint64_t hash = base::hash_bytes(word);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != kAbsent) {
      if (is_entry(slots_[at], hash, word)) return entries_[slots_[at]].value;
      at = (at + 1) & (slots_.size() - 1);
    }
    return kAbsent;
  }

  bool contains(std::string_view word) const { return find(word) != kAbsent; }
  std::size_t size() const { return entries_.size(); }
  // The words in the order in which they were added.
  std::string_view word(std::size_t index) const {
    return std::string_view(bytes_).substr(entries_[index].from, entries_[index].size);
  }
  std::uint32_t value(std::size_t index) const { return entries_[index].value; }

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint32_t from, size, value;
  };

  bool is_entry(std::uint32_t index, std::uint64_t hash, std::string_view text) const {
    return entries_[index].hash == hash && word(index) == text;
  }
  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, kAbsent);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      std::size_t at = entries_[i].hash & (slots_.size() - 1);
      while (slots_[at] != kAbsent) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = i;
    }
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;
  std::string bytes_;
};

}  // namespace chokepoint::text
