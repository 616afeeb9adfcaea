#include "screening/similar_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "made_names.h"

namespace chokepoint::screening {
namespace {

using Found = std::vector<std::tuple<std::uint64_t, std::uint32_t, double>>;

// Names that come and names that are listed: every third that comes is a slip, an excerpt or
// another order of a listed one.
struct Names {
  std::vector<std::string> listed, coming;

  explicit Names(std::uint64_t seed) {
    testing::MadeNames made(seed);
    for (int i = 0; i < 200; ++i) listed.push_back(i % 3 == 0 ? made.firm() : made.person());
    listed.insert(listed.end(), {"Müller & Söhne GmbH", "上海化工有限公司", "王小明",
                                 "Xiao Ming Wang", "Aleksandr Pushkin", "Al Rashid Trading LLC"});
    for (int i = 0; i < 1'500; ++i) {
      const std::string& other = listed[made.rng().below(listed.size())];
      switch (i % 6) {
        case 0: coming.push_back(made.with_slip(other)); break;
        case 1: coming.push_back(testing::MadeNames::reversed(other)); break;
        case 2: coming.push_back(other.substr(0, other.rfind(' '))); break;
        case 3: coming.push_back(made.firm()); break;
        default: coming.push_back(made.person());
      }
    }
    coming.insert(coming.end(), {"Mueller Soehne", "Shanghai Chemical Co Ltd", "Wang Xiaoming",
                                 "Alexander Puschkin", "Alrashid Trading", "Rashid"});
  }
};

class Desk {
 public:
  explicit Desk(const Names& names) {
    for (const std::string& name : names.coming) {
      records::Mention mention;
      mention.name = name;
      mention.country = mentions_.size() % 2 == 0 ? "" : "CN";
      parties::ResolvedMention resolved;
      resolved.keys = parties::read_mention(mention);
      mentions_.push_back(mention);
      resolved_.push_back(resolved);
    }
  }

  void see(std::size_t begin, std::size_t end, std::size_t cut, int threads) {
    for (; begin < end; begin += cut) {
      const std::size_t count = std::min(cut, end - begin);
      similar_.see(std::span(mentions_).subspan(begin, count),
                   std::span(resolved_).subspan(begin, count), threads);
    }
  }
  void see_all(std::size_t cut, int threads) { see(0, mentions_.size(), cut, threads); }

  // The keys of the names met.
  Found list(std::span<const std::string> names, int threads) {
    for (const std::string& name : names) {
      similar_.list(listed_, listed_, name, listed_ % 3 == 0 ? "organization" : "person", "");
      ++listed_;
    }
    Found met;
    for (const SimilarNames::Met& each : similar_.settle(threads)) {
      for (const SimilarName& name : each.similar)
        met.emplace_back(each.name_key, name.handle, name.similarity);
    }
    std::ranges::sort(met);
    return met;
  }

  Found found() const {
    Found all;
    for (const parties::ResolvedMention& resolved : resolved_) {
      for (const SimilarName& name : similar_.find(resolved.keys.name_key))
        all.emplace_back(resolved.keys.name_key, name.handle, name.similarity);
    }
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
  }

 private:
  std::vector<records::Mention> mentions_;
  std::vector<parties::ResolvedMention> resolved_;
  SimilarNames similar_;
  std::uint32_t listed_ = 0;
};

// The slow way is to ask the list for every name.
TEST(SimilarNames, WhoCameBeforeTheListIsFoundAsWhoComesAfter) {
  std::size_t all = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const Names names(seed);
    Desk after(names), before(names);
    EXPECT_TRUE(after.list(names.listed, 2).empty());
    after.see_all(100, 2);
    before.see_all(100, 2);
    const Found met = before.list(names.listed, 2);
    EXPECT_EQ(before.found(), after.found());
    EXPECT_EQ(met, after.found());
    all += met.size();
  }
  EXPECT_GT(all, 3'000u);
}

TEST(SimilarNames, AnUpdateOfOneNameIsAskedForAlone) {
  const Names names(5);
  Desk desk(names);
  desk.see_all(100, 2);
  Found met;
  for (const std::string& name : names.listed) {
    const Found now = desk.list({&name, 1}, 2);
    met.insert(met.end(), now.begin(), now.end());
  }
  std::ranges::sort(met);
  EXPECT_EQ(met, desk.found());
  EXPECT_GT(met.size(), 300u);
}

TEST(SimilarNames, NeitherCutNorThreadsMatter) {
  const Names names(6);
  const std::size_t half = names.coming.size() / 2;
  const std::span<const std::string> listed = names.listed;
  Found expected;
  for (const auto& [cut, threads] : {std::pair{1000u, 1}, std::pair{1u, 8}, std::pair{7u, 2}}) {
    Desk desk(names);
    desk.list(listed.first(50), threads);
    desk.see(0, half, cut, threads);
    desk.list(listed.subspan(50), threads);
    desk.see(half, names.coming.size(), cut, threads);
    if (expected.empty()) expected = desk.found();
    EXPECT_EQ(desk.found(), expected);
  }
  EXPECT_FALSE(expected.empty());
}

}  // namespace
}  // namespace chokepoint::screening
