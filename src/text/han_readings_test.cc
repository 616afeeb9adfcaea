#include "text/han_readings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "text/han.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

std::u32string points(std::string_view text) {
  std::u32string run;
  for (std::size_t at = 0; at < text.size();) run.push_back(next_code_point(text, at));
  return run;
}

bool reads(std::string_view name, std::string_view country, std::vector<std::string> words) {
  return std::ranges::any_of(read_person(points(name), country),
                             [&](const HanReading& r) { return r.words == words; });
}

TEST(HanReadingsTest, WadeGiles) {
  for (const auto& [pinyin, wade] : std::vector<std::pair<const char*, const char*>>{
           {"xiao", "hsiao"}, {"zhang", "chang"}, {"chang", "chang"}, {"jian", "chien"},
           {"qing", "ching"}, {"guo", "kuo"},     {"zhong", "chung"}, {"xiong", "hsiung"},
           {"ze", "tse"},     {"dong", "tung"},   {"ren", "jen"},     {"yan", "yen"},
           {"xue", "hsueh"},  {"jie", "chieh"},   {"shi", "shih"},    {"zi", "tzu"},
           {"luo", "lo"},     {"duo", "to"},      {"bo", "po"},       {"li", "li"},
           {"ping", "ping"},  {"xi", "hsi"},      {"jin", "chin"},    {"rui", "jui"},
           {"gui", "kuei"}}) {
    EXPECT_EQ(wade_giles(pinyin), wade) << pinyin;
  }
}

TEST(HanReadingsTest, HongKong) {
  for (const auto& [jyutping, custom] :
       std::vector<std::pair<const char*, const char*>>{{"zoeng", "cheung"},
                                                        {"can", "chan"},
                                                        {"wong", "wong"},
                                                        {"daai", "tai"},
                                                        {"man", "man"},
                                                        {"gwok", "kwok"},
                                                        {"jip", "yip"},
                                                        {"zau", "chau"},
                                                        {"siu", "siu"},
                                                        {"ming", "ming"},
                                                        {"kit", "kit"},
                                                        {"ng", "ng"},
                                                        {"joeng", "yeung"}}) {
    EXPECT_EQ(hong_kong_spelling(jyutping), custom) << jyutping;
  }
}

TEST(HanReadingsTest, PersonsHaveSeveral) {
  EXPECT_TRUE(reads("王小明", "CN", {"wang", "xiaoming"}));
  EXPECT_TRUE(reads("陳大文", "HK", {"chan", "taiman"}));
  EXPECT_TRUE(reads("張國華", "TW", {"chang", "kuohua"}));
  EXPECT_TRUE(reads("林志強", "SG", {"lim", "zhiqiang"}));
  EXPECT_TRUE(reads("曾志伟", "CN", {"zeng", "zhiwei"}));
  EXPECT_TRUE(reads("欧阳建国", "CN", {"ouyang", "jianguo"}));
  EXPECT_TRUE(reads("田中太郎", "JP", {"tanaka", "taro"}));
  EXPECT_EQ(read_person(points("陳大文"), "HK").front().romanisation, Romanisation::cantonese);
  EXPECT_EQ(read_person(points("陳大文"), "CN").front().romanisation, Romanisation::pinyin);
  EXPECT_TRUE(read_person(points("王"), "CN").empty());
  EXPECT_TRUE(read_person(points("abc"), "CN").empty());
}

TEST(HanReadingsTest, PinyinIsCutByItsOrthography) {
  const auto cut = [](std::string_view letters) {
    std::array<std::uint8_t, 8> ends{};
    std::string parts;
    const std::size_t count = cut_pinyin(letters, ends);
    for (std::size_t i = 0, from = 0; i < count; from = ends[i++]) {
      parts += std::string(letters.substr(from, ends[i] - from)) + (i + 1 < count ? "-" : "");
    }
    return parts;
  };
  EXPECT_EQ(cut("xiaoming"), "xiao-ming");
  EXPECT_EQ(cut("fangan"), "fan-gan");
  EXPECT_EQ(cut("xian"), "xian");
  EXPECT_EQ(cut("zhuangzhuang"), "zhuang-zhuang");
  EXPECT_EQ(cut("smith"), "");
  EXPECT_EQ(cut(""), "");
  EXPECT_EQ(cut("xiaoan"), "xiao-an");
}

}  // namespace
}  // namespace chokepoint::text
