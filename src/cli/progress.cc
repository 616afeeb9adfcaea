#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr double kSilentSeconds = 1.0;
constexpr double kSecondsBetweenLines = 10.0;
constexpr double kSecondsBetweenBars = 0.1;
constexpr std::size_t kBarCells = 24;
constexpr std::string_view kClearLine = "\r\033[K";

std::string bar(double share) {
  const auto full = static_cast<std::size_t>(std::lround(share * kBarCells));
  std::string text;
  for (std::size_t i = 0; i < kBarCells; ++i) text += i < full ? "━" : "─";
  return text;
}

}  // namespace

std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          double seconds, std::size_t width) {
  std::string line = printable(what);
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  if (total > 0) {
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
    if (width > 0) line += "  " + bar(share);
    line += fmt::format("  {:3.0f} %  {} of {}", share * 100, grouped(done), grouped(total));
  } else if (done > 0) {
    line += fmt::format("  {}", grouped(done));
  }
  if (rate >= 1) line += fmt::format("  {}/s", grouped(static_cast<std::uint64_t>(rate)));
  if (total > done && rate > 0) {
    line += "  " + duration_in_words(static_cast<double>(total - done) / rate) + " left";
  }
  return width > 0 ? cut_to_width(line, width) : line;
}

ProgressDisplay::ProgressDisplay(std::ostream& out, std::size_t width,
                                 std::function<double()> clock)
    : out_(out), width_(width), clock_(std::move(clock)) {}

void ProgressDisplay::show(std::string_view what, std::uint64_t done, std::uint64_t total) {
  const double now = clock_();
  if (what != what_) {
    finish();
    what_ = what;
    began_ = now;
    shown_at_ = 0;
  }
  const double seconds = now - began_;
  if (seconds < kSilentSeconds) return;
  const double since_shown = shown_at_ > 0 ? now - shown_at_ : seconds;
  const bool is_terminal = width_ > 0;
  if (since_shown < (is_terminal ? kSecondsBetweenBars : kSecondsBetweenLines)) return;
  shown_at_ = now;
  const std::string line = progress_line(what, done, total, seconds, width_);
  if (is_terminal) {
    out_ << kClearLine << line << std::flush;
    bar_is_drawn_ = true;
  } else {
    out_ << line << std::endl;
  }
}

void ProgressDisplay::finish() {
  if (bar_is_drawn_) out_ << kClearLine << std::flush;
  bar_is_drawn_ = false;
  what_.clear();
}

}  // namespace chokepoint::cli
