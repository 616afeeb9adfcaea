#include "cases/audit.h"

#include <gtest/gtest.h>

#include "cases/decisions.h"

namespace chokepoint::cases {
namespace {

store::Store three_lines() {
  auto store = store::Store::in_memory();
  EXPECT_TRUE(store.has_value());
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(append_audit_line(*store, {{i * 1'000'000LL}, "ann", "explain", "RR1", "it's line " + std::to_string(i)}).has_value());
  }
  return std::move(*store);
}

TEST(AuditTest, AnUntouchedChainHolds) {
  auto store = three_lines();
  const auto verdict = verify_audit_chain(store);
  ASSERT_TRUE(verdict.has_value());
  EXPECT_TRUE(verdict->intact);
  EXPECT_EQ(verdict->lines, 3u);
}

TEST(AuditTest, AChangedLineIsFound) {
  auto store = three_lines();
  ASSERT_TRUE(store.execute("UPDATE audit SET actor = 'bob' WHERE line = 2").has_value());
  const auto verdict = verify_audit_chain(store);
  EXPECT_FALSE(verdict->intact);
  EXPECT_EQ(verdict->first_broken_line, 2u);
}

TEST(AuditTest, ARemovedLineIsFound) {
  auto store = three_lines();
  ASSERT_TRUE(store.execute("DELETE FROM audit WHERE line = 2").has_value());
  EXPECT_EQ(verify_audit_chain(store)->first_broken_line, 2u);
}

TEST(DecisionTest, NeedsAKnownVerdictAReasonAndASubject) {
  auto store = store::Store::in_memory();
  EXPECT_EQ(record_decision(*store, {"RR1", "seize", "because"}, "ann", {0}).error().code, ErrorCode::usage);
  EXPECT_EQ(record_decision(*store, {"RR1", "inspect", ""}, "ann", {0}).error().code, ErrorCode::usage);
  EXPECT_EQ(record_decision(*store, {"RR1", "inspect", "because"}, "ann", {0}).error().code, ErrorCode::not_found);
}

TEST(DecisionTest, EveryDecisionStays) {
  auto store = store::Store::in_memory();
  ASSERT_TRUE(store->execute("INSERT INTO consignment (consignment_id, item_id, source_row) VALUES (1, 'RR1', 2)").has_value());
  ASSERT_TRUE(record_decision(*store, {"RR1", "inspect", "shared phone"}, "ann", {1'000'000}).has_value());
  const auto json = record_decision(*store, {"RR1", "release", "it is a family's"}, "bob", {2'000'000});
  ASSERT_TRUE(json.has_value()) << json.error().message;
  EXPECT_NE(json->find("shared phone"), std::string::npos);
  EXPECT_NE(json->find("it is a family's"), std::string::npos);
  EXPECT_EQ(*store->query_number("SELECT count(*) FROM case_record"), 1);
}

}  // namespace
}  // namespace chokepoint::cases
