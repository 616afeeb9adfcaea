// The one 64-bit hash of the project: XXH3, the same on every machine, so that ids made from it are
// stable.
#pragma once

#include <cstdint>
#include <string_view>

namespace chokepoint::base {

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

// Order matters: mix(a, b) != mix(b, a).
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2));
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  x ^= x >> 31;
  return x;
}

}  // namespace chokepoint::base
