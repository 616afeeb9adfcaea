#include "text/romanise.h"

#include <gtest/gtest.h>

#include "text/normal_form.h"
#include "text/sound.h"

namespace chokepoint::text {
namespace {

std::string latin(std::string_view word, std::string_view country = "") {
  return romanise(fold(word), country);
}

TEST(RomaniseTest, ByTheTablesOfTheField) {
  EXPECT_EQ(latin("Хрущёв"), "khrushchyov");
  EXPECT_EQ(latin("Юлия"), "yuliya");
  EXPECT_EQ(latin("Зеленський", "UA"), "zelenskyy");
  EXPECT_EQ(latin("Гройсман", "UA"), "hroysman");
  EXPECT_EQ(latin("Џорџ"), "dzordz");
  EXPECT_EQ(latin("محمد"), "mhmd");
  EXPECT_EQ(latin("الأسد"), "asd");
  EXPECT_EQ(latin("कुमार"), "kumar");
  EXPECT_EQ(latin("अमित"), "amit");
  EXPECT_EQ(latin("トヨタ"), "toyota");
  EXPECT_EQ(latin("さとう"), "sato");
  EXPECT_EQ(latin("삼성"), "samseong");
  EXPECT_EQ(latin("Παπαδόπουλος").substr(0, 6), "papado");
  EXPECT_EQ(latin("O'Neil-3"), "oneil3");
}

TEST(RomaniseTest, KoreansAsFamiliesWriteThem) {
  const auto names = romanise_korean_person("김철수");
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names[0], "kim cheolsu");
  EXPECT_EQ(names[1], "kim chulsoo");
  EXPECT_TRUE(romanise_korean_person("abc").empty());
  EXPECT_TRUE(romanise_korean_person("").empty());
}

TEST(SoundTest, TranscribersAgree) {
  EXPECT_EQ(light_sound("yuriy"), light_sound("iouri"));
  EXPECT_EQ(light_sound("mikhail"), light_sound("mihail"));
  EXPECT_EQ(light_sound("hussein"), light_sound("hussain"));
  EXPECT_NE(light_sound("maria"), light_sound("mario"));
  EXPECT_EQ(consonant_sound("mohammed"), consonant_sound("mhmd"));
  EXPECT_EQ(consonant_sound("abdullah"), consonant_sound("abdlh"));
  EXPECT_EQ(light_sound(""), "");
}

}  // namespace
}  // namespace chokepoint::text
