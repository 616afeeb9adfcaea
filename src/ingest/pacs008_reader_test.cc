#include "ingest/pacs008_reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace chokepoint::ingest {
namespace {

constexpr std::string_view kHeader =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<p:Document xmlns:p=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.10\"><p:FIToFICstmrCdtTrf>\n"
    "<p:GrpHdr><p:MsgId>M1</p:MsgId><p:CreDtTm>2024-03-05T09:30:00Z</p:CreDtTm></p:GrpHdr>\n";
constexpr std::string_view kEnd = "</p:FIToFICstmrCdtTrf></p:Document>";

constexpr std::string_view kFull =
    "<p:CdtTrfTxInf><p:PmtId><p:EndToEndId>E1</p:EndToEndId><p:TxId>T1</p:TxId>"
    "<p:UETR>eb6305c9-1f7f-49de-aed0-16487c27b42d</p:UETR></p:PmtId>"
    "<p:IntrBkSttlmAmt "
    "Ccy=\"EUR\">1250.50</p:IntrBkSttlmAmt><p:IntrBkSttlmDt>2024-03-05</p:IntrBkSttlmDt>"
    "<p:InstdAmt Ccy=\"USD\">1300</p:InstdAmt>"
    "<p:UltmtDbtr><p:Nm>Behind A</p:Nm></p:UltmtDbtr>"
    "<p:Dbtr><p:Nm>M\xC3\xBCller &amp; "
    "Co</p:Nm><p:PstlAdr><p:StrtNm>Hauptstrasse</p:StrtNm><p:BldgNb>5</p:BldgNb>"
    "<p:PstCd>50667</p:PstCd><p:TwnNm>K\xC3\xB6ln</p:TwnNm><p:Ctry>DE</p:Ctry></p:PstlAdr></p:Dbtr>"
    "<p:DbtrAcct><p:Id><p:IBAN>DE89370400440532013000</p:IBAN></p:Id></p:DbtrAcct>"
    "<p:DbtrAgt><p:FinInstnId><p:BICFI>DEUTDEFF</p:BICFI></p:FinInstnId></p:DbtrAgt>"
    "<p:CdtrAgt><p:FinInstnId><p:BICFI>BKCHCNBJ</p:BICFI></p:FinInstnId></p:CdtrAgt>"
    "<p:Cdtr><p:Nm>Some Trading Ltd</p:Nm><p:PstlAdr><p:AdrLine>Room 5, Block B</p:AdrLine>"
    "<p:AdrLine>Wuhan</p:AdrLine></p:PstlAdr><p:CtryOfRes>CN</p:CtryOfRes></p:Cdtr>"
    "<p:CdtrAcct><p:Id><p:Othr><p:Id>6222000012345</p:Id></p:Othr></p:Id></p:CdtrAcct>"
    "<p:UltmtCdtr><p:Nm>Behind B</p:Nm></p:UltmtCdtr><p:Purp><p:Cd>GDDS</p:Cd></p:Purp>"
    "<p:RmtInf><p:Ustrd>invoice 7</p:Ustrd><p:Ustrd>machine parts</p:Ustrd>"
    "<p:Strd><p:CdtrRefInf><p:Ref>RF18</p:Ref></p:CdtrRefInf></p:Strd></p:RmtInf></"
    "p:CdtTrfTxInf>\n";

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<BadRow> bad;
};

Read read_all(std::string text, std::size_t piece = SIZE_MAX) {
  auto reader = open_pacs008(open_text(std::move(text), piece));
  EXPECT_TRUE(reader.has_value());
  Read read;
  RowBatch batch;
  bool more = true;
  while (more) {
    const auto next = (*reader)->next(batch);
    EXPECT_TRUE(next.has_value());
    more = *next;
    for (std::size_t row = 0; row < batch.size(); ++row) {
      auto& cells = read.rows.emplace_back();
      for (std::size_t column = 0; column < batch.column_count; ++column)
        cells.emplace_back(batch.at(row, column));
    }
    read.bad.insert(read.bad.end(), batch.bad_rows.begin(), batch.bad_rows.end());
  }
  return read;
}

std::string message(std::string_view transactions) {
  return fmt::format("{}{}{}", kHeader, transactions, kEnd);
}

TEST(Pacs008ReaderTest, ReadsEveryPath) {
  for (const std::size_t piece : {std::size_t{3}, SIZE_MAX}) {
    const Read read = read_all(message(kFull), piece);
    ASSERT_EQ(read.rows.size(), 1u);
    EXPECT_EQ(
        read.rows[0],
        (std::vector<std::string>{
            "T1", "eb6305c9-1f7f-49de-aed0-16487c27b42d", "2024-03-05T09:30:00Z", "1250.50", "EUR",
            "Müller & Co", "Hauptstrasse 5, 50667 Köln", "DE", "DE89370400440532013000", "DEUTDEFF",
            "Some Trading Ltd", "Room 5, Block B, Wuhan", "CN", "6222000012345", "BKCHCNBJ", "GDDS",
            "invoice 7 machine parts RF18", "Behind A", "Behind B"}));
    EXPECT_TRUE(read.bad.empty());
  }
}

TEST(Pacs008ReaderTest, IdsAndDatesFallBack) {
  const Read read =
      read_all(message("<CdtTrfTxInf><PmtId><EndToEndId>E7</EndToEndId></"
                       "PmtId><IntrBkSttlmDt>2024-03-07</IntrBkSttlmDt></CdtTrfTxInf>"
                       "<CdtTrfTxInf><PmtId><EndToEndId>NOTPROVIDED</EndToEndId></PmtId><InstdAmt "
                       "Ccy='CNY'>5</InstdAmt></CdtTrfTxInf>"));
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_EQ(read.rows[0][0], "E7");
  EXPECT_EQ(read.rows[0][2], "2024-03-07");
  EXPECT_EQ(read.rows[1][0], "M1/2");
  EXPECT_EQ(read.rows[1][2], "2024-03-05T09:30:00Z");
  EXPECT_EQ(read.rows[1][3], "5");
  EXPECT_EQ(read.rows[1][4], "CNY");
}

TEST(Pacs008ReaderTest, ABrokenTransactionIsOneBadRow) {
  const Read read = read_all(
      message("<CdtTrfTxInf><PmtId><TxId>T0</PmtId></CdtTrfTxInf>\n" + std::string(kFull)));
  ASSERT_EQ(read.bad.size(), 1u);
  EXPECT_EQ(read.bad[0].line, 4u);
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0][0], "T1");
}

TEST(Pacs008ReaderTest, EntitiesOfTheDocumentAreNotRead) {
  const std::string text = message("<CdtTrfTxInf><Dbtr><Nm>&file;&lol;</Nm></Dbtr></CdtTrfTxInf>");
  const Read read = read_all(
      "<!DOCTYPE x [<!ENTITY file SYSTEM 'file:///etc/passwd'><!ENTITY lol 'lol'>]>" + text);
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0][5], "&file;&lol;");
}

TEST(Pacs008ReaderTest, ManyTransactions) {
  std::string transactions;
  for (int i = 0; i < 70'000; ++i) {
    transactions += fmt::format("<CdtTrfTxInf><PmtId><TxId>{}</TxId></PmtId></CdtTrfTxInf>\n", i);
  }
  const Read read = read_all(message(transactions));
  ASSERT_EQ(read.rows.size(), 70'000u);
  EXPECT_EQ(read.rows[69'999][0], "69999");
}

TEST(Pacs008ReaderTest, NoTransactionIsAnError) {
  const auto reader = open_pacs008(open_text(message("")));
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().code, ErrorCode::format);
}

}  // namespace
}  // namespace chokepoint::ingest
