#include "linkage/likely_spelling.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "linkage/letters.h"
#include "linkage/table_for_test.h"

namespace chokepoint::linkage {
namespace {

struct Surnames {
  RecordTable table;
  std::vector<FieldFacts> facts;
  const ValueTable& values() const { return table.fields()[0].values; }
};

// Each word so many times.
Surnames surnames(const std::vector<std::pair<std::string, int>>& words) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [word, times] : words) rows.insert(rows.end(), times, {word});
  Surnames made{make_table({Kind::surname}, rows), {}};
  made.facts = read_facts(made.table, 1);
  return made;
}

TEST(LikelySpelling, AsPrintCanBeTaken) {
  EXPECT_EQ(look_of("rnark"), "mark");
  EXPECT_EQ(look_of("vvest"), "west");
  EXPECT_EQ(look_of("clark"), look_of("dark"));
  EXPECT_EQ(look_of("kimb1e"), "kimble");
  EXPECT_EQ(look_of("12 mill"), "12 mill");
}

TEST(LikelySpelling, ASlipOfACommonerName) {
  const Surnames made = surnames(
      {{"john", 9}, {"jhon", 1}, {"j0hn", 3}, {"maria", 9}, {"marie", 4}, {"lee", 1}, {"bo", 1}});
  const auto likely = likely_spellings(made.values(), made.facts[0], 1);
  const auto spelling = [&](std::size_t record) {
    return made.values().text(likely[made.table.cell(record, 0)]);
  };
  EXPECT_EQ(spelling(9), "john");
  EXPECT_EQ(spelling(10), "john");
  EXPECT_EQ(spelling(22), "marie");  // used too often to be a slip
  EXPECT_EQ(spelling(26), "lee");
  EXPECT_EQ(spelling(27), "bo");
}

// Against all pairs of values, on words of few letters, so that many are near one another.
TEST(LikelySpelling, AgreesWithTheExhaustiveSearch) {
  base::Rng random(3);
  std::vector<std::pair<std::string, int>> words;
  for (int i = 0; i < 400; ++i) {
    std::string word;
    for (std::size_t size = random.below(6) + 2; word.size() < size;)
      word += static_cast<char>('a' + random.below(3));
    words.push_back({word, static_cast<int>(random.below(30)) + 1});
  }
  const Surnames made = surnames(words);
  const ValueTable& values = made.values();
  const auto likely = likely_spellings(values, made.facts[0], 2);
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    std::uint32_t most = values.count(value);
    for (std::uint32_t other = 1; other < values.size(); ++other) {
      const std::string_view a = values.text(value), b = values.text(other);
      if (std::min(a.size(), b.size()) < 3 || letter_distance(a, b) > 1) continue;
      if (values.count(other) >= 3 * values.count(value))
        most = std::max(most, values.count(other));
    }
    EXPECT_EQ(values.count(likely[value]), most) << values.text(value);
  }
}

}  // namespace
}  // namespace chokepoint::linkage
