// party: who is one and who is not, by a person's word, and what a party is made of.
#include <fmt/format.h>

#include "cli/command_table.h"
#include "cli/layout.h"
#include "cli/opened_case.h"

namespace chokepoint::cli {
namespace {

Expected<> show(const Arguments& arguments, Console& console) {
  const std::vector<std::string> subjects = arguments.texts("SUBJECT");
  if (subjects.size() != 1)
    return fail(ErrorCode::usage, "party show takes one party: its id, or RECORD:ROLE");
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::looking));
  TRY_ASSIGN(const std::string document, file.party_json(subjects[0]));
  TRY_ASSIGN(const Json json, Json::parse(document));
  return console.print_document(
      document, [&] { return party_as_rows(json); }, [&] { return lay_out_party(json, console); });
}

CaseFile::Rows as_rows(const Json& decision) {
  CaseFile::Rows rows;
  rows.columns = {"decision_id", "verdict", "reason"};
  rows.types = {"VARCHAR", "VARCHAR", "VARCHAR"};
  rows.rows.push_back(
      {decision["decision_id"].text(), decision["verdict"].text(), decision["reason"].text()});
  return rows;
}

Expected<> party(const Arguments& arguments, Console& console) {
  const std::string verdict = arguments.text("VERDICT");
  if (verdict == "show") return show(arguments, console);
  PartyRuling ruling{verdict, arguments.texts("SUBJECT"), arguments.text("reason")};
  if (ruling.reason.empty()) ruling.reason = console.ask("Why (for the audit chain)?").value_or("");
  if (ruling.reason.empty())
    return fail(ErrorCode::usage, "--reason is missing: a decision needs a person's reason");
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  TRY_ASSIGN(const std::string document, file.rule_on_parties_json(ruling));
  TRY_ASSIGN(const Json json, Json::parse(document));
  return console.print_document(
      document, [&] { return as_rows(json); },
      [&] {
        return fmt::format("{}: {}, recorded with its reason. Next: chokepoint run {}\n",
                           json["decision_id"].text(), verdict, arguments.text("CASE"));
      });
}

}  // namespace

Command party_command() {
  return {
      .name = "party",
      .group = "Answers",
      .does = "shows a party, or records that two are one or must stay two",
      .options = {{.name = "CASE",
                   .help = "the case file",
                   .required = true,
                   .completes = Completes::file},
                  {.name = "VERDICT",
                   .help = "what is decided, or show",
                   .choices = "same|apart|undo|show",
                   .required = true},
                  {.name = "SUBJECT",
                   .help = "same and apart: two mentions, RECORD:ROLE; undo: a decision's id; "
                           "show: a party's id or a mention",
                   .required = true,
                   .many = true},
                  {.name = "reason", .value = "TEXT", .help = "why; asked for on a terminal"}},
      .details =
          "The next run applies the decision, from now on: what was said before stays as it was "
          "said. Parties said to be the same become one, whatever their keys; those kept apart "
          "never become one again, and a party that holds both is parted. The role may be left out "
          "where a record names one party only; where several kinds of record share an id, write "
          "KIND:RECORD:ROLE. To take decisions in from elsewhere: ingest --as party_decisions.",
      .examples = {"chokepoint party port.case show RB123456785CN:consignee",
                   "chokepoint party port.case apart A1:consignee P1:payer --reason \"identity "
                   "card shown\"",
                   "chokepoint party port.case undo D20240310-1 --reason \"a slip\""},
      .run = party};
}

}  // namespace chokepoint::cli
