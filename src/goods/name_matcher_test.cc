#include "goods/name_matcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/rng.h"

namespace chokepoint::goods {
namespace {

NameMatcher matcher_of(const std::vector<std::string>& names) {
  std::vector<NameRule> rules;
  for (std::size_t i = 0; i < names.size(); ++i)
    rules.push_back({fold_name(names[i]), static_cast<std::uint16_t>(i), false, true});
  return NameMatcher(std::move(rules));
}

// The slow twin: the distance of every word to every name, with swaps of neighbours.
int distance(std::u16string_view a, std::u16string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::string mutated(std::string text, std::int64_t slips, base::Rng& rng) {
  for (std::int64_t i = 0; i < slips; ++i) {
    const std::size_t at = rng.below(text.size() - 1);
    switch (rng.below(4)) {
      case 0: text.erase(at, 1); break;
      case 1: text.insert(at, 1, static_cast<char>('a' + rng.below(26))); break;
      case 2: std::swap(text[at], text[at + 1]); break;
      default: text[at] = static_cast<char>('a' + rng.below(26));
    }
  }
  return text;
}

TEST(NameMatcherTest, AgreesWithTheSlowTwinOnOneSlip) {
  const std::vector<std::string> names = {"norfentanyl", "carfentanil", "propionylchloride",
                                          "anilinophenethylpiperidine"};
  const NameMatcher matcher = matcher_of(names);
  base::Rng rng(5);
  FoldedText folded;
  std::vector<NameMatch> matches;
  std::size_t near = 0;
  std::vector<std::string> missed;
  for (int round = 0; round < 20'000; ++round) {
    const std::size_t chosen = rng.below(names.size());
    const std::string word = mutated(names[chosen], rng.between(0, 3), rng);
    const std::u16string symbols = fold_name(word);
    fold_text("buy " + word + " now", folded);
    matches.clear();
    matcher.find(folded, matches);
    std::set<std::uint16_t> found;
    for (const NameMatch& match : matches) found.insert(match.owner);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::u16string name = fold_name(names[i]);
      const int slips = distance(name, symbols);
      if (slips <= 1) {
        ++near;
        if (!found.contains(static_cast<std::uint16_t>(i))) missed.push_back(word);
      }
      // What is found is as near as it is said to be.
      for (const NameMatch& match : matches) {
        if (match.owner != i) continue;
        const std::u16string_view span(folded.symbols.data() + match.begin,
                                       match.end - match.begin);
        EXPECT_LE(distance(name, span), static_cast<int>(match.slips)) << word;
      }
    }
  }
  EXPECT_GT(near, 5'000u);
  EXPECT_TRUE(missed.empty()) << missed.size() << " of " << near << testing::PrintToString(missed);
}

TEST(NameMatcherTest, DigitsAreNoSlips) {
  const NameMatcher matcher = matcher_of({"4-piperidone"});
  FoldedText folded;
  std::vector<NameMatch> matches;
  for (const std::string_view text :
       {"2-piperidone", "3-piperidone", "piperidone", "4-piperidine"}) {
    fold_text(text, folded);
    matches.clear();
    matcher.find(folded, matches);
    EXPECT_EQ(matches.empty(), text != "4-piperidine") << text;
  }
}

TEST(NameMatcherTest, ATextOfPiecesAloneDoesNotHideAName) {
  const NameMatcher matcher =
      matcher_of({"norfentanyl", "carfentanil", "norfentanil", "benzylfentanyl"});
  std::string text;
  for (int i = 0; i < 4'000; ++i) text += "norfen ";
  FoldedText folded;
  std::vector<NameMatch> matches;
  fold_text(text + "norfentanyl", folded);
  matcher.find(folded, matches);
  EXPECT_FALSE(matches.empty());
}

TEST(NameMatcherTest, PhrasesAreNotJoined) {
  const NameMatcher matcher = matcher_of({"tablet press"});
  FoldedText folded;
  std::vector<NameMatch> matches;
  fold_text("samsung tablet. press on nails", folded);
  matcher.find(folded, matches);
  EXPECT_TRUE(matches.empty());
}

}  // namespace
}  // namespace chokepoint::goods
