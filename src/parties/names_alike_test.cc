#include "parties/names_alike.h"

#include <gtest/gtest.h>

namespace chokepoint::parties {
namespace {

TEST(NamesAlike, CutShort) {
  EXPECT_TRUE(may_be_cut_short("SHENZHEN YALONG MACHINERY CO., LTD.", "Shenzhen Yalong Mach"));
  EXPECT_TRUE(may_be_cut_short("Qingdao Kanghengda", "QingDao-Kanghengda Biological"));
  EXPECT_TRUE(may_be_cut_short("Christopher Stew", "Christopher Stewart"));
  EXPECT_FALSE(may_be_cut_short("Ann Li", "Ann Lindqvist")) << "too little is left";
  EXPECT_FALSE(may_be_cut_short("Golden Cedar Chemical", "Golden Cedar Furniture"));
  EXPECT_FALSE(may_be_cut_short("", "Golden Cedar Furniture"));
}

TEST(NamesAlike, BehindAMask) {
  EXPECT_TRUE(may_be_behind_mask("Jonathan**", "Jonathan Palmer"));
  EXPECT_TRUE(may_be_behind_mask("WANG**", "Xiaoming Wang"));
  EXPECT_TRUE(may_be_behind_mask("Mei Lin***", "Huang, Mei Lin"));
  EXPECT_TRUE(may_be_behind_mask("王**", "王小明"));
  EXPECT_FALSE(may_be_behind_mask("Jo**", "Jonathan Palmer")) << "no whole word";
  EXPECT_FALSE(may_be_behind_mask("**", "Jonathan Palmer"));
  EXPECT_FALSE(may_be_behind_mask("李**", "王小明"));
}

}  // namespace
}  // namespace chokepoint::parties
