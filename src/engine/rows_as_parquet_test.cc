#include <gtest/gtest.h>

#include "chokepoint/rows.h"
#include "scratch_folder.h"
#include "store/store.h"

namespace chokepoint {
namespace {

TEST(RowsAsParquet, ReadsBackAsItWas) {
  const CaseFile::Rows rows = {
      {"id", "a \"name\"", "mass", "ok", "at", "count"},
      {"UBIGINT", "VARCHAR", "DOUBLE", "BOOLEAN", "TIMESTAMP", "INTEGER"},
      {{"18446744073709551615", "x, \"y\"\nz", "1.5", "true", "2024-05-03 08:12:00", "-7"},
       {"1", "", std::nullopt, "false", std::nullopt, "0"},
       {"2", "NULL", "0.1", std::nullopt, std::nullopt, std::nullopt}}};
  const auto bytes = rows_as_parquet(rows);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_TRUE(bytes->starts_with("PAR1"));
  EXPECT_EQ(*bytes, *rows_as_parquet(rows)) << "equal rows give equal bytes";

  const testing::ScratchFolder folder;
  const std::string file = folder.write("rows.parquet", *bytes);
  auto store = store::Store::in_memory();
  ASSERT_TRUE(store) << store.error().message;
  const auto read = store->query("SELECT * FROM read_parquet(" + store::quote(file) + ")");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->columns, rows.columns);
  EXPECT_EQ(read->types, rows.types);
  EXPECT_EQ(read->rows, rows.rows) << "an empty text, the text NULL and no value are three things";
}

TEST(RowsAsParquet, NoRowsAreAFileToo) {
  const auto bytes = rows_as_parquet({{"id"}, {"VARCHAR"}, {}});
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_TRUE(bytes->starts_with("PAR1"));
}

TEST(RowsAsParquet, AValueThatIsNotOfItsTypeIsAnError) {
  EXPECT_FALSE(rows_as_parquet({{"mass"}, {"DOUBLE"}, {{"heavy"}}}));
}

}  // namespace
}  // namespace chokepoint
