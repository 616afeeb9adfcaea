#include "ingest/window.h"

#include <algorithm>
#include <cstring>

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kReadBytes = 256 * 1024;

}  // namespace

Window::Window(std::unique_ptr<ByteSource> source)
    : source_(std::move(source)), buffer_(kReadBytes * 2 + kPadding) {}

void Window::consume(std::size_t size) {
  const char* from = buffer_.data() + begin_;
  line_ += static_cast<std::uint64_t>(std::count(from, from + size, '\n'));
  begin_ += size;
}

Expected<bool> Window::grow() {
  if (begin_ > 0 && buffer_.size() - kPadding - end_ < kReadBytes) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - kPadding - end_ < kReadBytes) buffer_.resize(buffer_.size() * 2);
  TRY_ASSIGN(const std::size_t count, source_->read(std::span(buffer_).subspan(end_, kReadBytes)));
  end_ += count;
  return count > 0;
}

Expected<bool> LineReader::next(Line& line) {
  window_.consume(taken_);
  taken_ = 0;
  std::size_t seen = 0;
  while (true) {
    const std::string_view bytes = window_.bytes();
    const std::size_t found = bytes.find('\n', seen);
    const bool ended = found != std::string_view::npos;
    if (skipping_) {
      window_.consume(ended ? found + 1 : bytes.size());
      skipping_ = !ended;
      seen = 0;
      if (!ended) {
        TRY_ASSIGN(const bool more, window_.grow());
        if (!more) return false;
      }
      continue;
    }
    if (!ended && bytes.size() <= line_bytes_max_) {
      seen = bytes.size();
      TRY_ASSIGN(const bool more, window_.grow());
      if (more) continue;
      if (window_.bytes().empty()) return false;
    }
    const std::string_view now = window_.bytes();
    line.number = window_.line();
    line.text = now.substr(0, ended ? found : now.size());
    line.too_long = line.text.size() > line_bytes_max_;
    if (line.too_long) {
      line.text = line.text.substr(0, line_bytes_max_);
      skipping_ = true;
      return true;
    }
    taken_ = ended ? found + 1 : now.size();
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    return true;
  }
}

}  // namespace chokepoint::ingest
