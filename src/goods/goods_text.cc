#include "goods/goods_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

#include "base/check.h"

namespace chokepoint::goods {
namespace {

// Letters of other scripts that look like a Latin one, in either case.
struct LookAlike {
  char16_t letter;
  char latin;
};
constexpr LookAlike kLookAlikes[] = {
    // Cyrillic
    {u'а', 'a'},
    {u'в', 'b'},
    {u'с', 'c'},
    {u'е', 'e'},
    {u'н', 'h'},
    {u'і', 'i'},
    {u'ј', 'j'},
    {u'к', 'k'},
    {u'м', 'm'},
    {u'о', 'o'},
    {u'р', 'p'},
    {u'ѕ', 's'},
    {u'т', 't'},
    {u'у', 'y'},
    {u'х', 'x'},
    {u'А', 'a'},
    {u'В', 'b'},
    {u'С', 'c'},
    {u'Е', 'e'},
    {u'Н', 'h'},
    {u'І', 'i'},
    {u'Ј', 'j'},
    {u'К', 'k'},
    {u'М', 'm'},
    {u'О', 'o'},
    {u'Р', 'p'},
    {u'Ѕ', 's'},
    {u'Т', 't'},
    {u'У', 'y'},
    {u'Х', 'x'},
    {u'ё', 'e'},
    {u'Ё', 'e'},
    {u'ԁ', 'd'},
    {u'ԛ', 'q'},
    {u'ԝ', 'w'},
    {u'һ', 'h'},
    {u'ү', 'y'},
    {u'ӏ', 'l'},
    // Greek; capitals by their shape, small letters by theirs
    {u'Α', 'a'},
    {u'Β', 'b'},
    {u'Ε', 'e'},
    {u'Ζ', 'z'},
    {u'Η', 'h'},
    {u'Ι', 'i'},
    {u'Κ', 'k'},
    {u'Μ', 'm'},
    {u'Ν', 'n'},
    {u'Ο', 'o'},
    {u'Ρ', 'p'},
    {u'Τ', 't'},
    {u'Υ', 'y'},
    {u'Χ', 'x'},
    {u'α', 'a'},
    {u'ε', 'e'},
    {u'η', 'n'},
    {u'ι', 'i'},
    {u'κ', 'k'},
    {u'ν', 'v'},
    {u'ο', 'o'},
    {u'ρ', 'p'},
    {u'τ', 't'},
    {u'υ', 'u'},
    {u'χ', 'x'},
    {u'ϲ', 'c'},
    {u'ϳ', 'j'},
    {u'ω', 'w'},
    // Latin letters that do not decompose, small capitals, Armenian
    {u'ı', 'i'},
    {u'ł', 'l'},
    {u'Ł', 'l'},
    {u'ø', 'o'},
    {u'Ø', 'o'},
    {u'đ', 'd'},
    {u'Đ', 'd'},
    {u'ħ', 'h'},
    {u'ɑ', 'a'},
    {u'ɡ', 'g'},
    {u'ɩ', 'i'},
    {u'ʏ', 'y'},
    {u'ᴀ', 'a'},
    {u'ʙ', 'b'},
    {u'ᴄ', 'c'},
    {u'ᴅ', 'd'},
    {u'ᴇ', 'e'},
    {u'ꜰ', 'f'},
    {u'ɢ', 'g'},
    {u'ʜ', 'h'},
    {u'ɪ', 'i'},
    {u'ᴊ', 'j'},
    {u'ᴋ', 'k'},
    {u'ʟ', 'l'},
    {u'ᴍ', 'm'},
    {u'ɴ', 'n'},
    {u'ᴏ', 'o'},
    {u'ᴘ', 'p'},
    {u'ʀ', 'r'},
    {u'ᴛ', 't'},
    {u'ᴜ', 'u'},
    {u'ᴠ', 'v'},
    {u'ᴡ', 'w'},
    {u'ᴢ', 'z'},
    {u'օ', 'o'},
    {u'ս', 'u'},
    {u'հ', 'h'},
    {u'ո', 'n'},
    {u'ց', 'g'},
    {u'ʃ', 's'},
};

// Values above every symbol say that a code point is none.
constexpr char16_t kDropped = 0xFFFF;  // invisible: as if it were not there
constexpr char16_t kGapBase = 0xFFF0;  // + Gap

constexpr bool is_symbol(char16_t value) {
  return value < kGapBase;
}
constexpr char16_t gap_value(Gap gap) {
  return static_cast<char16_t>(kGapBase + static_cast<char16_t>(gap));
}

struct FoldTable {
  std::array<char16_t, 65'536> first;   // of each code point below U+10000
  std::array<char16_t, 65'536> second;  // of the few that fold to two symbols, else kDropped
};

char16_t fold_unit(UChar32 point) {
  if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return kDropped;
  // Accents vanish; vowel signs of Indic scripts are letters.
  if (u_charType(point) == U_NON_SPACING_MARK && (point < 0x0900 || point > 0x0DFF))
    return kDropped;
  if (point == 0x093C) return kDropped;  // the nukta, often left out
  const UChar32 lower = u_tolower(point);
  if (const int digit = u_charDigitValue(point); digit >= 0)
    return static_cast<char16_t>(u'0' + digit);
  if (u_isalpha(lower) ||
      (point >= 0x0900 && point <= 0x0DFF && u_charType(point) != U_OTHER_PUNCTUATION)) {
    return lower < 0xFFF0 ? static_cast<char16_t>(lower) : kDropped;
  }
  switch (point) {
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '\'':
    case '"':
    case '`':
    case '*':
    case '^':
    case 0x2032: return gap_value(Gap::bracket);
    case '-':
    case '_':
    case '~':
    case 0x00B7:
    case 0x00AD:
    case 0x30FB:
    case 0x30FC:
    case 0x2022: return gap_value(Gap::hyphen);
    default: break;
  }
  if (u_charType(point) == U_DASH_PUNCTUATION || point == 0x2212) return gap_value(Gap::hyphen);
  if (u_isUWhiteSpace(point))
    return gap_value(point == '\n' || point == '\r' ? Gap::stop : Gap::space);
  if (u_ispunct(point) || u_isgraph(point))
    return gap_value(point == ',' || point == '.' ? Gap::bracket : Gap::stop);
  return gap_value(Gap::space);
}

void fold_point(const icu::Normalizer2& normalizer, UChar32 point, FoldTable& table) {
  table.second[static_cast<std::size_t>(point)] = kDropped;
  char16_t& first = table.first[static_cast<std::size_t>(point)];
  for (const LookAlike& pair : kLookAlikes) {
    if (pair.letter == point) {
      first = static_cast<char16_t>(pair.latin);
      return;
    }
  }
  icu::UnicodeString decomposed;
  if (!normalizer.getDecomposition(point, decomposed)) decomposed = icu::UnicodeString(point);
  first = fold_unit(decomposed.char32At(0));
  if (first < gap_value(Gap::none) && decomposed.char32At(0) != point &&
      decomposed.char32At(0) < 0x10000) {
    for (const LookAlike& pair : kLookAlikes) {
      if (pair.letter == decomposed.char32At(0)) first = static_cast<char16_t>(pair.latin);
    }
  }
  if (decomposed.countChar32() < 2) return;
  const char16_t second = fold_unit(decomposed.char32At(decomposed.moveIndex32(0, 1)));
  if (is_symbol(second) && is_symbol(first)) table.second[static_cast<std::size_t>(point)] = second;
}

const FoldTable& fold_table() {
  static const std::unique_ptr<const FoldTable> table = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(status);
    CHECK(U_SUCCESS(status));
    auto made = std::make_unique<FoldTable>();
    for (UChar32 point = 0; point < 0x10000; ++point) fold_point(*normalizer, point, *made);
    made->first[u'ß'] = u's';
    made->second[u'ß'] = u's';
    made->first[u'æ'] = made->first[u'Æ'] = u'a';
    made->second[u'æ'] = made->second[u'Æ'] = u'e';
    made->first[0x00B5] = made->first[0x03BC] = gap_value(Gap::space);  // micro: never a letter of
                                                                        // a name
    return made;
  }();
  return *table;
}

// Above U+FFFF only the mathematical alphabets look like letters.
char16_t fold_astral(char32_t point) {
  if (point < 0x1D400 || point > 0x1D7FF) return gap_value(Gap::stop);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString decomposed;
  if (U_FAILURE(status) || !normalizer->getDecomposition(static_cast<UChar32>(point), decomposed))
    return gap_value(Gap::stop);
  return fold_table().first[decomposed.charAt(0)];
}

// One code point from UTF-8; `size` bytes of it. U+FFFD for one byte of what is not UTF-8.
char32_t read_point(std::string_view text, std::size_t at, std::size_t& size) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  size = 1;
  if (lead < 0x80) return lead;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0xFFFD;
  char32_t point = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0xFFFD;
    point = (point << 6) | (byte(at + i) & 0x3F);
  }
  size = length;
  return point;
}

// What a digit or sign inside a word stands for; 0 for none.
char16_t disguised_letter(char character) {
  switch (character) {
    case '0': return u'o';
    case '1':
    case '!':
    case '|': return u'l';
    case '3': return u'e';
    case '4':
    case '@': return u'a';
    case '5':
    case '$': return u's';
    case '8': return u'b';
    default: return 0;
  }
}

bool is_ascii_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

// A letter that ends or begins at this byte: ASCII, or Latin, Greek and Cyrillic of two bytes.
bool is_letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (is_ascii_letter(text[at])) return true;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return false;
  const bool continues = (byte & 0xC0) == 0x80;
  if (continues && at == 0) return false;
  const auto lead = static_cast<unsigned char>(text[continues ? at - 1 : at]);
  return lead >= 0xC3 && lead <= 0xD4;
}

// A letter on both sides, or four before and the end of the word behind.
bool stands_in_a_word(std::string_view text, std::size_t at) {
  if (at == 0 || !is_letter_at(text, at - 1)) return false;
  if (is_letter_at(text, at + 1)) return true;
  const bool ends_word = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == ',';
  return ends_word && at >= 4 && is_letter_at(text, at - 2) && is_letter_at(text, at - 3) &&
         is_letter_at(text, at - 4);
}

void fold(std::string_view text, bool disguised, FoldedText& folded) {
  folded.clear();
  text = text.substr(0, kTextBytesMax);
  const FoldTable& table = fold_table();
  Gap gap = Gap::stop;
  const auto add = [&](char16_t symbol, std::size_t start, std::size_t end) {
    folded.symbols.push_back(symbol);
    folded.starts.push_back(static_cast<std::uint32_t>(start));
    folded.ends.push_back(static_cast<std::uint32_t>(end));
    folded.gaps.push_back(gap);
    gap = Gap::none;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (const char16_t letter = disguised_letter(text[at]);
        letter != 0 && stands_in_a_word(text, at)) {
      folded.has_disguised_letters = true;
      if (disguised) {
        add(letter, at, at + 1);
        ++at;
        continue;
      }
    }
    std::size_t size = 1;
    const char32_t point = read_point(text, at, size);
    const char16_t first = point < 0x10000 ? table.first[point] : fold_astral(point);
    if (is_symbol(first)) {
      add(first, at, at + size);
      if (const char16_t second = point < 0x10000 ? table.second[point] : kDropped;
          is_symbol(second))
        add(second, at, at + size);
    } else if (first != kDropped) {
      Gap between = static_cast<Gap>(first - kGapBase);
      // A comma or full stop behind a word ends a phrase where a space follows, and joins where
      // none does: "1,4-", "a.b".
      const bool at_end = at + size >= text.size();
      const bool behind_word = folded.size() > 1 && folded.gaps.back() == Gap::none;
      if ((point == ',' || point == '.') && behind_word && (at_end || text[at + size] == ' ')) {
        between = Gap::stop;
      }
      gap = std::max(gap, between);
    }
    at += size;
  }
}

}  // namespace

void FoldedText::clear() {
  symbols.clear();
  starts.clear();
  ends.clear();
  gaps.clear();
  has_disguised_letters = false;
}

void fold_text(std::string_view text, FoldedText& folded) {
  fold(text, false, folded);
}

void fold_disguised(std::string_view text, FoldedText& folded) {
  fold(text, true, folded);
}

std::u16string fold_name(std::string_view name) {
  FoldedText folded;
  fold_text(name, folded);
  return {folded.symbols.begin(), folded.symbols.end()};
}

}  // namespace chokepoint::goods
