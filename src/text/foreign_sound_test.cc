#include "text/foreign_sound.h"

#include <gtest/gtest.h>

#include "text/romanise.h"
#include "text/word_meanings.h"

namespace chokepoint::text {
namespace {

float likeness(std::string_view word, std::string_view latin) {
  return foreign_likeness(romanise(word, ""), main_script(word), latin, Script::latin);
}

TEST(ForeignSoundTest, ArabicAndHebrewWordsFitTheirSpellings) {
  for (const auto& [word, latin] : {std::pair{"محمد", "mohammed"},
                                    {"محمد", "muhamad"},
                                    {"القذافي", "gaddafi"},
                                    {"القذافي", "qadhafi"},
                                    {"حسين", "hussein"},
                                    {"حسن", "hassan"},
                                    {"عمر", "omar"},
                                    {"إبراهيم", "ibrahim"},
                                    {"صلاح", "salah"},
                                    {"نورالدين", "nooruddin"},
                                    {"יצחק", "yitzhak"},
                                    {"נתניהו", "netanyahu"}}) {
    EXPECT_GE(likeness(word, latin), 0.8f) << word << " " << latin;
  }
}

TEST(ForeignSoundTest, OtherNamesDoNot) {
  for (const auto& [word, latin] : {std::pair{"حسن", "hussein"},
                                    {"محمد", "mahmoud"},
                                    {"علي", "omar"},
                                    {"יצחק", "shamir"},
                                    {"محمد", "ahmed"}}) {
    EXPECT_LT(likeness(word, latin), 0.8f) << word << " " << latin;
  }
}

TEST(ForeignSoundTest, KoreanSyllables) {
  EXPECT_EQ(korean_sound("jeongeun"), korean_sound("jongun"));
  EXPECT_EQ(korean_sound("gimun"), korean_sound("kimoon"));
  EXPECT_NE(korean_sound("youngsam"), korean_sound("youngnam"));
  EXPECT_TRUE(is_korean_word("chol"));
  EXPECT_TRUE(is_korean_word("junho"));
  EXPECT_FALSE(is_korean_word("smith"));
  EXPECT_FALSE(is_korean_word("viktor"));
}

TEST(ForeignSoundTest, OneScriptIsNoMatterForIt) {
  EXPECT_EQ(foreign_likeness("john", Script::latin, "john", Script::latin), 0);
  EXPECT_EQ(foreign_likeness("", Script::arabic, "", Script::latin), 0);
  const std::string longest(5000, 'b');
  EXPECT_GE(foreign_likeness(longest, Script::arabic, longest, Script::latin), 0);
}

TEST(WordMeaningsTest, FindsWordsByTheirStem) {
  EXPECT_EQ(meaning_of("национальный"), "national");
  EXPECT_EQ(meaning_of("национального"), "national");
  EXPECT_EQ(meaning_of("ядерной"), "nuclear");
  EXPECT_EQ(meaning_of(fold("الوطنية")), "national");
  EXPECT_EQ(meaning_of("nacional"), "national");
  EXPECT_EQ(meaning_of("national"), "national");
  EXPECT_EQ(meaning_of("smith"), "");
  EXPECT_EQ(meaning_of(std::string(5000, 'x')), "");
}

}  // namespace
}  // namespace chokepoint::text
