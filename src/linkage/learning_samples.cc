#include "linkage/learning_samples.h"

#include <algorithm>
#include <bit>
#include <span>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "base/rng.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kRandomPairs = 60'000;
constexpr std::size_t kPairsASize = 400;  // agreeing pairs sampled per field and size of value

// Calls what the coming pairs need from memory: rows, then the values that differ, then their
// letters.
class ComingPairs {
 public:
  ComingPairs(const Comparison& comparison, std::span<const Sampled> sample)
      : comparison_(comparison), sample_(sample) {}

  void before(std::size_t i) const {
    constexpr std::size_t kAhead = 8;
    if (i + 3 * kAhead < sample_.size()) {
      const RecordPair& pair = sample_[i + 3 * kAhead].pair;
      __builtin_prefetch(comparison_.table().row(pair.a));
      __builtin_prefetch(comparison_.table().row(pair.b));
    }
    if (i + 2 * kAhead < sample_.size()) {
      for_each_value(sample_[i + 2 * kAhead].pair, [&](std::size_t field, std::uint32_t value) {
        comparison_.prefetch_value(field, value);
      });
    }
    if (i + kAhead < sample_.size()) {
      for_each_value(sample_[i + kAhead].pair, [&](std::size_t field, std::uint32_t value) {
        comparison_.prefetch_letters(field, value);
      });
    }
  }

 private:
  template <class Visit>
  void for_each_value(const RecordPair& pair, Visit&& visit) const {
    const std::uint32_t* row_a = comparison_.table().row(pair.a);
    const std::uint32_t* row_b = comparison_.table().row(pair.b);
    for (std::size_t field = 0; field < comparison_.table().fields().size(); ++field) {
      if (row_a[field] == row_b[field] || row_a[field] == 0 || row_b[field] == 0) continue;
      visit(field, row_a[field]);
      visit(field, row_b[field]);
    }
  }

  const Comparison& comparison_;
  std::span<const Sampled> sample_;
};

}  // namespace

std::size_t size_class(std::uint32_t count) {
  return std::min<std::size_t>(std::bit_width(count > 0 ? count - 1 : 0), kSizes - 1);
}

std::vector<Sampled> draw_random_pairs(const RecordTable& table) {
  base::Rng random(20, "linkage random pairs");
  const std::size_t records = table.size();
  std::vector<Sampled> pairs;
  while (pairs.size() < kRandomPairs) {
    const auto a = static_cast<std::uint32_t>(random.below(records));
    const auto b = static_cast<std::uint32_t>(random.below(records));
    if (a != b) pairs.push_back({{a, b}, {}, true});
  }
  return pairs;
}

// Values are chosen by their number, at most three pairs a value, so that one value does not speak
// for all.
std::array<SizeSample, kSizes> draw_agreeing_pairs(const RecordTable& table, std::size_t field) {
  std::array<SizeSample, kSizes> samples;
  const ValueTable& values = table.fields()[field].values;
  std::array<double, kSizes> values_of_size{}, chosen_share{};
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const std::uint32_t count = values.count(value);
    if (count < 2) continue;
    const std::size_t size = size_class(count);
    values_of_size[size] += 1;
    samples[size].all_pairs += 0.5 * count * (count - 1.0);
  }
  for (std::size_t size = 0; size < kSizes; ++size) {
    const double wanted = kPairsASize / (size == 1 ? 1.0 : 3.0);
    chosen_share[size] = values_of_size[size] > 0 ? wanted / values_of_size[size] : 0;
  }
  // By value, as it is asked of every record.
  std::vector<std::uint8_t> chosen(values.size());
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const double share = chosen_share[size_class(values.count(value))];
    chosen[value] =
        share >= 1 || static_cast<double>(base::mix(value, field) >> 11) * 0x1.0p-53 < share ? 1
                                                                                             : 0;
  }
  struct Use {
    std::uint32_t value, record;
  };
  std::vector<Use> uses;
  base::Rng random(field, "linkage agreeing pairs");
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    const std::uint32_t value = table.cell(record, field);
    if (chosen[value] == 0) continue;
    // Of a common value a few dozen records are enough.
    const double keep = 60.0 / values.count(value);
    if (keep >= 1 || random.chance(keep)) uses.push_back({value, record});
  }
  std::ranges::stable_sort(uses, {}, &Use::value);
  for (std::size_t begin = 0; begin < uses.size();) {
    std::size_t end = begin;
    while (end < uses.size() && uses[end].value == uses[begin].value) ++end;
    const std::size_t size = size_class(values.count(uses[begin].value));
    const std::size_t count = end - begin;
    const std::size_t wanted = values_of_size[size] < 40 ? 60 : 3;
    for (std::size_t i = 0; i < wanted && count > 1; ++i) {
      const std::size_t first = begin + random.below(count);
      const std::size_t second = begin + random.below(count);
      if (first == second) continue;
      samples[size].pairs.push_back({{uses[first].record, uses[second].record}, {}, true});
      if (count == 2) break;
    }
    begin = end;
  }
  return samples;
}

void compare_all(const Comparison& comparison, int threads, std::vector<Sampled>& sample) {
  const RecordTable& table = comparison.table();
  const ComingPairs coming(comparison, sample);
  base::parallel_for(sample.size(), {threads, 1024}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      coming.before(i);
      const RecordPair& pair = sample[i].pair;
      sample[i].levels = comparison.compare(pair.a, pair.b);
      sample[i].one_file = table.files() < 2 || table.file_of(pair.a) == table.file_of(pair.b);
    }
  });
}

}  // namespace chokepoint::linkage
