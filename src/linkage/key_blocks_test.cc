#include "linkage/key_blocks.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "base/rng.h"

namespace chokepoint::linkage {
namespace {

using Blocks = std::map<std::uint32_t, std::vector<std::uint32_t>>;

// The slow twin is a map from key to records.
void expect_blocks(KeyBlocks& blocks, const std::vector<std::uint32_t>& key_of_record) {
  Blocks expected;
  for (std::uint32_t record = 0; record < key_of_record.size(); ++record) {
    blocks.entries()[record] = {key_of_record[record], record};
    expected[key_of_record[record]].push_back(record);
  }
  std::erase_if(expected, [](const auto& block) { return block.second.size() < 2; });
  blocks.sort(key_of_record.size());
  Blocks found;
  blocks.for_each([&](std::span<const KeyEntry> block) {
    std::vector<std::uint32_t>& records = found[block.front().key];
    EXPECT_TRUE(records.empty());
    for (const KeyEntry& entry : block) {
      EXPECT_EQ(entry.key, block.front().key);
      records.push_back(entry.record);
    }
  });
  EXPECT_EQ(found, expected);
}

TEST(KeyBlocks, AgreeWithAMap) {
  base::Rng random(5);
  KeyBlocks blocks(20'000);
  for (const std::uint64_t kinds : {1, 3, 500, 20'000, 1'000'000'000}) {
    std::vector<std::uint32_t> keys(random.below(20'000) + 1);
    // Spread over all bits, and beside one another.
    for (std::uint32_t& key : keys)
      key = static_cast<std::uint32_t>(random.below(kinds) * 2654435761u);
    expect_blocks(blocks, keys);
    for (std::uint32_t& key : keys) key = static_cast<std::uint32_t>(random.below(kinds));
    expect_blocks(blocks, keys);
  }
}

TEST(KeyBlocks, FewEntries) {
  KeyBlocks blocks(3);
  expect_blocks(blocks, {});
  expect_blocks(blocks, {7});
  expect_blocks(blocks, {0xffffffffu, 0, 0xffffffffu});
}

}  // namespace
}  // namespace chokepoint::linkage
