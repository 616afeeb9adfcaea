#include "world_file.h"

#include <gtest/gtest.h>

#include "world_play.h"

namespace chokepoint::worlds {
namespace {

constexpr std::string_view kWorld = R"(# A comment.
feed consignments known_at=2024-05-01
item_id,posted_at,known_at
P1,2024-03-01,
P2,2024-03-02,2024-03-09T10:00:00Z

# Items say nothing of time.
feed items
item_id,description
P1,"tea, green"

run until=2024-04-01

query
SELECT item_id FROM consignment
----
P1
P2

error usage
only reading

query
DROP TABLE item

targets capacity=1
targets.0.subject_id = P1
)";

TEST(WorldFileTest, ReadsBlocksOptionsAndRows) {
  const auto world = parse_world(kWorld, "a");
  ASSERT_TRUE(world.has_value()) << world.error().message;
  ASSERT_EQ(world->blocks.size(), 6u);
  EXPECT_EQ(world->blocks[0].command, "feed");
  EXPECT_EQ(world->blocks[0].argument, "consignments");
  EXPECT_EQ(world->blocks[0].options.at("known_at"), "2024-05-01");
  EXPECT_EQ(world->blocks[0].body.size(), 3u);
  EXPECT_EQ(world->blocks[2].options.at("until"), "2024-04-01");
  EXPECT_EQ(world->blocks[3].expected, (std::vector<std::string>{"P1", "P2"}));
  EXPECT_EQ(world->blocks[3].expected_line, 17u);
  ASSERT_TRUE(world->blocks[4].failure.has_value());
  EXPECT_EQ(world->blocks[4].failure->code, "usage");
  EXPECT_EQ(world->blocks[4].failure->message_parts, (std::vector<std::string>{"only reading"}));
  EXPECT_EQ(world->blocks[5].body, (std::vector<std::string>{"targets.0.subject_id = P1"}));
}

TEST(WorldFileTest, RefusesWhatItDoesNotKnow) {
  for (const char* text : {"fetch consignments\n", "feed\na\n", "run now\n", "query\nSELECT 1\n",
                           "feed a b\nx\n", "error usage\n"}) {
    const auto world = parse_world(text, "a");
    ASSERT_FALSE(world.has_value()) << text;
    EXPECT_EQ(world.error().code, ErrorCode::format) << text;
  }
}

TEST(WorldFileTest, KnowsWhenRowsBecameKnown) {
  const auto world = parse_world(kWorld, "a");
  ASSERT_TRUE(world.has_value());
  EXPECT_EQ(moments_of(*world),
            (std::vector<std::string>{"2024-03-01T00:00:00", "2024-03-09T10:00:00"}));
}

TEST(WorldFileTest, CutsAwayWhatWasKnownLater) {
  const auto world = parse_world(kWorld, "a");
  ASSERT_TRUE(world.has_value());
  const WorldFile cut = cut_to(*world, "2024-03-09T10:00:00");
  EXPECT_EQ(cut.blocks[0].body,
            (std::vector<std::string>{"item_id,posted_at,known_at", "P1,2024-03-01,"}));
  EXPECT_EQ(cut.blocks[1].body.size(), 2u);  // an item stays
  // Nothing of the consignments is left, so there is no such feed.
  EXPECT_EQ(cut_to(*world, "2024-01-01").blocks[0].argument, "items");
}

TEST(WorldFileTest, RowsBeforeAMoment) {
  const std::map<std::string, std::string> tables = {
      {"signal.csv",
       "signal_id,known_at,says\n"
       "1,2024-03-01 00:00:00,\"a, b\"\n"
       "2,2024-03-02 00:00:00,\n"},
      {"evidence.csv", "signal_id,row_id\n1,10\n1,11\n2,12\n"},
      {"engine_state.csv", "reached,events\n2024-03-02 00:00:00,2\n"},
  };
  const auto rows = rows_before(tables, "2024-03-02");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows.at("signal.csv"), (std::vector<std::string>{"1,2024-03-01 00:00:00,\"a, b\""}));
  EXPECT_EQ(rows.at("evidence.csv"), (std::vector<std::string>{"1,10", "1,11"}));
}

TEST(WorldFileTest, WritesAnswersInPlace) {
  const std::string_view text =
      "query\nSELECT 1\n----\n\nquery\nSELECT 2\n----\nold\nolder\n\nrun\n";
  const auto world = parse_world(text, "a");
  ASSERT_TRUE(world.has_value()) << world.error().message;
  EXPECT_EQ(with_answers(text, *world, {{1, {"1"}}, {5, {"2"}}}),
            "query\nSELECT 1\n----\n1\n\nquery\nSELECT 2\n----\n2\n\nrun\n");
}

TEST(WorldPlayTest, PathsIntoJson) {
  const std::string_view json =
      R"({"targets":[{"id":"P1","score":0.5},{"id":"P2","reasons":[{"signal":"a"},{"signal":"b"}]}]})";
  for (const char* line :
       {"targets.0.id = P1", "targets.0.score = 0.5", "targets.*.id = P2", "targets.1.id ~ 2",
        "targets.1.reasons.*.signal = b", "targets.1.reasons.1 ~ signal"}) {
    EXPECT_EQ(disagreement(json, line), "") << line;
  }
  for (const char* line :
       {"targets.0.id = P2", "targets.2.id = P1", "targets.0.id ~ 2", "nothing"}) {
    EXPECT_NE(disagreement(json, line), "") << line;
  }
}

}  // namespace
}  // namespace chokepoint::worlds
