#include "network/listing_texts.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::network {
namespace {

std::string make_text(base::Rng& rng, int words) {
  std::string text;
  for (int i = 0; i < words; ++i) {
    for (int letter = 0; letter < 5; ++letter)
      text += static_cast<char>('a' + static_cast<char>(rng.below(26)));
    text += ' ';
  }
  return text;
}

std::string with_words_changed(base::Rng& rng, std::string text, int count) {
  for (int i = 0; i < count; ++i) text[6 * rng.below(text.size() / 6)] = 'z';
  return text;
}

class ListingTextsTest : public ::testing::Test {
 protected:
  // The mark of kind `kind`, none without one.
  records::RowId mark(const std::string& text, std::string_view kind = "text") {
    records::Listing listing;
    listing.listing_row_id = records::RowId{++next_};
    listing.text = text;
    for (const ListingMark& mark : texts_.advance(listing)) {
      if (mark.kind == kind) return mark.mark_id;
    }
    return {};
  }

  ListingTexts texts_;
  std::uint64_t next_ = 0;
};

// The estimate agrees with the exact likeness wherever that is clear.
TEST_F(ListingTextsTest, MarksAgreeWithExactLikeness) {
  base::Rng rng(5, "listing texts");
  int alike = 0, unlike = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string first = make_text(rng, 120);
    const std::string second = with_words_changed(rng, first, static_cast<int>(rng.below(40)));
    const double likeness = text_likeness(first, second);
    const bool same = mark(first) == mark(second);
    if (likeness > 0.93) {
      EXPECT_TRUE(same) << likeness;
      ++alike;
    } else if (likeness < 0.55) {
      EXPECT_FALSE(same) << likeness;
      ++unlike;
    }
  }
  EXPECT_GT(alike, 20);
  EXPECT_GT(unlike, 50);
}

TEST_F(ListingTextsTest, NumbersPricesAndCaseDoNotCount) {
  base::Rng rng(6, "listing texts");
  const std::string text = make_text(rng, 30);
  std::string dressed = "120.50 " + text + " 99% 102-11-3 +86 411 5550";
  dressed[8] = static_cast<char>(std::toupper(dressed[8]));
  EXPECT_EQ(text_likeness(text, dressed), 1);
  EXPECT_EQ(mark(text), mark(dressed));
}

TEST_F(ListingTextsTest, ShortTextsSayNothing) {
  EXPECT_FALSE(mark("table lamps of brass"));
  EXPECT_FALSE(mark(""));
  EXPECT_FALSE(mark("\xff\xfe\x00\x01"));
}

TEST_F(ListingTextsTest, HanCharactersAreWords) {
  const std::string text = "本厂供应各种规格台灯质量可靠价格优惠欢迎各地客户来电订购";
  EXPECT_TRUE(mark(text));
  EXPECT_EQ(mark(text), mark(text + "！"));
}

// Common solvents and salts; the order in which they stand does not count.
TEST_F(ListingTextsTest, EqualSetsOfCasNumbersAreOneMark) {
  const auto set = mark("67-64-1, 64-17-5 and 7647-14-5", "cas_set");
  EXPECT_TRUE(set);
  EXPECT_EQ(set, mark("CAS 7647-14-5 / 67-64-1 / 64-17-5 / 67-64-1", "cas_set"));
  EXPECT_NE(set, mark("67-64-1, 64-17-5, 7647-14-5, 108-88-3", "cas_set"));
  EXPECT_FALSE(mark("67-64-1 and 64-17-5", "cas_set"));
  EXPECT_FALSE(mark("67-64-2, 64-17-6, 7647-14-4", "cas_set")) << "check digits are wrong";
}

}  // namespace
}  // namespace chokepoint::network
