// targets, explain, decide: what to inspect, why, and what a person made of it.
#include <fmt/format.h>

#include "cli/command_table.h"
#include "cli/layout.h"
#include "cli/opened_case.h"
#include "cli/target_options.h"

namespace chokepoint::cli {
namespace {

const Option kCase = {
    .name = "CASE", .help = "the case file", .required = true, .completes = Completes::file};

Expected<> targets(const Arguments& arguments, Console& console) {
  const TargetsOptions options = targets_options(arguments);
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  TRY_ASSIGN(const std::string document, file.targets_json(options));
  TRY_ASSIGN(const Json json, Json::parse(document));
  return console.print_document(
      document, [&] { return targets_as_rows(json); },
      [&] { return lay_out_targets(json, {}, console); });
}

Expected<> explain(const Arguments& arguments, Console& console) {
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  TRY_ASSIGN(const std::string document, file.explain_json(arguments.text("SUBJECT_ID")));
  TRY_ASSIGN(const Json json, Json::parse(document));
  return console.print_document(
      document, [&] { return explanation_as_rows(json); },
      [&] { return lay_out_explanation(json, console); });
}

Expected<> decide(const Arguments& arguments, Console& console) {
  Decision decision{arguments.text("SUBJECT_ID"), arguments.text("verdict"),
                    arguments.text("reason")};
  if (decision.reason.empty())
    decision.reason = console.ask("Why (for the audit chain)?").value_or("");
  if (decision.reason.empty())
    return fail(ErrorCode::usage, "--reason is missing: a decision needs a person's reason");
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  TRY_ASSIGN(const std::string document, file.decide_json(decision));
  CaseFile::Rows rows;
  rows.columns = {"subject_id", "verdict", "reason"};
  rows.types = {"VARCHAR", "VARCHAR", "VARCHAR"};
  rows.rows.push_back({decision.subject_id, decision.verdict, decision.reason});
  return console.print_document(
      document, [&] { return rows; },
      [&] {
        return fmt::format("{}: {}, recorded with its reason.\n", decision.subject_id,
                           decision.verdict);
      });
}

}  // namespace

const std::vector<Option>& target_option_table() {
  static const std::vector<Option> options = {
      {.name = "subject",
       .value = "KIND",
       .help = "what is ranked",
       .fallback = "consignment",
       .choices = "consignment|party|place|channel",
       .setting = true},
      {.name = "capacity",
       .value = "N|P%",
       .help = "how many can be inspected, or a share of the candidates",
       .fallback = "40",
       .setting = true},
      {.name = "random",
       .value = "P%",
       .help = "share of the capacity that is drawn at random, for control",
       .fallback = "10%",
       .setting = true},
      {.name = "from", .value = "TIME", .help = "only what arrived from this time on"},
      {.name = "until", .value = "TIME", .help = "only what arrived before this time"},
      {.name = "per", .value = "location,day", .help = "the capacity counts for each of these"},
  };
  return options;
}

TargetsOptions targets_options(const Arguments& arguments) {
  TargetsOptions options;
  options.subject = arguments.text("subject");
  options.capacity = arguments.text("capacity");
  options.random_share = arguments.text("random");
  options.from = arguments.text("from");
  options.until = arguments.text("until");
  options.per = arguments.text("per");
  return options;
}

Command targets_command() {
  std::vector<Option> options = {kCase};
  options.insert(options.end(), target_option_table().begin(), target_option_table().end());
  return {
      .name = "targets",
      .group = "Answers",
      .does = "says what to inspect within the capacity, and why",
      .options = options,
      .details =
          "Ranks subjects without an outcome, and that arrived in the window if one is given. The "
          "share drawn "
          "at random is what makes honest measurement possible; each target's chance of being "
          "drawn is told as "
          "its propensity.",
      .examples =
          {"chokepoint targets port.case --capacity 40 --from 2024-06-01",
           "chokepoint targets port.case --subject place --capacity 1% --format csv > places.csv"},
      .run = targets};
}

Command explain_command() {
  return {
      .name = "explain",
      .group = "Answers",
      .does = "gives every reason for and against one subject, with its rows",
      .options = {kCase, {.name = "SUBJECT_ID", .help = "as targets names it", .required = true}},
      .examples = {"chokepoint explain port.case RB123456785CN"},
      .run = explain};
}

Command decide_command() {
  return {.name = "decide",
          .group = "Answers",
          .does = "records a person's decision on a subject",
          .options = {kCase,
                      {.name = "SUBJECT_ID", .help = "as targets names it", .required = true},
                      {.name = "verdict",
                       .value = "VERDICT",
                       .help = "what is to happen",
                       .choices = "inspect|release|more_information",
                       .required = true},
                      {.name = "reason", .value = "TEXT", .help = "why; asked for on a terminal"}},
          .details =
              "The decision, who made it (--actor) and why go into the audit chain. It never "
              "changes what the "
              "engine computed.",
          .examples = {"chokepoint decide port.case RB123456785CN --verdict inspect --reason "
                       "\"shared phone, third this week\""},
          .run = decide};
}

}  // namespace chokepoint::cli
