// rebuild: all mentions linked at once, and what that proposes.
#include <fmt/format.h>

#include "cli/command_table.h"
#include "cli/layout.h"
#include "cli/opened_case.h"
#include "cli/table.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

std::string names_of(const Json& parties) {
  std::string names;
  for (const Json& party : parties.items()) {
    names += fmt::format("{}{} ({})", names.empty() ? "" : " · ", party["name"].text(),
                         party["mentions"].text());
  }
  return names;
}

// A row a proposal.
CaseFile::Rows as_rows(const Json& document) {
  CaseFile::Rows rows;
  rows.columns = {"proposal", "id", "mentions", "names", "why"};
  rows.types = {"VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "VARCHAR"};
  for (const Json& join : document["joins"].items()) {
    rows.rows.push_back({"one party", join["cluster_id"].text(), join["mentions"].text(),
                         names_of(join["parties"]), join["weakest_tie"].text()});
  }
  for (const Json& split : document["splits"].items()) {
    rows.rows.push_back({"several parties", split["party_id"].text(), split["mentions"].text(),
                         split["name"].text(),
                         fmt::format("{} clusters", split["clusters"].text())});
  }
  return rows;
}

std::string lay_out(const Json& document, const Console& console) {
  const auto count = [&](const char* name) {
    return grouped(static_cast<std::uint64_t>(document[name].number()));
  };
  std::string text =
      fmt::format("{} mentions, {} ways of writing: {} clusters; {} parties as resolved in time.\n",
                  count("mentions"), count("records"), count("clusters"), count("parties"));
  Table table;
  table.columns = {{"proposal"}, {"mentions", true}, {"names"}};
  for (const auto& row : as_rows(document).rows) table.rows.push_back({*row[0], *row[2], *row[3]});
  return table.rows.empty() ? text : text + "\n" + lay_out_table(table, console.width());
}

Expected<> rebuild(const Arguments& arguments, Console& console) {
  RebuildOptions options;
  options.until = arguments.text("until");
  TRY_ASSIGN(options.limit, arguments.whole_number("limit"));
  TRY_ASSIGN(options.threads, thread_count(arguments));
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  TRY_ASSIGN(const std::string document, file.rebuild_json(options));
  TRY_ASSIGN(const Json json, Json::parse(document));
  return console.print_document(
      document, [&] { return as_rows(json); }, [&] { return lay_out(json, console); });
}

}  // namespace

Command rebuild_command() {
  return {
      .name = "rebuild",
      .group = "Answers",
      .does = "links all mentions at once, in retrospect, and proposes who may be one or several",
      .options = {{.name = "CASE",
                   .help = "the case file",
                   .required = true,
                   .completes = Completes::file},
                  {.name = "until",
                   .value = "TIME",
                   .help = "only what was known before this time"},
                  {.name = "limit",
                   .value = "N",
                   .help = "proposals of each kind that are told",
                   .fallback = "20"}},
      .details =
          "Changes no party: parties are resolved in time, and a person decides. What was found "
          "stands in the tables mention_cluster, cluster_pair (why, as a sum) and cluster_weight "
          "until the next rebuild.",
      .examples = {"chokepoint rebuild port.case", "chokepoint rebuild port.case --format json"},
      .run = rebuild};
}

}  // namespace chokepoint::cli
