#include "linkage/explanation.h"

#include <gtest/gtest.h>

#include <map>

#include "linkage/linkage.h"
#include "linkage/table_for_test.h"

namespace chokepoint::linkage {
namespace {

struct Explained {
  Parties parties;
  LinkageReport report;
  std::vector<PairExplanation> pairs;
};

Explained explain(const RecordTable& table, int threads) {
  Explained explained;
  LinkageOptions options;
  options.threads = threads;
  options.explain = [&](const PairExplanation& pair) {
    explained.pairs.push_back(pair);
    return true;
  };
  explained.parties = link_records(table, options, explained.report);
  return explained;
}

TEST(Explanation, EveryPairAddsUp) {
  const RecordTable table = make_table(person_kinds(), make_people(400, 5).rows);
  const Explained explained = explain(table, 2);
  ASSERT_GT(explained.pairs.size(), 100u);
  for (const PairExplanation& pair : explained.pairs) {
    double sum = pair.prior + pair.places_together + pair.innocent;
    for (const FieldExplanation& field : pair.fields) sum += field.weight;
    EXPECT_NEAR(sum, pair.log_odds, 1e-6);
    EXPECT_LE(pair.innocent, 1e-9);
  }
}

TEST(Explanation, OnePairARecordConnectsEachCluster) {
  const RecordTable table = make_table(person_kinds(), make_people(400, 6).rows);
  const Explained explained = explain(table, 1);
  std::vector<std::uint32_t> leader(table.size());
  for (std::uint32_t i = 0; i < leader.size(); ++i) leader[i] = i;
  const auto find = [&](std::uint32_t record) {
    while (leader[record] != record) record = leader[record];
    return record;
  };
  for (const PairExplanation& pair : explained.pairs) {
    EXPECT_LT(pair.a, pair.b);
    const std::uint32_t a = find(pair.a), b = find(pair.b);
    EXPECT_NE(a, b);  // no pair too many
    leader[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t i = 0; i < leader.size(); ++i)
    EXPECT_EQ(find(i), explained.parties.of_record[i]);
}

TEST(Explanation, ThreadsChangeNothingAndTheTellingCanEnd) {
  const RecordTable table = make_table(person_kinds(), make_people(300, 7).rows);
  const Explained one = explain(table, 1), eight = explain(table, 8);
  ASSERT_EQ(one.pairs.size(), eight.pairs.size());
  for (std::size_t i = 0; i < one.pairs.size(); ++i) {
    EXPECT_EQ(one.pairs[i].a, eight.pairs[i].a);
    EXPECT_EQ(one.pairs[i].log_odds, eight.pairs[i].log_odds);
  }
  LinkageReport report;
  LinkageOptions options;
  int told = 0;
  options.explain = [&](const PairExplanation&) { return ++told < 3; };
  link_records(table, options, report);
  EXPECT_EQ(told, 3);
}

TEST(Explanation, WeightsAreARowALevel) {
  const RecordTable table = make_table(person_kinds(), make_people(300, 8).rows);
  const Explained explained = explain(table, 1);
  std::map<std::string, double> of_birth;
  for (const WeightRow& row : explained.report.weights) {
    EXPECT_NEAR(row.weight, std::log(row.m / row.u), 1e-5);
    if (table.fields()[row.field].kind == Kind::birth_date) of_birth[row.level] = row.weight;
  }
  EXPECT_GT(of_birth.at("same"), of_birth.at("slip"));
  EXPECT_GT(of_birth.at("slip"), of_birth.at("different"));
  EXPECT_LT(of_birth.at("different"), 0);
}

}  // namespace
}  // namespace chokepoint::linkage
