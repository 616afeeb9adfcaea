#include "text/name_key.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::text {
namespace {

std::uint64_t key(std::string_view name, std::string_view country = "") {
  return name_key(name, country).key;
}

TEST(NameKeyTest, PersonsInAnyOrderAndDress) {
  EXPECT_EQ(key("John Smith"), key("SMITH, John"));
  EXPECT_EQ(key("José García"), key("jose garcia"));
  EXPECT_EQ(key("Mr. John Smith"), key("John Smith"));
  EXPECT_EQ(key("O'Brien Pat"), key("Pat O’Brien"));
  EXPECT_NE(key("John Smith"), key("John Smyth"));
  EXPECT_NE(key("John Smith"), key("John A Smith"));
}

TEST(NameKeyTest, ChineseGivenNamesJoinedOrSplit) {
  EXPECT_EQ(key("Wang Xiaoming"), key("Wang Xiao Ming"));
  EXPECT_EQ(key("Xiao-Ming WANG"), key("Wang Xiaoming"));
  EXPECT_EQ(key("王小明", "CN"), key("Wang Xiaoming"));
  EXPECT_EQ(key("王伟", "CN"), key("Wang Wei"));
  EXPECT_EQ(key("張偉", "TW"), key("Zhang Wei"));
  EXPECT_EQ(key("欧阳建国", "CN"), key("Ouyang Jianguo"));
  EXPECT_EQ(key("曾志伟", "CN"), key("Zeng Zhiwei"));
  EXPECT_EQ(key("吕布", "CN"), key("Lyu Bu"));
  EXPECT_NE(key("王伟", "JP"), key("Wang Wei"));
}

TEST(NameKeyTest, LegalFormsAndTradeWordsOfFirms) {
  const auto firm = key("Shenzhen Hengxin Technology Co., Ltd.");
  EXPECT_EQ(key("SHENZHEN HENGXIN TECHNOLOGY CO LTD"), firm);
  EXPECT_EQ(key("Shenzhen Heng Xin Tech Limited"), firm);
  EXPECT_EQ(key("深圳市恒信科技有限公司", "CN"), firm);
  EXPECT_EQ(key("深圳恒信科技有限公司", "CN"), firm);
  EXPECT_EQ(key("Productos Quimicos S.A. de C.V."), key("PRODUCTOS QUIMICOS SA DE CV"));
  EXPECT_EQ(key("Acme & Sons Inc"), key("Acme and Sons, Inc."));
  EXPECT_NE(key("Acme Trading Ltd"), key("Acme Trading Inc"));
  EXPECT_EQ(name_key("Acme Trading Ltd", "").core_key, name_key("Acme Trading Inc", "").core_key);
  EXPECT_NE(key("Acme 1 Ltd"), key("Acme 2 Ltd"));
}

TEST(NameKeyTest, TellsFirmsFromPersons) {
  for (const char* name :
       {"Acme Ltd", "Global Trading", "深圳市恒信科技有限公司", "Banco Nacional", "ООО Ромашка",
        "Foo Bar, S.A.", "北京大学", "주식회사 삼성", "Wuhan Institute of Chemistry"}) {
    EXPECT_TRUE(name_key(name, "").looks_like_organisation) << name;
  }
  for (const char* name : {"John Smith", "Maria Sa", "Wang Wei", "王伟", "Иван Петров", "Ali Co",
                           "欧阳建国", "김철수"}) {
    EXPECT_FALSE(name_key(name, "").looks_like_organisation) << name;
  }
}

TEST(NameKeyTest, MasksAndPlaceholders) {
  EXPECT_TRUE(name_key("Wang**", "CN").is_masked);
  EXPECT_TRUE(name_key("李某", "CN").is_masked);
  EXPECT_TRUE(name_key("王XX", "CN").is_masked);
  EXPECT_FALSE(name_key("Wang Wei", "CN").is_masked);
  for (const char* name : {"", "  ", "unknown", "N/A", "Customer", "PRESENT", "aaaa", "12345",
                           "Mickey Mouse", "---", "收件人", "xxxx"}) {
    const NameKey k = name_key(name, "");
    EXPECT_TRUE(k.is_placeholder) << name;
    EXPECT_EQ(k.key, 0u) << name;
  }
  EXPECT_FALSE(name_key("Li An", "").is_placeholder);
}

TEST(NameKeyTest, CountsWordsAndBearsAnything) {
  EXPECT_EQ(name_key("John Q. Smith", "").token_count, 3);
  const std::string longest(10000, 'a');
  EXPECT_TRUE(name_key(longest, "").is_placeholder);
  std::string words;
  for (int i = 0; i < 2000; ++i) words += "ab" + std::to_string(i) + " ";
  EXPECT_NE(key(words), 0u);
  EXPECT_NE(key(words), key(words + "x"));
  base::Rng rng(3);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (std::uint64_t i = rng.below(40); i > 0; --i)
      bytes.push_back(static_cast<char>(rng.next()));
    const NameKey once = name_key(bytes, "CN"), again = name_key(bytes, "CN");
    ASSERT_EQ(once.key, again.key);
    ASSERT_TRUE(once.key != 0 || once.is_placeholder || once.token_count == 0) << bytes;
  }
}

// The key is stored and exchanged: these numbers must never change.
TEST(NameKeyTest, StaysTheSame) {
  EXPECT_EQ(key("John Smith"), 14828895741400046699u);
  EXPECT_EQ(key("王小明", "CN"), 7410143218327376339u);
  EXPECT_EQ(key("Acme Trading Ltd"), 1812482789418858729u);
}

}  // namespace
}  // namespace chokepoint::text
