#include <fmt/format.h>

#include "cli/layout.h"
#include "cli/page.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

std::string joined_in_words(const Json& list) {
  std::string text;
  for (const Json& entry : list.items()) {
    text += (text.empty() ? "" : ", ") + in_words(entry.text());
  }
  return text;
}

// "since 2017-10-18", "from .. to ..".
std::string validity(const Json& finding) {
  const std::string& from = finding["valid_from"].text();
  const std::string& to = finding["valid_to"].text();
  if (!to.empty()) return fmt::format(", {} to {}", from.empty() ? "until" : "from " + from, to);
  return from.empty() ? std::string() : ", since " + from;
}

void show_finding(Page& page, const Json& finding) {
  page.line(fmt::format("{} {}: {}{}", finding["regime"].text(), finding["list"].text(),
                        in_words(finding["status"].text()), validity(finding)));
  page.line(fmt::format("covered {}",
                        finding["coverage"].text() == "group" ? "by a group's wording" : "by name"),
            6);
  if (finding["obligations"].size() > 0)
    page.line("asks: " + joined_in_words(finding["obligations"]), 6);
  if (finding["missing"].size() > 0)
    page.line(page.console().strong("missing: ") + joined_in_words(finding["missing"]), 6);
  if (!finding["below_threshold_kg"].is_null())
    page.line(fmt::format("below its threshold of {} kg", finding["below_threshold_kg"].text()), 6);
  for (const Json& paper : finding["papers"].items())
    page.line(
        fmt::format("{}: {}", in_words(paper["kind"].text()), in_words(paper["state"].text())), 6);
  page.line(fmt::format("source: {} ({})", finding["source"].text(),
                        in_words(finding["source_status"].text())),
            6);
}

}  // namespace

std::string lay_out_goods(const Json& document, const Console& console) {
  Page page(console);
  page.raw(console.strong(as_sentence(document["verdict"].text())) + '\n');
  std::string shown;
  for (const Json& finding : document["findings"].items()) {
    const std::string& substance = finding["substance"].text();
    if (substance != shown) {
      const std::string& cas = finding["cas"].text();
      page.title(finding["substance_name"].text() + (cas.empty() ? "" : ", CAS " + cas));
      page.line(fmt::format("recognised by {}: {}, confidence {}", finding["matched_by"].text(),
                            finding["matched_text"].text(), finding["confidence"].text()));
      shown = substance;
    }
    show_finding(page, finding);
  }
  page.list("Notes", document["notes"]);
  return page.take();
}

CaseFile::Rows goods_as_rows(const Json& document) {
  CaseFile::Rows rows;
  rows.columns = {"verdict", "substance", "cas",        "matched_by", "coverage", "regime",
                  "list",    "status",    "valid_from", "valid_to",   "missing",  "source"};
  rows.types.assign(rows.columns.size(), "VARCHAR");
  const auto optional = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  for (const Json& finding : document["findings"].items()) {
    std::vector<std::optional<std::string>> row{document["verdict"].text()};
    for (const std::string& column : rows.columns) {
      if (column == "verdict") continue;
      row.push_back(column == "missing" ? optional(joined_in_words(finding[column]))
                                        : optional(finding[column].text()));
    }
    rows.rows.push_back(std::move(row));
  }
  if (rows.rows.empty()) {
    rows.rows.emplace_back(rows.columns.size());
    rows.rows[0][0] = document["verdict"].text();
  }
  return rows;
}

}  // namespace chokepoint::cli
