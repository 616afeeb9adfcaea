#include "goods/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "goods/catalogue_for_test.h"
#include "goods/day_limits.h"
#include "goods/recognise.h"

namespace chokepoint::goods {
namespace {

const std::string kCountries =
    "schema = 1\nalpha_2 = \"CN US\"\n[catalogue]\nbegins = \"2007-01-01\"\nhs_editions = "
    "[{edition = 2022, valid_from = \"2022-01-01\"}]\n";
const std::string kSubstance =
    "schema = 1\n[[substance]]\nid = \"a\"\nname = \"alpha substance\"\ncas = "
    "[\"437-38-7\"]\ncas_status = \"verified\"\ninchi_key = \"AAAAAAAAAAAAAA-UHFFFAOYSA-N\"\n";
const std::string kList =
    "schema = 1\njurisdiction = \"US\"\ncountries = [\"US\"]\n[obligation.o]\nimport = "
    "[\"licence\"]\n[[row]]\nlist = \"L\"\ncovers = [\"a\"]\n"
    "obligation = \"o\"\nvalid_from = \"2020-01-01\"\nsource = \"s\"\nsource_status = "
    "\"verified\"\n";

std::string problem_of(std::string substance, std::string list) {
  const auto made = Catalogue::parse({{"substances.toml", std::move(substance)},
                                      {"us.toml", std::move(list)},
                                      {"countries.toml", kCountries}});
  return made ? "" : made.error().message;
}

std::string with(std::string text, std::string_view part, std::string_view instead) {
  return text.replace(text.find(part), part.size(), instead);
}

TEST(CatalogueTest, TheSchemaIsChecked) {
  EXPECT_EQ(problem_of(kSubstance, kList), "");
  const auto expect_problem = [](const std::string& message, std::string_view part) {
    EXPECT_NE(message.find(part), std::string::npos) << message;
  };
  expect_problem(problem_of(with(kSubstance, "437-38-7", "437-38-8"), kList), "no CAS number");
  expect_problem(problem_of(kSubstance + "colour = 1\n", kList), "unknown key colour");
  expect_problem(problem_of(kSubstance, with(kList, "[\"a\"]", "[\"b\"]")), "covers b");
  expect_problem(problem_of(kSubstance, with(kList, "2020-01-01", "2020-02-30")), "no day");
  expect_problem(problem_of(kSubstance, with(kList, "source = \"s\"\n", "")), "source");
  expect_problem(problem_of(kSubstance, with(kList, "\"verified\"", "\"surely\"")),
                 "source_status");
  expect_problem(problem_of(kSubstance, with(kList, "obligation = \"o\"", "obligation = \"p\"")),
                 "no obligation p");
  expect_problem(problem_of(kSubstance, with(kList, "[\"licence\"]", "[\"blessing\"]")),
                 "unknown paper");
  expect_problem(problem_of(kSubstance, kList + "valid_to = \"2019-01-01\"\n"),
                 "before valid_from");
  expect_problem(problem_of("schema = [", kList), "substances.toml: line");
}

TEST(CatalogueTest, DaysMayBeKnownWithinLimits) {
  EXPECT_EQ(records::format_day(parse_day_limits("2018-02")->latest), "2018-03-01");
  EXPECT_EQ(records::format_day(parse_day_limits("2018-12")->latest), "2019-01-01");
  EXPECT_EQ(records::format_day(parse_day_limits("2019")->earliest), "2019-01-01");
  EXPECT_EQ(records::format_day(parse_day_limits("2025-07-25/2025-08-14")->latest), "2025-08-14");
  for (const std::string_view text :
       {"", "20", "2018-13", "2018-02-30", "2018/02/01", "2025-08-14/2025-07-25"})
    EXPECT_FALSE(parse_day_limits(text)) << text;
}

TEST(CatalogueTest, EveryThingIsCoveredAndEverySubstanceHasNames) {
  for (const Thing& thing : catalogue_for_test().things()) {
    EXPECT_FALSE(thing.rows.empty()) << thing.id;
  }
  EXPECT_GE(catalogue_for_test().things().size(), 20u);
  EXPECT_GE(catalogue_for_test().rows().size(), 40u);
}

TEST(CatalogueTest, CountriesAndRegimes) {
  const Catalogue& catalogue = catalogue_for_test();
  EXPECT_EQ(catalogue.country("us"), "US");
  EXPECT_EQ(catalogue.country("CHN"), "CN");
  EXPECT_EQ(catalogue.country("ZZ"), "");
  EXPECT_EQ(catalogue.regime_of("DE"), "EU");
  EXPECT_EQ(catalogue.regime_of("PR"), "US");
  EXPECT_EQ(catalogue.regime_of("BR"), "");
}

// Each line of the tariff is read; the lines of the regulated goods are found and the busy ones
// said to be insufficient.
TEST(CatalogueTest, TheTariffOf2025IsReadAndTheLinesOfListedGoodsAreFound) {
  std::ifstream file(std::string(CHOKEPOINT_SHARED_DATA) + "/hts/hts_2025.csv");
  if (!file) GTEST_SKIP() << "no tariff at CHOKEPOINT_SHARED_DATA/hts";
  RecogniseScratch scratch;
  std::vector<Recognition> found;
  const Day day = *records::make_day(2025, 6, 1);
  std::set<std::string> identified, residual;
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 3 || line[0] != '"') continue;
    std::string code;
    for (std::size_t i = 1; i < line.size() && line[i] != '"'; ++i) {
      if (line[i] != '.') code += line[i];
    }
    if (code.empty() || !std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }))
      continue;
    ++lines;
    const EvidenceState state =
        recognise(catalogue_for_test(), {{}, {}, code, day, true}, scratch, found);
    if (state.is_residual_hs) residual.insert(code.substr(0, 6));
    if (!found.empty()) identified.insert(code.substr(0, 6));
  }
  EXPECT_GT(lines, 20'000u);
  EXPECT_EQ(identified, (std::set<std::string>{"293333", "293334", "293336", "293337", "293492"}));
  for (const char* code : {"293339", "291590", "847989", "820730"})
    EXPECT_TRUE(residual.contains(code)) << code;
}

// No code of the Korean customs file is taken for more than it says.
TEST(CatalogueTest, TheDeclarationsOf2020AreReadByTheirCodes) {
  std::ifstream file(std::string(CHOKEPOINT_SHARED_DATA) + "/customs/train.csv");
  if (!file) GTEST_SKIP() << "no declarations at CHOKEPOINT_SHARED_DATA/customs";
  RecogniseScratch scratch;
  std::vector<Recognition> found;
  std::size_t rows = 0, identified = 0;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::size_t column = 0, begin = 0;
    for (; column < 12; ++column) begin = line.find(',', begin) + 1;
    const std::string code = line.substr(begin, line.find(',', begin) - begin);
    ASSERT_EQ(code.size(), 6u) << line;
    recognise(catalogue_for_test(), {{}, {}, code, *records::make_day(2020, 6, 1), true}, scratch,
              found);
    identified += found.empty() ? 0 : 1;
    ++rows;
  }
  EXPECT_EQ(rows, 37'385u);
  EXPECT_LT(identified, rows / 1000);
}

}  // namespace
}  // namespace chokepoint::goods
