// export: hands the work on.
#include <fmt/format.h>

#include "cli/case_report.h"
#include "cli/command_table.h"
#include "cli/opened_case.h"
#include "cli/target_options.h"

namespace chokepoint::cli {
namespace {

Expected<> export_report(const Arguments& arguments, Console& console, CaseFile& file) {
  CaseReportOptions options;
  options.targets = targets_options(arguments);
  options.case_name = arguments.path("CASE").filename().string();
  TRY_ASSIGN(options.explained_max, arguments.whole_number("top"));
  if (const auto truth = arguments.path("truth"); !truth.empty()) {
    EvaluateOptions evaluation;
    evaluation.truth = truth;
    evaluation.subject = options.targets.subject;
    TRY_ASSIGN(options.evaluation_json, file.evaluate_json(evaluation));
  }
  TRY_ASSIGN(const ReportInput input, gather_report(file, options, console.progress()));
  TRY_ASSIGN(const std::string page, render_report(input));
  return write_whole_file(arguments.path("out"), page);
}

Expected<> run_export(const Arguments& arguments, Console& console) {
  const std::string format = arguments.text("as");
  const std::string out = arguments.text("out");
  if (format == "ftm" || format == "graphml" || format == "gexf") {
    return fail(
        ErrorCode::unsupported,
        fmt::format("this version cannot export {} yet; csv, parquet and report it can", format));
  }
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  if (format == "report") {
    TRY(export_report(arguments, console, file));
    console.note(
        fmt::format("{} is one page that needs nothing else; a browser opens and prints it.", out));
    return {};
  }
  TRY(file.export_tables(out, format));
  console.note(fmt::format("One file a table is in {}.", out));
  return {};
}

}  // namespace

Command export_command() {
  std::vector<Option> options = {
      {.name = "CASE", .help = "the case file", .required = true, .completes = Completes::file},
      {.name = "as",
       .value = "FORMAT",
       .help = "csv and parquet: a folder of tables; report: one HTML page",
       .choices = "ftm|graphml|gexf|parquet|csv|report",
       .required = true},
      {.name = "out",
       .value = "PATH",
       .help = "the folder or file to write",
       .required = true,
       .completes = Completes::file},
      {.name = "top", .value = "N", .help = "for report: targets shown in full", .fallback = "20"},
      {.name = "truth",
       .value = "FILE",
       .help = "for report: measure against this truth",
       .completes = Completes::file},
  };
  options.insert(options.end(), target_option_table().begin(), target_option_table().end());
  return {.name = "export",
          .group = "Answers",
          .does = "hands the work on as tables or as a report",
          .options = options,
          .details =
              "The flags of targets say what a report ranks; they mean nothing for tables, which "
              "are whole. Equal "
              "feeds give equal bytes.",
          .examples = {"chokepoint export port.case --as parquet --out port-tables",
                       "chokepoint export port.case --as report --from 2024-06-01 --capacity 40 "
                       "--out monday.html"},
          .run = run_export};
}

}  // namespace chokepoint::cli
