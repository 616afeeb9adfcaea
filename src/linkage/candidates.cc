#include "linkage/candidates.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <numeric>
#include <optional>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "linkage/key_parts.h"

namespace chokepoint::linkage {
namespace {

constexpr std::uint32_t kNeighbours = 2;
constexpr std::size_t kPairsAtLeast = 300'000;  // a small table is compared almost wholly
constexpr int kRunBitsMost = 14, kRunBitsLeast = 6;
constexpr std::size_t kRunsWanted = 64;

struct Entry {
  std::uint32_t key, record;
};

// The lower record in the upper half.
std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b);
}

// The pairs of one key, run by run of their lower records.
struct KeyPairs {
  base::LargeVector<std::uint64_t> pairs;
  std::vector<std::size_t> begins;  // by run, and the end
  std::span<const std::uint64_t> of_run(std::size_t run) const {
    return std::span(pairs).subspan(begins[run], begins[run + 1] - begins[run]);
  }
};

// By key, equal ones in the order of the records: two passes over the upper bits, eleven each, put
// nearly all in order; the few that agree in them and differ below are sorted among themselves.
void sort_by_key(base::LargeVector<Entry>& entries, base::LargeVector<Entry>& other) {
  constexpr std::uint32_t kDigits = 2048;
  constexpr int kLowBits = 10;
  other.resize(entries.size());
  std::array<std::vector<std::size_t>, 2> begins;
  for (std::vector<std::size_t>& of_pass : begins) of_pass.resize(kDigits + 1);
  const auto digit = [](const Entry& entry, std::size_t pass) {
    return (entry.key >> (kLowBits + 11 * pass)) % kDigits;
  };
  for (const Entry& entry : entries) {
    ++begins[0][digit(entry, 0) + 1];
    ++begins[1][digit(entry, 1) + 1];
  }
  for (std::size_t pass = 0; pass < begins.size(); ++pass) {
    std::partial_sum(begins[pass].begin(), begins[pass].end(), begins[pass].begin());
    for (const Entry& entry : entries) other[begins[pass][digit(entry, pass)]++] = entry;
    entries.swap(other);
  }
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    bool mixed = false;
    while (end < entries.size() && entries[end].key >> kLowBits == entries[begin].key >> kLowBits)
      mixed = entries[end++].key != entries[begin].key || mixed;
    if (mixed)
      std::ranges::stable_sort(std::span(entries).subspan(begin, end - begin), {}, &Entry::key);
    begin = end;
  }
}

// Calls block(records) for all entries of one key, if there are several.
template <class Block>
void for_each_block(std::span<Entry> entries, Block&& block) {
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
    if (end - begin > 1) block(entries.subspan(begin, end - begin));
    begin = end;
  }
}

// The largest block that is compared each with each within the budget.
std::uint32_t largest_block(std::span<Entry> entries, double budget) {
  constexpr std::size_t kSmall = 4096;
  std::vector<double> pairs_of_small(kSmall);
  std::map<std::size_t, double> pairs_by_size;
  for_each_block(entries, [&](std::span<Entry> block) {
    const double size = static_cast<double>(block.size());
    (block.size() < kSmall ? pairs_of_small[block.size()] : pairs_by_size[block.size()]) +=
        size * (size - 1) / 2;
  });
  for (std::size_t size = 2; size < kSmall; ++size) {
    if (pairs_of_small[size] > 0) pairs_by_size[size] = pairs_of_small[size];
  }
  std::size_t largest = 1;
  for (const auto& [size, pairs] : pairs_by_size) {
    budget -= pairs;
    if (budget < 0) break;
    largest = size;
  }
  return static_cast<std::uint32_t>(std::max<std::size_t>(largest, 8));
}

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
  std::vector<PartNumbers::value_type*> wanted;
  wanted.reserve(numbers.size());
  for (auto& entry : numbers) wanted.push_back(&entry);
  base::parallel_for(wanted.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto [field, part] = wanted[i]->first;
      wanted[i]->second = part_numbers(table.fields()[field], facts[field], part);
    }
  });
  return numbers;
}

void make_entries(const RecordTable& table, const PartNumbers& numbers, const KeyRecipe& recipe,
                  base::LargeVector<Entry>& entries) {
  std::array<const std::uint32_t*, 3> numbers_of{};
  std::array<std::size_t, 3> field_of{};
  const std::size_t count = recipe.parts.size();
  for (std::size_t i = 0; i < count; ++i) {
    numbers_of[i] = numbers.at({recipe.parts[i].field, recipe.parts[i].part}).data();
    field_of[i] = recipe.parts[i].field;
  }
  entries.clear();
  entries.reserve(table.size());
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    const std::uint32_t* row = table.row(record);
    std::array<std::uint32_t, 3> parts{};
    bool whole = true;
    for (std::size_t i = 0; i < count; ++i) {
      parts[i] = numbers_of[i][row[field_of[i]]];
      whole = whole && parts[i] != 0;
    }
    if (!whole) continue;
    if (recipe.any_order && parts[0] > parts[1]) std::swap(parts[0], parts[1]);
    const std::uint64_t key = base::mix(base::mix(parts[0], parts[1]), parts[2]);
    entries.push_back({static_cast<std::uint32_t>(key >> 32) | 1u, record});
  }
}

void pair_up(const RecordTable& table, std::span<Entry> entries, std::uint32_t largest,
             std::optional<std::size_t> telling, base::LargeVector<std::uint64_t>& pairs) {
  pairs.clear();
  for_each_block(entries, [&](std::span<Entry> block) {
    std::size_t neighbours = block.size();
    if (block.size() > largest) {
      neighbours = kNeighbours;
      if (telling) {
        for (Entry& entry : block) entry.key = table.cell(entry.record, *telling);
        std::ranges::sort(block, {}, [](const Entry& entry) {
          return static_cast<std::uint64_t>(entry.key) << 32 | entry.record;
        });
      }
    }
    for (std::size_t x = 0; x < block.size(); ++x) {
      const std::size_t end = std::min(block.size(), x + 1 + neighbours);
      for (std::size_t y = x + 1; y < end; ++y)
        pairs.push_back(pair_of(block[x].record, block[y].record));
    }
  });
}

KeyPairs sort_by_run(std::span<const std::uint64_t> pairs, std::size_t runs, int run_bits) {
  KeyPairs sorted{base::LargeVector<std::uint64_t>(pairs.size()),
                  std::vector<std::size_t>(runs + 1)};
  std::vector<std::size_t> next(runs + 1);
  for (const std::uint64_t pair : pairs) ++next[(pair >> 32 >> run_bits) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  sorted.begins = next;
  for (const std::uint64_t pair : pairs) sorted.pairs[next[pair >> 32 >> run_bits]++] = pair;
  return sorted;
}

Candidates::Piece gather_run(std::span<const KeyPairs> keys, std::size_t run, std::uint32_t first,
                             std::size_t records) {
  std::vector<std::uint32_t> next(records + 1);
  for (const KeyPairs& key : keys) {
    for (const std::uint64_t pair : key.of_run(run)) ++next[(pair >> 32) - first + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> met(next.back());
  for (const KeyPairs& key : keys) {
    for (const std::uint64_t pair : key.of_run(run))
      met[next[(pair >> 32) - first]++] = static_cast<std::uint32_t>(pair);
  }
  // Now next[i] is the end of record i.
  Candidates::Piece piece{first, std::vector<std::uint32_t>(records), {}};
  auto out = met.begin(), begin = met.begin();
  for (std::size_t i = 0; i < records; ++i) {
    const auto end = met.begin() + next[i];
    std::sort(begin, end);
    out = std::copy(begin, std::unique(begin, end), out);
    piece.ends[i] = static_cast<std::uint32_t>(out - met.begin());
    begin = end;
  }
  piece.partners.assign(met.begin(), out);
  return piece;
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
  std::vector<KeyPairs> keys(recipes.size());
  // Keys are taken one by one, each by the next worker that is free: its room is used again.
  std::atomic<std::size_t> taken = 0;
  const auto workers = static_cast<std::size_t>(std::max(options.threads, 1));
  base::parallel_for(workers, {options.threads, 1}, [&](std::size_t, std::size_t) {
    base::LargeVector<Entry> entries, other;
    base::LargeVector<std::uint64_t> pairs;
    for (std::size_t i = taken++; i < keys.size(); i = taken++) {
      make_entries(table, numbers, recipes[i], entries);
      sort_by_key(entries, other);
      pair_up(table, entries, largest_block(entries, budget), telling_field(table, recipes[i]),
              pairs);
      keys[i] = sort_by_run(pairs, pieces_.size(), run_bits);
    }
  });
  base::parallel_for(pieces_.size(), {options.threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t run = begin; run < end; ++run) {
      const std::size_t first = run << run_bits;
      pieces_[run] = gather_run(keys, run, static_cast<std::uint32_t>(first),
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
