// test/golden/goods/cases.tsv: substance x jurisdiction x day x route x quantity x papers, each
// with its source.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <fstream>
#include <set>
#include <sstream>

#include "chokepoint/goods.h"
#include "goods/catalogue_for_test.h"

namespace chokepoint::goods {
namespace {

struct Case {
  std::size_t line;
  std::vector<std::string> cells;  // given day origin destination mass_kg papers regime list
                                   // coverage status missing verdict source
};

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  std::ifstream file(std::string(CHOKEPOINT_SOURCE_DIR) + "/test/golden/goods/cases.tsv");
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#' || line.starts_with("given\t")) continue;
    Case made{number, {}};
    std::stringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) made.cells.push_back(cell);
    cases.push_back(std::move(made));
  }
  return cases;
}

GoodsQuery question(const Case& given) {
  GoodsQuery query;
  const std::size_t cut = given.cells[0].find('=');
  const std::string kind = given.cells[0].substr(0, cut), value = given.cells[0].substr(cut + 1);
  (kind == "cas"         ? query.cas
   : kind == "hs"        ? query.hs
   : kind == "structure" ? query.structure
                         : query.text) = value;
  query.date = given.cells[1];
  query.origin = given.cells[2];
  query.destination = given.cells[3];
  query.mass_kg = given.cells[4];
  query.papers = given.cells[5];
  return query;
}

TEST(GoldenCasesTest, EveryCaseIsAnsweredAsWritten) {
  auto desk = GoodsDesk::open();
  ASSERT_TRUE(desk.has_value());
  const std::vector<Case> cases = read_cases();
  EXPECT_GE(cases.size(), 400u);
  simdjson::dom::parser parser;
  for (const Case& given : cases) {
    ASSERT_EQ(given.cells.size(), 13u) << given.line;
    const std::string json = desk->check_json(question(given));
    const simdjson::dom::element answer = parser.parse(json);
    std::string status = "absent", missing;
    for (const simdjson::dom::element finding : answer["findings"]) {
      if (std::string_view(finding["regime"]) != given.cells[6] ||
          std::string_view(finding["list"]) != given.cells[7] ||
          std::string_view(finding["coverage"]) != given.cells[8])
        continue;
      // Of several rows of a list the one in force speaks.
      const std::string_view found = finding["status"];
      if (status == "in_force" || (status != "absent" && found != "in_force")) continue;
      status = found;
      missing.clear();
      for (const simdjson::dom::element paper : finding["missing"])
        missing += (missing.empty() ? "" : ";") + std::string(std::string_view(paper));
    }
    EXPECT_EQ(status, given.cells[9]) << "line " << given.line << "\n" << json;
    EXPECT_EQ(missing.empty() ? "-" : missing, given.cells[10]) << "line " << given.line << "\n"
                                                                << json;
    if (given.cells[11] != "*") {
      EXPECT_EQ(std::string_view(answer["verdict"]), given.cells[11])
          << "line " << given.line << "\n"
          << json;
    }
    EXPECT_FALSE(given.cells[12].empty()) << given.line;
  }
}

// A row with a day is asked on the day before and on the day.
TEST(GoldenCasesTest, EveryDayOfTheCatalogueIsAskedFromBothSides) {
  std::set<std::string> asked;
  for (const Case& given : read_cases())
    asked.insert(given.cells[6] + "|" + given.cells[7] + "|" + given.cells[1]);
  const auto expect_asked = [&](const RegimeRow& row, Day day) {
    const std::string key = row.regime + "|" + row.list + "|" + records::format_day(day);
    EXPECT_TRUE(asked.contains(key)) << "no case for " << key;
  };
  for (const RegimeRow& row : catalogue_for_test().rows()) {
    // The Convention's own start lies before the catalogue begins.
    if (row.from && row.from->earliest >= catalogue_for_test().begins()) {
      expect_asked(row, {row.from->earliest.days - 1});
      expect_asked(row, row.from->latest);
    }
    if (row.to) {
      expect_asked(row, {row.to->days - 1});
      expect_asked(row, *row.to);
    }
  }
}

}  // namespace
}  // namespace chokepoint::goods
