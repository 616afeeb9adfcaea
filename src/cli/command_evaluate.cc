// evaluate: how good the ranking is, where the truth is known.
#include <fmt/format.h>

#include <charconv>

#include "cli/command_table.h"
#include "cli/evaluate_options.h"
#include "cli/layout.h"
#include "cli/opened_case.h"

namespace chokepoint::cli {
namespace {

Expected<> evaluate(const Arguments& arguments, Console& console) {
  EvaluateOptions options;
  options.truth = arguments.path("truth");
  options.subject = arguments.text("subject");
  TRY_ASSIGN(options.at, parse_shares(arguments.text("at")));
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::looking));
  TRY_ASSIGN(const std::string document, file.evaluate_json(options));
  TRY_ASSIGN(const Json json, Json::parse(document));
  return console.print_document(
      document, [&] { return evaluation_as_rows(json); },
      [&] { return lay_out_evaluation(json, console); });
}

}  // namespace

Expected<std::vector<double>> parse_shares(std::string_view text) {
  std::vector<double> shares;
  for (std::string_view part : split(text, ',')) {
    const bool is_percent = part.ends_with('%');
    if (is_percent) part.remove_suffix(1);
    double share = 0;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), share);
    if (is_percent) share /= 100;
    if (problem != std::errc() || end != part.data() + part.size() || !(share > 0) || share > 1) {
      return fail(ErrorCode::usage,
                  fmt::format("--at takes shares as in 1%,2%,5% or 0.01,0.02, not \"{}\"", text));
    }
    shares.push_back(share);
  }
  if (shares.empty()) return fail(ErrorCode::usage, "--at takes at least one share, as in 1%");
  return shares;
}

Command evaluate_command() {
  return {.name = "evaluate",
          .group = "Answers",
          .does = "measures the ranking against known truth, with intervals",
          .options = {{.name = "CASE",
                       .help = "the case file",
                       .required = true,
                       .completes = Completes::file},
                      {.name = "truth",
                       .value = "FILE",
                       .help = "CSV with subject_id,label and, if known, group",
                       .required = true,
                       .completes = Completes::file},
                      {.name = "at",
                       .value = "SHARES",
                       .help = "shares of the subjects to inspect",
                       .fallback = "1%,2%,5%,10%"},
                      {.name = "subject",
                       .value = "KIND",
                       .help = "what the truth is about",
                       .fallback = "consignment",
                       .choices = "consignment|party|place|channel",
                       .setting = true}},
          .details =
              "Only the subjects of the truth file are ranked against each other, each by its "
              "score before its "
              "own outcome was known.",
          .examples = {"chokepoint evaluate port.case --truth truth.csv --at 1%,5%"},
          .run = evaluate};
}

}  // namespace chokepoint::cli
