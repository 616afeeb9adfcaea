#include "chinese_names.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "text/similarity.h"

namespace chokepoint::text {
namespace {

// Recall at least 0.95 at precision at least 0.95, at the threshold that everybody uses.
TEST(ChineseNamesTest, AreFoundAndToldApart) {
  std::size_t found = 0, same = 0, wrong = 0;
  std::map<std::string, std::pair<int, int>> by_dress;  // right, all
  std::map<std::string, std::string> example;
  for (const testing::ChinesePair& pair : testing::make_chinese_pairs(1, 12'000)) {
    const ParseOptions options{pair.schema, pair.country, nullptr};
    const bool match =
        compare(parse_name(pair.name_1, options), parse_name(pair.name_2, options)).match;
    same += pair.same;
    found += pair.same && match;
    wrong += !pair.same && match;
    auto& [right, all] = by_dress[pair.schema + " " + pair.dress];
    right += match == pair.same;
    ++all;
    if (match != pair.same) example[pair.dress] = pair.name_1 + " | " + pair.name_2;
  }
  const double recall = static_cast<double>(found) / static_cast<double>(same);
  const double precision = static_cast<double>(found) / static_cast<double>(found + wrong);
  std::string table;
  for (const auto& [dress, counts] : by_dress) {
    table += fmt::format("{} {}/{}\n", dress, counts.first, counts.second);
  }
  for (const auto& [dress, pair] : example) table += fmt::format("{}: {}\n", dress, pair);
  RecordProperty("recall", fmt::format("{:.4f}", recall));
  RecordProperty("precision", fmt::format("{:.4f}", precision));
  EXPECT_GE(recall, 0.95) << table;
  EXPECT_GE(precision, 0.95) << table;
  for (const auto& [dress, counts] : by_dress)
    EXPECT_GE(counts.first, 0.85 * counts.second) << dress << "\n" << table;
}

}  // namespace
}  // namespace chokepoint::text
