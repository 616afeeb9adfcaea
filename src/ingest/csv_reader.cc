// How it cuts. A window of bytes lies in the batch's arena; cells are views into it, so that an
// unquoted field is never copied. Sixty-four bytes at a time are compared with the delimiter, LF
// and CR; the bits of the answer are where fields end. Quotes matter only where a field begins, so
// they need no bit: a quoted field is crossed by memchr.
//
// What is left of the last row moves to the front of the next window. A decision about a row never
// depends on where the window ends: a field is judged when its end, or one byte more than its
// limit, is in sight; else more is read.
#include "ingest/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <set>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kAnyCount = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kStride = 64;
constexpr std::string_view kCandidates = ",;\t|";

// Bit i is set where block[i] is one of the three.
std::uint64_t find_marks(const char* block, char a, char b, char c) {
#if defined(__AVX2__)
  std::uint64_t bits = 0;
  for (int half = 0; half < 2; ++half) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block + 32 * half));
    const __m256i hit =
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(a)),
                        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(b)),
                                        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c))));
    bits |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(hit))} << (32 * half);
  }
  return bits;
#elif defined(__SSE2__)
  std::uint64_t bits = 0;
  for (int quarter = 0; quarter < 4; ++quarter) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * quarter));
    const __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)),
                                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))));
    bits |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(hit))} << (16 * quarter);
  }
  return bits;
#else
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kStride; ++i) {
    const char byte = block[i];
    bits |= std::uint64_t{byte == a || byte == b || byte == c} << i;
  }
  return bits;
#endif
}

// The next delimiter, LF or CR at or after a place. Remembers the last block's bits. Reads up to
// kStride behind `end`.
class Marks {
 public:
  Marks(char delimiter, const char* begin, const char* end) : delimiter_(delimiter), end_(end) {
    load(begin);
  }

  const char* next(const char* from) {
    std::size_t offset = static_cast<std::size_t>(from - base_);
    if (offset >= kStride) {
      if (from >= end_) return end_;
      load(from);
      offset = 0;
    }
    std::uint64_t bits = bits_ & (~std::uint64_t{0} << offset);
    while (bits == 0) {
      if (base_ + kStride >= end_) return end_;
      load(base_ + kStride);
      bits = bits_;
    }
    const char* found = base_ + __builtin_ctzll(bits);
    return found < end_ ? found : end_;
  }

 private:
  void load(const char* base) {
    base_ = base;
    bits_ = find_marks(base, delimiter_, '\n', '\r');
  }

  char delimiter_;
  const char* end_;
  const char* base_ = nullptr;
  std::uint64_t bits_ = 0;
};

// Line breaks in a text: LF, CR LF and CR each count one.
std::uint64_t count_lines(const char* begin, const char* end) {
  std::uint64_t lines = 0;
  for (const char* at = begin; at < end; ++at) {
    if (*at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'))) ++lines;
  }
  return lines;
}

std::string shorten(std::string_view text) {
  constexpr std::size_t kShown = 200;
  if (text.size() <= kShown) return std::string(text);
  std::size_t size = kShown;
  // Never half a character.
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size));
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> name_columns(const std::vector<records::Text>& header) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::string wanted(trim(header[i]));
    if (wanted.empty()) wanted = fmt::format("column_{}", i + 1);
    std::string name = wanted;
    for (int number = 2; !taken.insert(name).second; ++number) {
      name = fmt::format("{}_{}", wanted, number);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

// Cuts one window. Moves `at` and `line` behind what it has cut.
struct CsvReader::Cutter {
  enum class Step { row, bad, incomplete };
  enum class FieldEnd { cut, incomplete, bad };

  Cutter(const CsvReader& reader, std::string_view window, bool last, std::size_t expected_fields,
         RowBatch& into)
      : options(reader.options_),
        columns(reader.columns_),
        batch(into),
        expected(expected_fields),
        at(window.data()),
        end(window.data() + window.size()),
        is_last(last),
        line(reader.next_line_),
        marks(options.delimiter, at, end) {}

  const CsvOptions& options;
  const std::vector<std::string>& columns;
  RowBatch& batch;
  std::size_t expected;  // fields in a row, or kAnyCount
  const char* at;
  const char* end;
  bool is_last;  // nothing comes behind `end`
  bool skipping = false;
  std::uint64_t line;
  Marks marks;
  std::string reason;
  const char* judged = nullptr;  // where a bad field's judgement ended; never past what any window
                                 // shows

  // Behind the line break at `stop`; nullptr when it takes the next window to know.
  const char* behind_break(const char* stop) const {
    if (*stop == '\n') return stop + 1;
    if (stop + 1 == end) return is_last ? end : nullptr;
    return stop[1] == '\n' ? stop + 2 : stop + 1;
  }

  // Goes on at the line after the one that holds `from`, which is line `from_line`.
  void resume_behind(const char* from, std::uint64_t from_line) {
    line = from_line;
    at = from;
    skipping = true;
    finish_skipping();
  }

  // False when the end of the line is not in this window.
  bool finish_skipping() {
    while (at < end && *at != '\n' && *at != '\r') ++at;
    if (at == end) {
      skipping = !is_last;
      return is_last;
    }
    const char* behind = behind_break(at);
    if (behind == nullptr) return false;
    at = behind;
    ++line;
    skipping = false;
    return true;
  }

  FieldEnd cut_plain(const char* begin, records::Text& text, const char*& stop) {
    stop = marks.next(begin);
    const auto size = static_cast<std::size_t>(stop - begin);
    if (size > options.field_bytes_max) {
      reason = fmt::format("longer than {} bytes", options.field_bytes_max);
      judged = begin + options.field_bytes_max;
      return FieldEnd::bad;
    }
    if (stop == end && !is_last) return FieldEnd::incomplete;
    text = {begin, size};
    return FieldEnd::cut;
  }

  FieldEnd cut_quoted(const char* begin, records::Text& text, const char*& stop) {
    const char* const first = begin + 1;
    const std::size_t in_sight = static_cast<std::size_t>(end - first);
    const char* const limit = first + std::min(in_sight, options.field_bytes_max + 1);
    bool has_doubled = false;
    const char* quote = first;
    while (true) {
      quote = quote < limit ? static_cast<const char*>(
                                  std::memchr(quote, '"', static_cast<std::size_t>(limit - quote)))
                            : nullptr;
      if (quote == nullptr) {
        judged = limit;
        if (in_sight > options.field_bytes_max) {
          reason = fmt::format("a quote opened here is not closed within {} bytes",
                               options.field_bytes_max);
          return FieldEnd::bad;
        }
        if (!is_last) return FieldEnd::incomplete;
        reason = "a quote opened here is never closed";
        return FieldEnd::bad;
      }
      if (quote + 1 == end) {
        if (!is_last) return FieldEnd::incomplete;
        break;
      }
      if (quote[1] != '"') break;
      has_doubled = true;
      quote += 2;
    }
    stop = quote + 1;
    if (stop < end && *stop != options.delimiter && *stop != '\n' && *stop != '\r') {
      reason = "text stands behind a closing quote";
      judged = stop + 1;
      return FieldEnd::bad;
    }
    text = {first, static_cast<std::size_t>(quote - first)};
    if (has_doubled) text = halve_quotes(text);
    return FieldEnd::cut;
  }

  // A copy, as the window may be read again when the row is not complete.
  records::Text halve_quotes(records::Text text) {
    char* const place = batch.arena.reserve(text.size());
    std::size_t size = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      place[size++] = text[i];
      if (text[i] == '"') ++i;
    }
    return {place, size};
  }

  Step refuse(std::size_t first_cell, std::uint64_t bad_line, std::size_t field,
              std::string_view value) {
    batch.cells.resize(first_cell);
    const std::string name = field < columns.size() ? columns[field] : "";
    batch.bad_rows.push_back({bad_line, name, shorten(value), reason});
    return Step::bad;
  }

  Step refuse_long_row(std::size_t first_cell, const char* begin) {
    const char* from = begin + options.row_bytes_max;
    if (*from == '\n' && from[-1] == '\r') --from;
    reason = fmt::format("a row longer than {} bytes", options.row_bytes_max);
    const std::uint64_t row_line = line;
    const Step step = refuse(first_cell, row_line, kAnyCount, {begin, options.row_bytes_max});
    resume_behind(from, row_line + count_lines(begin, from));
    return step;
  }

  Step cut_row() {
    while (at < end && (*at == '\n' || *at == '\r')) {
      const char* behind = behind_break(at);
      if (behind == nullptr) return Step::incomplete;
      at = behind;
      ++line;
    }
    if (at == end) return Step::incomplete;
    const std::size_t first_cell = batch.cells.size();
    const char* const begin = at;
    std::uint64_t here = line;  // of the field in hand
    std::size_t fields = 0;
    const char* field = begin;
    while (true) {
      records::Text text;
      const char* stop = nullptr;
      const bool quoted = field < end && *field == '"';
      const FieldEnd found = quoted ? cut_quoted(field, text, stop) : cut_plain(field, text, stop);
      if (found == FieldEnd::incomplete) {
        batch.cells.resize(first_cell);
        return Step::incomplete;
      }
      if (found == FieldEnd::bad) {
        const char* line_end = field;
        while (line_end < judged && *line_end != '\n' && *line_end != '\r') ++line_end;
        const Step step =
            refuse(first_cell, here, fields, {field, static_cast<std::size_t>(line_end - field)});
        resume_behind(field, here);
        return step;
      }
      if (static_cast<std::size_t>(stop - begin) > options.row_bytes_max) {
        return refuse_long_row(first_cell, begin);
      }
      if (quoted) here += count_lines(field, stop);
      if (fields < expected) batch.cells.push_back(text);
      ++fields;
      if (stop < end && *stop == options.delimiter) {
        field = stop + 1;
        continue;
      }
      const char* behind = stop == end ? end : behind_break(stop);
      if (behind == nullptr) {
        batch.cells.resize(first_cell);
        return Step::incomplete;
      }
      return finish_row(first_cell, fields, {begin, static_cast<std::size_t>(stop - begin)}, behind,
                        here + (stop == end ? 0 : 1));
    }
  }

  Step finish_row(std::size_t first_cell, std::size_t fields, std::string_view row,
                  const char* behind, std::uint64_t next_line) {
    const std::uint64_t row_line = line;
    at = behind;
    line = next_line;
    if (expected != kAnyCount && fields != expected) {
      reason = fmt::format("{} fields where the header has {}", fields, expected);
      return refuse(first_cell, row_line, kAnyCount, row);
    }
    batch.lines.push_back(row_line);
    return Step::row;
  }
};

Expected<> CsvReader::fill_pending(std::size_t size) {
  while (!at_end_ && pending_.size() < size) {
    const std::size_t had = pending_.size();
    pending_.resize(size);
    TRY_ASSIGN(const std::size_t count, source_->read({pending_.data() + had, size - had}));
    pending_.resize(had + count);
    at_end_ = count == 0;
  }
  return {};
}

// The pending bytes and `more` new ones, in the batch's arena, with room to read a stride behind
// the end.
Expected<std::string_view> CsvReader::load_window(RowBatch& batch, std::size_t more) {
  const std::size_t room = pending_.size() + (at_end_ ? 0 : more);
  char* const window = batch.arena.reserve(room + kStride);
  std::memcpy(window, pending_.data(), pending_.size());
  std::size_t size = pending_.size();
  while (!at_end_ && size < room) {
    TRY_ASSIGN(const std::size_t count, source_->read({window + size, room - size}));
    size += count;
    at_end_ = count == 0;
  }
  std::memset(window + size, 0, kStride);
  pending_.clear();
  return std::string_view{window, size};
}

Expected<std::unique_ptr<CsvReader>> CsvReader::open(std::unique_ptr<ByteSource> source,
                                                     const CsvOptions& options) {
  std::unique_ptr<CsvReader> reader(new CsvReader(std::move(source), options));
  TRY(reader->read_header());
  return reader;
}

Expected<> CsvReader::read_header() {
  constexpr std::size_t kSample = std::size_t{256} << 10;
  TRY(fill_pending(kSample));
  if (pending_.starts_with("\xEF\xBB\xBF")) pending_.erase(0, 3);
  if (pending_.find_first_not_of("\r\n \t") == std::string::npos && at_end_) {
    return fail(ErrorCode::format, "the file is empty; a header line is expected");
  }
  // A spreadsheet's own way to name the delimiter.
  if (pending_.starts_with("sep=") && pending_.size() > 5 &&
      (pending_[5] == '\n' || pending_[5] == '\r')) {
    options_.delimiter = pending_[4];
    pending_.erase(0, pending_[5] == '\r' && pending_.size() > 6 && pending_[6] == '\n' ? 7 : 6);
    ++next_line_;
  }
  if (options_.delimiter == '\0') options_.delimiter = find_delimiter(pending_);
  if (options_.delimiter == '\0') options_.delimiter = ',';

  TRY(fill_pending(options_.row_bytes_max + options_.field_bytes_max + 4));
  RowBatch first;
  std::string window = pending_ + std::string(kStride, '\0');
  Cutter cutter(*this, {window.data(), pending_.size()}, at_end_, kAnyCount, first);
  const Cutter::Step step = cutter.cut_row();
  if (step != Cutter::Step::row) {
    const std::string why = first.bad_rows.empty() ? "it has no line" : first.bad_rows[0].reason;
    return fail(ErrorCode::format,
                fmt::format("line {}: the header cannot be read: {}", next_line_, why));
  }
  const std::string_view before(window.data(), static_cast<std::size_t>(cutter.at - window.data()));
  header_line_ = shorten(trim(before.substr(0, before.find_last_not_of("\r\n") + 1)));
  if (!options_.header) {
    first.cells.assign(first.cells.size(), {});
    columns_ = name_columns(first.cells);
    return {};
  }
  columns_ = name_columns(first.cells);
  pending_.erase(0, before.size());
  next_line_ = cutter.line;
  return {};
}

Expected<bool> CsvReader::next(RowBatch& batch) {
  batch.clear();
  batch.column_count = columns_.size();
  while (batch.lines.empty() && batch.bad_rows.empty()) {
    TRY_ASSIGN(const std::string_view window, load_window(batch, options_.block_bytes));
    if (window.empty()) return false;
    Cutter cutter(*this, window, at_end_, columns_.size(), batch);
    cutter.skipping = skipping_;
    if (!cutter.skipping || cutter.finish_skipping()) {
      while (batch.lines.size() < options_.batch_rows &&
             batch.bad_rows.size() < options_.batch_rows && !cutter.skipping) {
        if (cutter.cut_row() == Cutter::Step::incomplete) break;
      }
    }
    skipping_ = cutter.skipping;
    next_line_ = cutter.line;
    pending_.assign(cutter.at, cutter.end);
  }
  return true;
}

char find_delimiter(std::string_view text) {
  constexpr std::size_t kRowsLooked = 50;
  char best = '\0';
  double best_worth = 0;
  for (const char candidate : kCandidates) {
    std::vector<std::size_t> counts(1, 1);
    bool in_quotes = false;
    bool at_field = true;
    for (const char byte : text) {
      if (byte == '"' && (at_field || in_quotes)) {
        in_quotes = !in_quotes;
      } else if (!in_quotes && byte == candidate) {
        ++counts.back();
      } else if (!in_quotes && byte == '\n') {
        if (counts.size() == kRowsLooked) break;
        counts.push_back(1);
      }
      at_field = !in_quotes && (byte == candidate || byte == '\n');
    }
    // The last line may be cut off, or be the nothing behind the last line break.
    if (counts.size() > 1) counts.pop_back();
    if (counts.front() < 2) continue;
    const auto alike =
        static_cast<double>(std::count(counts.begin(), counts.end(), counts.front()));
    // Rows that agree with the header tell more than many columns; one odd row is forgiven.
    const double worth = alike / static_cast<double>(counts.size()) * 1000 +
                         static_cast<double>(std::min<std::size_t>(counts.front(), 500));
    if (worth > best_worth) {
      best_worth = worth;
      best = candidate;
    }
  }
  return best;
}

}  // namespace chokepoint::ingest
