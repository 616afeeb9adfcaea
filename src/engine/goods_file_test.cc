#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "chokepoint/goods.h"

namespace chokepoint {
namespace {

std::filesystem::path write_file(std::string_view name, std::string_view text) {
  const std::filesystem::path path = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

struct Checked {
  std::string lines;
  Expected<GoodsFileReport> report;
};

Checked check(const std::filesystem::path& path, int threads) {
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
  const auto path = write_file("goods_rows.csv", text);
  const Checked one = check(path, 1), eight = check(path, 8);
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
  const Checked checked =
      check(write_file("goods_bad.csv", "id,text\n1,NPP powder\n2\n3,tea\n"), 2);
  ASSERT_TRUE(checked.report.has_value());
  EXPECT_EQ(checked.report->rows, 2u);
  EXPECT_EQ(checked.report->bad_rows, 1u);
}

TEST(GoodsFileTest, AFileWithoutAKnownColumnIsRefused) {
  const Checked checked = check(write_file("goods_none.csv", "a,b\n1,2\n"), 2);
  ASSERT_FALSE(checked.report.has_value());
  EXPECT_EQ(checked.report.error().code, ErrorCode::format);
  EXPECT_EQ(check("no_such_file.csv", 1).report.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace chokepoint
