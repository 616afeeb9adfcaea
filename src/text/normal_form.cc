#include "text/normal_form.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstring>

#include "base/check.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

// What becomes of one code point that needs no look at its neighbours.
constexpr char kDrop = 0, kSpace = ' ';

constexpr std::array<char, 128> make_ascii_table() {
  std::array<char, 128> table{};
  for (int c = 0; c < 128; ++c) {
    char folded = static_cast<char>(c);
    if (c < 0x20 || c == 0x7F) {
      folded = c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f' ? kSpace : kDrop;
    }
    if (c >= 'A' && c <= 'Z') folded = static_cast<char>(c + 32);
    if (c == '`') folded = '\'';
    table[static_cast<std::size_t>(c)] = folded;
  }
  return table;
}
constexpr std::array<char, 128> kAsciiTable = make_ascii_table();

// Letters that compatibility forms leave whole, though people write them with plain ones.
const char* plain_latin(char32_t point) {
  switch (point) {
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'ø': return "o";
    case U'đ':
    case U'ð':
    case U'ɖ': return "d";
    case U'ħ': return "h";
    case U'ı': return "i";
    case U'ĸ': return "k";
    case U'ł':
    case U'ƚ': return "l";
    case U'ŋ': return "ng";
    case U'þ': return "th";
    case U'ŧ': return "t";
    case U'ƀ': return "b";
    case U'ƙ': return "k";
    case U'ɓ': return "b";
    case U'ɗ': return "d";
    case U'ə':
    case U'ǝ': return "a";
    case U'ƶ': return "z";
    case U'ǥ': return "g";
    case U'ɨ': return "i";
    case U'ɔ': return "o";
    case U'ɛ': return "e";
    default: return nullptr;
  }
}

bool is_dash(char32_t c) {
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2043 || c == 0xFE58 || c == 0xFE63 ||
         c == 0x058A || c == 0x301C;
}
bool is_single_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2035 || c == 0x00B4 ||
         (c >= 0x02B9 && c <= 0x02BD) || c == 0x02C8 || c == 0x05F3 || c == 0x2039 || c == 0x203A;
}
bool is_double_quote(char32_t c) {
  return (c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0x2036 || c == 0x00AB || c == 0x00BB ||
         c == 0x05F4 || (c >= 0x300A && c <= 0x300F);
}
bool is_middle_dot(char32_t c) {
  return c == 0x00B7 || c == 0x30FB || c == 0x2022 || c == 0x2027 || c == 0x22C5 || c == 0x0387;
}

// Arabic letters that are written one for another.
char32_t plain_arabic(char32_t c) {
  switch (c) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671: return 0x0627;
    case 0x0649:
    case 0x06CC:
    case 0x0626: return 0x064A;
    case 0x06A9: return 0x0643;
    case 0x0629:
    case 0x06C1:
    case 0x06BE:
    case 0x06D5: return 0x0647;
    case 0x0624: return 0x0648;
    default: return c;
  }
}

bool drops_marks(Script script) {
  return script == Script::latin || script == Script::greek || script == Script::arabic ||
         script == Script::hebrew;
}

// Appends with spaces collapsed and none in front.
struct Sink {
  std::string& text;
  bool space_waits = false;

  void space() { space_waits = !text.empty(); }
  void before_text() {
    if (space_waits) {
      text.push_back(' ');
      space_waits = false;
    }
  }
  void put(char c) {
    if (c == kSpace) return space();
    if (c == kDrop) return;
    before_text();
    text.push_back(c);
  }
  void put(const char* plain) {
    before_text();
    text += plain;
  }
  void put(char32_t point) {
    before_text();
    append_code_point(text, point);
  }
};

// What leaves no trace, not even as the base of a mark.
bool vanishes(char32_t c) {
  if (c == kMalformed || c == 0x0640) return true;  // the latter is the Arabic stretch mark
  if (c < 0x80 || u_isUWhiteSpace(static_cast<UChar32>(c)))
    return c < 0x80 && kAsciiTable[c] == kDrop;
  const auto category = u_charType(static_cast<UChar32>(c));
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_SURROGATE ||
         category == U_PRIVATE_USE_CHAR || category == U_UNASSIGNED;
}

// The last step for a code point in compatibility form and lower case.
void put_folded(char32_t c, Sink& sink) {
  if (c < 0x80) return sink.put(kAsciiTable[c]);
  if (is_dash(c)) return sink.put('-');
  if (is_single_quote(c)) return sink.put('\'');
  if (is_double_quote(c)) return sink.put('"');
  if (is_middle_dot(c)) return sink.space();
  if (const char* plain = plain_latin(c)) return sink.put(plain);
  if (c == 0x3001 || c == 0xFF64) return sink.put(',');
  if (c == 0x3002) return sink.put('.');
  if (c >= 0x0600 && c < 0x0700) return sink.put(plain_arabic(c));
  if (u_isUWhiteSpace(static_cast<UChar32>(c))) return sink.space();
  if (!vanishes(c)) sink.put(c);
}

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = get(status);
  CHECK(U_SUCCESS(status) && instance != nullptr);
  return *instance;
}

void fold_unicode(std::string_view text, Sink& sink) {
  static const icu::Normalizer2& to_folded = normalizer(
      [](UErrorCode& status) { return icu::Normalizer2::getNFKCCasefoldInstance(status); });
  static const icu::Normalizer2& to_parts =
      normalizer([](UErrorCode& status) { return icu::Normalizer2::getNFDInstance(status); });
  static const icu::Normalizer2& to_whole =
      normalizer([](UErrorCode& status) { return icu::Normalizer2::getNFCInstance(status); });
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString parts = to_parts.normalize(to_folded.normalize(source, status), status);
  CHECK(U_SUCCESS(status));
  icu::UnicodeString kept;
  Script base = Script::none;
  for (int32_t i = 0; i < parts.length();) {
    const UChar32 c = parts.char32At(i);
    i += U16_LENGTH(c);
    if (vanishes(static_cast<char32_t>(c))) continue;
    const auto category = u_charType(c);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) {
      if (base == Script::none || drops_marks(base)) continue;
    } else if (category != U_COMBINING_SPACING_MARK) {
      base = script_of(static_cast<char32_t>(c));
    }
    kept.append(c);
  }
  const icu::UnicodeString whole = to_whole.normalize(kept, status);
  CHECK(U_SUCCESS(status));
  for (int32_t i = 0; i < whole.length();) {
    const UChar32 c = whole.char32At(i);
    i += U16_LENGTH(c);
    put_folded(static_cast<char32_t>(c), sink);
  }
}

// Latin letters to U+024F and the Vietnamese block, Greek and Cyrillic: what each becomes, by ICU,
// once.
struct LetterTable {
  static constexpr char32_t kRanges[][2] = {
      {0x80, 0x250}, {0x370, 0x483}, {0x48A, 0x530}, {0x1E00, 0x1F00}};
  struct Entry {
    char bytes[6] = {};
    std::uint8_t size = 0;
    bool simple = false;
  };
  std::array<Entry, 0x530> low{};
  std::array<Entry, 0x100> vietnamese{};

  LetterTable() {
    for (const auto& range : kRanges) {
      for (char32_t c = range[0]; c < range[1]; ++c) fill(c);
    }
  }
  void fill(char32_t c) {
    if (script_of(c) == Script::none) return;
    std::string letter = "1", folded;
    append_code_point(letter, c);
    letter += '1';
    Sink sink{folded};
    fold_unicode(letter, sink);
    folded = folded.substr(1, folded.size() - 2);
    // What becomes a space, a mark or nothing depends on its neighbours; that is left to ICU.
    if (folded.empty() || folded.size() > sizeof(Entry::bytes) || folded.contains(' ')) return;
    Entry& entry = *find(c);
    std::memcpy(entry.bytes, folded.data(), folded.size());
    entry.size = static_cast<std::uint8_t>(folded.size());
    entry.simple = true;
  }
  Entry* find(char32_t c) {
    if (c < 0x530) return &low[c];
    if (c >= 0x1E00 && c < 0x1F00) return &vietnamese[c - 0x1E00];
    return nullptr;
  }
};

// True when every code point could be folded alone; else `sink` holds rubbish.
bool fold_letter_by_letter(std::string_view text, Sink& sink) {
  static LetterTable table;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80) {
      sink.put(kAsciiTable[c]);
    } else if (const LetterTable::Entry* entry = table.find(c); entry != nullptr && entry->simple) {
      sink.before_text();
      sink.text.append(entry->bytes, entry->size);
    } else if ((c >= 0x4E00 && c < 0x9FA6) || (c >= 0xAC00 && c < 0xD7A4)) {
      sink.put(c);
    } else if (c >= 0xFF01 && c < 0xFF5F) {
      sink.put(kAsciiTable[c - 0xFEE0]);
    } else if (c == 0x3000) {
      sink.space();
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_ascii(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) return false;
  }
  for (; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  }
  return true;
}

void fold_into(std::string_view text, std::string& folded) {
  folded.clear();
  if (is_ascii(text)) {
    folded.resize(text.size());
    char* out = folded.data();
    std::size_t size = 0;
    bool space_waits = false;
    for (const char raw : text) {
      const char c = kAsciiTable[static_cast<unsigned char>(raw)];
      if (c == kSpace) {
        space_waits = size > 0;
      } else if (c != kDrop) {
        if (space_waits) {
          out[size++] = ' ';
          space_waits = false;
        }
        out[size++] = c;
      }
    }
    folded.resize(size);
    return;
  }
  folded.reserve(text.size() + 8);
  Sink sink{folded};
  if (fold_letter_by_letter(text, sink)) return;
  folded.clear();
  sink.space_waits = false;
  fold_unicode(text, sink);
}

std::string fold(std::string_view text) {
  std::string folded;
  fold_into(text, folded);
  return folded;
}

std::string fold_by_icu(std::string_view text) {
  std::string folded;
  Sink sink{folded};
  fold_unicode(text, sink);
  return folded;
}

Script script_of(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? Script::latin : Script::none;
  if (c < 0x250)
    return c == 0xAA || c == 0xBA || (c >= 0xC0 && c != 0xD7 && c != 0xF7) ? Script::latin
                                                                           : Script::none;
  if (c < 0x2B0) return Script::latin;
  if (c < 0x370) return Script::none;
  if (c < 0x400) return c == 0x37E || c == 0x387 ? Script::none : Script::greek;
  if (c < 0x530) return c >= 0x482 && c < 0x48A ? Script::none : Script::cyrillic;
  if (c < 0x590) return Script::armenian;
  if (c < 0x600) return c >= 0x5D0 ? Script::hebrew : Script::none;
  if (c < 0x780) {
    const bool letter = (c >= 0x620 && c < 0x64B) || (c >= 0x66E && c < 0x6D6) || c >= 0x6FA ||
                        c == 0x6EE || c == 0x6EF;
    return letter && (c < 0x700) ? Script::arabic : (c >= 0x750 ? Script::arabic : Script::none);
  }
  if (c >= 0x900 && c < 0x980) {
    return (c >= 0x904 && c < 0x93A) || (c >= 0x958 && c < 0x962) ? Script::devanagari
                                                                  : Script::none;
  }
  if (c >= 0xE00 && c < 0xE80) return c < 0xE2F ? Script::thai : Script::none;
  if (c >= 0x10A0 && c < 0x1100) return Script::georgian;
  if (c >= 0x1100 && c < 0x1200) return Script::hangul;
  if (c >= 0x1E00 && c < 0x1F00) return Script::latin;
  if (c >= 0x1F00 && c < 0x2000) return Script::greek;
  if (c >= 0x2000 && c < 0x3041) return c == 0x3005 || c == 0x3007 ? Script::han : Script::none;
  if (c < 0x3100 && c >= 0x3041) return c == 0x30FB || c == 0x30A0 ? Script::none : Script::kana;
  if (c >= 0x3400 && c < 0xA000) return c >= 0x4DC0 && c < 0x4E00 ? Script::none : Script::han;
  if (c >= 0xAC00 && c < 0xD7A4) return Script::hangul;
  if (c >= 0xF900 && c < 0xFB00) return Script::han;
  if (c >= 0xFB50 && c < 0xFDFE) return Script::arabic;
  if (c >= 0xFE70 && c < 0xFEFD) return Script::arabic;
  if (c >= 0xFF21 && c < 0xFF5B) return Script::latin;
  if (c >= 0xFF66 && c < 0xFF9E) return Script::kana;
  if (c >= 0x20000 && c < 0x33480) return Script::han;
  if (c >= 0x10000) return Script::none;
  return u_isalpha(static_cast<UChar32>(c)) ? Script::other : Script::none;
}

Script main_script(std::string_view text) {
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> counts{};
  for (std::size_t at = 0; at < text.size();) {
    ++counts[static_cast<std::size_t>(script_of(next_code_point(text, at)))];
  }
  if (counts[static_cast<std::size_t>(Script::kana)] > 0) return Script::kana;
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (counts[i] > (best == 0 ? 0 : counts[best])) best = i;
  }
  return static_cast<Script>(best);
}

bool has_han(std::string_view text) {
  if (is_ascii(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (script_of(next_code_point(text, at)) == Script::han) return true;
  }
  return false;
}

}  // namespace chokepoint::text
