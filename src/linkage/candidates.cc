#include "linkage/candidates.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <optional>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "linkage/key_blocks.h"
#include "linkage/key_parts.h"
#include "linkage/pair_runs.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kNeighbours = 2;
constexpr std::size_t kAlwaysWhole = 8;         // records of a block that every budget allows
constexpr std::size_t kPairsAtLeast = 300'000;  // a small table is compared almost wholly
constexpr int kRunBitsMost = 14, kRunBitsLeast = 6;
constexpr std::size_t kRunsWanted = 64;
static_assert(kRunBitsMost <= PairRuns::kRunBitsMost);

// The blocks of one key, by size: which are compared each with each.
class BlockSizes {
 public:
  void add(std::size_t size) {
    const double pairs = static_cast<double>(size) * static_cast<double>(size - 1) / 2;
    if (size < pairs_of_small_.size()) {
      pairs_of_small_[size] += pairs;
    } else {
      pairs_by_size_[size] += pairs;
    }
  }
  // The largest within the budget.
  std::size_t largest(double budget) const {
    std::size_t largest = kAlwaysWhole;
    const auto take = [&](std::size_t size, double pairs) {
      budget -= pairs;
      if (budget >= 0) largest = std::max(largest, size);
      return budget >= 0;
    };
    for (std::size_t size = 2; size < pairs_of_small_.size(); ++size) {
      if (pairs_of_small_[size] > 0 && !take(size, pairs_of_small_[size])) return largest;
    }
    for (const auto& [size, pairs] : pairs_by_size_) {
      if (!take(size, pairs)) return largest;
    }
    return largest;
  }

 private:
  std::vector<double> pairs_of_small_ = std::vector<double>(4096);
  std::map<std::size_t, double> pairs_by_size_;  // of the others
};

// The field outside the key that has most values.
std::optional<std::size_t> telling_field(const RecordTable& table, const KeyRecipe& recipe) {
  std::optional<std::size_t> telling;
  for (std::size_t i = 0; i < table.fields().size(); ++i) {
    const auto inside = [&](const KeyPart& part) { return part.field == i; };
    if (std::ranges::any_of(recipe.parts, inside)) continue;
    if (!telling || table.fields()[i].values.size() > table.fields()[*telling].values.size())
      telling = i;
  }
  return telling;
}

// What of each value goes into the keys, by field and part.
using PartNumbers = std::map<std::pair<std::size_t, Part>, base::LargeVector<std::uint32_t>>;

PartNumbers number_parts(const RecordTable& table, const std::vector<FieldFacts>& facts,
                         std::span<const KeyRecipe> recipes, int threads) {
  PartNumbers numbers;
  for (const KeyRecipe& recipe : recipes) {
    for (const KeyPart& part : recipe.parts) numbers[{part.field, part.part}];
  }
  for (auto& [of, by_value] : numbers)
    by_value = part_numbers(table.fields()[of.first], facts[of.first], of.second, threads);
  return numbers;
}

// Into `entries`, by record; how many records have the key.
std::size_t make_entries(const RecordTable& table, const PartNumbers& numbers,
                         const KeyRecipe& recipe, std::span<KeyEntry> entries) {
  std::array<const std::uint32_t*, 3> numbers_of{};
  std::array<std::size_t, 3> field_of{};
  const std::size_t count = recipe.parts.size();
  for (std::size_t i = 0; i < count; ++i) {
    numbers_of[i] = numbers.at({recipe.parts[i].field, recipe.parts[i].part}).data();
    field_of[i] = recipe.parts[i].field;
  }
  std::size_t made = 0;
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    const std::uint32_t* row = table.row(record);
    std::array<std::uint32_t, 3> parts{};
    bool whole = true;
    for (std::size_t i = 0; i < count; ++i) {
      parts[i] = numbers_of[i][row[field_of[i]]];
      whole = whole && parts[i] != 0;
    }
    if (recipe.any_order && parts[0] > parts[1]) std::swap(parts[0], parts[1]);
    const std::uint64_t key = base::mix(base::mix(parts[0], parts[1]), parts[2]);
    // Written anyway, kept only if it is whole: nobody can foretell which are.
    entries[made] = {static_cast<std::uint32_t>(key >> 32) | 1u, record};
    made += whole ? 1 : 0;
  }
  return made;
}

void meet_all(std::span<const KeyEntry> block, PairRuns& pairs) {
  for (std::size_t x = 0; x < block.size(); ++x) {
    for (std::size_t y = x + 1; y < block.size(); ++y) pairs.add(block[x].record, block[y].record);
  }
}

// In the order of the telling field, where there is one.
void meet_neighbours(const RecordTable& table, std::optional<std::size_t> telling,
                     std::span<KeyEntry> block, PairRuns& pairs) {
  if (telling) {
    for (KeyEntry& entry : block) entry.key = table.cell(entry.record, *telling);
    std::ranges::sort(block, {}, [](const KeyEntry& entry) {
      return static_cast<std::uint64_t>(entry.key) << 32 | entry.record;
    });
  }
  for (std::size_t x = 0; x < block.size(); ++x) {
    const std::size_t end = std::min(block.size(), x + 1 + kNeighbours);
    for (std::size_t y = x + 1; y < end; ++y) pairs.add(block[x].record, block[y].record);
  }
}

void pair_up(const RecordTable& table, const KeyRecipe& recipe, double budget, KeyBlocks& blocks,
             PairRuns& pairs) {
  BlockSizes sizes;
  std::vector<std::span<KeyEntry>> large;
  blocks.for_each([&](std::span<KeyEntry> block) {
    sizes.add(block.size());
    if (block.size() <= kAlwaysWhole) {
      meet_all(block, pairs);
    } else {
      large.push_back(block);
    }
  });
  const std::size_t largest = sizes.largest(budget);
  const std::optional<std::size_t> telling = telling_field(table, recipe);
  for (const std::span<KeyEntry> block : large) {
    if (block.size() <= largest) {
      meet_all(block, pairs);
    } else {
      meet_neighbours(table, telling, block, pairs);
    }
  }
}

}  // namespace

Candidates::Candidates(const RecordTable& table, const std::vector<FieldFacts>& facts,
                       const CandidateOptions& options) {
  const std::vector<KeyRecipe> recipes = choose_recipes(table);
  const PartNumbers numbers = number_parts(table, facts, recipes, options.threads);
  const std::size_t records = table.size();
  int run_bits = kRunBitsMost;
  while (run_bits > kRunBitsLeast && records >> run_bits < kRunsWanted) --run_bits;
  const std::size_t run_size = std::size_t{1} << run_bits;
  pieces_.resize((records + run_size - 1) >> run_bits);
  const double budget =
      static_cast<double>(std::max(records * options.pairs_a_record, kPairsAtLeast));
  // Keys are taken one by one, each by the next worker that is free: its room is used again.
  std::atomic<std::size_t> taken = 0;
  std::vector<PairRuns> pairs(static_cast<std::size_t>(std::max(options.threads, 1)),
                              PairRuns(pieces_.size(), run_bits));
  base::parallel_for(pairs.size(), {options.threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t worker = begin; worker < end; ++worker) {
      KeyBlocks blocks(records);
      for (std::size_t i = taken++; i < recipes.size(); i = taken++) {
        blocks.sort(make_entries(table, numbers, recipes[i], blocks.entries()));
        pair_up(table, recipes[i], budget, blocks, pairs[worker]);
      }
    }
  });
  base::parallel_for(pieces_.size(), {options.threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t run = begin; run < end; ++run) {
      const std::size_t first = run << run_bits;
      pieces_[run] = gather_run(pairs, run, static_cast<std::uint32_t>(first),
                                std::min(run_size, records - first));
    }
  });
}

std::uint64_t Candidates::pair_count() const {
  std::uint64_t count = 0;
  for (const Piece& piece : pieces_) count += piece.partners.size();
  return count;
}

}  // namespace chokepoint::linkage
