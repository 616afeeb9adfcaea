#include "ingest/window.h"

#include <gtest/gtest.h>

namespace chokepoint::ingest {
namespace {

struct Seen {
  std::vector<std::string> lines;
  std::vector<std::uint64_t> numbers;
  std::size_t too_long = 0;
};

Seen read_lines(std::string text, std::size_t piece, std::size_t limit = 1000) {
  LineReader reader(open_text(std::move(text), piece), limit);
  Seen seen;
  Line line;
  while (*reader.next(line)) {
    seen.lines.emplace_back(line.text);
    seen.numbers.push_back(line.number);
    seen.too_long += line.too_long ? 1 : 0;
  }
  EXPECT_FALSE(*reader.next(line));  // the end stays the end
  return seen;
}

TEST(LineReaderTest, LinesEndInEitherBreakOrNone) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, SIZE_MAX}) {
    const Seen seen = read_lines("a\r\nbb\n\nc", piece);
    EXPECT_EQ(seen.lines, (std::vector<std::string>{"a", "bb", "", "c"}));
    EXPECT_EQ(seen.numbers, (std::vector<std::uint64_t>{1, 2, 3, 4}));
    EXPECT_EQ(read_lines("a\n", piece).lines, std::vector<std::string>{"a"});
    EXPECT_TRUE(read_lines("", piece).lines.empty());
  }
}

TEST(LineReaderTest, ALongLineIsCutAndSkipped) {
  const std::string text = "a\n" + std::string(700'000, 'x') + "\nb\n" + std::string(5000, 'y');
  const Seen seen = read_lines(text, 999);
  ASSERT_EQ(seen.lines.size(), 4u);
  EXPECT_EQ(seen.lines[1].size(), 1000u);
  EXPECT_EQ(seen.lines[2], "b");
  EXPECT_EQ(seen.numbers, (std::vector<std::uint64_t>{1, 2, 3, 4}));
  EXPECT_EQ(seen.too_long, 2u);
}

TEST(WindowTest, KeepsWhatIsNotConsumed) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + "\n";
  Window window(open_text(text, 10'000));
  std::string seen;
  while (*window.grow()) {
    const std::size_t half = window.bytes().size() / 2;
    seen += window.bytes().substr(0, half);
    window.consume(half);
  }
  EXPECT_EQ(seen + std::string(window.bytes()), text);
  window.consume(window.bytes().size());
  EXPECT_EQ(window.line(), 100'001u);
}

}  // namespace
}  // namespace chokepoint::ingest
