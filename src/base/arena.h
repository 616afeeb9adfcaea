// Text that lives as long as the batch it came with: many small strings, freed at once.
//
// keep() copies the bytes and returns a view valid until clear() or destruction. Not thread-safe:
// one arena a writer.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace chokepoint::base {

class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* place = reserve(text.size());
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }

  // Room for `size` bytes that the caller fills.
  char* reserve(std::size_t size) {
    if (size > left_) grow(size);
    char* place = next_;
    next_ += size;
    left_ -= size;
    return place;
  }

  // Forgets everything; all views become invalid.
  void clear();
  std::size_t bytes() const { return bytes_; }

 private:
  void grow(std::size_t size);

  static constexpr std::size_t kBlockBytes = 256 * 1024;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace chokepoint::base
