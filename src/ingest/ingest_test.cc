#include "ingest/ingest.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "records/nouns.h"
#include "store/table_io.h"

namespace chokepoint::ingest {
namespace {

using store::Store;

// A folder that goes with the test.
class IngestTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("chokepoint_ingest_{}_{}", ::getpid(),
                          ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
    auto store = Store::in_memory();
    ASSERT_TRUE(store.has_value()) << store.error().message;
    store_ = std::make_unique<Store>(std::move(*store));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  Expected<IngestReport> ingest(const std::filesystem::path& file, const std::string& kind,
                                const std::string& mapping = "", const std::string& known_at = "") {
    IngestOptions options;
    options.kind = kind;
    options.mapping = mapping;
    options.known_at = known_at;
    return ingest_file(*store_, file, options, {});
  }

  // Every row of a query as text, "|" between columns, "\n" between rows.
  std::string rows(const std::string& sql) {
    const auto answer = store_->query(sql);
    if (!answer) return answer.error().message;
    std::string text;
    for (const auto& row : answer->rows) {
      for (std::size_t i = 0; i < row.size(); ++i)
        text += (i == 0 ? "" : "|") + row[i].value_or("");
      text += "\n";
    }
    return text;
  }

  std::filesystem::path folder_;
  std::unique_ptr<Store> store_;
};

std::filesystem::path shared(const char* name) {
  return std::filesystem::path(CHOKEPOINT_SHARED_DATA) / name;
}

constexpr const char* kParcels =
    "item_id,posted_at,sender_name,sender_country,recipient_name,recipient_street,recipient_"
    "postcode,recipient_country,"
    "description,gross_weight_kg,declared_value,currency\n"
    "RR 287 043 775 IN,2023-03-01,Asha Traders,IN,J. Doe,12 Elm St,60601,USA,cotton "
    "shirts,0.45,12.50,usd\n"
    "RR473124828US,2023-03-02T08:30:00Z,Wang**,CN,\"Lee, K.\",5 Oak Ave,10001,United States,pill "
    "press,\"12,5 kg\",EUR,EUR\n";

TEST_F(IngestTest, TwelveColumnsAreAParcel) {
  const auto report = ingest(write("parcels.csv", kParcels), "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->preset, "parcel");
  EXPECT_EQ(report->format, "csv");
  EXPECT_EQ(report->rows, 2u);
  EXPECT_EQ(report->added, 2u);
  EXPECT_EQ(report->rejected, 1u);
  EXPECT_EQ(rows("SELECT item_id, happened_at, known_at = happened_at, gross_mass_kg, "
                 "declared_value, currency, value_usd, "
                 "failed_checks, source_row FROM consignment ORDER BY source_row"),
            "RR287043775IN|2023-03-01 00:00:00|true|0.45|12.5|USD|12.5||2\n"
            "RR473124828US|2023-03-02 08:30:00|true|12.5||EUR||item_id:s10|3\n");
  EXPECT_EQ(
      rows("SELECT role, name, street, postcode, country FROM mention ORDER BY source_row, role"),
      "consignee|J. Doe|12 Elm St|60601|US\nconsignor|Asha Traders|||IN\n"
      "consignee|Lee, K.|5 Oak Ave|10001|US\nconsignor|Wang**|||CN\n");
  EXPECT_EQ(rows("SELECT piece_no, description, known_at FROM item ORDER BY source_row"),
            "1|cotton shirts|\n1|pill press|\n");
  EXPECT_EQ(rows("SELECT source_name, source_row, field, value, reason FROM reject"),
            "parcels.csv|3|declared_value|EUR|not a number\n");
  EXPECT_EQ(rows("SELECT name, kind, rows, added, rejects FROM source_file"),
            "parcels.csv|consignments|2|2|1\n");
}

TEST_F(IngestTest, TheSameFileTwiceAddsNothing) {
  const auto file = write("parcels.csv", kParcels);
  ASSERT_TRUE(ingest(file, "consignments").has_value());
  const std::string counts =
      "SELECT (SELECT count(*) FROM consignment), (SELECT count(*) FROM item), (SELECT count(*) "
      "FROM "
      "mention), (SELECT count(*) FROM reject), (SELECT count(*) FROM source_file)";
  const std::string before = rows(counts);
  EXPECT_EQ(before, "2|2|4|1|1\n");
  const auto report = ingest(file, "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->rows, 2u);
  EXPECT_EQ(report->added, 0u);
  EXPECT_EQ(report->repeated, 2u);
  EXPECT_EQ(rows(counts), before);
}

TEST_F(IngestTest, TheRealDeclarationsAndTheirOutcomes) {
  const auto train = shared("customs/train.csv");
  if (!std::filesystem::exists(train)) GTEST_SKIP() << train << " is not here";
  const auto declarations = ingest(train, "consignments", "customs_declarations");
  ASSERT_TRUE(declarations.has_value()) << declarations.error().message;
  EXPECT_EQ(declarations->rows, 37385u);
  EXPECT_EQ(declarations->added, 37385u);
  EXPECT_EQ(declarations->rejected, 0u);
  const auto outcomes = ingest(train, "outcomes", "customs_outcomes");
  ASSERT_TRUE(outcomes.has_value()) << outcomes.error().message;
  EXPECT_EQ(outcomes->added, 37385u);
  EXPECT_EQ(outcomes->rejected, 0u);
  const auto later = ingest(shared("customs/valid.csv"), "consignments", "customs_declarations");
  ASSERT_TRUE(later.has_value()) << later.error().message;
  EXPECT_EQ(later->added, 8134u);
  EXPECT_EQ(later->rejected, 0u);
  EXPECT_EQ(
      rows("SELECT count(*) FILTER (result = 'found'), count(*) FILTER (result = 'no_finding'), "
           "count(*) FILTER (known_at = happened_at + INTERVAL 1 DAY) FROM outcome"),
      "8114|29271|37385\n");
  EXPECT_EQ(rows("SELECT count(*) FROM outcome JOIN consignment USING (consignment_id)"),
            "37385\n");
  EXPECT_EQ(rows("SELECT item_id, office, procedure, hs_code, route_origin, origin_country, "
                 "net_mass_kg, declared_value, "
                 "consignment.currency, consignment.value_usd FROM consignment JOIN item USING "
                 "(consignment_id) WHERE item_id = '97061800'"),
            "97061800|30|B|440890|BE|BE|108.0|372254.4||\n");
  EXPECT_EQ(rows("SELECT role, identifier FROM mention JOIN consignment ON record_id = "
                 "consignment_id WHERE item_id = "
                 "'97061800' ORDER BY role"),
            "consignee|QLRUBN9\nconsignor|0VKY2BR\ndeclarant|ZZR1LT6\n");
}

}  // namespace
}  // namespace chokepoint::ingest
