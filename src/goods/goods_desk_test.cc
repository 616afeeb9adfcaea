#include <gtest/gtest.h>
#include <simdjson.h>

#include "chokepoint/goods.h"

namespace chokepoint {
namespace {

const GoodsDesk& desk() {
  static const GoodsDesk opened = [] {
    auto made = GoodsDesk::open();
    if (!made) fmt::print(stderr, "{}\n", made.error().message);
    return std::move(*made);
  }();
  return opened;
}

struct Answer {
  std::string json, verdict, notes, missing_us;
  std::size_t findings = 0;
};

Answer ask(GoodsQuery query) {
  if (query.date.empty()) query.date = "2025-06-01";
  Answer answer;
  answer.json = desk().check_json(query);
  simdjson::dom::parser parser;
  const simdjson::dom::element document = parser.parse(answer.json);
  answer.verdict = std::string(std::string_view(document["verdict"]));
  for (const simdjson::dom::element note : document["notes"])
    answer.notes += std::string(std::string_view(note)) + "\n";
  for (const simdjson::dom::element finding : document["findings"]) {
    ++answer.findings;
    if (std::string_view(finding["regime"]) != "US") continue;
    for (const simdjson::dom::element paper : finding["missing"])
      answer.missing_us += std::string(std::string_view(paper)) + ";";
  }
  return answer;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(GoodsDeskTest, AListedSubstanceOnItsRouteIsControlled) {
  EXPECT_EQ(
      ask({.text = "N-phenethyl-4-piperidone 1kg", .origin = "CN", .destination = "US"}).verdict,
      "controlled");
  EXPECT_EQ(ask({.cas = "39742-60-4", .origin = "DE", .destination = "BR"}).verdict, "controlled");
  EXPECT_EQ(ask({.hs = "2933.36.00.00", .origin = "CN", .destination = "US"}).verdict,
            "controlled");
  EXPECT_EQ(
      ask({.structure = "O=C1CCN(CCc2ccccc2)CC1", .origin = "CN", .destination = "US"}).verdict,
      "controlled");
}

TEST(GoodsDeskTest, TheExportLicenceDependsOnTheDestination) {
  const GoodsQuery to_us{
      .cas = "79-03-8", .origin = "CN", .destination = "US", .date = "2025-11-10"};
  GoodsQuery to_germany = to_us;
  to_germany.destination = "DE";
  EXPECT_TRUE(has(ask(to_us).json, "Export licence by destination"));
  EXPECT_FALSE(has(ask(to_germany).json, "Export licence by destination"));
  GoodsQuery before = to_us;
  before.date = "2025-11-09";
  EXPECT_TRUE(has(ask(before).json, R"("status":"not_yet")"));
}

TEST(GoodsDeskTest, AProposalIsNoLaw) {
  const Answer answer = ask(
      {.text = "propionyl chloride", .origin = "DE", .destination = "US", .date = "2025-08-01"});
  EXPECT_TRUE(has(answer.json, R"("status":"proposed")"));
  EXPECT_EQ(answer.verdict, "watched");
}

TEST(GoodsDeskTest, WhatCannotBeReadIsAnAnswer) {
  EXPECT_EQ(ask({}).verdict, "unknown");
  const Answer bad_cas =
      ask({.text = "solvent", .cas = "58-08-3", .origin = "CN", .destination = "US"});
  EXPECT_EQ(bad_cas.verdict, "unknown");
  EXPECT_TRUE(has(bad_cas.notes, "check digit"));
  EXPECT_EQ(ask({.text = "solvent", .cas = "58-08-2", .origin = "CN", .destination = "US"}).verdict,
            "clear");
  const Answer bad_structure =
      ask({.structure = std::string(1'000'000, 'C'), .origin = "CN", .destination = "US"});
  EXPECT_EQ(bad_structure.verdict, "unknown");
  EXPECT_TRUE(has(bad_structure.notes, "too long"));
  EXPECT_EQ(ask({.structure = "hello", .origin = "CN", .destination = "US"}).verdict, "unknown");
  const Answer no_country =
      ask({.text = "norfentanyl", .origin = "Atlantis", .destination = "ZZ", .date = "2021-01-01"});
  EXPECT_EQ(no_country.verdict, "unknown");
  EXPECT_TRUE(has(no_country.notes, "no country"));
  const Answer early =
      ask({.cas = "39742-60-4", .origin = "CN", .destination = "US", .date = "1999-01-01"});
  EXPECT_EQ(early.verdict, "unknown");
  EXPECT_TRUE(has(early.notes, "catalogue begins"));
  EXPECT_EQ(ask({.cas = "39742-60-4", .origin = "CN", .destination = "US", .date = "soon"}).verdict,
            "unknown");
}

TEST(GoodsDeskTest, PapersThatDoAreNotMissing) {
  const GoodsQuery query{.cas = "21409-26-7", .origin = "DE", .destination = "US", .mass_kg = "10"};
  EXPECT_EQ(ask(query).missing_us, "registration;import_permit;");
  GoodsQuery with = query;
  with.papers = "US:registration;US:import_permit:25:2025-01-01:2025-12-31:21409-26-7";
  EXPECT_EQ(ask(with).missing_us, "");
  with.papers = "US:registration;US:import_permit:5:2025-01-01:2025-12-31";
  EXPECT_TRUE(has(ask(with).json, "quantity_too_small"));
  EXPECT_EQ(ask(with).missing_us, "import_permit;");
  with.papers = "US:registration;US:import_permit:25:2024-01-01:2024-12-31";
  EXPECT_TRUE(has(ask(with).json, "expired"));
  with.papers = "US:registration;US:import_permit";
  EXPECT_TRUE(has(ask(with).json, "states no quantity"));
  EXPECT_EQ(ask(with).missing_us, "");
  with.papers = "CN:import_permit;nonsense";
  EXPECT_EQ(ask(with).missing_us, "registration;import_permit;");
  EXPECT_TRUE(has(ask(with).notes, "nonsense"));
}

TEST(GoodsDeskTest, ARoleSeesItsOwnPapers) {
  GoodsQuery query{.cas = "39742-60-4", .origin = "CN", .destination = "US"};
  query.role = "exporter";
  EXPECT_EQ(ask(query).missing_us, "");
  query.role = "importer";
  EXPECT_EQ(ask(query).missing_us, "registration;declaration;");
}

TEST(GoodsDeskTest, BelowAThresholdNoPaperIsDue) {
  const GoodsQuery query{.cas = "123-62-6",
                         .origin = "DE",
                         .destination = "US",
                         .date = "2025-08-01",
                         .mass_kg = "0.5"};
  EXPECT_EQ(ask(query).missing_us, "");
  GoodsQuery more = query;
  more.mass_kg = "1.0";
  EXPECT_EQ(ask(more).missing_us, "registration;declaration;");
  more.mass_kg = "";
  EXPECT_EQ(ask(more).missing_us, "registration;declaration;");
}

TEST(GoodsDeskTest, HostileBytesGiveWellFormedJson) {
  std::string bytes;
  for (int i = 1; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_FALSE(ask({.id = bytes,
                    .text = bytes + "NPP powder" + bytes,
                    .cas = bytes,
                    .hs = bytes,
                    .structure = bytes,
                    .origin = bytes,
                    .date = bytes,
                    .mass_kg = bytes,
                    .role = bytes,
                    .papers = bytes})
                   .json.empty());
}

}  // namespace
}  // namespace chokepoint
