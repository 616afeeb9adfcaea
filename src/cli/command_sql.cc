// sql and audit: looking into the tables, and at who looked.
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

}  // namespace

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
