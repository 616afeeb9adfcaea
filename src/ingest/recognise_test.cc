#include "ingest/recognise.h"

#include <gtest/gtest.h>

namespace chokepoint::ingest {
namespace {

TEST(RecogniseTest, ByContentThenByName) {
  EXPECT_EQ(recognise_format("PAR1\x15", "x"), "parquet");
  EXPECT_EQ(recognise_format("36,\"A\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
                             "x.csv"),
            "ofac.sdn");
  EXPECT_EQ(recognise_format("36,12,\"aka\",\"AERO\",-0- \r\n", ""), "ofac.alt");
  EXPECT_EQ(recognise_format("36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n", ""), "ofac.add");
  EXPECT_EQ(recognise_format("<?xml version='1.0'?>\n<CONSOLIDATED_LIST>", ""), "un.xml");
  EXPECT_EQ(
      recognise_format("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08'>", ""),
      "pacs.008");
  EXPECT_EQ(recognise_format("<html>", ""), "");
  EXPECT_EQ(recognise_format(R"({"id":"a","schema":"Person","properties":{}})", ""), "ftm");
  EXPECT_EQ(recognise_format("{\"a\":1}\n{\"a\":2}\n", ""), "ndjson");
  EXPECT_EQ(recognise_format("{\"a\":1}", ""), "ndjson");
  EXPECT_EQ(recognise_format("{\n\"a\":1}", ""), "json");
  EXPECT_EQ(recognise_format("{\n\"a\":1}", "x.JSONL"), "ndjson");
  EXPECT_EQ(recognise_format("\xEF\xBB\xBF [{\"a\":1}]", ""), "json");
  EXPECT_EQ(recognise_format("a\tb,c\td\n", ""), "tsv");
  EXPECT_EQ(recognise_format("a,b\n1,2\n", ""), "csv");
  EXPECT_EQ(recognise_format("", ""), "csv");
}

}  // namespace
}  // namespace chokepoint::ingest
