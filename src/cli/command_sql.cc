// sql, lists and audit: looking into the tables, at what lists changed, and at who looked.
#include <fmt/format.h>

#include <iostream>
#include <iterator>

#include "cli/command_table.h"
#include "cli/opened_case.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

Expected<> sql(const Arguments& arguments, Console& console) {
  std::string query = arguments.text("command");
  if (query == "-") query = std::string(std::istreambuf_iterator<char>(std::cin), {});
  if (query.empty())
    return fail(ErrorCode::usage,
                "the query is empty; -c \"SELECT ...\", or -c - to read it from stdin");
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::looking));
  TRY_ASSIGN(const CaseFile::Rows rows, file.sql(query));
  return console.print_rows(rows);
}

Expected<> audit(const Arguments& arguments, Console& console) {
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::reading));
  if (arguments.text("WHAT") == "show") {
    TRY_ASSIGN(const CaseFile::Rows lines, file.audit_lines());
    return console.print_rows(lines);
  }
  TRY_ASSIGN(const CaseFile::AuditVerdict verdict, file.verify_audit());
  CaseFile::Rows rows;
  rows.columns = {"lines", "intact", "first_broken_line"};
  rows.types = {"INTEGER", "BOOLEAN", "INTEGER"};
  rows.rows.push_back({fmt::format("{}", verdict.lines), verdict.intact ? "true" : "false",
                       verdict.intact
                           ? std::nullopt
                           : std::optional(fmt::format("{}", verdict.first_broken_line))});
  TRY(console.print_rows(rows, verdict.intact ? fmt::format("The audit chain is intact: {}.\n",
                                                            counted(verdict.lines, "line", "lines"))
                                              : std::string()));
  if (verdict.intact) return {};
  return fail(
      ErrorCode::format,
      fmt::format("the audit chain is broken from line {} on: a line was changed, removed or "
                  "put in; compare with a sealed backup",
                  verdict.first_broken_line));
}

Expected<> lists(const Arguments& arguments, Console& console) {
  ListUpdatesOptions options;
  options.list_name = arguments.text("list");
  options.from = arguments.text("from");
  options.by_entry = arguments.on("entries");
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::looking));
  TRY_ASSIGN(const CaseFile::Rows rows, file.list_updates(options));
  return console.print_rows(rows);
}

}  // namespace

Command lists_command() {
  return {
      .name = "lists",
      .group = "Answers",
      .does = "shows what updates of watch-lists changed, and whom that touched",
      .options = {{.name = "CASE",
                   .help = "the case file",
                   .required = true,
                   .completes = Completes::file},
                  {.name = "list", .value = "NAME", .help = "of this list alone"},
                  {.name = "from", .value = "TIME", .help = "updates known from then on"},
                  {.name = "entries", .help = "a row a changed entry, with before and after"}},
      .details =
          "An update is what one moment changed. Entries that say what they said before are no "
          "change and are not met again. `subjects` are the parties, places and contacts that had "
          "met the entry by then.",
      .examples = {"chokepoint lists port.case --from 2024-01-01 --entries"},
      .run = lists};
}

Command sql_command() {
  return {
      .name = "sql",
      .group = "Inside",
      .does = "reads any table with SQL",
      .options = {{.name = "CASE",
                   .help = "the case file",
                   .required = true,
                   .completes = Completes::file},
                  {.name = "command",
                   .value = "QUERY",
                   .help = "one reading statement, or - for stdin",
                   .required = true,
                   .letter = 'c'}},
      .details = "Reading only: whatever would change the case file is refused.",
      .examples =
          {"chokepoint sql port.case -c \"SELECT reason, count(*) FROM reject GROUP BY reason\"",
           "chokepoint sql port.case -c \"SHOW TABLES\" --format csv"},
      .run = sql};
}

Command audit_command() {
  return {.name = "audit",
          .group = "Inside",
          .does = "shows who did what, or verifies that no line was changed",
          .options = {{.name = "CASE",
                       .help = "the case file",
                       .required = true,
                       .completes = Completes::file},
                      {.name = "WHAT",
                       .help = "verify the chain of hashes, or show its lines",
                       .choices = "verify|show",
                       .required = true}},
          .examples = {"chokepoint audit port.case verify"},
          .run = audit};
}

}  // namespace chokepoint::cli
