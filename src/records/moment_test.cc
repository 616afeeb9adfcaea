#include "records/moment.h"

#include <gtest/gtest.h>

namespace chokepoint::records {
namespace {

TEST(MomentTest, ReadsTheFormsOfTheField) {
  EXPECT_EQ(format_moment(*parse_moment("2023-11-16")), "2023-11-16T00:00:00Z");
  EXPECT_EQ(format_moment(*parse_moment(" 20231116 ")), "2023-11-16T00:00:00Z");
  EXPECT_EQ(format_moment(*parse_moment("2023/11/16 08:30")), "2023-11-16T08:30:00Z");
  EXPECT_EQ(format_moment(*parse_moment("2023-11-16T08:30:15.25Z")), "2023-11-16T08:30:15.250000Z");
  EXPECT_EQ(format_moment(*parse_moment("2023-11-16T00:30:00+08:00")), "2023-11-15T16:30:00Z");
  EXPECT_EQ(format_moment(*parse_moment("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59Z");
}

TEST(MomentTest, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "16/11/2023", "2023-02-30", "2023-13-01", "2023-1-1", "yesterday", "2023-11-16T25:00",
        "2023-11-16Tnoon", "2023-11-16T08:30:15.", "2023-11-16 08:30 PM", "0001-01-01",
        "2023-11/16", "2023-11-16T08:30:00+99:00"}) {
    EXPECT_FALSE(parse_moment(text).has_value()) << text;
  }
}

TEST(MomentTest, DayBeforeTheEpoch) {
  EXPECT_EQ(Moment{-1}.day().days, -1);
  EXPECT_EQ(Moment{-kMicrosPerDay}.day().days, -1);
  EXPECT_EQ(Moment{0}.day().days, 0);
}

}  // namespace
}  // namespace chokepoint::records
