// The pairs that weights are learnt from besides the candidates: random ones, and such as agree in
// one field, by the size of the value that they agree on. Same table, same pairs.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "linkage/comparison.h"
#include "linkage/learning.h"

namespace chokepoint::linkage {

struct Sampled {
  RecordPair pair;
  Levels levels;
  bool one_file = true;
  double judged = -1;  // 0 or 1 by a label; below 0: not judged
};

// Pairs that agree in one field on a value of one size.
struct SizeSample {
  std::vector<Sampled> pairs;
  double all_pairs = 0;  // that there are
};

inline constexpr std::size_t kSizes = 26;  // of values: counts up to 1, 2, 4, 8, ...
std::size_t size_class(std::uint32_t count);

// Neither is compared yet: compare_all fills the levels.
std::vector<Sampled> draw_random_pairs(const RecordTable& table);
std::array<SizeSample, kSizes> draw_agreeing_pairs(const RecordTable& table, std::size_t field);

void compare_all(const Comparison& comparison, int threads, std::vector<Sampled>& sample);

}  // namespace chokepoint::linkage
