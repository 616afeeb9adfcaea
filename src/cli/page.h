// A page of text under headings, wrapped to the terminal (100 columns where there is none).
#pragma once

#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/json.h"

namespace chokepoint::cli {

class Page {
 public:
  explicit Page(const Console& console);

  void title(std::string_view text);
  void line(std::string_view text, std::size_t indent = 2);
  void raw(std::string_view text) { text_ += text; }
  // A heading and a line for each entry, or for the one text that `list` is; nothing when empty.
  void list(std::string_view title, const Json& list);

  std::string take() { return std::move(text_); }
  const Console& console() const { return console_; }

 private:
  const Console& console_;
  std::size_t width_;
  std::string text_;
};

}  // namespace chokepoint::cli
