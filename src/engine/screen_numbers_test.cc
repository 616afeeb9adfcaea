#include "engine/screen_numbers.h"

#include <gtest/gtest.h>

namespace chokepoint::engine {
namespace {

using Places = std::vector<std::uint32_t>;

const std::vector<EntryNumber>& numbers() {
  static const std::vector<EntryNumber> instance = {
      {0, "wallet", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", ""},
      {1, "imo", "9187629", ""},
      {2, "email", "Office@Example-Harbour.org", ""},
      {3, "phone", "263-4-486946", ""},
      {4, "passport", "J 287011", "CO"},
      {5, "tax_number", "830.106.334-8", "CO"},
      {6, "imo", "9187629", ""},
      {7, "wallet", "****", ""}};
  return instance;
}

TEST(ListedNumbersTest, FindsANumberHoweverItIsWritten) {
  const ListedNumbers listed(numbers());
  EXPECT_EQ(listed.find("12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", ""), Places{0});
  EXPECT_EQ(listed.find("bitcoin:12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", ""), Places{0});
  EXPECT_EQ(listed.find("IMO 9187629", ""), (Places{1, 6}));
  EXPECT_EQ(listed.find("M/V Sea Falcon (IMO9187629)", ""), (Places{1, 6}));
  EXPECT_EQ(listed.find("office@example-harbour.org", ""), Places{2});
  EXPECT_EQ(listed.find("+263 4 486946", ""), Places{3});
  EXPECT_EQ(listed.find("J287011", ""), Places{4});
  EXPECT_EQ(listed.find("8301063348", ""), Places{5});
}

TEST(ListedNumbersTest, FindsNothingElse) {
  const ListedNumbers listed(numbers());
  for (const char* text : {"", "Sea Falcon", "9187620", "IMO", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9i",
                           "@", "****", "0000000", "Harbour 24", "287011"}) {
    EXPECT_EQ(listed.find(text, ""), Places{}) << text;
  }
  EXPECT_EQ(listed.find(std::string(10'000, '9'), ""), Places{});
  EXPECT_EQ(ListedNumbers({}).find("9187629", ""), Places{});
}

}  // namespace
}  // namespace chokepoint::engine
