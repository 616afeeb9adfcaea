#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.h"
#include "cli/page.h"
#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

void show_reasons(Page& page, std::string_view title, const Json& reasons, char sign,
                  std::string_view none) {
  page.title(title);
  if (reasons.size() == 0) page.line(none);
  for (const Json& reason : reasons.items())
    page.raw(lay_out_reason(reason, sign, true, page.console()));
}

void show_parties(Page& page, const Json& parties) {
  if (parties.size() == 0) return;
  page.title("Parties");
  for (const Json& party : parties.items()) {
    page.line(fmt::format("{}: {}  ({})", in_words(party["role"].text()), party["name"].text(),
                          party["party_id"].text()));
    for (const Json& miss : party["near_misses"].items())
      page.line("  near, but no hit: " + near_miss_in_words(miss));
  }
}

constexpr std::size_t kLinksMax = 20;

void show_links(Page& page, const Json& links) {
  if (links.size() == 0) return;
  page.title("Links of its parties");
  const auto label = [](const Json& link, const std::string& end) {
    const std::string& text = link[end + "_label"].text();
    return text.empty() ? link[end].text() : text;
  };
  for (std::size_t i = 0; i < links.size() && i < kLinksMax; ++i) {
    const Json& link = links.items()[i];
    page.line(fmt::format("{} ─ {} ─ {}", label(link, "from"), in_words(link["kind"].text()),
                          label(link, "to")));
  }
  if (links.size() > kLinksMax) {
    page.line(fmt::format("and {} in --format json",
                          counted(links.size() - kLinksMax, "more link", "more links")));
  }
}

void show_rows(Page& page, const Json& rows) {
  if (rows.size() == 0) return;
  page.title("Rows");
  for (const Json& row : rows.items()) {
    std::string where = row["source_file"].text();
    if (!row["source_row"].text().empty()) where += " line " + row["source_row"].text();
    page.line(fmt::format("{}{}{}", row["id"].text(), where.empty() ? "" : "  from ", where));
    std::string fields;
    const Json& values = row["fields"];
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values.items()[i].text().empty()) continue;
      fields += fmt::format("{}{}: {}", fields.empty() ? "" : " · ", values.names()[i],
                            values.items()[i].text());
    }
    if (!fields.empty()) page.line(fields, 6);
  }
}

void show_history(Page& page, const Json& history) {
  if (history.size() == 0) return;
  page.title("History");
  for (const Json& event : history.items()) {
    page.line(fmt::format("{}  {}", moment_in_words(event["at"].text()), event["says"].text()));
  }
}

std::string joined(const Json& list) {
  std::string text;
  for (const Json& entry : list.items()) text += (text.empty() ? "" : " ") + entry.text();
  return text;
}

}  // namespace

std::string lay_out_explanation(const Json& document, const Console& console) {
  Page page(console);
  const std::string kind = in_words(document["subject_kind"].text());
  std::string heading = fmt::format("{} {}", kind, printable(document["subject_id"].text()));
  page.raw(console.strong(heading) + '\n');
  if (document["score"].kind() == Json::Kind::number) {
    std::string verdict =
        fmt::format("Chance of a find: {}", percentage_band(document["score"].number()));
    if (const std::string& band = document["band"].text(); !band.empty())
      verdict += fmt::format(" ({})", in_words(band));
    if (const std::string& known_at = document["known_at"].text(); !known_at.empty()) {
      verdict += fmt::format(", by what was known at {} UTC", moment_in_words(known_at));
    }
    page.line(verdict + '.', 0);
  } else {
    page.line("Not scored yet: chokepoint run CASE scores what is new.", 0);
  }
  show_reasons(page, "Why", document["reasons"], '+', "no published pattern holds here");
  show_reasons(page, "Against", document["against"], '-',
               "nothing known speaks against it; that is no evidence for it");
  page.list("What is not known", document["gaps"]);
  page.list("Next check", document["next_check"]);
  page.list("What would change the verdict", document["would_change"]);
  show_parties(page, document["parties"]);
  show_links(page, document["links"]);
  show_rows(page, document["rows"]);
  show_history(page, document["history"]);
  return page.take();
}

CaseFile::Rows explanation_as_rows(const Json& document) {
  CaseFile::Rows rows;
  rows.columns = {"subject_kind", "subject_id", "side",     "signal",
                  "says",         "weight",     "evidence", "source"};
  rows.types = {"VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR",
                "VARCHAR", "DOUBLE",  "VARCHAR", "VARCHAR"};
  for (const std::string_view side : {"reasons", "against"}) {
    for (const Json& reason : document[side].items()) {
      const std::string& weight = reason["weight"].text();
      rows.rows.push_back({document["subject_kind"].text(), document["subject_id"].text(),
                           side == "reasons" ? "for" : "against", reason["signal"].text(),
                           reason["says"].text(),
                           weight.empty() ? std::nullopt : std::optional(weight),
                           joined(reason["evidence"]), reason["source"].text()});
    }
  }
  return rows;
}

}  // namespace chokepoint::cli
