#include "cli/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kUsualWidth = 100;

std::size_t usable_width(const Console& console) {
  return console.width() > 0 ? console.width() : kUsualWidth;
}

}  // namespace

std::string says_in_words(const Json& reason) {
  const std::string& says = reason["says"].text();
  return as_sentence(says.empty() ? in_words(reason["signal"].text()) : says);
}

std::string signal_in_words(const Json& reason) {
  const std::string& signal = reason["signal"].text();
  const std::size_t colon = signal.find(':');
  if (signal.empty()) return {};
  if (colon == std::string::npos) return "pattern: " + in_words(signal);
  const std::string kind = signal.substr(0, colon);
  return (kind == "signal" ? "pattern" : kind) + ": " + in_words(signal.substr(colon + 1));
}

std::string evidence_in_words(const Json& evidence, std::size_t ids_max) {
  std::string text;
  for (std::size_t i = 0; i < evidence.size() && i < ids_max; ++i) {
    if (i > 0) text += ", ";
    text += evidence.items()[i].text();
  }
  if (evidence.size() > ids_max) text += fmt::format(" and {} more", evidence.size() - ids_max);
  return text;
}

std::string lay_out_reason(const Json& reason, char sign, bool with_source,
                           const Console& console) {
  constexpr std::size_t kIndent = 12;
  const std::size_t width = usable_width(console);
  const std::string weight = reason["weight"].kind() == Json::Kind::number
                                 ? fmt::format("{:.2f}", std::abs(reason["weight"].number()))
                                 : std::string();
  std::string text = fmt::format("    {} {:>5} ", sign == '-' ? "−" : "+", weight);
  bool first = true;
  for (const std::string& line :
       wrap_words(printable(says_in_words(reason)), std::max(width, kIndent + 20) - kIndent)) {
    text += (first ? "" : std::string(kIndent - 1, ' ')) + line + '\n';
    first = false;
  }
  const auto append = [&](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    const std::string whole = fmt::format("{}{}", label, value);
    for (const std::string& line :
         wrap_words(printable(whole), std::max(width, kIndent + 20) - kIndent)) {
      text += std::string(kIndent - 1, ' ') + console.faint(line) + '\n';
    }
  };
  append("rows: ", evidence_in_words(reason["evidence"], 4));
  if (with_source) {
    append("", signal_in_words(reason));
    append("source: ", reason["source"].text());
    const Json& causes = reason["innocent_causes"];
    std::string innocent = causes.text();
    for (const Json& cause : causes.items())
      innocent += (innocent.empty() ? "" : "; ") + cause.text();
    append("innocent causes: ", innocent);
  }
  return text;
}

}  // namespace chokepoint::cli
