#include "screening/birth_years.h"

#include <gtest/gtest.h>

namespace chokepoint::screening {
namespace {

TEST(BirthYearsTest, ReadsWhatListsWrite) {
  EXPECT_EQ(compare_births("1951-03-09", "1951"), BirthVerdict::agrees);
  EXPECT_EQ(compare_births("1951-03-09", "1952-01-01"), BirthVerdict::agrees);
  EXPECT_EQ(compare_births("1951", "1953"), BirthVerdict::contradicts);
  EXPECT_EQ(compare_births("1951~", "1953"), BirthVerdict::agrees);
  EXPECT_EQ(compare_births("1950/1955", "1953-07"), BirthVerdict::agrees);
  EXPECT_EQ(compare_births("1950/1955", "1960"), BirthVerdict::contradicts);
  EXPECT_EQ(compare_births("1940;1962-01-01", "1962"), BirthVerdict::agrees);
  EXPECT_EQ(compare_births("", "1962"), BirthVerdict::unknown);
  EXPECT_EQ(compare_births("unknown", "9999"), BirthVerdict::unknown);
}

}  // namespace
}  // namespace chokepoint::screening
