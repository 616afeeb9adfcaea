#include "cli/json.h"

#include <gtest/gtest.h>

namespace chokepoint::cli {
namespace {

TEST(Json, ReadsEveryKind) {
  const Json json = *Json::parse(
      R"({"text":"a\"\u00e9","whole":18446744073709551615,"less":-3,"part":0.25,"yes":true,"none":null,"list":[1,[2]]})");
  EXPECT_EQ(json["text"].text(), "a\"é");
  EXPECT_EQ(json["whole"].text(), "18446744073709551615") << "ids keep every digit";
  EXPECT_EQ(json["less"].number(), -3);
  EXPECT_EQ(json["part"].text(), "0.25");
  EXPECT_TRUE(json["yes"].boolean());
  EXPECT_TRUE(json["none"].is_null());
  EXPECT_EQ(json["list"].items()[1].items()[0].number(), 2);
  EXPECT_EQ(json.names()[0], "text");
}

TEST(Json, WhatIsNotThereIsEmpty) {
  const Json json = *Json::parse("{}");
  EXPECT_TRUE(json["a"]["b"]["c"].is_null());
  EXPECT_EQ(json["a"].text(), "");
  EXPECT_EQ(json["a"].number(7), 7);
  EXPECT_EQ(json["a"].size(), 0u);
}

TEST(Json, BrokenDocumentsAreFormatErrors) {
  for (const char* broken : {"", "{", "[1,]", "{\"a\":}", "nul", "\"\xff\""}) {
    const auto json = Json::parse(broken);
    ASSERT_FALSE(json) << broken;
    EXPECT_EQ(json.error().code, ErrorCode::format);
  }
}

TEST(Json, QuotedTextReadsBack) {
  const std::string text = "a\"b\\c\n\t\r\x01 é 精";
  EXPECT_EQ(Json::parse(quote_json(text))->text(), text);
}

}  // namespace
}  // namespace chokepoint::cli
