// Tells a person how far the work is: a bar on a terminal, else a line every ten seconds.
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace chokepoint::cli {

// One line, without a line end: what, a bar and a share where the total is known, counts, rate,
// time left. `width` cells at most; 0: no limit and no bar.
std::string progress_line(std::string_view what, std::uint64_t done, std::uint64_t total,
                          double seconds, std::size_t width);

// Stays silent for the first second of each piece of work. Used from one thread.
class ProgressDisplay {
 public:
  // `clock` tells seconds that never go back. `width` 0: not a terminal.
  ProgressDisplay(std::ostream& out, std::size_t width, std::function<double()> clock);
  ~ProgressDisplay() { finish(); }
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

  void show(std::string_view what, std::uint64_t done, std::uint64_t total);
  // Takes the bar away, so that other text can be written.
  void finish();

 private:
  std::ostream& out_;
  std::size_t width_;
  std::function<double()> clock_;
  std::string what_;
  double began_ = 0;
  double shown_at_ = 0;
  bool bar_is_drawn_ = false;
};

}  // namespace chokepoint::cli
