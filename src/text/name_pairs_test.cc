#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>

#include "ordinary_names.h"
#include "text/similarity.h"

namespace chokepoint::text {
namespace {

// A file of pairs and what is asked of it.
struct PairSet {
  const char* file;
  double precision_min, recall_min;
};

class NamePairsTest : public ::testing::TestWithParam<PairSet> {};

// Pairs of one party in two dresses and of two parties that look alike, of many scripts and sorts,
// at the threshold that everybody uses.
TEST_P(NamePairsTest, AreToldApart) {
  struct Count {
    int right = 0, all = 0;
  };
  std::map<std::string, Count> sorts;
  std::map<long, int> values;
  std::string wrong;
  int found = 0, missed = 0, mistaken = 0;
  const auto rows = testing::read_test_table(std::filesystem::path(CHOKEPOINT_SOURCE_DIR) /
                                             "test/names" / GetParam().file);
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 5u) << row[0];
    const bool same = row[0] == "yes";
    const ParseOptions options{row[2], "", nullptr};
    const NameComparison compared = compare(parse_name(row[3], options),
                                            parse_name(row[4], options), {kDefaultThreshold, true});
    ++values[std::lround(compared.similarity * 1e6)];
    Count& count = sorts[row[1]];
    ++count.all;
    count.right += compared.match == same;
    found += same && compared.match;
    missed += same && !compared.match;
    mistaken += !same && compared.match;
    if (compared.match != same) {
      wrong += fmt::format("{} {} | {} | {:.3f} {}\n", row[0], row[3], row[4], compared.similarity,
                           compared.why);
    }
  }
  const double precision = static_cast<double>(found) / (found + mistaken),
               recall = static_cast<double>(found) / (found + missed);
  RecordProperty("precision", fmt::format("{:.4f}", precision));
  RecordProperty("recall", fmt::format("{:.4f}", recall));
  EXPECT_GE(precision, GetParam().precision_min) << wrong;
  EXPECT_GE(recall, GetParam().recall_min) << wrong;
  for (const auto& [sort, count] : sorts)
    EXPECT_TRUE(count.all < 6 || count.right >= 0.5 * count.all) << sort;
  // No value is a heap: a reviewer who sorts by it sees an order.
  for (const auto& [value, count] : values)
    EXPECT_LE(count, static_cast<int>(rows.size()) / 20) << value;
}

INSTANTIATE_TEST_SUITE_P(
    Files, NamePairsTest,
    ::testing::Values(PairSet{"pairs.tsv", 0.97, 0.95}, PairSet{"later_pairs.tsv", 0.96, 0.95},
                      PairSet{"mended_pairs.tsv", 0.95, 0.93},
                      PairSet{"held_pairs.tsv", 0.93, 0.89}, PairSet{"last_pairs.tsv", 0.92, 0.85}),
    [](const auto& set) {
      return std::string(set.param.file).erase(std::string_view(set.param.file).find('.'));
    });

}  // namespace
}  // namespace chokepoint::text
