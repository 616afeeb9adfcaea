#include "screening/namesakes.h"

#include <gtest/gtest.h>

#include <vector>

namespace chokepoint::screening {
namespace {

AgreedWords agreed_words(std::string_view query, std::string_view listed) {
  const text::ParsedName a = text::parse_name(query, {"Person", "", nullptr}),
                         b = text::parse_name(listed, {"Person", "", nullptr});
  std::vector<const text::ParsedToken*> words_a, words_b;
  for (const text::ParsedToken& token : a.readings[0].tokens) words_a.push_back(&token);
  for (const text::ParsedToken& token : b.readings[0].tokens) words_b.push_back(&token);
  return find_agreed_words(words_a, words_b);
}

constexpr std::size_t kLongList = 20'000;

TEST(NamesakesTest, WordForWordIsNotDoubted) {
  for (const auto& [query, listed] :
       std::vector<std::pair<const char*, const char*>>{{"John Smith", "SMITH, John"},
                                                        {"Ali Hassan", "HASSAN, Ali"},
                                                        {"Alotaibi Saud", "AL-OTAIBI, Saud"},
                                                        {"Johqn Smith", "John Smith"}}) {
    EXPECT_TRUE(agreed_words(query, listed).is_word_for_word) << query;
    EXPECT_EQ(doubt_of(agreed_words(query, listed), kLongList), 0) << query;
  }
}

TEST(NamesakesTest, FrequentWordsOtherwiseSpeltAreDoubted) {
  for (const auto& [query, listed] : std::vector<std::pair<const char*, const char*>>{
           {"Yuriy Kovalchuk", "Kovalchuk Yuri Valentinovich"},
           {"Muhammad Khan", "Mohammed Khan"},
           {"Andriy Kovalenko", "Andrey Kovalenko"}}) {
    EXPECT_FALSE(agreed_words(query, listed).is_word_for_word) << query;
    EXPECT_EQ(doubt_of(agreed_words(query, listed), kLongList), 1) << query;
    // On a list of one name hardly any accident is to be feared.
    EXPECT_EQ(doubt_of(agreed_words(query, listed), 1), 0) << query;
  }
  EXPECT_EQ(doubt_of(agreed_words("Yasser Abbas Zoubeidat", "Yasir Abbas Zoubeidat"), kLongList),
            0);
}

TEST(NamesakesTest, DoubtMarksDownInOrderAndLeavesRoomForABirth) {
  EXPECT_EQ(with_doubt(0.65, 1), 0.65);
  EXPECT_EQ(with_doubt(0.95, 0), 0.95);
  EXPECT_LT(with_doubt(0.98, 1), 0.80);
  EXPECT_LT(with_doubt(0.85, 1), with_doubt(0.95, 1));
  EXPECT_LT(with_doubt(0.95, 1), with_doubt(0.95, 0.5));
  // A birth that agrees adds three tenths of what is missing to 1.
  EXPECT_GE(with_doubt(0.80, 1) + 0.3 * (1 - with_doubt(0.80, 1)), 0.80);
}

TEST(NamesakesTest, CountsBearers) {
  const auto bearers = [](std::string_view name) {
    return bearers_per_million(text::parse_name(name, {"Person", "", nullptr}));
  };
  EXPECT_GT(bearers("John Smith"), 50);
  EXPECT_LT(bearers("John Smith"), 500);
  EXPECT_EQ(bearers("Xqwert Smith"), 0);
  EXPECT_EQ(bearers("John"), 0);
}

}  // namespace
}  // namespace chokepoint::screening
