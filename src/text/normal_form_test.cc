#include "text/normal_form.h"

#include <gtest/gtest.h>

#include "base/rng.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

TEST(NormalFormTest, FoldsWhatWritingAdds) {
  EXPECT_EQ(fold("  José   GARCÍA-Núñez "), "jose garcia-nunez");
  EXPECT_EQ(fold("Łódź Straße Ærø Þór"), "lodz strasse aero thor");
  EXPECT_EQ(fold("ＡＢＣ　１２３"), "abc 123");
  EXPECT_EQ(fold("O’Brien “X” – Y"), "o'brien \"x\" - y");
  EXPECT_EQ(fold("Nguyễn Thị Minh"), "nguyen thi minh");
  EXPECT_EQ(fold("Андрей Ёлкин"), "андрей ёлкин");
  EXPECT_EQ(fold("王 伟"), "王 伟");
  EXPECT_EQ(fold("İSTANBUL Işık"), "istanbul isik");
  EXPECT_EQ(fold("مُحَمَّد"), "محمد");
  EXPECT_EQ(fold("ジョン・スミス"), "ジョン スミス");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" \t\n "), "");
}

TEST(NormalFormTest, RemovesWhatHides) {
  EXPECT_EQ(fold("ab\u202Ecd\u202C"), "abcd");
  EXPECT_EQ(fold("a\u200Bb\uFEFFc\u00ADd"), "abcd");
  EXPECT_EQ(fold(std::string_view("a\0b\x01"
                                  "c",
                                  5)),
            "abc");
  EXPECT_EQ(fold("a\tb\r\nc"), "a b c");
  EXPECT_EQ(fold("ab\xFF\xC0"
                 "c"),
            "abc");
  EXPECT_EQ(fold("e\u0301"), "e");
}

// The quick paths against ICU for every character.
TEST(NormalFormTest, QuickPathsAgreeWithIcu) {
  base::Rng rng(7);
  const char32_t ranges[][2] = {
      {1, 128},         {0x80, 0x530},    {0x1E00, 0x1F00}, {0x4E00, 0x9FA6}, {0xAC00, 0xAC80},
      {0xFF00, 0xFF60}, {0x3000, 0x3100}, {0x2000, 0x2070}, {0x600, 0x700},   {0x900, 0x980}};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const std::size_t first = rng.below(std::size(ranges)), second = rng.below(std::size(ranges));
    for (std::uint64_t i = rng.below(12); i > 0; --i) {
      const auto& range = ranges[rng.chance(0.7) ? first : second];
      append_code_point(text, range[0] + static_cast<char32_t>(rng.below(range[1] - range[0])));
    }
    const std::string folded = fold(text);
    ASSERT_EQ(folded, fold_by_icu(text)) << text;
    ASSERT_EQ(fold(folded), folded) << text;
  }
}

TEST(NormalFormTest, TellsScripts) {
  EXPECT_TRUE(has_han("abc 王"));
  EXPECT_FALSE(has_han("abc"));
  EXPECT_EQ(main_script("王伟 (Wang)"), Script::latin);
  EXPECT_EQ(main_script("王伟"), Script::han);
  EXPECT_EQ(main_script("トヨタ自動車"), Script::kana);
  EXPECT_EQ(main_script("Иван"), Script::cyrillic);
  EXPECT_EQ(main_script("김철수"), Script::hangul);
  EXPECT_EQ(main_script("محمد"), Script::arabic);
  EXPECT_EQ(main_script("अमित"), Script::devanagari);
  EXPECT_EQ(main_script("123 !"), Script::none);
}

}  // namespace
}  // namespace chokepoint::text
