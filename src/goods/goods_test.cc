#include "goods/goods.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "goods/catalogue_for_test.h"
#include "store/table_io.h"

namespace chokepoint::goods {
namespace {

using records::Consignment;
using records::Item;

struct Assessed {
  base::Arena arena;
  std::vector<GoodsFinding> findings;

  const GoodsFinding* find(std::string_view substance, std::string_view regime) const {
    for (const GoodsFinding& finding : findings) {
      if (finding.substance == substance && finding.regime == regime) return &finding;
    }
    return nullptr;
  }
};

Consignment from_china_to(std::string_view destination, const char* day) {
  Consignment consignment;
  consignment.consignment_id = {1};
  consignment.route_origin = "CN";
  consignment.route_destination = destination;
  consignment.happened_at = *records::parse_moment(day);
  consignment.known_at = consignment.happened_at;
  return consignment;
}

Assessed assess_item(const Consignment& consignment, std::string_view description,
                     std::string_view hs = "", std::string_view cas = "") {
  Item item;
  item.item_row_id = {2};
  item.description = description;
  item.hs_code = hs;
  item.cas = cas;
  Assessed assessed;
  assess(catalogue_for_test(), consignment, {&item, 1}, assessed.arena, assessed.findings);
  return assessed;
}

TEST(GoodsTest, ANamedSubstanceStandsUnderTheRegimesOfItsRoute) {
  const Assessed assessed =
      assess_item(from_china_to("US", "2024-06-01"), "N-phenethyl-4-piperidone 25kg");
  const GoodsFinding* us = assessed.find("npp", "US");
  ASSERT_NE(us, nullptr);
  EXPECT_EQ(us->status, "in_force");
  EXPECT_EQ(us->coverage, "named");
  EXPECT_EQ(us->papers, "registration;declaration");
  EXPECT_EQ(us->matched_text, "N-phenethyl-4-piperidone");
  const GoodsFinding* cn = assessed.find("npp", "CN");
  ASSERT_NE(cn, nullptr);
  EXPECT_EQ(cn->papers, "licence;export_permit");
  EXPECT_EQ(assessed.find("npp", "EU"), nullptr);
  EXPECT_NE(assessed.find("npp", "UN"), nullptr);
}

TEST(GoodsTest, AGroupCoversBeforeTheNameStands) {
  const GoodsFinding* finding = nullptr;
  const Assessed before = assess_item(from_china_to("US", "2023-05-12"), "", "", "79099-07-3");
  finding = before.find("1_boc_4_piperidone", "US");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->coverage, "named");
  EXPECT_EQ(finding->status, "not_yet");
  bool covered = false;
  for (const GoodsFinding& row : before.findings)
    covered =
        covered || (row.regime == "US" && row.coverage == "group" && row.status == "in_force");
  EXPECT_TRUE(covered);
  const Assessed after = assess_item(from_china_to("US", "2025-10-02"), "", "", "79099-07-3");
  std::size_t rows = 0;
  for (const GoodsFinding& row : after.findings) rows += row.regime == "US" ? 1 : 0;
  EXPECT_EQ(rows, 1u);
  EXPECT_EQ(after.find("1_boc_4_piperidone", "US")->status, "in_force");
}

TEST(GoodsTest, OrdinaryGoodsGiveNothing) {
  EXPECT_TRUE(assess_item(from_china_to("US", "2024-06-01"), "cotton t-shirt, 3 pcs", "6109100012")
                  .findings.empty());
  EXPECT_TRUE(assess_item(from_china_to("US", "2024-06-01"), "").findings.empty());
}

TEST(GoodsTest, ABusyCodeAloneIsOneWeakFinding) {
  const Assessed assessed =
      assess_item(from_china_to("US", "2024-06-01"), "organic intermediate", "2933399073");
  ASSERT_EQ(assessed.findings.size(), 1u);
  EXPECT_EQ(assessed.findings[0].substance, "residual");
  EXPECT_LT(assessed.findings[0].confidence, 0.2F);
}

TEST(GoodsTest, WithoutADayTheStatusIsUnknown) {
  Consignment consignment = from_china_to("US", "2024-06-01");
  consignment.happened_at = consignment.known_at = Moment::unknown();
  const Assessed assessed = assess_item(consignment, "norfentanyl");
  ASSERT_FALSE(assessed.findings.empty());
  for (const GoodsFinding& finding : assessed.findings) EXPECT_EQ(finding.status, "unknown");
}

TEST(GoodsTest, IdsAreStableAndDistinct) {
  const Assessed one = assess_item(from_china_to("US", "2024-06-01"),
                                   "4-anilinopiperidine and NPP, 4-piperidone powder");
  const Assessed two = assess_item(from_china_to("US", "2024-06-01"),
                                   "4-anilinopiperidine and NPP, 4-piperidone powder");
  ASSERT_EQ(one.findings.size(), two.findings.size());
  std::vector<RowId> ids;
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    EXPECT_EQ(one.findings[i].finding_id, two.findings[i].finding_id);
    ids.push_back(one.findings[i].finding_id);
  }
  std::ranges::sort(ids);
  EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST(GoodsTest, ColumnsAgreeWithTheSchema) {
  auto store = store::Store::in_memory();
  ASSERT_TRUE(store.has_value());
  auto columns = store->query(
      "SELECT column_name FROM duckdb_columns() WHERE table_name = 'goods_finding' ORDER BY "
      "column_index");
  ASSERT_TRUE(columns.has_value());
  std::string in_sql;
  for (const auto& row : columns->rows) in_sql += (in_sql.empty() ? "" : ", ") + *row[0];
  EXPECT_EQ(store::column_list<GoodsFinding>(), in_sql);
}

}  // namespace
}  // namespace chokepoint::goods
