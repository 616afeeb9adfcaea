#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>

#include "chokepoint/goods.h"
#include "scratch_folder.h"

namespace chokepoint {
namespace {

struct Checked {
  std::string lines;
  Expected<GoodsFileReport> report;
};

Checked check(std::string_view text, int threads) {
  const testing::ScratchFolder folder;
  const auto path = folder.write("goods.csv", text);
  std::string lines;
  auto report = check_goods_file(path, {.date = "2025-06-01", .threads = threads, .progress = {}},
                                 [&](std::string_view more) -> Expected<> {
                                   lines += more;
                                   return {};
                                 });
  return {lines, std::move(report)};
}

TEST(GoodsFileTest, EveryRowHasItsLineInOrder) {
  std::string text = "id,text,cas,hs,origin,destination\n";
  for (int i = 0; i < 3000; ++i) {
    text += std::to_string(i) + (i % 7 == 0   ? ",N-phenethyl-4-piperidone,,,CN,US\n"
                                 : i % 7 == 1 ? ",solvent,58-08-3,,CN,US\n"
                                              : ",\"cotton t-shirt, blue\",,6109.10,CN,US\n");
  }
  const Checked one = check(text, 1), eight = check(text, 8);
  ASSERT_TRUE(one.report.has_value()) << one.report.error().message;
  EXPECT_EQ(one.lines, eight.lines);
  EXPECT_EQ(one.report->rows, 3000u);
  EXPECT_EQ(one.report->controlled, 429u);
  EXPECT_EQ(one.report->unknown, 429u);
  EXPECT_EQ(one.report->clear, 2142u);
  simdjson::dom::parser parser;
  std::size_t expected = 0;
  for (std::size_t at = 0; at < one.lines.size();) {
    const std::size_t end = one.lines.find('\n', at);
    const simdjson::dom::element answer = parser.parse(one.lines.substr(at, end - at));
    EXPECT_EQ(std::string_view(answer["id"]), std::to_string(expected++));
    at = end + 1;
  }
  EXPECT_EQ(expected, 3000u);
}

TEST(GoodsFileTest, ABadRowIsAnAnswerAndTheRestGoesOn) {
  const Checked checked = check("id,text\n1,NPP powder\n2\n3,tea\n", 2);
  ASSERT_TRUE(checked.report.has_value());
  EXPECT_EQ(checked.report->rows, 2u);
  EXPECT_EQ(checked.report->bad_rows, 1u);
}

TEST(GoodsFileTest, AFileWithoutAKnownColumnIsRefused) {
  const Checked checked = check("a,b\n1,2\n", 2);
  ASSERT_FALSE(checked.report.has_value());
  EXPECT_EQ(checked.report.error().code, ErrorCode::format);
  const auto absent = check_goods_file("no_such_file.csv", {}, [](auto) { return Expected<>(); });
  EXPECT_EQ(absent.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace chokepoint
