// Asks the system to hold a large array in large pages: an index that is read at random then misses
// the table of pages less often. Only a wish; what the system does not know or refuses is left as
// it is. Arrays below some megabytes are not worth it. Cost: the array is copied once.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::screening {

template <class T>
void prefer_large_pages(const std::vector<T>& array) {
  constexpr std::uintptr_t kLarge = std::uintptr_t{2} << 20;
  const auto begin = reinterpret_cast<std::uintptr_t>(array.data());
  const std::uintptr_t from = (begin + kLarge - 1) & ~(kLarge - 1),
                       to = (begin + array.size() * sizeof(T)) & ~(kLarge - 1);
  if (to < from + 2 * kLarge) return;
  void* const pages = reinterpret_cast<void*>(from);
  if (madvise(pages, to - from, MADV_HUGEPAGE) != 0) return;
#ifdef MADV_COLLAPSE
  constexpr int kNow = MADV_COLLAPSE;
#else
  constexpr int kNow = 25;  // since Linux 6.1
#endif
  // The wish alone is heard by and by.
  static_cast<void>(madvise(pages, to - from, kNow));
}

}  // namespace chokepoint::screening
