#include "ingest/decode.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/rng.h"

namespace chokepoint::ingest {
namespace {

struct Decoded {
  std::string text;
  Encoding encoding;
  BadSequences bad;
};

Decoded decode_text(std::string bytes, std::size_t piece = SIZE_MAX, std::size_t take = 1000) {
  auto source = decode(open_text(std::move(bytes), piece));
  EXPECT_TRUE(source.has_value());
  Decoded decoded;
  std::vector<char> into(take);
  while (true) {
    const auto count = (*source)->read(into);
    EXPECT_TRUE(count.has_value());
    if (*count == 0) break;
    decoded.text.append(into.data(), *count);
  }
  decoded.encoding = (*source)->encoding();
  decoded.bad = (*source)->bad_sequences();
  return decoded;
}

std::string utf16(std::u16string_view text, bool big) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += big ? high : low;
    bytes += big ? low : high;
  }
  return bytes;
}

TEST(DecodeTest, AsciiAndNothing) {
  EXPECT_EQ(decode_text("").text, "");
  EXPECT_EQ(decode_text("a,b\r\n1,2\r\n").text, "a,b\r\n1,2\r\n");
  EXPECT_EQ(decode_text("a,b\n").encoding, Encoding::ascii);
}

TEST(DecodeTest, Utf8WithAndWithoutMark) {
  EXPECT_EQ(decode_text("\xEF\xBB\xBFname\n李雷\n").text, "name\n李雷\n");
  const Decoded plain = decode_text("name\n李雷,Müller,😀\n");
  EXPECT_EQ(plain.text, "name\n李雷,Müller,😀\n");
  EXPECT_EQ(plain.encoding, Encoding::utf_8);
  EXPECT_EQ(plain.bad.count, 0u);
}

TEST(DecodeTest, Utf16OfBothOrders) {
  const std::u16string text = u"name,city\nMüller,Köln\n李雷,上海 😀\n";
  const std::string expected = "name,city\nMüller,Köln\n李雷,上海 😀\n";
  for (const bool big : {false, true}) {
    const std::string mark = utf16(u"\uFEFF", big);
    for (const std::string& bytes : {mark + utf16(text, big), utf16(text, big)}) {
      for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, SIZE_MAX}) {
        const Decoded decoded = decode_text(bytes, piece, piece == 1 ? 1 : 1000);
        EXPECT_EQ(decoded.text, expected);
        EXPECT_EQ(decoded.encoding, big ? Encoding::utf_16_be : Encoding::utf_16_le);
        EXPECT_EQ(decoded.bad.count, 0u);
      }
    }
  }
}

TEST(DecodeTest, LoneSurrogateAndHalfUnit) {
  const std::u16string broken = {u'a', u'\n', u'b', char16_t{0xD800}, u'c', u'\n'};
  const Decoded decoded = decode_text(utf16(u"\uFEFF", false) + utf16(broken, false) + "x");
  EXPECT_EQ(decoded.text, "a\nb\uFFFDc\n\uFFFD");
  EXPECT_EQ(decoded.bad.count, 2u);
  EXPECT_EQ(decoded.bad.first_line, 2u);
}

TEST(DecodeTest, Gb18030) {
  // 发货人 (consignor), 化工有限公司; the third line holds a sequence of four bytes.
  const std::string bytes =
      "id,\xB7\xA2\xBB\xF5\xC8\xCB\n1,\xBB\xAF\xB9\xA4\xD3\xD0\xCF\xDE\xB9\xAB\xCB\xBE\n2,"
      "\x81\x30\x81\x30\n";
  const Decoded decoded = decode_text(bytes);
  EXPECT_EQ(decoded.text, "id,发货人\n1,化工有限公司\n2,\u0080\n");
  EXPECT_EQ(decoded.encoding, Encoding::gb18030);
  EXPECT_EQ(decode_text(bytes, 1, 1).text, decoded.text);
}

TEST(DecodeTest, Windows1252IsAssumedWhenNothingElseFits) {
  const Decoded decoded = decode_text("name\nM\xFCller, Caf\xE9 \x80 5\n");
  EXPECT_EQ(decoded.text, "name\nMüller, Café € 5\n");
  EXPECT_EQ(decoded.encoding, Encoding::windows_1252);
}

TEST(DecodeTest, BrokenUtf8IsReplacedAndCounted) {
  std::string bytes = "name\n";
  for (int i = 0; i < 40; ++i) bytes += "发货人\n";
  bytes += "a\xFFz\xE5\x8F\n\xED\xA0\x80";
  const Decoded decoded = decode_text(bytes);
  EXPECT_EQ(decoded.encoding, Encoding::utf_8);
  EXPECT_TRUE(decoded.text.ends_with("a\uFFFDz\uFFFD\n\uFFFD\uFFFD\uFFFD")) << decoded.text;
  EXPECT_EQ(decoded.bad.count, 5u);
  EXPECT_EQ(decoded.bad.first_line, 42u);
}

TEST(DecodeTest, ACharacterOverTheEdgeOfABlock) {
  for (std::size_t before = 256 * 1024 - 4; before <= 256 * 1024 + 1; ++before) {
    const std::string bytes = "é" + std::string(before - 2, 'x') + "😀李é";
    const Decoded decoded = decode_text(bytes);
    EXPECT_EQ(decoded.text, bytes) << before;
    EXPECT_EQ(decoded.bad.count, 0u);
  }
}

TEST(DecodeTest, FarFromTheStartIsFoundToo) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += "1,plain\n";
  const Decoded decoded = decode_text(bytes + "2,\xB7\xA2\xBB\xF5\xC8\xCB\n");
  EXPECT_EQ(decoded.text, bytes + "2,发货人\n");
  EXPECT_EQ(decoded.encoding, Encoding::gb18030);
  const Decoded broken = decode_text(bytes + "2,李雷李雷李雷李雷\xFF\n");
  EXPECT_EQ(broken.bad.first_line, 100'001u);
}

// Whatever the pieces, the text is the same, and it is always valid UTF-8.
TEST(DecodeTest, PiecesDoNotMatter) {
  base::Rng rng(7, "decode");
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    const std::size_t size = rng.below(600);
    const int kind = static_cast<int>(rng.below(3));
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint64_t high = rng.below(kind == 0 ? 256 : kind == 1 ? 128 : 140);
      bytes += static_cast<char>(high);
    }
    const Decoded whole = decode_text(bytes);
    const Decoded pieces = decode_text(bytes, 1 + rng.below(9), 1 + rng.below(9));
    EXPECT_EQ(whole.text, pieces.text);
    EXPECT_EQ(whole.bad.count, pieces.bad.count);
    EXPECT_EQ(whole.bad.first_line, pieces.bad.first_line);
    EXPECT_EQ(decode_text("\xEF\xBB\xBF" + whole.text).bad.count, 0u);
  }
}

TEST(DecodeTest, MissingFile) {
  const auto source = open_decoded("no/such/file.csv");
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace chokepoint::ingest
