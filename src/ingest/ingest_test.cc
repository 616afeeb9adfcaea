#include "ingest/ingest.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "records/nouns.h"
#include "scratch_folder.h"
#include "store/table_io.h"

namespace chokepoint::ingest {
namespace {

using store::Store;

// A folder that goes with the test.
class IngestTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto store = Store::in_memory();
    ASSERT_TRUE(store.has_value()) << store.error().message;
    store_ = std::make_unique<Store>(std::move(*store));
  }

  std::filesystem::path write(const std::string& name, std::string_view text) {
    return folder_.write(name, text);
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

  chokepoint::testing::ScratchFolder folder_;
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

// ---- kinds of feed ----

TEST_F(IngestTest, FurtherRowsOfAConsignmentAreItsPieces) {
  const auto file = write("pieces.csv",
                          "item_id,posted_at,piece_no,description,hs_code\n"
                          "A1,2023-03-01,1,shirts,610910\nA1,2023-03-01,2,shoes,640399\nA1,2023-03-"
                          "01,2,shoes,640399\n");
  const auto report = ingest(file, "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->rows, 3u);
  EXPECT_EQ(report->added, 1u);
  EXPECT_EQ(report->repeated, 1u);
  EXPECT_EQ(report->rejected, 0u);
  const auto items =
      ingest(write("items.csv",
                   "item_id,piece_no,description,net_weight_kg,piece_value,currency\n"
                   "A1,3,caps,0.2,3.5,USD\n"),
             "items");
  ASSERT_TRUE(items.has_value()) << items.error().message;
  EXPECT_EQ(rows("SELECT c.item_id, i.piece_no, i.description, i.value_usd FROM item i JOIN "
                 "consignment c USING "
                 "(consignment_id) ORDER BY piece_no"),
            "A1|1|shirts|\nA1|2|shoes|\nA1|3|caps|3.5\n");
  const auto again = ingest(file, "consignments");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->repeated, 3u);
}

TEST_F(IngestTest, PiecesWithoutNumbersAreNumberedInOrder) {
  const auto report =
      ingest(write("pieces.csv",
                   "item_id,posted_at,description\nA1,2023-03-01,shirts\nA1,2023-03-01,shoes\n"
                   "A2,2023-03-01,caps\n"),
             "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(rows("SELECT piece_no, description FROM item ORDER BY source_row"),
            "1|shirts\n2|shoes\n1|caps\n");
}

TEST_F(IngestTest, AnIdSeenWithOtherContentIsAReject) {
  ASSERT_TRUE(
      ingest(write("one.csv", "item_id,posted_at,carrier\nA1,2023-03-01,Post\n"), "consignments")
          .has_value());
  const auto report = ingest(
      write("two.csv", "item_id,posted_at,carrier\nA1,2023-03-01,Express\nA2,2023-03-01,Post\n"),
      "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->added, 1u);
  EXPECT_EQ(report->repeated, 0u);
  EXPECT_EQ(report->rejected, 1u);
  EXPECT_EQ(rows("SELECT source_name, source_row, field, value, reason FROM reject"),
            "two.csv|2|carrier|Express|id seen before with other content\n");
  EXPECT_EQ(rows("SELECT item_id, carrier FROM consignment ORDER BY item_id"),
            "A1|Post\nA2|Post\n");
}

TEST_F(IngestTest, PaymentsHaveAPayerAndAPayee) {
  const auto report =
      ingest(write("payments.csv",
                   "payment_id,uetr,booked_at,amount,currency,payer_name,payer_address,payer_"
                   "country,payer_account,"
                   "payer_bic,payee_name,payee_country,channel,wallet_address\n"
                   "P1,nonsense,2023-05-01,\"1.250,00\",EUR,Max M,Ring "
                   "1,DE,GB82WEST12345698765432,WESTGB22,Shop,CN,"
                   "Crypto,bc1qexample\n"
                   ",,2023-05-02,7,USD,Max M,Ring 1,DE,GB83WEST12345698765432,,Shop,CN,cash,\n"),
             "payments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->rejected, 0u);
  EXPECT_EQ(rows("SELECT payment_id, amount, round(amount_usd), channel, failed_checks FROM "
                 "payment ORDER BY source_row"),
            "P1|1250.0|1351.0|crypto|uetr:uetr\n|7.0|7.0|cash|\n");
  EXPECT_EQ(rows("SELECT role, name, street, account, bic, wallet, failed_checks FROM mention "
                 "ORDER BY source_row, role"),
            "payee|Shop||||bc1qexample|\npayer|Max M|Ring 1|GB82WEST12345698765432|WESTGB22||\n"
            "payee|Shop|||||\npayer|Max M|Ring 1|GB83WEST12345698765432|||account:iban\n");
}

TEST_F(IngestTest, DecisionsOnPartiesNameMentionsAsTheirRecordsDo) {
  ASSERT_TRUE(ingest(write("listings.csv",
                           "source,listing_id,seen_at,title,price,currency,seller_id\n"
                           "shop.example,9,2023-01-02,Die set,40,USD,S7\n"),
                     "listings")
                  .has_value());
  ASSERT_TRUE(ingest(write("parcels.csv",
                           "item_id,posted_at,sender_name,recipient_name,description\n"
                           "A1,2023-01-01,Harbour,Jan Nowak,lamp\n"),
                     "consignments")
                  .has_value());
  const auto report = ingest(
      write(
          "decisions.csv",
          "decision_id,verdict,record_kind_1,record_id_1,role_1,record_kind_2,record_id_2,role_2,"
          "undoes,reason,actor,decided_at\n"
          "D1,same,consignment,A1,consignee,listing,shop.example/9,seller,,one man,ann,2023-02-01\n"
          "D2,undo,,,,,,,D1,two men,bob,2023-03-01\n"
          "D3,apart,consignment,A1,consignee,listing,shop.example/9,seller,,,ann,2023-02-01\n"
          "D4,apart,consignment,A1,seller,listing,shop.example/9,seller,,why,ann,2023-02-01\n"
          "D5,apart,consignment,A1,consignee,consignment,A1,consignee,,why,ann,2023-02-01\n"
          "D6,undo,,,,,,,,why,ann,2023-02-01\n"
          "D7,same,parcel,A1,consignee,listing,shop.example/9,seller,,why,ann,2023-02-01\n"
          "D8,same,consignment,A1,consignee,listing,shop.example/9,seller,,why,ann,\n"),
      "party_decisions");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->added, 2u);
  EXPECT_EQ(rows("SELECT decision_id, verdict, a.role, b.role, undoes, d.known_at FROM "
                 "party_decision d LEFT JOIN mention a ON a.mention_id = mention_id_1 LEFT JOIN "
                 "mention b ON b.mention_id = mention_id_2 ORDER BY decision_id"),
            "D1|same|consignee|seller||2023-02-01 00:00:00\n"
            "D2|undo|||D1|2023-03-01 00:00:00\n");
  EXPECT_EQ(rows("SELECT source_row, field FROM reject ORDER BY source_row"),
            "4|reason\n5|role_1\n6|record_id_2\n7|undoes\n8|record_kind_1\n9|decided_at\n");
}

TEST_F(IngestTest, ListingsPapersAndLists) {
  ASSERT_TRUE(
      ingest(
          write("listings.csv",
                "source,listing_id,seen_at,title,price,currency,seller_id,seller_name,ships_from,"
                "contact_handles\nshop.example,9,2023-01-02,Die set,40,USD,S7,Tool Man,CN,"
                "tg:@tool; wa:+86 1\n"),
          "listings")
          .has_value());
  EXPECT_EQ(rows("SELECT role, name, identifier, handles FROM mention"),
            "seller|Tool Man|S7|tg:@tool;wa:+86 1\n");
  ASSERT_TRUE(
      ingest(
          write(
              "licences.csv",
              "licence_id,holder_name,country,substance,cas,quantity_kg,kind,valid_from,valid_to\n"
              "L1,Pharma AG,CH,caffeine,58-08-3,50,import,2023-01-01,9999-12-31\n"),
          "licences")
          .has_value());
  EXPECT_EQ(
      rows("SELECT kind, country, valid_from, valid_to, known_at, failed_checks FROM licence"),
      "import|CH|2023-01-01 00:00:00||2023-01-01 00:00:00|cas:cas\n");
  ASSERT_TRUE(
      ingest(write("notifications.csv",
                   "notification_id,kind,exporter_name,exporter_country,importer_name,"
                   "importer_country,substance,quantity_kg,shipped_at,answer,known_at\n"
                   "N1,pre_export,Ex,CN,Im,MX,caffeine,25,2023-02-01,No objection,2023-01-20\n"),
             "notifications")
          .has_value());
  EXPECT_EQ(rows("SELECT answer, happened_at, known_at FROM notification"),
            "no_objection|2023-02-01 00:00:00|2023-01-20 00:00:00\n");
  const auto list = write(
      "sanctions.csv",
      "entry_id,name,aliases,kind,country,address,valid_from,valid_to\n"
      "7,Bad Actor Ltd,B.A. Ltd; Actor Bad,Company,CN,1 Road; 2 Road,2020-05-01,2023-11-16\n");
  const auto report = ingest(list, "list", "", "2024-01-01");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(rows("SELECT list, entry_id, kind, name, valid_to, known_at FROM list_entry"),
            "sanctions|7|organization|Bad Actor Ltd|2023-11-16 00:00:00|2020-05-01 00:00:00\n");
  EXPECT_EQ(rows("SELECT kind, value FROM list_detail ORDER BY ALL"),
            "address|1 Road\naddress|2 Road\nalias|Actor Bad\nalias|B.A. Ltd\n");
  EXPECT_EQ(ingest(list, "list", "", "2024-01-01")->repeated, 1u);
}

TEST_F(IngestTest, PostalLabelsGivePoundsAndOunces) {
  const auto report =
      ingest(write("labels.csv",
                   "Item ID,Posted At,ItemDetail/Description,NetPounds,NetOunces,HSTariffNumber\n"
                   "A1,2023-03-01,shirts,1,8,6109.10\nA2,2023-03-01,caps,,4,\n"),
             "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(
      rows("SELECT description, round(net_mass_kg, 4), hs_code FROM item ORDER BY source_row"),
      "shirts|0.6804|610910\ncaps|0.1134|\n");
}

TEST_F(IngestTest, ParquetIsReadLikeAnyTable) {
  const auto path = folder_.path() / "parcels.parquet";
  ASSERT_TRUE(store_
                  ->execute("COPY (SELECT 'A' || i AS item_id, DATE '2023-03-01' AS posted_at, "
                            "'Sender' AS sender_name, i * "
                            "0.5 AS gross_weight_kg FROM range(100000) t(i)) TO " +
                            store::quote(path.string()) + " (FORMAT parquet)")
                  .has_value());
  const auto report = ingest(path, "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->format, "parquet");
  EXPECT_EQ(report->added, 100000u);
  EXPECT_EQ(rows("SELECT sum(gross_mass_kg), max(source_row) FROM consignment"),
            "2499975000.0|100000\n");
}

TEST_F(IngestTest, JsonIsReadLikeAnyTable) {
  const auto report = ingest(
      write("parcels.ndjson", R"({"item_id":"A1","posted_at":"2023-03-01","sender":{"name":"Asha"}}
{"item_id":"A2","posted_at":"2023-03-01","sender":{"name":"Bo"}}
)"),
      "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->format, "ndjson");
  EXPECT_EQ(rows("SELECT role, name FROM mention ORDER BY name"), "consignor|Asha\nconsignor|Bo\n");
}

TEST_F(IngestTest, OutcomesWithoutATimeWouldTeachThePast) {
  const auto file = write("outcomes.csv", "item_id,result\nA1,found\n");
  const auto report = ingest(file, "outcomes");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->added, 0u);
  EXPECT_EQ(report->rejected, 1u);
  EXPECT_EQ(ingest(file, "outcomes", "", "2024-01-01")->added, 1u);
}

// ---- what goes wrong ----

TEST_F(IngestTest, WholeFilesThatCannotBeRead) {
  struct Case {
    const char* name;
    std::string text;
    ErrorCode code;
    std::vector<const char*> says;
  };
  const std::vector<Case> cases = {
      {"empty.csv", "", ErrorCode::format, {"empty.csv", "empty"}},
      {"blank.csv", "\n\n", ErrorCode::format, {"blank.csv", "empty"}},
      {"caret.csv",
       "item_id^posted_at^carrier\nA^2023-01-01^x\n",
       ErrorCode::format,
       {"caret.csv", "wrong delimiter", "'^' stands in it 2 times", "item_id^posted_at"}},
      {"other.csv",
       "colour,size\nred,1\n",
       ErrorCode::format,
       {"other.csv", "no preset fits", "lacks item_id, posted_at", "colour, size", "--mapping"}},
  };
  for (const Case& each : cases) {
    const auto report = ingest(write(each.name, each.text), "consignments");
    ASSERT_FALSE(report.has_value()) << each.name;
    EXPECT_EQ(report.error().code, each.code) << report.error().message;
    for (const char* part : each.says) {
      EXPECT_NE(report.error().message.find(part), std::string::npos)
          << part << " in " << report.error().message;
    }
  }
  EXPECT_EQ(ingest(folder_.path() / "absent.csv", "consignments").error().code,
            ErrorCode::not_found);
  EXPECT_EQ(ingest(folder_.path(), "consignments").error().code, ErrorCode::usage);
  EXPECT_EQ(ingest(write("x.csv", kParcels), "parcels").error().code, ErrorCode::usage);
  EXPECT_EQ(ingest(write("x.csv", kParcels), "consignments", "", "soon").error().code,
            ErrorCode::usage);
}

TEST_F(IngestTest, AHeaderAloneIsNoRows) {
  const auto report = ingest(write("header.csv", "item_id,posted_at\n"), "consignments");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->rows, 0u);
  EXPECT_EQ(report->added, 0u);
  EXPECT_EQ(rows("SELECT name, rows FROM source_file"), "header.csv|0\n");
}

TEST_F(IngestTest, AMappingThatNamesAnAbsentColumn) {
  const auto mapping = write(
      "m.toml", "kind = \"consignments\"\n[columns]\nitem_id = \"Id\"\nposted_at = \"Day\"\n");
  const auto report =
      ingest(write("x.csv", "Id,Date\nA,2023-01-01\n"), "consignments", mapping.string());
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, ErrorCode::format);
  for (const char* part : {"x.csv", "posted_at", "\"Day\"", "Id, Date"}) {
    EXPECT_NE(report.error().message.find(part), std::string::npos) << report.error().message;
  }
}

TEST_F(IngestTest, BadFieldsAreToldByLineFieldAndReason) {
  std::string text = "item_id,posted_at,gross_weight_kg,recipient_country,carrier\n";
  text += "A1,2023-03-01,-2,US,Grüße äöüäöüäöü\n";                    // 2: kept, mass unknown
  text += "A2,2023-03-41,1,US,Post\n";                                // 3: refused
  text += ",2023-03-01,1,US,Post\n";                                  // 4: refused
  text += "A4,2190-03-01,1,Nowhere,Post\n";                           // 5: refused, in the future
  text += "A5,2023-03-01,1,Nowhere,caf\xC3\n";                        // 6: kept, half a character
  text += "A6,2023-03-01,1,US," + std::string(10 << 20, 'x') + "\n";  // 7: ten megabytes
  text += "A7,2023-03-01,1,US,\"open\n";                              // 8: never closed
  text += "A8,2023-03-01,1,US,Post,extra\n";                          // 9: too many fields
  text += "A9,2023-03-01,1,US,Post";                                  // 10: good
  IngestOptions options;
  options.kind = "consignments";
  options.rejects_allowed = 1;
  const auto report = ingest_file(*store_, write("bad.csv", text), options, {});
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->rows, 9u);
  EXPECT_EQ(report->added, 3u);
  EXPECT_EQ(
      rows("SELECT source_row, field, reason FROM reject ORDER BY source_row, coalesce(field, ''), "
           "reason"),
      "2|gross_mass_kg|negative\n"
      "3|posted_at|not a date as YYYY-MM-DD, YYYYMMDD or YYYY/MM/DD, with or without hh:mm\n"
      "4|item_id|missing\n"
      "5|consignee_country|not a country by ISO 3166 code or English name\n"
      "5|posted_at|a date in the future\n"
      "6||1 malformed UTF-8 sequences in the file, the first on this line; each became U+FFFD\n"
      "6|consignee_country|not a country by ISO 3166 code or English name\n"
      "7|carrier|longer than 1048576 bytes\n"
      "8|carrier|a quote opened here is never closed\n"
      "9||6 fields where the header has 5\n");
  EXPECT_EQ(rows("SELECT item_id, gross_mass_kg, carrier FROM consignment ORDER BY item_id"),
            "A1||Grüße äöüäöüäöü\nA5|1.0|caf\xEF\xBF\xBD\nA9|1.0|Post\n");
}

TEST_F(IngestTest, TooManyBadRowsRefuseTheFile) {
  std::string text = "item_id,posted_at\n";
  for (int i = 0; i < 20; ++i) text += fmt::format("A{},{}\n", i, i < 2 ? "soon" : "2023-01-01");
  const auto report = ingest(write("bad.csv", text), "consignments");
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, ErrorCode::rejected);
  EXPECT_NE(report.error().message.find("2 of 20 rows"), std::string::npos)
      << report.error().message;
  EXPECT_NE(report.error().message.find("Line 2: posted_at: not a date"), std::string::npos);
  EXPECT_EQ(rows("SELECT (SELECT count(*) FROM consignment), (SELECT count(*) FROM reject), "
                 "(SELECT count(*) FROM source_file)"),
            "0|0|0\n");
  // The store is as it was: the next file comes in.
  EXPECT_TRUE(ingest(write("good.csv", kParcels), "consignments").has_value());
}

TEST_F(IngestTest, KnownAtSaysWhatTheFutureIs) {
  const auto file = write("x.csv", "item_id,posted_at\nA1,2024-01-01\nA2,2024-01-03\n");
  const auto report = ingest(file, "consignments", "", "2024-01-01");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->added, 1u);
  EXPECT_EQ(rows("SELECT source_row, field, reason FROM reject"),
            "3|posted_at|a date in the future\n");
}

TEST_F(IngestTest, AFileThatMayNotBeRead) {
  const auto file = write("secret.csv", kParcels);
  std::filesystem::permissions(file, std::filesystem::perms::none);
  if (std::ifstream(file).good()) GTEST_SKIP() << "this user may read everything";
  EXPECT_EQ(ingest(file, "consignments").error().code, ErrorCode::permission);
}

TEST_F(IngestTest, NoRoomToSpillLeavesTheCaseAsItWas) {
  // Little memory and no room to spill stand for a full disk.
  store::OpenOptions options;
  options.memory_limit_mb = 40;
  auto small = Store::in_memory(options);
  ASSERT_TRUE(small.has_value()) << small.error().message;
  ASSERT_TRUE(small
                  ->execute("SET max_temp_directory_size = '1MB'; SET temp_directory = " +
                            store::quote(folder_.path().string()))
                  .has_value());
  std::string text = "item_id,posted_at,carrier\n";
  for (int i = 0; i < 300'000; ++i) text += fmt::format("A{},2023-01-01,{:0>60}\n", i, i * 7919LL);
  IngestOptions ingest_options;
  ingest_options.kind = "consignments";
  const auto report = ingest_file(*small, write("large.csv", text), ingest_options, {});
  ASSERT_FALSE(report.has_value());
  EXPECT_NE(report.error().message.find("large.csv"), std::string::npos) << report.error().message;
  EXPECT_EQ(*small->query_number("SELECT count(*) FROM consignment"), 0);
}

}  // namespace
}  // namespace chokepoint::ingest
