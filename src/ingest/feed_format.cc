#include "ingest/feed_format.h"

#include <array>

#include "ingest/decode.h"

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kHead = 64 << 10;

Expected<std::string> read_head(ByteSource& source) {
  std::string head(kHead, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    TRY_ASSIGN(const std::size_t count, source.read({head.data() + size, head.size() - size}));
    if (count == 0) break;
    size += count;
  }
  head.resize(size);
  return head;
}

// An object that ends on the line where it began, with another behind it.
bool is_object_a_line(std::string_view text) {
  const std::size_t line_end = text.find('\n');
  const std::string_view line = text.substr(0, line_end);
  const std::size_t last = line.find_last_not_of(" \r\t");
  if (last == std::string_view::npos || line[last] != '}') return false;
  if (line_end == std::string_view::npos) return true;
  const std::size_t next = text.find_first_not_of(" \r\n\t", line_end);
  return next == std::string_view::npos || text[next] == '{';
}

}  // namespace

Expected<FeedFormat> find_format(const std::filesystem::path& file) {
  TRY_ASSIGN(const auto raw, open_file(file));
  TRY_ASSIGN(const std::string bytes, read_head(*raw));
  if (bytes.empty()) return fail(ErrorCode::format, "the file is empty");
  if (bytes.starts_with("PAR1")) return FeedFormat::parquet;
  for (const std::string_view magic : {std::string_view("PK\x03\x04"), std::string_view("\x1F\x8B"),
                                       std::string_view("%PDF"), std::string_view("\xD0\xCF\x11\xE0")}) {
    if (bytes.starts_with(magic)) {
      return fail(ErrorCode::format,
                  "is a compressed file, a PDF or a workbook; unpack it, or save its sheet as CSV (UTF-8)");
    }
  }
  TRY_ASSIGN(const auto decoded, open_decoded(file));
  TRY_ASSIGN(const std::string text, read_head(*decoded));
  const std::size_t first = text.find_first_not_of(" \r\n\t");
  if (first == std::string::npos) return fail(ErrorCode::format, "the file is empty: it has nothing but blanks");
  const std::string extension = file.extension().string();
  if (extension == ".ndjson" || extension == ".jsonl") return FeedFormat::ndjson;
  if (text[first] == '<') return FeedFormat::xml;
  if (text[first] == '[' && extension != ".csv") return FeedFormat::json;
  if (text[first] == '{') {
    return is_object_a_line(std::string_view(text).substr(first)) ? FeedFormat::ndjson : FeedFormat::json;
  }
  return FeedFormat::csv;
}

}  // namespace chokepoint::ingest
