#include "cli/page.h"

#include "cli/text_width.h"

namespace chokepoint::cli {

Page::Page(const Console& console)
    : console_(console), width_(console.width() > 40 ? console.width() : 100) {}

void Page::title(std::string_view text) {
  text_ += '\n' + console_.strong(text) + '\n';
}

void Page::line(std::string_view text, std::size_t indent) {
  for (const std::string& part : wrap_words(printable(text), width_ - indent)) {
    text_ += std::string(indent, ' ') + part + '\n';
  }
}

void Page::list(std::string_view heading, const Json& list) {
  if (list.size() == 0 && list.text().empty()) return;
  title(heading);
  if (!list.text().empty()) line(list.text());
  for (const Json& entry : list.items()) line("· " + entry.text());
}

}  // namespace chokepoint::cli
