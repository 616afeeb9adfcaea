// Rows and bytes a second of the readers of JSON and XML, from memory.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>

#include "ingest/json_reader.h"
#include "ingest/pacs008_reader.h"
#include "ingest/watch_list.h"

namespace chokepoint::ingest {
namespace {

constexpr int kRows = 50'000;

std::string consignments(std::string_view before, std::string_view between,
                         std::string_view behind) {
  std::string text(before);
  for (int i = 0; i < kRows; ++i) {
    if (i > 0) text += between;
    text += fmt::format(
        R"({{"item_id":"RR{:09}CN","posted_at":"2024-03-05T08:30:00Z","sender":)"
        R"({{"name":"Some Trading Co Ltd","country":"CN","street":"5 Some Road","city":"Wuhan"}},)"
        R"("recipient":{{"name":"J. Someone","street":"1 Main St","postcode":"90210",)"
        R"("country":"US"}},"gross_weight_kg":1.25,"declared_value":12.5,"currency":"USD",)"
        R"("items":[{{"description":"machine parts","hs_code":"847990","quantity":1}},)"
        R"({{"description":"tools","quantity":2}}]}})",
        i);
  }
  return text.append(behind);
}

template <class Open>
void run(benchmark::State& state, const std::string& text, Open&& open) {
  std::size_t rows = 0;
  for (auto _ : state) {
    auto reader = *open(open_text(text));
    RowBatch batch;
    while (*reader->next(batch)) rows += batch.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}

void read_ndjson(benchmark::State& state) {
  run(state, consignments("", "\n", "\n"), [](std::unique_ptr<ByteSource> source) {
    return open_json(std::move(source), {.one_object_a_line = true});
  });
}

void read_json_array(benchmark::State& state) {
  run(state, consignments("[", ",\n", "]"),
      [](std::unique_ptr<ByteSource> source) { return open_json(std::move(source)); });
}

void read_pacs008(benchmark::State& state) {
  std::string text = "<Document><FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId></GrpHdr>";
  for (int i = 0; i < kRows; ++i) {
    text += fmt::format(
        "<CdtTrfTxInf><PmtId><EndToEndId>E{0}</EndToEndId><TxId>T{0}</TxId></PmtId><IntrBkSttlmAmt "
        "Ccy=\"EUR\">{0}.50"
        "</IntrBkSttlmAmt><IntrBkSttlmDt>2024-03-05</IntrBkSttlmDt><Dbtr><Nm>Some "
        "Payer</Nm><PstlAdr><StrtNm>Road"
        "</StrtNm><TwnNm>Town</TwnNm><Ctry>DE</Ctry></PstlAdr></"
        "Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN>"
        "</Id></DbtrAcct><DbtrAgt><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></"
        "DbtrAgt><Cdtr><Nm>Some Payee</Nm>"
        "</Cdtr><CdtrAcct><Id><Othr><Id>622200{0}</Id></Othr></Id></"
        "CdtrAcct><RmtInf><Ustrd>invoice {0}</Ustrd></RmtInf>"
        "</CdtTrfTxInf>\n",
        i);
  }
  text += "</FIToFICstmrCdtTrf></Document>";
  run(state, text,
      [](std::unique_ptr<ByteSource> source) { return open_pacs008(std::move(source)); });
}

struct CountingSink final : ListSink {
  std::size_t rows = 0;
  Expected<> entry(const records::ListEntry&) override { return ++rows, Expected<>(); }
  Expected<> detail(const records::ListDetail&) override { return ++rows, Expected<>(); }
  Expected<> reject(const BadRow&) override { return ++rows, Expected<>(); }
};

void read_whole_list(benchmark::State& state, std::string_view format, const std::string& text) {
  CountingSink sink;
  for (auto _ : state) {
    const auto counts = read_list(
        format, [&]() -> Expected<std::unique_ptr<ByteSource>> { return open_text(text); },
        {.list = "L"}, sink);
    benchmark::DoNotOptimize(counts);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(sink.rows));
}

void read_un(benchmark::State& state) {
  std::string text = "<CONSOLIDATED_LIST><INDIVIDUALS>";
  for (int i = 0; i < 5'000; ++i) {
    text += fmt::format(
        "<INDIVIDUAL><FIRST_NAME>FIRST "
        "{0}</FIRST_NAME><SECOND_NAME>SECOND</SECOND_NAME><REFERENCE_NUMBER>X.{0}"
        "</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><COMMENTS1>Some comment on "
        "{0}.</COMMENTS1>"
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Other "
        "{0}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ADDRESS><CITY>Town</CITY><COUNTRY>Country</COUNTRY></INDIVIDUAL_ADDRESS></"
        "INDIVIDUAL>\n",
        i);
  }
  read_whole_list(state, "un.xml", text + "</INDIVIDUALS></CONSOLIDATED_LIST>");
}

void read_ftm(benchmark::State& state) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += fmt::format(
        R"({{"id":"p{0}","schema":"Person","properties":{{"name":["Name {0}"],"alias":["Other {0}"],"addressEntity":["a{0}"]}}}})"
        "\n"
        R"({{"id":"a{0}","schema":"Address","properties":{{"full":["{0} Road, Town"],"country":["cn"]}}}})"
        "\n"
        R"({{"id":"s{0}","schema":"Sanction","properties":{{"entity":["p{0}"],"startDate":["2020-05-01"]}}}})"
        "\n",
        i);
  }
  read_whole_list(state, "ftm", text);
}

BENCHMARK(read_ndjson)->Unit(benchmark::kMillisecond);
BENCHMARK(read_json_array)->Unit(benchmark::kMillisecond);
BENCHMARK(read_pacs008)->Unit(benchmark::kMillisecond);
BENCHMARK(read_un)->Unit(benchmark::kMillisecond);
BENCHMARK(read_ftm)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint::ingest
