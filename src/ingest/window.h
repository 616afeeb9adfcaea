// The part of a source that a scanner looks at: grows at the end, is consumed from the front.
//
// Behind bytes() at least kPadding more bytes may be read (their content is arbitrary), which
// simdjson asks for. Views into bytes() end with the next grow(). Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "ingest/byte_source.h"

namespace chokepoint::ingest {

class Window {
 public:
  static constexpr std::size_t kPadding = 64;

  explicit Window(std::unique_ptr<ByteSource> source);

  std::string_view bytes() const { return {buffer_.data() + begin_, end_ - begin_}; }
  // Of the first byte of bytes(), from 1.
  std::uint64_t line() const { return line_; }
  // Drops bytes from the front, counting their line breaks.
  void consume(std::size_t size);
  // Reads more; false when the source has no more.
  Expected<bool> grow();

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
};

struct Line {
  std::string_view text;     // without its line break; valid until the next call
  std::uint64_t number = 0;  // from 1
  bool too_long = false;     // text holds its beginning alone
};

// Cuts a source in lines that end in LF or CR LF. The last one may lack its break.
class LineReader {
 public:
  static constexpr std::size_t kLineBytesMax = std::size_t{16} << 20;

  explicit LineReader(std::unique_ptr<ByteSource> source,
                      std::size_t line_bytes_max = kLineBytesMax)
      : window_(std::move(source)), line_bytes_max_(line_bytes_max) {}
  // False at the end.
  Expected<bool> next(Line& line);

 private:
  Window window_;
  std::size_t line_bytes_max_;
  std::size_t taken_ = 0;  // the last line with its break, still in the window
  bool skipping_ = false;  // dropping the rest of a line that was too long
};

}  // namespace chokepoint::ingest
