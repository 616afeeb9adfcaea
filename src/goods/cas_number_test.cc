#include "goods/cas_number.h"

#include <gtest/gtest.h>

namespace chokepoint::goods {
namespace {

TEST(CasNumberTest, TheCheckDigitHolds) {
  for (const std::uint64_t good : {58082ULL, 7732185ULL, 71432ULL, 437387ULL, 39742604ULL})
    EXPECT_TRUE(has_valid_cas_check(good)) << good;
  EXPECT_FALSE(has_valid_cas_check(58083));
  EXPECT_EQ(format_cas(7732185), "7732-18-5");
  EXPECT_EQ(format_cas(50000), "50-00-0");
}

TEST(CasNumberTest, BrokenSpellingsAreRead) {
  for (const std::string_view text :
       {"437-38-7", " 437-38-7 ", "437–38–7", "437 - 38 - 7", "4 3 7 - 3 8 - 7", "437387",
        "CAS 437-38-7", "CAS No.: 437-38-7", "CAS437-38-7", "(437-38-7)", "437−38−7",
        "４３７-３８-７", "437.38.7", "437_38_7"}) {
    const CasNumber number = read_cas(text);
    EXPECT_EQ(number.problem, CasProblem::none) << text;
    EXPECT_EQ(number.digits, 437387u) << text;
  }
  EXPECT_EQ(read_cas("l23-62-6").digits, 123626u);
  EXPECT_EQ(read_cas("79-O3-8").digits, 79038u);
  EXPECT_EQ(read_cas("4I66I-47-6").digits, 41661476u);
  EXPECT_TRUE(read_cas("79-O3-8").repaired);
  EXPECT_FALSE(read_cas("79-03-8").repaired);
}

TEST(CasNumberTest, WhatIsNoneIsSaid) {
  EXPECT_EQ(read_cas("58-08-3").problem, CasProblem::check_digit);
  for (const std::string_view text :
       {"", "none", "1-1-1", "12345678901234", "58-08-2 and more", "O-O-O", "2024-01-15T00:00"}) {
    EXPECT_NE(read_cas(text).problem, CasProblem::none) << text;
  }
}

std::vector<std::string> found_in(std::string_view text) {
  std::vector<CasMention> mentions;
  find_cas(text, mentions);
  std::vector<std::string> numbers;
  for (const CasMention& mention : mentions) {
    if (mention.number.problem == CasProblem::none && mention.has_dashes)
      numbers.push_back(format_cas(mention.number.digits));
  }
  return numbers;
}

TEST(CasNumberTest, RunningTextIsSearched) {
  using Numbers = std::vector<std::string>;
  EXPECT_EQ(found_in("NPP 39742-60-4 99% 25 kg"), Numbers{"39742-60-4"});
  EXPECT_EQ(found_in("5 437-38-7"), (Numbers{"5437-38-7", "437-38-7"}));
  EXPECT_EQ(found_in("6 437-38-7"), Numbers{"437-38-7"});
  EXPECT_EQ(found_in("437-38-7, 123-62-6; CAS79-03-8"),
            (Numbers{"437-38-7", "123-62-6", "79-03-8"}));
  EXPECT_EQ(found_in("tel 2024-05-17, part 12345-678-9"), Numbers{});
  EXPECT_EQ(found_in("x437-38-7"), Numbers{});
  EXPECT_EQ(found_in("437-38-75"), Numbers{});
}

}  // namespace
}  // namespace chokepoint::goods
