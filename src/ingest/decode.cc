#include "ingest/decode.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/check.h"

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::size_t kFirstBytes = 4096;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_ascii(std::string_view bytes) {
  std::size_t at = 0;
  std::uint64_t seen = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    seen |= word;
  }
  for (; at < bytes.size(); ++at) seen |= static_cast<unsigned char>(bytes[at]);
  return (seen & 0x8080808080808080ULL) == 0;
}

std::size_t first_above_ascii(std::string_view bytes) {
  const auto found = std::ranges::find_if(bytes, [](char c) { return (c & 0x80) != 0; });
  return static_cast<std::size_t>(found - bytes.begin());
}

// One step through UTF-8: how many bytes, and whether they are a character. 0 bytes: cut off by the
// end of the text.
struct Utf8Step {
  std::size_t size = 0;
  bool valid = false;
};

Utf8Step step_utf8(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t at = 1; at < size; ++at) {
    if (at == bytes.size()) return {0, false};
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (at == 1) {
      // Overlong forms, surrogates and what lies above U+10FFFF end at the second byte.
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (byte(at) < low || byte(at) > high) return {at, false};
  }
  return {size, true};
}

// The bytes at the end that may be the first part of a character.
std::size_t cut_off_bytes(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto byte = static_cast<std::uint8_t>(bytes[bytes.size() - back]);
    if (byte >= 0xC0) return step_utf8(bytes.substr(bytes.size() - back)).size == 0 ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

bool looks_utf8(std::string_view bytes) {
  std::uint64_t valid = 0;
  std::uint64_t bad = 0;
  while (!bytes.empty()) {
    const Utf8Step step = step_utf8(bytes);
    if (step.size == 0) break;
    if (!step.valid) ++bad;
    if (step.valid && step.size > 1) ++valid;
    bytes.remove_prefix(step.size);
  }
  // Chinese pairs are valid UTF-8 by chance about once in five; a UTF-8 file with a flaw is far
  // from that.
  return bad == 0 || valid >= 8 * bad;
}

bool looks_gb18030(std::string_view bytes, bool whole) {
  std::uint64_t common = 0;  // pairs of GB 2312's hanzi and signs, and sequences of four
  std::uint64_t all = 0;
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
  const auto in = [](std::uint8_t value, int low, int high) {
    return value >= low && value <= high;
  };
  while (!bytes.empty()) {
    if (byte(0) < 0x80) {
      bytes.remove_prefix(1);
      continue;
    }
    if (!in(byte(0), 0x81, 0xFE)) return false;
    if (bytes.size() == 1) return !whole && common * 2 >= all && all > 0;
    if (in(byte(1), 0x30, 0x39)) {
      if (bytes.size() < 4) return !whole && common * 2 >= all && all > 0;
      if (!in(byte(2), 0x81, 0xFE) || !in(byte(3), 0x30, 0x39)) return false;
      ++common;
      ++all;
      bytes.remove_prefix(4);
      continue;
    }
    if (!in(byte(1), 0x40, 0xFE) || byte(1) == 0x7F) return false;
    const bool signs = in(byte(0), 0xA1, 0xA3);
    if ((signs || in(byte(0), 0xB0, 0xF7)) && byte(1) >= 0xA1) ++common;
    ++all;
    bytes.remove_prefix(2);
  }
  return all > 0 && common * 2 >= all;
}

// UTF-16 of mostly Latin text has a zero in every second byte; text of other scripts still has line
// breaks, digits, delimiters. Bytes for bytes, UTF-8 and GB18030 have none.
std::optional<Encoding> find_utf16(std::string_view first) {
  std::size_t zeros_even = 0;
  std::size_t zeros_odd = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == '\0') ++(i % 2 == 0 ? zeros_even : zeros_odd);
  }
  const std::size_t units = first.size() / 2;
  if (units < 2) return std::nullopt;
  if (zeros_odd * 20 >= units && zeros_even * 10 <= zeros_odd) return Encoding::utf_16_le;
  if (zeros_even * 20 >= units && zeros_odd * 10 <= zeros_even) return Encoding::utf_16_be;
  return std::nullopt;
}

const char* converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_16_le: return "UTF-16LE";
    case Encoding::utf_16_be: return "UTF-16BE";
    case Encoding::gb18030: return "gb18030";
    default: return "windows-1252";
  }
}

bool is_bad_sequence(UErrorCode error) {
  return error == U_INVALID_CHAR_FOUND || error == U_ILLEGAL_CHAR_FOUND ||
         error == U_TRUNCATED_CHAR_FOUND || error == U_ILLEGAL_ESCAPE_SEQUENCE ||
         error == U_UNSUPPORTED_ESCAPE_SEQUENCE;
}

}  // namespace

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::ascii: return "ASCII";
    case Encoding::utf_8: return "UTF-8";
    case Encoding::utf_16_le: return "UTF-16LE";
    case Encoding::utf_16_be: return "UTF-16BE";
    case Encoding::gb18030: return "GB18030";
    case Encoding::windows_1252: return "windows-1252";
  }
  return "";
}

struct DecodedSource::State {
  std::unique_ptr<ByteSource> bytes;
  Encoding encoding = Encoding::ascii;
  BadSequences bad;
  std::uint64_t lines = 0;  // breaks in what was decoded; counted until the first bad sequence only

  std::vector<char> raw = std::vector<char>(kBlockBytes);
  std::size_t raw_begin = 0;  // raw[raw_begin, raw_end) waits for decoding
  std::size_t raw_end = 0;
  bool at_end = false;

  std::string_view ready;  // decoded, waits for read(): in raw, or in `text`
  std::string text;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter{nullptr, &ucnv_close};
  std::vector<UChar> units;
  std::size_t unit_count = 0;

  std::string_view waiting() const { return {raw.data() + raw_begin, raw_end - raw_begin}; }

  // Reads until the block is full or the file ends.
  Expected<> fill() {
    if (raw_begin > 0) {
      std::memmove(raw.data(), raw.data() + raw_begin, raw_end - raw_begin);
      raw_end -= raw_begin;
      raw_begin = 0;
    }
    while (!at_end && raw_end < raw.size()) {
      TRY_ASSIGN(const std::size_t count, bytes->read(std::span(raw).subspan(raw_end)));
      at_end = count == 0;
      raw_end += count;
    }
    return {};
  }

  void begin() {
    const std::string_view all = waiting();
    if (all.starts_with("\xEF\xBB\xBF")) {
      encoding = Encoding::utf_8;
      raw_begin += 3;
    } else if (all.starts_with("\xFF\xFE")) {
      encoding = Encoding::utf_16_le;
      raw_begin += 2;
    } else if (all.starts_with("\xFE\xFF")) {
      encoding = Encoding::utf_16_be;
      raw_begin += 2;
    } else if (const auto found = find_utf16(all.substr(0, kFirstBytes))) {
      encoding = *found;
    }
    open_converter();
  }

  void open_converter() {
    if (encoding == Encoding::ascii || encoding == Encoding::utf_8) return;
    UErrorCode error = U_ZERO_ERROR;
    converter.reset(ucnv_open(converter_name(encoding), &error));
    CHECK(U_SUCCESS(error));
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &error);
    CHECK(U_SUCCESS(error));
    units.resize(kBlockBytes);
  }

  void count_bad() {
    if (bad.count++ == 0) bad.first_line = lines + 1;
  }

  void count_lines(std::string_view decoded) {
    if (bad.count > 0) return;
    lines += static_cast<std::uint64_t>(std::count(decoded.begin(), decoded.end(), '\n'));
  }

  // Decodes some of what waits into `ready`. Nothing is ready at the end alone.
  Expected<> advance() {
    TRY(fill());
    if (waiting().empty() && !converter) return {};
    if (encoding == Encoding::ascii) {
      const std::size_t plain =
          is_ascii(waiting()) ? waiting().size() : first_above_ascii(waiting());
      if (plain > 0) {
        hand_out_raw(plain);
        return {};
      }
      choose();
    }
    if (encoding == Encoding::utf_8) {
      advance_utf8();
    } else {
      advance_converter();
    }
    return {};
  }

  // The block begins with a byte above ASCII and is as full as the file allows.
  void choose() {
    const std::string_view all = waiting();
    if (looks_utf8(all)) {
      encoding = Encoding::utf_8;
    } else if (looks_gb18030(all, at_end)) {
      encoding = Encoding::gb18030;
    } else {
      encoding = Encoding::windows_1252;
    }
    open_converter();
  }

  void hand_out_raw(std::size_t size) {
    ready = waiting().substr(0, size);
    raw_begin += size;
    count_lines(ready);
  }

  void advance_utf8() {
    const std::string_view all = waiting();
    const std::size_t whole = all.size() - (at_end ? 0 : cut_off_bytes(all));
    if (simdjson::validate_utf8(all.data(), whole)) {
      hand_out_raw(whole);
      return;
    }
    text.clear();
    std::string_view rest = all.substr(0, whole);
    while (!rest.empty()) {
      Utf8Step step = step_utf8(rest);
      if (step.size == 0) step.size = rest.size();  // cut off by the end of the file
      if (step.valid) {
        if (bad.count == 0 && rest.front() == '\n') ++lines;
        text.append(rest.substr(0, step.size));
      } else {
        count_bad();
        text.append(kReplacement);
      }
      rest.remove_prefix(step.size);
    }
    raw_begin += whole;
    ready = text;
  }

  void advance_converter() {
    text.clear();
    // A call may give nothing when it only took the first half of a character.
    while (text.empty()) {
      const char* source = raw.data() + raw_begin;
      UChar* const begin_units = units.data() + unit_count;
      UChar* target = begin_units;
      UErrorCode error = U_ZERO_ERROR;
      // One place stays free for the replacement of a bad sequence, where the converter stops.
      ucnv_toUnicode(converter.get(), &target, units.data() + units.size() - 1, &source,
                     raw.data() + raw_end, nullptr, at_end, &error);
      if (bad.count == 0) {
        lines += static_cast<std::uint64_t>(std::count(begin_units, target, UChar{'\n'}));
      }
      const bool stopped = is_bad_sequence(error);
      CHECK(U_SUCCESS(error) || stopped || error == U_BUFFER_OVERFLOW_ERROR);
      if (stopped) {
        count_bad();
        *target++ = 0xFFFD;
      }
      unit_count = static_cast<std::size_t>(target - units.data());
      raw_begin = static_cast<std::size_t>(source - raw.data());
      const bool finished = at_end && U_SUCCESS(error);
      append_units(finished);
      if (finished || (waiting().empty() && !stopped)) break;
    }
    ready = text;
    if (at_end && text.empty()) converter.reset();
  }

  // The converter gives whole pairs, but a pair may lie across two calls.
  void append_units(bool finished) {
    std::size_t count = unit_count;
    if (!finished && count > 0 && U16_IS_LEAD(units[count - 1])) --count;
    std::size_t at = 0;
    while (at < count) {
      UChar32 character;
      U16_NEXT(units.data(), at, count, character);
      if (U_IS_SURROGATE(character)) character = 0xFFFD;
      char bytes_of[4];
      std::size_t size = 0;
      U8_APPEND_UNSAFE(bytes_of, size, character);
      text.append(bytes_of, size);
    }
    if (count < unit_count) units[0] = units[count];
    unit_count -= count;
  }
};

DecodedSource::DecodedSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
DecodedSource::~DecodedSource() = default;

Encoding DecodedSource::encoding() const {
  return state_->encoding;
}
const BadSequences& DecodedSource::bad_sequences() const {
  return state_->bad;
}

Expected<std::size_t> DecodedSource::read(std::span<char> into) {
  std::string_view& ready = state_->ready;
  while (ready.empty()) {
    if (state_->at_end && state_->waiting().empty() && !state_->converter) return 0;
    TRY(state_->advance());
  }
  const std::size_t size = std::min(into.size(), ready.size());
  std::memcpy(into.data(), ready.data(), size);
  ready.remove_prefix(size);
  return size;
}

Expected<std::unique_ptr<DecodedSource>> decode(std::unique_ptr<ByteSource> bytes) {
  auto state = std::make_unique<DecodedSource::State>();
  state->bytes = std::move(bytes);
  TRY(state->fill());
  state->begin();
  return std::unique_ptr<DecodedSource>(new DecodedSource(std::move(state)));
}

Expected<std::unique_ptr<DecodedSource>> open_decoded(const std::filesystem::path& path) {
  TRY_ASSIGN(auto bytes, open_file(path));
  return decode(std::move(bytes));
}

}  // namespace chokepoint::ingest
