// Vectors that are read at random: in pages of two megabytes where the system grants them.
//
// A visit to a place that no page table in the processor knows costs more than the memory behind
// it. Vectors below kLargeBytes live where all others do.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace chokepoint::base {

template <class T>
struct LargePages {
  using value_type = T;  // NOLINT(readability-identifier-naming): allocators must have it
  static constexpr std::size_t kPage = std::size_t{1} << 21;
  static constexpr std::size_t kLargeBytes = kPage / 2;

  LargePages() = default;
  template <class Other>
  explicit(false) LargePages(const LargePages<Other>&) {}

  static bool is_large(std::size_t count) { return count * sizeof(T) >= kLargeBytes; }
  // Large ones are whole pages, since a page is granted whole or not at all.
  static std::size_t bytes(std::size_t count) {
    const std::size_t wanted = count * sizeof(T);
    return is_large(count) ? (wanted + kPage - 1) / kPage * kPage : wanted;
  }
  static std::align_val_t alignment(std::size_t count) {
    return std::align_val_t{is_large(count) ? kPage : alignof(T)};
  }
  T* allocate(std::size_t count) {
    void* room = ::operator new(bytes(count), alignment(count));
    // A wish: without it the pages are small.
    if (is_large(count)) ::madvise(room, bytes(count), MADV_HUGEPAGE);
    return static_cast<T*>(room);
  }
  void deallocate(T* room, std::size_t count) { ::operator delete(room, alignment(count)); }
  bool operator==(const LargePages&) const = default;
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

// The same for what several threads fill piece by piece: elements come uncleared and hold anything
// until they are written, so that each page is first touched by the thread that fills it.
template <class T>
struct UnclearedPages : LargePages<T> {
  static_assert(std::is_trivially_copyable_v<T>);
  template <class Other>
  struct rebind {                         // NOLINT(readability-identifier-naming): allocators must
    using other = UnclearedPages<Other>;  // NOLINT(readability-identifier-naming): have both names
  };
  template <class Element, class... From>
  void construct(Element* place, From&&... from) {
    if constexpr (sizeof...(From) == 0) {
      ::new (static_cast<void*>(place)) Element;
    } else {
      ::new (static_cast<void*>(place)) Element(std::forward<From>(from)...);
    }
  }
};

template <class T>
using UnclearedVector = std::vector<T, UnclearedPages<T>>;

}  // namespace chokepoint::base
