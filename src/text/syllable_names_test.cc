#include "text/syllable_names.h"

#include <gtest/gtest.h>

#include "text/similarity.h"

namespace chokepoint::text {
namespace {

Reading first_reading(std::string_view name, std::string_view schema) {
  return parse_name(name, {schema, "", nullptr}).readings.at(0);
}

TEST(SyllableNamesTest, SyllablesAreMarked) {
  EXPECT_TRUE(first_reading("Zhang Guoqiang", "Person").tokens[1].pinyin);
  EXPECT_TRUE(first_reading("Nguyen Thi Hoa", "Person").tokens[2].pinyin);
  const Reading korean = first_reading("Kim Do Chun", "Person");
  EXPECT_TRUE(korean.tokens[0].korean_surname);
  EXPECT_TRUE(korean.tokens[1].korean);  // a particle in Portuguese
  EXPECT_TRUE(first_reading("Ningbo Haishun Co Ltd", "Company").tokens[1].pinyin);
}

TEST(SyllableNamesTest, OthersAreNot) {
  EXPECT_FALSE(first_reading("John Smith", "Person").tokens[0].pinyin);
  EXPECT_FALSE(first_reading("Nguyen Smith", "Person").tokens[0].pinyin);
  EXPECT_FALSE(first_reading("Haishun Co Ltd", "Company").tokens[0].pinyin);
}

TEST(SyllableNamesTest, OneLetterOffIsAnother) {
  const auto similarity = [](std::string_view a, std::string_view b) {
    const ParseOptions person{"Person", "", nullptr};
    return compare(parse_name(a, person), parse_name(b, person)).similarity;
  };
  EXPECT_LT(similarity("Kim Yong Ho", "Lim Yong Ho"), kDefaultThreshold);
  EXPECT_LT(similarity("Le Thi Hoa", "Le Thi Hoan"), kDefaultThreshold);
  EXPECT_LT(similarity("Zhang Guoqing", "Zhang Guoqiang"), kDefaultThreshold);
  EXPECT_GT(similarity("Kim Yong Ho", "Gim Young-ho"), kDefaultThreshold);
}

}  // namespace
}  // namespace chokepoint::text
