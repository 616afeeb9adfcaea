// Vectors that are read at random: in pages of two megabytes where the system grants them.
//
// A visit to a place that no page table in the processor knows costs more than the memory behind
// it. Vectors below kLargeBytes live where all others do.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace chokepoint::base {

template <class T>
struct LargePages {
  using value_type = T;  // NOLINT(readability-identifier-naming): allocators must have it
  static constexpr std::size_t kPage = std::size_t{1} << 21;
  static constexpr std::size_t kLargeBytes = 2 * kPage;

  LargePages() = default;
  template <class Other>
  explicit(false) LargePages(const LargePages<Other>&) {}

  static std::align_val_t alignment(std::size_t count) {
    return std::align_val_t{count * sizeof(T) < kLargeBytes ? alignof(T) : kPage};
  }
  T* allocate(std::size_t count) {
    void* room = ::operator new(count * sizeof(T), alignment(count));
    // A wish: without it the pages are small.
    if (count * sizeof(T) >= kLargeBytes) ::madvise(room, count * sizeof(T), MADV_HUGEPAGE);
    return static_cast<T*>(room);
  }
  void deallocate(T* room, std::size_t count) { ::operator delete(room, alignment(count)); }
  bool operator==(const LargePages&) const = default;
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace chokepoint::base
