#include "text/similarity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "made_names.h"

namespace chokepoint::text {
namespace {

NameComparison compare_names(std::string_view a, std::string_view b,
                             std::string_view schema = "Person", std::string_view country = "") {
  const ParseOptions options{schema, country, nullptr};
  return compare(parse_name(a, options), parse_name(b, options), {kDefaultThreshold, true});
}

struct Pair {
  const char* a;
  const char* b;
  const char* country = "";
};

TEST(SimilarityTest, OnePersonInManyDresses) {
  for (const Pair& pair : {Pair{"John Smith", "SMITH, John"},
                           Pair{"John Smith", "Jon Smith"},
                           Pair{"Robert Smith", "Bob Smith"},
                           Pair{"Vladimir Putin", "Путин Владимир Владимирович"},
                           Pair{"Volodymyr Zelenskyy", "Володимир Зеленський"},
                           Pair{"Mohammed Ahmed", "محمد أحمد"},
                           Pair{"Usama bin Ladin", "Osama bin Laden"},
                           Pair{"Abd al-Rahman Khalid", "Abdulrahman Khaled"},
                           Pair{"王小明", "Wang Xiaoming", "CN"},
                           Pair{"王小明", "Xiao Ming Wang", "CN"},
                           Pair{"陳大文", "Chan Tai Man", "HK"},
                           Pair{"張國華", "Chang Kuo-hua", "TW"},
                           Pair{"Zhang Guohua", "Chang Kuo-hua"},
                           Pair{"林志强", "Lim Zhiqiang", "SG"},
                           Pair{"김철수", "Kim Chul-soo"},
                           Pair{"田中太郎", "Tanaka Taro", "JP"},
                           Pair{"अमित कुमार", "Amit Kumar"},
                           Pair{"Juan Carlos Rodríguez", "RODRIGUES, Juan Carlos"},
                           Pair{"J. Smith", "John Smith"},
                           Pair{"Ivan Petrovich Sidorov", "Ivan Sidorov"}}) {
    EXPECT_TRUE(compare_names(pair.a, pair.b, "Person", pair.country).match)
        << pair.a << " " << pair.b;
  }
}

TEST(SimilarityTest, OtherPersons) {
  for (const Pair& pair :
       {Pair{"John Smith", "Jane Smith"}, Pair{"Maria Gonzalez", "Mario Gonzalez"},
        Pair{"王伟", "汪伟", "CN"}, Pair{"王伟", "Wang Bei", "CN"}, Pair{"Garcia", "Juan Garcia"},
        Pair{"Ivan Petrovich Sidorov", "Ivan Ivanovich Sidorov"},
        Pair{"John Smith Jr", "John Smith III"}, Pair{"Ali Hassan", "Ali Hussein"},
        Pair{"Wang Xiaoming", "Wang Xiaomei"}, Pair{"", "John"}, Pair{"***", "###"}}) {
    EXPECT_FALSE(compare_names(pair.a, pair.b, "Person", pair.country).match)
        << pair.a << " " << pair.b;
  }
}

TEST(SimilarityTest, OneFirmInManyDresses) {
  for (const Pair& pair :
       {Pair{"Acme Ltd", "ACME LIMITED"},
        Pair{"深圳市恒信科技有限公司", "Shenzhen Hengxin Technology Co., Ltd."},
        Pair{"长城汽车股份有限公司", "Great Wall Motors Co Ltd"},
        Pair{"ООО Ромашка", "Romashka LLC"}, Pair{"Газпром нефть", "Gazprom Neft"},
        Pair{"Deutsche Bank AG", "Deutsche Bank Aktiengesellschaft"},
        Pair{"China National Petroleum Corporation", "CNPC"},
        Pair{"Kunlun Holding Company Ltd.", "Kunlun Holdng Co Limitd"},
        Pair{"Heng Xin Chemical Co Ltd", "Hengxin Chemicals Limited"}}) {
    EXPECT_TRUE(compare_names(pair.a, pair.b, "Company", pair.country).match)
        << pair.a << " " << pair.b;
  }
}

TEST(SimilarityTest, OtherFirms) {
  for (const Pair& pair : {Pair{"Acme Iran", "Acme Dubai"}, Pair{"Acme Fund 1", "Acme Fund 2"},
                           Pair{"Acme Trading Ltd", "Acme Shipping Ltd"},
                           Pair{"深圳市恒信科技有限公司", "Guangzhou Hengxin Technology Co., Ltd."},
                           Pair{"Institute of Chemistry", "Institute of Physics"},
                           Pair{"Global Trading LLC", "Global Shipping LLC"},
                           Pair{"Golden Star Shipping", "Golden Sun Shipping"}}) {
    EXPECT_FALSE(compare_names(pair.a, pair.b, "Company", pair.country).match)
        << pair.a << " " << pair.b;
  }
}

TEST(SimilarityTest, SaysWhy) {
  EXPECT_EQ(compare_names("John Smith", "John Smith").why, "all words agree");
  EXPECT_NE(compare_names("John Smith", "Jon Smith").why.find("john ~ jon"), std::string::npos);
  EXPECT_NE(compare_names("John Smith", "Jane Smith").why.find("contradict"), std::string::npos);
  EXPECT_NE(compare_names("王小明", "Wang Xiaoming", "Person", "CN").why.find("Pinyin"),
            std::string::npos);
}

// Rare names that agree are nearer to 1 than common ones, and no value is a heap.
TEST(SimilarityTest, IsGraded) {
  EXPECT_GT(compare_names("Thorvald Quisqueya", "Thorvald Quisqueya").similarity,
            compare_names("John Lee", "John Lee").similarity);
  testing::MadeNames made(4);
  std::map<double, int> counts;
  constexpr int kPairs = 4000;
  for (int i = 0; i < kPairs; ++i) {
    const std::string name = made.person();
    const double similarity =
        compare_names(name, i % 3 == 0 ? name : made.with_slip(name)).similarity;
    ++counts[std::round(similarity * 1e6)];
  }
  for (const auto& [value, count] : counts) EXPECT_LT(count, kPairs / 20) << value;
}

TEST(SimilarityTest, IsSymmetricAndBounded) {
  testing::MadeNames made(5);
  std::vector<std::string> names;
  for (int i = 0; i < 300; ++i) {
    names.push_back(i % 3 == 0 ? made.firm() : made.person());
    names.push_back(made.with_slip(names.back()));
  }
  for (const char* schema : {"Person", "Company", ""}) {
    std::vector<ParsedName> parsed;
    for (const std::string& name : names) parsed.push_back(parse_name(name, {schema, "", nullptr}));
    for (std::size_t i = 0; i < parsed.size(); i += 7) {
      for (std::size_t j = 0; j < parsed.size(); ++j) {
        const double one = compare(parsed[i], parsed[j]).similarity,
                     other = compare(parsed[j], parsed[i]).similarity;
        ASSERT_NEAR(one, other, 1e-6) << names[i] << " | " << names[j];
        ASSERT_GE(one, 0);
        ASSERT_LE(one, 1);
        ASSERT_LE(one, compare(parsed[i], parsed[i]).similarity + 0.02)
            << names[i] << " | " << names[j];
      }
    }
  }
}

std::vector<const ParsedToken*> words_of(const Reading& reading) {
  std::vector<const ParsedToken*> words;
  for (const ParsedToken& token : reading.tokens) words.push_back(&token);
  return words;
}

// Told how much is asked for, the comparison is the same, or ends early with 0 where less is there.
TEST(SimilarityTest, EndsEarlyOnlyBelowWhatIsAskedFor) {
  testing::MadeNames made(6);
  std::vector<std::string> names = {"Abd al-Rahman Khalid",
                                    "Abdulrahman Khaled",
                                    "J. Smith",
                                    "Xiao Ming Wang",
                                    "Wang Xiaoming",
                                    "Kim Chul-soo",
                                    "王小明",
                                    "Путин Владимир",
                                    "China National Petroleum Corporation",
                                    "CNPC",
                                    "Acme Fund 1",
                                    "Kunlun Holdng Co Limitd"};
  for (int i = 0; i < 150; ++i) {
    names.push_back(i % 3 == 0 ? made.firm() : made.person());
    names.push_back(made.with_slip(names.back()));
  }
  // Names that share a word, as those that an index finds.
  for (int i = 0; i < 100; ++i)
    names.push_back("Maria " + made.person().substr(0, 5) + (i % 2 == 0 ? " Lopez" : ""));
  std::size_t ended_early = 0, asked = 0;
  for (const char* schema : {"Person", "Company"}) {
    std::vector<ParsedName> parsed;
    for (const std::string& name : names) parsed.push_back(parse_name(name, {schema, "", nullptr}));
    for (std::size_t i = 0; i < parsed.size(); ++i) {
      for (std::size_t j = i % 2; j < parsed.size(); j += 2) {
        const Reading &x = parsed[i].readings[0], &y = parsed[j].readings[0];
        const auto a = words_of(x), b = words_of(y);
        const double whole = compare_tokens(a, b, {x.person, false, true, nullptr});
        for (const double at_least : {0.5, 0.7, 0.8}) {
          const double told = compare_tokens(a, b, {x.person, false, true, nullptr, at_least});
          if (whole >= at_least || told != 0) {
            ASSERT_EQ(told, whole) << names[i] << " | " << names[j];
          }
          ++asked;
          ended_early += whole > 0 && told == 0;
        }
      }
    }
  }
  EXPECT_GT(ended_early, asked / 2);
}

// Characters have no letters to be one off by.
TEST(SimilarityTest, CharactersBesideTradesAndPlaces) {
  for (const char* one : {"王明 trading", "恒信 iran", "明 co ltd", "東 bank"}) {
    for (const char* other : {"王朋 iran", "恒言 trading", "朋 bank", "束 co ltd"}) {
      for (const char* schema : {"Person", "Company", ""})
        EXPECT_LT(compare_names(one, other, schema).similarity, 1) << one << " " << other;
    }
  }
}

TEST(SimilarityTest, BearsAnything) {
  const std::string longest(10000, 'x');
  std::string words;
  for (int i = 0; i < 3000; ++i) words += "ab" + std::to_string(i) + " ";
  for (const std::string& name : {longest, words, std::string("\xff\xfe\x80"),
                                  std::string("\u202E\u202D"), std::string("👍🏽")}) {
    for (const char* schema : {"Person", "Company", ""}) {
      EXPECT_GE(compare_names(name, words, schema).similarity, 0);
      EXPECT_GE(compare_names(name, "John Smith", schema).similarity, 0);
    }
  }
}

}  // namespace
}  // namespace chokepoint::text
