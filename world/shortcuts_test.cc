// No single field may give the truth away: for every column of consignments and items, and for
// simple counts over them, the area under the curve of the label stays near one half. What tells
// must lie in combinations.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "base/hash.h"
#include "chokepoint/world.h"
#include "records/moment.h"
#include "scratch_folder.h"
#include "world/csv_table_for_tests.h"

namespace chokepoint::world {
namespace {

constexpr double kMostTelling = 0.6;
using Column = std::vector<std::string>;
using Numbers = std::vector<double>;

// The chance that a labelled row has the larger value; ties count half.
double area_under_curve(const Numbers& values, const std::vector<char>& labels) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  double ranks = 0, positives = 0;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    while (end < order.size() && values[order[end]] == values[order[i]]) ++end;
    const double rank = (static_cast<double>(i) + static_cast<double>(end) + 1) / 2;
    for (; i < end; ++i) {
      if (labels[order[i]]) ranks += rank, positives += 1;
    }
  }
  const double negatives = static_cast<double>(labels.size()) - positives;
  return (ranks - positives * (positives + 1) / 2) / (positives * negatives);
}

Numbers counts_of(const Column& column) {
  std::unordered_map<std::string_view, double> counts;
  for (const std::string& value : column) counts[value] += 1;
  Numbers result;
  for (const std::string& value : column) result.push_back(value.empty() ? 0 : counts[value]);
  return result;
}

// The label's mean for the value among the rows of other folds, drawn towards the overall mean.
// `fold` is by consignment, so that the lines of one consignment do not tell of each other.
Numbers means_of(const Column& column, const std::vector<char>& labels,
                 const std::vector<int>& folds) {
  constexpr int kFolds = 5;
  constexpr double kPull = 10;
  struct Sums {
    double rows[kFolds] = {}, labelled[kFolds] = {};
  };
  std::unordered_map<std::string_view, Sums> sums;
  double labelled = 0;
  for (std::size_t i = 0; i < column.size(); ++i) {
    Sums& sum = sums[column[i]];
    sum.rows[folds[i]] += 1, sum.labelled[folds[i]] += labels[i], labelled += labels[i];
  }
  const double mean = labelled / static_cast<double>(column.size());
  Numbers result;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const Sums& sum = sums[column[i]];
    double rows = 0, found = 0;
    for (int fold = 0; fold < kFolds; ++fold) {
      if (fold != folds[i]) rows += sum.rows[fold], found += sum.labelled[fold];
    }
    result.push_back((found + kPull * mean) / (rows + kPull));
  }
  return result;
}

// How many different values of `other` go with each value of `key`.
Numbers distinct_beside(const Column& key, const Column& other) {
  std::unordered_map<std::string_view, std::set<std::string_view>> beside;
  for (std::size_t i = 0; i < key.size(); ++i) beside[key[i]].insert(other[i]);
  Numbers result;
  for (const std::string& value : key)
    result.push_back(value.empty() ? 0 : static_cast<double>(beside[value].size()));
  return result;
}

class ShortcutsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const chokepoint::testing::ScratchFolder scratch;
    const std::filesystem::path& folder = scratch.path();
    const auto made =
        make_world({.seed = 11, .consignments = 60'000, .folder = folder, .progress = {}});
    ASSERT_TRUE(made.has_value()) << made.error().message;
    consignments_ = new CsvTable(read_csv_table(folder / "consignments.csv"));
    items_ = new CsvTable(read_csv_table(folder / "items.csv"));
    payments_ = new CsvTable(read_csv_table(folder / "payments.csv"));
    labels_ = new std::vector<char>;
    for (const std::string& label :
         read_csv_table(folder / "truth/consignments.csv").column("label"))
      labels_->push_back(label == "1");
  }
  static void TearDownTestSuite() {
    delete consignments_, delete items_, delete payments_, delete labels_;
  }

  static std::vector<int> folds_by(const Column& ids) {
    std::vector<int> folds;
    for (const std::string& id : ids) folds.push_back(static_cast<int>(base::hash_bytes(id) % 5));
    return folds;
  }
  static void expect_dull(const std::string& what, const Numbers& values,
                          const std::vector<char>& labels) {
    const double area = area_under_curve(values, labels);
    EXPECT_LE(area, kMostTelling) << what;
    EXPECT_GE(area, 1 - kMostTelling) << what;
    if (std::getenv("CHOKEPOINT_SHOW_SHORTCUTS") != nullptr && std::abs(area - 0.5) > 0.05)
      fmt::print("{:.3f} {}\n", area, what);
  }
  // All that one column says by itself.
  static void expect_dull_column(const std::string& name, const Column& column,
                                 const std::vector<char>& labels, const std::vector<int>& folds) {
    Numbers length, missing, number, grain;
    for (const std::string& value : column) {
      length.push_back(static_cast<double>(value.size()));
      missing.push_back(value.empty());
      char* end = nullptr;
      const double parsed = std::strtod(value.c_str(), &end);
      number.push_back(value.empty() || *end != '\0' ? -1 : parsed);
      const std::size_t dot = value.find('.');
      grain.push_back(dot == std::string::npos ? 0 : std::strtod(value.c_str() + dot + 1, nullptr));
    }
    expect_dull(name + ": length", length, labels);
    expect_dull(name + ": missing", missing, labels);
    expect_dull(name + ": number", number, labels);
    expect_dull(name + ": digits behind the point", grain, labels);
    expect_dull(name + ": frequency", counts_of(column), labels);
    expect_dull(name + ": mean of the label", means_of(column, labels, folds), labels);
  }

  static CsvTable *consignments_, *items_, *payments_;
  static std::vector<char>* labels_;
};
CsvTable* ShortcutsTest::consignments_ = nullptr;
CsvTable* ShortcutsTest::items_ = nullptr;
CsvTable* ShortcutsTest::payments_ = nullptr;
std::vector<char>* ShortcutsTest::labels_ = nullptr;

TEST_F(ShortcutsTest, TheMeasureFindsALeak) {
  const std::vector<char> labels = {0, 0, 1, 1};
  EXPECT_DOUBLE_EQ(area_under_curve({1, 2, 3, 4}, labels), 1);
  EXPECT_DOUBLE_EQ(area_under_curve({1, 1, 1, 1}, labels), 0.5);
  EXPECT_DOUBLE_EQ(area_under_curve({4, 3, 2, 1}, labels), 0);
  // A field that is the label by another name: seen by its mean over the other folds.
  Column named;
  std::vector<char> many;
  std::vector<int> folds;
  for (int i = 0; i < 1000; ++i)
    many.push_back(i % 10 == 0), named.push_back(i % 10 == 0 ? "a" : "b"),
        folds.push_back(i / 10 % 5);
  EXPECT_GT(area_under_curve(means_of(named, many, folds), many), 0.99);
}

TEST_F(ShortcutsTest, NoColumnOfConsignments) {
  const std::vector<int> folds = folds_by(consignments_->column("item_id"));
  for (const std::string& name : consignments_->columns)
    expect_dull_column(name, consignments_->column(name), *labels_, folds);
}

TEST_F(ShortcutsTest, NoColumnOfItems) {
  std::unordered_map<std::string_view, char> label_of;
  const Column& ids = consignments_->column("item_id");
  for (std::size_t i = 0; i < ids.size(); ++i) label_of[ids[i]] = (*labels_)[i];
  const Column& owners = items_->column("item_id");
  std::vector<char> labels;
  for (const std::string& owner : owners) labels.push_back(label_of.at(owner));
  const std::vector<int> folds = folds_by(owners);
  for (const std::string& name : items_->columns)
    expect_dull_column("item " + name, items_->column(name), labels, folds);
  Numbers named;
  static const char* kListed[] = {"boc",   "4-AP",     "4AP",       "4 AP",   "NPP",
                                  "N.P.P", "fentanyl", "iperidone", "ropion", "CAS "};
  for (const std::string& text : items_->column("description")) {
    named.push_back(std::ranges::any_of(
        kListed, [&](const char* word) { return text.find(word) != std::string::npos; }));
  }
  EXPECT_GT(std::ranges::count(named, 1.0), 0);
  expect_dull("item: a listed name", named, labels);
}

TEST_F(ShortcutsTest, NoOrderTimeOrIdentifier) {
  Numbers row, serial;
  Column service, hour, weekday, month, second;
  for (const std::string& id : consignments_->column("item_id")) {
    row.push_back(static_cast<double>(row.size()));
    serial.push_back(std::strtod(id.substr(2, 8).c_str(), nullptr));
    service.push_back(id.substr(0, 2));
  }
  for (const std::string& time : consignments_->column("posted_at")) {
    month.push_back(time.substr(5, 2)), hour.push_back(time.substr(11, 2)),
        second.push_back(time.substr(17, 2));
    weekday.push_back(std::to_string(records::parse_moment(time)->day().days % 7));
  }
  expect_dull("row", row, *labels_);
  expect_dull("serial", serial, *labels_);
  const std::vector<int> folds = folds_by(consignments_->column("item_id"));
  for (const Column* column : {&service, &hour, &weekday, &month, &second}) {
    expect_dull("part of id or time", means_of(*column, *labels_, folds), *labels_);
  }
}

TEST_F(ShortcutsTest, NoSimpleCount) {
  static constexpr const char* kPairs[][2] = {
      {"recipient_street", "recipient_name"},  {"recipient_phone", "recipient_name"},
      {"recipient_phone", "recipient_street"}, {"sender_phone", "sender_name"},
      {"sender_street", "sender_name"},        {"ip_address", "sender_name"},
      {"account_id", "sender_name"},           {"sender_name", "recipient_name"},
      {"recipient_name", "sender_name"},       {"recipient_street", "sender_street"},
      {"sender_phone", "recipient_street"}};
  for (const auto& pair : kPairs) {
    expect_dull(std::string(pair[1]) + " by " + pair[0],
                distinct_beside(consignments_->column(pair[0]), consignments_->column(pair[1])),
                *labels_);
  }
  std::unordered_map<std::string_view, double> lines, paid, received;
  for (const std::string& id : items_->column("item_id")) lines[id] += 1;
  for (const std::string& name : payments_->column("payer_name")) paid[name] += 1;
  for (const std::string& name : payments_->column("payee_name")) received[name] += 1;
  Numbers line_count, paid_count, received_count;
  for (const std::string& id : consignments_->column("item_id")) line_count.push_back(lines[id]);
  for (const std::string& name : consignments_->column("recipient_name"))
    paid_count.push_back(paid[name]);
  for (const std::string& name : consignments_->column("sender_name"))
    received_count.push_back(received[name]);
  expect_dull("content lines", line_count, *labels_);
  expect_dull("payments by the recipient", paid_count, *labels_);
  expect_dull("payments to the sender", received_count, *labels_);
}

}  // namespace
}  // namespace chokepoint::world
