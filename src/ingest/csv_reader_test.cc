#include "ingest/csv_reader.h"

#include <gtest/gtest.h>

#include "base/rng.h"

namespace chokepoint::ingest {
namespace {

using Cells = std::vector<std::string>;

struct Cut {
  Cells columns;
  std::vector<Cells> rows;
  std::vector<std::uint64_t> lines;
  std::vector<BadRow> bad;
};

// What the fast reader makes of a text that comes in pieces.
Cut cut_fast(std::string text, CsvOptions options = {}, std::size_t piece = SIZE_MAX) {
  Cut cut;
  auto reader = CsvReader::open(open_text(std::move(text), piece), options);
  EXPECT_TRUE(reader.has_value()) << reader.error().message;
  if (!reader) return cut;
  cut.columns = (*reader)->columns();
  RowBatch batch;
  while (true) {
    const auto more = (*reader)->next(batch);
    EXPECT_TRUE(more.has_value()) << more.error().message;
    for (std::size_t row = 0; row < batch.size(); ++row) {
      Cells cells;
      for (std::size_t i = 0; i < batch.column_count; ++i) cells.emplace_back(batch.at(row, i));
      cut.rows.push_back(std::move(cells));
      cut.lines.push_back(batch.lines[row]);
    }
    for (BadRow& bad : batch.bad_rows) cut.bad.push_back(std::move(bad));
    if (!more || !*more) return cut;
  }
}

// The slow twin: a byte at a time, by the rules as the header comment has them.
class SlowCutter {
 public:
  SlowCutter(std::string_view text, char delimiter, std::size_t field_max)
      : text_(text), delimiter_(delimiter), field_max_(field_max) {}

  Cut cut() {
    Cut cut;
    std::optional<std::size_t> expected;
    while (at_ < text_.size()) {
      if (is_break(at_)) {
        step_over_break();
        continue;
      }
      Cells cells;
      const std::uint64_t row_line = line_;
      if (const std::uint64_t bad_line = read_row(cells); bad_line != 0) {
        cut.bad.push_back({bad_line, "", "", ""});
      } else if (!expected) {
        expected = cells.size();
        cut.columns = cells;
      } else if (cells.size() != *expected) {
        cut.bad.push_back({row_line, "", "", ""});
      } else {
        cut.rows.push_back(cells);
        cut.lines.push_back(row_line);
      }
    }
    return cut;
  }

 private:
  bool is_break(std::size_t at) const {
    return at < text_.size() && (text_[at] == '\n' || text_[at] == '\r');
  }
  void step_over_break() {
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
  }
  void skip_line(std::size_t from, std::uint64_t line) {
    at_ = from;
    line_ = line;
    while (at_ < text_.size() && !is_break(at_)) ++at_;
    if (at_ < text_.size()) step_over_break();
  }

  // 0, or the line to blame.
  std::uint64_t read_row(Cells& cells) {
    while (true) {
      const std::size_t begin = at_;
      const std::uint64_t begin_line = line_;
      std::string field;
      bool good = true;
      if (at_ < text_.size() && text_[at_] == '"') {
        good = read_quoted(field);
      } else {
        while (at_ < text_.size() && text_[at_] != delimiter_ && !is_break(at_))
          field += text_[at_++];
        good = field.size() <= field_max_;
      }
      if (!good) {
        skip_line(begin, begin_line);
        return begin_line;
      }
      cells.push_back(field);
      if (at_ < text_.size() && text_[at_] == delimiter_) {
        ++at_;
        continue;
      }
      if (at_ < text_.size()) step_over_break();
      return 0;
    }
  }

  bool read_quoted(std::string& field) {
    const std::size_t first = ++at_;
    while (at_ < text_.size() && at_ - first <= field_max_) {
      if (text_[at_] == '"') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          field += '"';
          at_ += 2;
          continue;
        }
        ++at_;
        return at_ == text_.size() || text_[at_] == delimiter_ || is_break(at_);
      }
      if (is_break(at_)) {
        field += text_[at_];
        if (text_.substr(at_, 2) == "\r\n") field += text_[++at_];
        ++at_;
        ++line_;
      } else {
        field += text_[at_++];
      }
    }
    return false;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t field_max_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

TEST(CsvReaderTest, QuotesLineBreaksAndEmptyFields) {
  const Cut cut = cut_fast("id,text,last\r\n1,\"a, \"\"b\"\"\r\nnext\",\r\n\r\n2,5\" pipe,z");
  EXPECT_EQ(cut.columns, (Cells{"id", "text", "last"}));
  ASSERT_EQ(cut.rows.size(), 2u);
  EXPECT_EQ(cut.rows[0], (Cells{"1", "a, \"b\"\r\nnext", ""}));
  EXPECT_EQ(cut.rows[1], (Cells{"2", "5\" pipe", "z"}));
  EXPECT_EQ(cut.lines, (std::vector<std::uint64_t>{2, 5}));
  EXPECT_TRUE(cut.bad.empty());
}

TEST(CsvReaderTest, EveryLineEndAndAByteOrderMark) {
  for (const char* line_end : {"\n", "\r\n", "\r"}) {
    const std::string text = std::string("\xEF\xBB\xBF") + "a;b" + line_end + "1;2" + line_end;
    const Cut cut = cut_fast(text);
    EXPECT_EQ(cut.columns, (Cells{"a", "b"}));
    ASSERT_EQ(cut.rows.size(), 1u);
    EXPECT_EQ(cut.rows[0], (Cells{"1", "2"}));
  }
}

TEST(CsvReaderTest, DelimitersAreFound) {
  EXPECT_EQ(find_delimiter("a,b,c\n1,2,3\n"), ',');
  EXPECT_EQ(find_delimiter("a;b\n1,5;2,5\n2,5;3,5\n"), ';');
  EXPECT_EQ(find_delimiter("a\tb\n1, 2\t3\n"), '\t');
  EXPECT_EQ(find_delimiter("a|b\n\"x,y\"|2\n"), '|');
  EXPECT_EQ(find_delimiter("name\nWang, Li\n"), '\0');
  EXPECT_EQ(find_delimiter("a^b^c\n1^2^3\n"), '\0');
  EXPECT_EQ(cut_fast("sep=|\na,b|c\n1|2\n").columns, (Cells{"a,b", "c"}));
}

TEST(CsvReaderTest, HeadersAreMadeUsable) {
  EXPECT_EQ(cut_fast(" id ,,name,name,\n").columns,
            (Cells{"id", "column_2", "name", "name_2", "column_5"}));
  CsvOptions options;
  options.header = false;
  const Cut cut = cut_fast("1,2\n3,4\n", options);
  EXPECT_EQ(cut.columns, (Cells{"column_1", "column_2"}));
  EXPECT_EQ(cut.rows.size(), 2u);
}

TEST(CsvReaderTest, AnEmptyFileIsNoTable) {
  for (const char* text : {"", "\n\n", "\xEF\xBB\xBF", "  "}) {
    const auto reader = CsvReader::open(open_text(text), {});
    ASSERT_FALSE(reader.has_value());
    EXPECT_EQ(reader.error().code, ErrorCode::format);
    EXPECT_NE(reader.error().message.find("empty"), std::string::npos);
  }
}

TEST(CsvReaderTest, WrongNumberOfFields) {
  const Cut cut = cut_fast("a,b\n1,2,3\n4\n5,6\n");
  ASSERT_EQ(cut.bad.size(), 2u);
  EXPECT_EQ(cut.bad[0].line, 2u);
  EXPECT_EQ(cut.bad[0].reason, "3 fields where the header has 2");
  EXPECT_EQ(cut.bad[0].value, "1,2,3");
  EXPECT_EQ(cut.bad[1].line, 3u);
  EXPECT_EQ(cut.rows, (std::vector<Cells>{{"5", "6"}}));
}

TEST(CsvReaderTest, AnOpenQuoteCostsOneLine) {
  const Cut cut = cut_fast("a,b\n1,2\n3,\"open\n5,6\n7,8\n");
  ASSERT_EQ(cut.bad.size(), 1u);
  EXPECT_EQ(cut.bad[0].line, 3u);
  EXPECT_EQ(cut.bad[0].field, "b");
  EXPECT_EQ(cut.bad[0].value, "\"open");
  EXPECT_EQ(cut.bad[0].reason, "a quote opened here is never closed");
  EXPECT_EQ(cut.rows.size(), 3u);
  EXPECT_EQ(cut.lines, (std::vector<std::uint64_t>{2, 4, 5}));
}

TEST(CsvReaderTest, ATenMegabyteFieldIsRefusedAndReadingGoesOn) {
  const std::string huge(10 << 20, 'x');
  const Cut plain = cut_fast("a,b\n1," + huge + "\n3,4\n");
  ASSERT_EQ(plain.bad.size(), 1u);
  EXPECT_EQ(plain.bad[0].line, 2u);
  EXPECT_EQ(plain.bad[0].field, "b");
  EXPECT_LE(plain.bad[0].value.size(), 200u);
  EXPECT_EQ(plain.rows, (std::vector<Cells>{{"3", "4"}}));
  EXPECT_EQ(plain.lines, (std::vector<std::uint64_t>{3}));
  const Cut quoted = cut_fast("a,b\n1,\"" + huge + "\"\n3,4\n");
  ASSERT_EQ(quoted.bad.size(), 1u);
  EXPECT_EQ(quoted.rows, plain.rows);
}

TEST(CsvReaderTest, ARowOverItsLimitIsRefused) {
  CsvOptions options;
  options.row_bytes_max = 50;
  options.field_bytes_max = 20;
  options.block_bytes = 16;
  const std::string ten = "0123456789";
  std::string row = ten;
  for (int i = 0; i < 5; ++i) row += "," + ten;
  const Cut cut = cut_fast("a,b\n" + row + "\n1,2\n", options);
  ASSERT_EQ(cut.bad.size(), 1u);
  EXPECT_EQ(cut.bad[0].reason, "a row longer than 50 bytes");
  EXPECT_EQ(cut.rows, (std::vector<Cells>{{"1", "2"}}));
}

std::string random_table(base::Rng& rng) {
  static constexpr std::string_view kBytes = "ab,;\"\n\r ";
  std::string text = rng.chance(0.5) ? "a,b,c\n" : "x,\"y\"\r\n";
  const std::uint64_t fields = rng.below(200);
  for (std::uint64_t i = 0; i < fields; ++i) {
    const std::uint64_t kind = rng.below(10);
    if (kind < 6) {
      text += std::string(rng.below(90), 'v');
    } else if (kind < 9) {
      text += "\"q";
      if (rng.chance(0.3)) text += "\"\"";
      if (rng.chance(0.3)) text += "\r\n";
      text += "\"";
    } else {
      for (std::uint64_t n = rng.below(8); n > 0; --n) text += kBytes[rng.below(kBytes.size())];
    }
    text += rng.chance(0.6) ? "," : rng.chance(0.8) ? "\n" : "\r\n";
  }
  return text;
}

TEST(CsvReaderTest, TheSlowTwinAgreesAtAnyCut) {
  base::Rng rng(20240229, "csv");
  for (int round = 0; round < 1000; ++round) {
    const std::string text = random_table(rng);
    CsvOptions options;
    options.delimiter = ',';
    options.field_bytes_max = 64;
    options.block_bytes = 1 + rng.below(300);
    options.batch_rows = 1 + rng.below(9);
    const Cut fast = cut_fast(text, options, 1 + rng.below(100));
    const Cut slow = SlowCutter(text, ',', options.field_bytes_max).cut();
    ASSERT_EQ(fast.rows, slow.rows) << text;
    ASSERT_EQ(fast.lines, slow.lines) << text;
    ASSERT_EQ(fast.bad.size(), slow.bad.size()) << text;
    for (std::size_t i = 0; i < fast.bad.size(); ++i) ASSERT_EQ(fast.bad[i].line, slow.bad[i].line);
    options.block_bytes = 1 << 20;
    const Cut whole = cut_fast(text, options);
    ASSERT_EQ(whole.bad.size(), fast.bad.size());
    for (std::size_t i = 0; i < fast.bad.size(); ++i) {
      ASSERT_EQ(whole.bad[i].value, fast.bad[i].value);
      ASSERT_EQ(whole.bad[i].reason, fast.bad[i].reason);
    }
  }
}

}  // namespace
}  // namespace chokepoint::ingest
