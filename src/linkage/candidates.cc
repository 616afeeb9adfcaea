#include "linkage/candidates.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "linkage/key_parts.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kNeighbours = 2;
constexpr std::size_t kPairsAtLeast = 300'000;  // a small table is compared almost wholly
constexpr std::size_t kPiecePairs = 20'000;

struct Entry {
  std::uint32_t key, record;
};

// By key, equal ones in the order of the records: three passes of eleven bits.
void sort_by_key(std::vector<Entry>& entries) {
  std::vector<Entry> other(entries.size());
  for (int shift = 0; shift < 33; shift += 11) {
    std::vector<std::size_t> begins(2049);
    for (const Entry& entry : entries) ++begins[((entry.key >> shift) & 2047) + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    for (const Entry& entry : entries) other[begins[(entry.key >> shift) & 2047]++] = entry;
    entries.swap(other);
  }
}

// The largest block that is compared each with each within the budget.
std::uint32_t largest_block(const std::vector<Entry>& entries, double budget) {
  constexpr std::size_t kSmall = 4096;
  std::vector<double> pairs_of_small(kSmall);
  std::map<std::uint32_t, double> pairs_by_size;
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
    const double size = static_cast<double>(end - begin);
    if (end - begin < kSmall) {
      pairs_of_small[end - begin] += size * (size - 1) / 2;
    } else {
      pairs_by_size[static_cast<std::uint32_t>(end - begin)] += size * (size - 1) / 2;
    }
    begin = end;
  }
  for (std::uint32_t size = 2; size < kSmall; ++size) {
    if (pairs_of_small[size] > 0) pairs_by_size[size] = pairs_of_small[size];
  }
  std::uint32_t largest = 1;
  for (const auto& [size, pairs] : pairs_by_size) {
    budget -= pairs;
    if (budget < 0) break;
    largest = size;
  }
  return std::max<std::uint32_t>(largest, 8);
}

}  // namespace

Candidates::Candidates(const RecordTable& table, const std::vector<FieldFacts>& facts,
                       const CandidateOptions& options)
    : table_(table), facts_(facts), options_(options), recipes_(choose_recipes(table)) {
  stride_ = (recipes_.size() + kKeysAtOnce - 1) / kKeysAtOnce * kKeysAtOnce;
  keys_.resize(table.size() * stride_);
  blocks_.resize(recipes_.size());
  fill_keys(options.threads);
  base::parallel_for(recipes_.size(), {options.threads, 1},
                     [&](std::size_t begin, std::size_t end) {
                       for (std::size_t i = begin; i < end; ++i) make_blocks(i);
                     });
  cut_pieces();
}

void Candidates::fill_keys(int threads) {
  std::map<std::pair<std::size_t, Part>, std::vector<std::uint32_t>> numbers;
  for (const KeyRecipe& recipe : recipes_) {
    for (const KeyPart& part : recipe.parts) numbers[{part.field, part.part}];
  }
  std::vector<std::pair<const std::pair<std::size_t, Part>, std::vector<std::uint32_t>>*> wanted;
  wanted.reserve(numbers.size());
  for (auto& entry : numbers) wanted.push_back(&entry);
  base::parallel_for(wanted.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto [field, part] = wanted[i]->first;
      wanted[i]->second = part_numbers(table_.fields()[field], facts_[field], part);
    }
  });
  struct Source {
    std::size_t field;
    const std::uint32_t* numbers;
  };
  std::vector<std::vector<Source>> sources;
  for (const KeyRecipe& recipe : recipes_) {
    std::vector<Source>& made = sources.emplace_back();
    for (const KeyPart& part : recipe.parts)
      made.push_back({part.field, numbers[{part.field, part.part}].data()});
  }
  base::parallel_for(table_.size(), {threads, 4096}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t record = begin; record < end; ++record) {
      const std::uint32_t* row = table_.row(record);
      for (std::size_t i = 0; i < recipes_.size(); ++i) {
        std::array<std::uint32_t, 3> parts{};
        bool whole = true;
        for (std::size_t j = 0; j < sources[i].size(); ++j) {
          parts[j] = sources[i][j].numbers[row[sources[i][j].field]];
          whole = whole && parts[j] != 0;
        }
        if (!whole) continue;
        if (recipes_[i].any_order && parts[0] > parts[1]) std::swap(parts[0], parts[1]);
        const std::uint64_t key = base::mix(base::mix(parts[0], parts[1]), parts[2]);
        keys_[record * stride_ + i] = static_cast<std::uint32_t>(key >> 32) | 1u;
      }
    }
  });
}

std::vector<std::size_t> Candidates::telling_fields(std::size_t recipe) const {
  std::vector<std::size_t> fields;
  for (std::size_t i = 0; i < table_.fields().size(); ++i) {
    const auto inside = [&](const KeyPart& part) { return part.field == i; };
    if (std::ranges::none_of(recipes_[recipe].parts, inside)) fields.push_back(i);
  }
  std::ranges::stable_sort(fields, [&](std::size_t a, std::size_t b) {
    return table_.fields()[a].values.size() > table_.fields()[b].values.size();
  });
  if (fields.size() > 1) fields.resize(1);
  return fields;
}

void Candidates::order_large_block(std::size_t, std::span<std::uint32_t> records,
                                   std::size_t field) const {
  std::ranges::sort(records, [&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t value_a = table_.cell(a, field), value_b = table_.cell(b, field);
    return value_a != value_b ? value_a < value_b : a < b;
  });
}

void Candidates::make_blocks(std::size_t recipe) {
  std::vector<Entry> entries;
  for (std::uint32_t record = 0; record < table_.size(); ++record) {
    const std::uint32_t key = keys_[record * stride_ + recipe];
    if (key != 0) entries.push_back({key, record});
  }
  sort_by_key(entries);
  const double budget =
      static_cast<double>(std::max(table_.size() * options_.pairs_a_record, kPairsAtLeast));
  const std::uint32_t largest = largest_block(entries, budget);
  const std::vector<std::size_t> telling = telling_fields(recipe);
  RecipeBlocks& made = blocks_[recipe];
  for (std::size_t begin = 0; begin < entries.size();) {
    std::size_t end = begin + 1;
    while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
    const auto size = static_cast<std::uint32_t>(end - begin);
    const bool large = size > largest;
    const std::size_t orders = large ? std::max<std::size_t>(telling.size(), 1) : 1;
    for (std::size_t order = 0; size > 1 && order < orders; ++order) {
      const std::size_t start = made.records.size();
      for (std::size_t i = begin; i < end; ++i) made.records.push_back(entries[i].record);
      if (large && !telling.empty())
        order_large_block(recipe, std::span(made.records).subspan(start), telling[order]);
      made.blocks.push_back({static_cast<std::uint32_t>(start), size,
                             large ? static_cast<std::uint32_t>(kNeighbours) : 0});
      made.pairs += large ? static_cast<double>(size) * kNeighbours : 0.5 * size * (size - 1.0);
    }
    if (large) {
      for (std::size_t i = begin; i < end; ++i) keys_[entries[i].record * stride_ + recipe] = 0;
    }
    begin = end;
  }
}

void Candidates::cut_pieces() {
  for (std::uint32_t recipe = 0; recipe < blocks_.size(); ++recipe) {
    const std::vector<Block>& blocks = blocks_[recipe].blocks;
    std::size_t pairs = 0;
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < blocks.size(); ++i) {
      const std::size_t size = blocks[i].size;
      pairs += blocks[i].neighbours != 0 ? size * kNeighbours : size * (size - 1) / 2;
      if (pairs < kPiecePairs && i + 1 < blocks.size()) continue;
      pieces_.push_back({recipe, begin, i + 1});
      begin = i + 1;
      pairs = 0;
    }
    pair_count_ += blocks_[recipe].pairs;
  }
}

bool Candidates::is_drawn(std::uint32_t recipe, std::uint32_t block, double share) {
  return static_cast<double>(base::mix(recipe + 1, block) >> 11) * 0x1.0p-53 < share;
}

}  // namespace chokepoint::linkage
