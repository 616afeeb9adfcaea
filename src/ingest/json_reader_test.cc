#include "ingest/json_reader.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace chokepoint::ingest {
namespace {

struct Read {
  std::vector<std::string> columns;
  std::vector<std::string> rows;  // cells with | between
  std::vector<std::uint64_t> lines;
  std::vector<BadRow> bad;
};

Read read_all(std::string text, const JsonOptions& options = {}, std::size_t piece = SIZE_MAX) {
  Read read;
  auto reader = open_json(open_text(std::move(text), piece), options);
  EXPECT_TRUE(reader.has_value()) << reader.error().message;
  if (!reader) return read;
  read.columns = (*reader)->columns();
  RowBatch batch;
  bool more = true;
  while (more) {
    const auto next = (*reader)->next(batch);
    EXPECT_TRUE(next.has_value());
    more = *next;
    for (std::size_t row = 0; row < batch.size(); ++row) {
      std::string cells;
      for (std::size_t column = 0; column < batch.column_count; ++column) {
        cells += (column > 0 ? "|" : "") + std::string(batch.at(row, column));
      }
      read.rows.push_back(cells);
      read.lines.push_back(batch.lines[row]);
    }
    read.bad.insert(read.bad.end(), batch.bad_rows.begin(), batch.bad_rows.end());
  }
  return read;
}

using Texts = std::vector<std::string>;
constexpr JsonOptions kLines{.one_object_a_line = true};

TEST(JsonReaderTest, FlattensObjectsAndKeepsSpellings) {
  const Read read =
      read_all(R"([{"item_id":"A1","sender":{"name":"Li \u96f7","address":{"city":"Wuhan"}},
    "gross_weight_kg":1.50,"gift":true,"handles":["a","b"],"note":null,"big":12345678901234567890123},
    {"item_id":"A2","sender":{"name":"B"},"gross_weight_kg":2}])");
  EXPECT_EQ(read.columns, (Texts{"item_id", "sender.name", "sender.address.city", "gross_weight_kg",
                                 "gift", "handles", "note", "big"}));
  EXPECT_EQ(read.rows,
            (Texts{"A1|Li 雷|Wuhan|1.50|true|a;b||12345678901234567890123", "A2|B||2||||"}));
  EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{1, 3}));
  EXPECT_TRUE(read.bad.empty());
}

TEST(JsonReaderTest, ContentLinesBecomeRows) {
  const Read read = read_all(
      R"([{"items":[{"description":"powder","currency":"USD"},{"description":"press"}],"item_id":"A1","currency":"EUR"},
          {"item_id":"A2","currency":"CNY","items":[]},
          {"item_id":"A3","ItemDetail":[{"hs_code":"293339"}]}])");
  EXPECT_EQ(read.columns,
            (Texts{"description", "items.currency", "item_id", "currency", "hs_code"}));
  EXPECT_EQ(read.rows,
            (Texts{"powder|USD|A1|EUR|", "press||A1|EUR|", "||A2|CNY|", "||A3||293339"}));
}

TEST(JsonReaderTest, OtherArraysOfObjectsAreNumbered) {
  const Read read =
      read_all(R"([{"id":1,"route":[{"port":"CNSHA"},{"port":"MXZLO"}],"grid":[[1,2],[3]]}])");
  EXPECT_EQ(read.columns, (Texts{"id", "route.0.port", "route.1.port", "grid.0", "grid.1"}));
  EXPECT_EQ(read.rows, (Texts{"1|CNSHA|MXZLO|1;2|3"}));
}

TEST(JsonReaderTest, EnvelopeHoldsOneArray) {
  const std::string array = R"([{"a":1},{"a":2}])";
  for (const std::string& text :
       {R"({"meta":{"n":2},"tags":["x"],"results":)" + array + R"(,"after":[{"a":3}]})",
        R"({"results" : )" + array + "}", array, std::string(R"({"a":1} {"a":2})")}) {
    for (const std::size_t piece : {std::size_t{1}, SIZE_MAX}) {
      const Read read = read_all(text, {}, piece);
      EXPECT_EQ(read.columns, Texts{"a"}) << text;
      EXPECT_EQ(read.rows, (Texts{"1", "2"})) << text;
      EXPECT_TRUE(read.bad.empty()) << text;
    }
  }
}

TEST(JsonReaderTest, OneConsignmentIsNoEnvelope) {
  const Read read =
      read_all("{\n\"item_id\":\"A1\",\n\"pieces\":[{\"hs\":\"1\"},{\"hs\":\"2\"}]}\n");
  EXPECT_EQ(read.rows, (Texts{"A1|1", "A1|2"}));
}

TEST(JsonReaderTest, ABadLineIsOneBadRow) {
  const Read read = read_all(
      "{\"a\":1}\r\n{\"a\":\n\n{\"a\":2} {\"b\":1}\n[1]\n{\"a\":\"\\ud800\"}\n{\"a\":3}", kLines);
  EXPECT_EQ(read.rows, (Texts{"1", "3"}));
  EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{1, 7}));
  ASSERT_EQ(read.bad.size(), 4u);
  EXPECT_EQ(read.bad[0].line, 2u);
  EXPECT_EQ(read.bad[1].reason, "text behind the object");
  EXPECT_EQ(read.bad[2].line, 5u);
  EXPECT_EQ(read.bad[3].line, 6u);
}

TEST(JsonReaderTest, ABadElementIsOneBadRow) {
  const Read read = read_all(R"([{"a":1}, 7, "x{", null, {"a":[1}, {"a":2}, {"b" 1}, {"a":3}])");
  EXPECT_EQ(read.rows, (Texts{"1", "2", "3"}));
  EXPECT_EQ(read.columns, Texts{"a"});
  EXPECT_GE(read.bad.size(), 4u);
}

TEST(JsonReaderTest, AWordThatIsNoValueIsABadRow) {
  const Read read = read_all(
      "{\"a\":1}\n{\"a\":nu\"l,h\"l:[]}\n{\"a\":nul}\n{\"a\":tru}\n{\"a\":1.}\n{\"a\":2}\n",
      kLines);
  EXPECT_EQ(read.rows, (Texts{"1", "2"}));
  EXPECT_EQ(read.bad.size(), 4u);
}

TEST(JsonReaderTest, LateNamesAreToldOnce) {
  const Read read = read_all("{\"a\":1}\n{\"a\":2}\n{\"a\":3,\"b\":7}\n{\"b\":8}\n",
                             {.one_object_a_line = true, .objects_for_columns = 2});
  EXPECT_EQ(read.rows, (Texts{"1", "2", "3", ""}));
  ASSERT_EQ(read.bad.size(), 1u);
  EXPECT_EQ(read.bad[0].field, "b");
  EXPECT_EQ(read.bad[0].value, "7");
  EXPECT_EQ(read.bad[0].line, 3u);
  EXPECT_NE(read.bad[0].reason.find("2 times"), std::string::npos);
}

TEST(JsonReaderTest, LimitsOfDepthAndSize) {
  std::string deep = "{\"a\":1}\n";
  for (int i = 0; i < 40; ++i) deep += "{\"x\":";
  deep += "1" + std::string(40, '}') + "\n{\"a\":2}\n";
  const Read by_lines = read_all(deep, kLines);
  EXPECT_EQ(by_lines.rows, (Texts{"1", "2"}));
  ASSERT_EQ(by_lines.bad.size(), 1u);
  EXPECT_EQ(by_lines.bad[0].reason, "nested deeper than 32");

  const std::string long_line = "{\"a\":\"" + std::string(5000, 'x') + "\"}\n";
  const Read limited = read_all("{\"a\":1}\n" + long_line + "{\"a\":2}\n",
                                {.one_object_a_line = true, .object_bytes_max = 1000});
  EXPECT_EQ(limited.rows, (Texts{"1", "2"}));
  ASSERT_EQ(limited.bad.size(), 1u);
  EXPECT_EQ(limited.bad[0].line, 2u);
  EXPECT_EQ(limited.bad[0].value.size(), 200u);
}

TEST(JsonReaderTest, NoObjectIsAnError) {
  for (const char* text : {"", "[]", "[1,2]", "hello", "[[{", "{"}) {
    const auto reader = open_json(open_text(text));
    ASSERT_FALSE(reader.has_value()) << text;
    EXPECT_EQ(reader.error().code, ErrorCode::format);
  }
}

// More rows than a batch and than the first objects: every one once, in order, whatever the pieces.
TEST(JsonReaderTest, ManyObjects) {
  std::string array = "[";
  std::string lines;
  for (int i = 0; i < 70'000; ++i) {
    const std::string object = fmt::format(R"({{"id":{},"s":{{"n":"}}]{}"}}}})", i, i % 7);
    array += (i > 0 ? ",\n" : "") + object;
    lines += object + "\n";
  }
  array += "]";
  const Read whole = read_all(array);
  const Read pieces = read_all(array, {}, 1000);
  const Read by_line = read_all(lines, kLines, 777);
  ASSERT_EQ(whole.rows.size(), 70'000u);
  EXPECT_EQ(whole.rows[69'999], "69999|}]6");
  EXPECT_EQ(whole.rows, pieces.rows);
  EXPECT_EQ(whole.rows, by_line.rows);
  EXPECT_EQ(whole.lines, by_line.lines);
}

}  // namespace
}  // namespace chokepoint::ingest
