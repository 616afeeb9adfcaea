#include "cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace chokepoint::cli {
namespace {

TEST(ProgressLine, TellsShareRateAndTimeLeft) {
  EXPECT_EQ(progress_line("ingest", 500'000, 2'000'000, 5, 0),
            "ingest   25 %  500,000 of 2,000,000  100,000/s  15 s left");
  EXPECT_EQ(progress_line("ingest", 1, 2, 1, 100),
            "ingest  ━━━━━━━━━━━━────────────   50 %  1 of 2  1/s  1.0 s left");
  EXPECT_EQ(progress_line("world", 1200, 0, 2, 0), "world  1,200  600/s")
      << "the total is not known";
  EXPECT_EQ(progress_line("evil\x1b[2J", 0, 0, 0, 0), "evil\xEF\xBF\xBD[2J");
}

TEST(ProgressDisplay, DrawsABarOnATerminalAfterASecond) {
  std::ostringstream out;
  double now = 100;
  ProgressDisplay display(out, 80, [&] { return now; });
  display.show("run", 1, 10);
  now = 100.9;
  display.show("run", 2, 10);
  EXPECT_EQ(out.str(), "");
  now = 101.1;
  display.show("run", 3, 10);
  EXPECT_NE(out.str().find("30 %"), std::string::npos);
  now = 101.15;
  display.show("run", 4, 10);
  EXPECT_EQ(out.str().find("40 %"), std::string::npos) << "ten bars a second are enough";
  display.finish();
  EXPECT_TRUE(out.str().ends_with("\r\033[K")) << "the bar is taken away";
}

TEST(ProgressDisplay, WritesALineEveryTenSecondsElsewhere) {
  std::ostringstream out;
  double now = 0;
  ProgressDisplay display(out, 0, [&] { return now; });
  for (now = 0; now <= 25; now += 1) display.show("run", static_cast<std::uint64_t>(now), 50);
  EXPECT_EQ(out.str(),
            "run   20 %  10 of 50  1/s  40 s left\nrun   40 %  20 of 50  1/s  30 s left\n");
}

TEST(ProgressDisplay, BeginsAnewWithEachPieceOfWork) {
  std::ostringstream out;
  double now = 0;
  ProgressDisplay display(out, 0, [&] { return now; });
  display.show("first", 1, 50);
  now = 9;
  display.show("second", 1, 50);
  now = 11;
  display.show("second", 2, 50);
  EXPECT_EQ(out.str(), "") << "two seconds into the second";
}

}  // namespace
}  // namespace chokepoint::cli
