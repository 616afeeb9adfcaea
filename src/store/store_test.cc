#include "store/store.h"

#include <gtest/gtest.h>

#include "records/nouns.h"
#include "store/migrations.h"
#include "store/table_io.h"

namespace chokepoint::store {
namespace {

using records::Item;
using records::Moment;

TEST(StoreTest, RowsComeBackAsTheyWent) {
  auto store = Store::in_memory();
  ASSERT_TRUE(store.has_value()) << store.error().message;
  std::vector<std::string> descriptions;
  for (int i = 0; i < 5000; ++i) descriptions.push_back("description number " + std::to_string(i));
  auto appender = Appender<Item>::open(*store);
  ASSERT_TRUE(appender.has_value()) << appender.error().message;
  for (int i = 0; i < 5000; ++i) {
    Item item;
    item.item_row_id = {static_cast<std::uint64_t>(i) + 1};
    item.consignment_id = {7};
    item.piece_no = i;
    item.description = descriptions[static_cast<std::size_t>(i)];
    if (i % 2 == 0) item.net_mass_kg = i * 0.5;
    if (i % 3 == 0) item.known_at = Moment{i * 1000LL};
    ASSERT_TRUE(appender->append(item).has_value());
  }
  ASSERT_TRUE(appender->close().has_value());

  base::Arena arena;
  auto rows = read_rows<Item>(*store, "ORDER BY piece_no", arena);
  ASSERT_TRUE(rows.has_value()) << rows.error().message;
  ASSERT_EQ(rows->size(), 5000u);
  for (std::size_t i = 0; i < 5000; ++i) {
    const Item& item = (*rows)[i];
    EXPECT_EQ(item.description, descriptions[i]);
    EXPECT_EQ(records::is_known(item.net_mass_kg), i % 2 == 0);
    EXPECT_EQ(item.known_at.is_known(), i % 3 == 0);
    EXPECT_TRUE(item.cas.empty());
  }
}

TEST(StoreTest, ColumnsAgreeWithTheSchema) {
  auto store = Store::in_memory();
  ASSERT_TRUE(store.has_value());
  auto agree = [&]<class Row>(std::type_identity<Row>) {
    auto columns = store->query("SELECT column_name FROM duckdb_columns() WHERE table_name = " +
                                quote(records::Table<Row>::kName) + " ORDER BY column_index");
    ASSERT_TRUE(columns.has_value());
    std::string in_sql;
    for (const auto& row : columns->rows) in_sql += (in_sql.empty() ? "" : ", ") + *row[0];
    EXPECT_EQ(column_list<Row>(), in_sql) << records::Table<Row>::kName;
  };
  agree(std::type_identity<records::SourceFile>{});
  agree(std::type_identity<records::Consignment>{});
  agree(std::type_identity<records::Item>{});
  agree(std::type_identity<records::Mention>{});
  agree(std::type_identity<records::Payment>{});
  agree(std::type_identity<records::Listing>{});
  agree(std::type_identity<records::Licence>{});
  agree(std::type_identity<records::Notification>{});
  agree(std::type_identity<records::ListEntry>{});
  agree(std::type_identity<records::ListDetail>{});
  agree(std::type_identity<records::ListVersion>{});
  agree(std::type_identity<records::Outcome>{});
  agree(std::type_identity<records::PartyDecision>{});
  agree(std::type_identity<records::Reject>{});
}

TEST(StoreTest, ANewerFileIsRefused) {
  auto store = Store::in_memory();
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE(store->execute("UPDATE schema_version SET version = 99").has_value());
  const auto migrated = migrate(*store, false);
  ASSERT_FALSE(migrated.has_value());
  EXPECT_EQ(migrated.error().code, ErrorCode::newer_version);
}

TEST(StoreTest, AnOlderFileIsMigratedStepByStep) {
  auto store = Store::in_memory();
  ASSERT_TRUE(store.has_value());
  const Migration migrations[] = {
      {kSchemaVersion + 1, "ALTER TABLE reject ADD COLUMN seen INTEGER"},
      {kSchemaVersion + 2, "ALTER TABLE reject RENAME COLUMN seen TO times_seen"}};
  EXPECT_EQ(migrate(*store, true, migrations, kSchemaVersion + 2).error().code,
            ErrorCode::permission);
  ASSERT_TRUE(migrate(*store, false, migrations, kSchemaVersion + 2).has_value());
  EXPECT_TRUE(store->query("SELECT times_seen FROM reject").has_value());
  EXPECT_EQ(*store->query_number("SELECT version FROM schema_version"), kSchemaVersion + 2);
}

TEST(StoreTest, AFileOfSchemaTwoBecomesOneOfToday) {
  auto store = Store::in_memory();
  ASSERT_TRUE(store.has_value());
  ASSERT_TRUE(
      store
          ->execute(
              "DROP VIEW near_miss_now; DROP VIEW party_now; DROP VIEW hit_now; DROP VIEW "
              "link_now; DROP VIEW "
              "decision_now; DROP TABLE party_decision; DROP TABLE party_split; "
              "DROP TABLE decision_effect; DROP TABLE hit_withdrawal; DROP TABLE "
              "link_withdrawal; ALTER TABLE party_merge DROP COLUMN "
              "party_decision_id; DROP TABLE list_version; DROP TABLE list_change; "
              "DROP TABLE listing_mark; DROP TABLE succession; DROP TABLE "
              "place_kind; DROP TABLE mention_cluster; DROP TABLE cluster_pair; DROP "
              "TABLE cluster_weight; DROP TABLE near_miss; UPDATE schema_version SET version = 2")
          .has_value());
  const auto migrated = migrate(*store, false);
  ASSERT_TRUE(migrated.has_value()) << migrated.error().message;
  auto made_new = Store::in_memory();
  constexpr const char* kColumns =
      "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT "
      "internal ORDER BY ALL";
  EXPECT_EQ(store->query(kColumns)->rows, made_new->query(kColumns)->rows);
  for (const char* view : {"party_now", "hit_now", "near_miss_now", "link_now", "decision_now"})
    EXPECT_TRUE(store->query(std::string("SELECT * FROM ") + view).has_value()) << view;
}

TEST(StoreTest, AFailedMigrationLeavesTheFileAsItWas) {
  auto store = Store::in_memory();
  ASSERT_TRUE(store.has_value());
  const Migration migrations[] = {
      {kSchemaVersion + 1, "ALTER TABLE no_such_table ADD COLUMN seen INTEGER"}};
  EXPECT_FALSE(migrate(*store, false, migrations, kSchemaVersion + 1).has_value());
  EXPECT_EQ(*store->query_number("SELECT version FROM schema_version"), kSchemaVersion);
}

}  // namespace
}  // namespace chokepoint::store
