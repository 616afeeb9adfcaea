#include "cli/table.h"

#include <gtest/gtest.h>

#include "cli/console.h"
#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

TEST(TextWidth, CountsCellsNotBytes) {
  EXPECT_EQ(width_of("abc"), 3u);
  EXPECT_EQ(width_of("精细化工"), 8u);
  EXPECT_EQ(width_of("e\xCC\x81t\xCC\x81"), 2u) << "combining accents";
  EXPECT_EQ(width_of("\xF0\x9F\x93\xA6"), 2u) << "a parcel";
  EXPECT_EQ(width_of("\xFF\x80x"), 3u) << "broken bytes are one cell each";
  EXPECT_EQ(width_of("\xE7\xB2"), 2u) << "a letter cut short";
}

TEST(TextWidth, CutsBetweenLetters) {
  EXPECT_EQ(cut_to_width("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_to_width("abcdefg", 6), "abcde…");
  EXPECT_EQ(cut_to_width("精细化工", 6), "精细…");
  EXPECT_EQ(cut_to_width("精细化工", 4), "精…") << "a wide letter that would stick out is left out";
  EXPECT_EQ(cut_to_width("abc", 0), "");
}

TEST(TextWidth, LetsNobodyDrawOnTheTerminal) {
  EXPECT_EQ(printable("a\x1b[2Jb\nc\td"), "a\xEF\xBF\xBD[2Jb c d");
  EXPECT_EQ(printable("x\xE2\x80\xAEgpj.exe"), "x\xEF\xBF\xBDgpj.exe") << "right-to-left override";
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\xEF\xBF\xBD"
            "31m")
      << "the one-letter form of an escape sequence";
}

TEST(TextWidth, WrapsAtSpaces) {
  EXPECT_EQ(wrap_words("one two  three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap_words("abcdefghij k", 4), (std::vector<std::string>{"abcd", "efgh", "ij k"}));
  EXPECT_EQ(wrap_words("精细化工", 3), (std::vector<std::string>{"精", "细", "化", "工"}));
  EXPECT_EQ(wrap_words("", 5), (std::vector<std::string>{""}));
  EXPECT_EQ(wrap_words("精", 1), (std::vector<std::string>{"精"}))
      << "a letter wider than the line";
}

const Table kTable = {
    {{"name"}, {"count", true}, {"note"}},
    {{"Wuhan 精细化工", "12", "a long note that nobody can read in full"}, {"Bücher", "3456", ""}}};

TEST(TableLayout, AlignsColumns) {
  EXPECT_EQ(lay_out_table(kTable, 0),
            "name            count  note\n"
            "──────────────  ─────  ────────────────────────────────────────\n"
            "Wuhan 精细化工     12  a long note that nobody can read in full\n"
            "Bücher           3456\n");
}

TEST(TableLayout, GivesWayToTheTerminal) {
  EXPECT_EQ(lay_out_table(kTable, 40),
            "name            count  note\n"
            "──────────────  ─────  ─────────────────\n"
            "Wuhan 精细化工     12  a long note that…\n"
            "Bücher           3456\n");
  for (std::size_t width = 30; width < 80; ++width) {
    const std::string text = lay_out_table(kTable, width);
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = text.find('\n', begin);
      EXPECT_LE(width_of(std::string_view(text).substr(begin, end - begin)), width);
      begin = end + 1;
    }
  }
}

TEST(TableLayout, HasNothingToSayAboutNoColumns) {
  EXPECT_EQ(lay_out_table({}, 80), "");
}

CaseFile::Rows sample_rows() {
  return {{"id", "name", "mass", "ok"},
          {"UBIGINT", "VARCHAR", "DOUBLE", "BOOLEAN"},
          {{"18446744073709551615", "a \"b\", c", "1.5", "true"}, {"7", "", "nan", std::nullopt}}};
}

TEST(Rows, AsCsvTellsEmptyFromUnknown) {
  EXPECT_EQ(as_csv(sample_rows()),
            "id,name,mass,ok\n"
            "18446744073709551615,\"a \"\"b\"\", c\",1.5,true\n"
            "7,\"\",nan,\n");
}

TEST(Rows, AsJsonKeepsIdsWhole) {
  EXPECT_EQ(as_json(sample_rows()),
            "[\n"
            " {\"id\": \"18446744073709551615\", \"name\": \"a \\\"b\\\", c\", \"mass\": 1.5, "
            "\"ok\": true},\n"
            " {\"id\": \"7\", \"name\": \"\", \"mass\": \"nan\", \"ok\": null}\n"
            "]\n");
  EXPECT_EQ(as_json({{"id"}, {"VARCHAR"}, {}}), "[]\n");
}

TEST(Wording, GroupsAndBands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(percentage_band(0), "under 1 %");
  EXPECT_EQ(percentage_band(0.0099), "under 1 %");
  EXPECT_EQ(percentage_band(0.01), "1 to 2 %");
  EXPECT_EQ(percentage_band(0.63), "60 to 70 %");
  EXPECT_EQ(percentage_band(0.95), "over 95 %");
  EXPECT_EQ(percentage_band(1), "over 95 %");
  EXPECT_EQ(percentage(0.0042), "0.4 %");
  EXPECT_EQ(percentage(0.0996), "10 %");
  EXPECT_EQ(duration_in_words(0.44), "0.4 s");
  EXPECT_EQ(duration_in_words(59.6), "1 min 0 s");
  EXPECT_EQ(duration_in_words(7322), "2 h 2 min");
  EXPECT_EQ(moment_in_words("2024-05-03T08:12:00Z"), "2024-05-03 08:12");
  EXPECT_EQ(moment_in_words("2024-05-03"), "2024-05-03");
}

}  // namespace
}  // namespace chokepoint::cli
