#include <fmt/format.h>

#include "cli/layout.h"
#include "cli/page.h"
#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kMentionsMax = 40;

void show_mentions(Page& page, const Json& document) {
  const Json& mentions = document["mentions"];
  page.title("Mentions");
  for (std::size_t i = 0; i < mentions.size() && i < kMentionsMax; ++i) {
    const Json& mention = mentions.items()[i];
    page.line(fmt::format("{}  {} {}: {}  ({})", moment_in_words(mention["known_at"].text()),
                          mention["record"].text(), in_words(mention["role"].text()),
                          mention["name"].text(), in_words(mention["basis"].text())));
  }
  const auto all = static_cast<std::size_t>(document["mention_count"].number());
  if (all > kMentionsMax)
    page.line(fmt::format("and {}", counted(all - kMentionsMax, "more mention", "more mentions")));
}

std::string by_decision(const Json& row) {
  const std::string& decision = row["decision_id"].text();
  return decision.empty() ? std::string() : ", by decision " + decision;
}

void show_regroupings(Page& page, const Json& document) {
  if (document["merges"].size() > 0) page.title("Merges");
  for (const Json& merge : document["merges"].items()) {
    page.line(fmt::format("{}  {} ({}) went into {}: {}{}",
                          moment_in_words(merge["known_at"].text()), merge["name"].text(),
                          merge["merged_party_id"].text(), merge["party_id"].text(),
                          in_words(merge["basis"].text()), by_decision(merge)));
  }
  if (document["splits"].size() > 0) page.title("Splits");
  for (const Json& split : document["splits"].items()) {
    page.line(fmt::format("{}  {} ({}) left {}{}", moment_in_words(split["known_at"].text()),
                          split["name"].text(), split["new_party_id"].text(),
                          split["party_id"].text(), by_decision(split)));
  }
}

void show_decisions(Page& page, const Json& document) {
  if (document["decisions"].size() > 0) page.title("Decisions");
  for (const Json& decision : document["decisions"].items()) {
    const std::string& undoes = decision["undoes"].text();
    const std::string about =
        undoes.empty() ? fmt::format("{}, {}", decision["first"].text(), decision["second"].text())
                       : undoes;
    page.line(fmt::format(
        "{}  {}: {} decided {} of {}: {}  ({})", moment_in_words(decision["decided_at"].text()),
        decision["decision_id"].text(), decision["actor"].text(), decision["verdict"].text(), about,
        decision["reason"].text(), in_words(decision["effect"].text())));
  }
  if (document["kept_apart_from"].size() > 0) page.title("Never one with");
  for (const Json& other : document["kept_apart_from"].items()) {
    page.line(fmt::format("{} ({}): {}{}", other["name"].text(), other["party_id"].text(),
                          other["reason"].text(), by_decision(other)));
  }
}

void show_near_misses(Page& page, const Json& document) {
  if (document["near_misses"].size() > 0) page.title("Near listed names, but no hit");
  for (const Json& miss : document["near_misses"].items()) page.line(near_miss_in_words(miss));
}

}  // namespace

std::string near_miss_in_words(const Json& miss) {
  return fmt::format("{} ({} {}): {}", miss["listed_name"].text(), miss["list"].text(),
                     miss["entry_id"].text(), miss["why"].text());
}

std::string lay_out_party(const Json& document, const Console& console) {
  Page page(console);
  const std::string heading =
      fmt::format("party {} {}", document["party_id"].text(), document["name"].text());
  page.raw(console.strong(printable(heading)) + '\n');
  show_mentions(page, document);
  show_regroupings(page, document);
  show_decisions(page, document);
  show_near_misses(page, document);
  return page.take();
}

CaseFile::Rows party_as_rows(const Json& document) {
  CaseFile::Rows rows;
  rows.columns = {"party_id", "record", "role", "name", "basis", "known_at"};
  rows.types.assign(rows.columns.size(), "VARCHAR");
  for (const Json& mention : document["mentions"].items()) {
    rows.rows.push_back({document["party_id"].text(), mention["record"].text(),
                         mention["role"].text(), mention["name"].text(), mention["basis"].text(),
                         mention["known_at"].text()});
  }
  return rows;
}

}  // namespace chokepoint::cli
