// init, ingest, run: a case file, what goes into it, and the engine over what is new.
#include <fmt/format.h>

#include "cli/command_table.h"
#include "cli/opened_case.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

Expected<> init(const Arguments& arguments, Console& console) {
  TRY_ASSIGN(const CaseOptions options, case_options(arguments, console, Access::writing));
  TRY_ASSIGN(const CaseFile made, CaseFile::create(arguments.path("CASE"), options));
  console.note(fmt::format(
      "{} is there, empty{}. Next: chokepoint ingest {} FILE --as consignments",
      arguments.text("CASE"), options.key ? " and encrypted" : "", arguments.text("CASE")));
  return {};
}

CaseFile::Rows as_rows(const std::vector<IngestReport>& reports) {
  CaseFile::Rows rows;
  rows.columns = {"file", "format", "preset", "rows", "added", "repeated", "rejected"};
  rows.types = {"VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "INTEGER", "INTEGER", "INTEGER"};
  for (const IngestReport& report : reports) {
    rows.rows.push_back({report.file, report.format, report.preset, fmt::format("{}", report.rows),
                         fmt::format("{}", report.added), fmt::format("{}", report.repeated),
                         fmt::format("{}", report.rejected)});
  }
  return rows;
}

Expected<> ingest(const Arguments& arguments, Console& console) {
  IngestOptions options;
  options.kind = arguments.text("as");
  options.mapping = arguments.path("mapping");
  options.list_name = arguments.text("list");
  options.is_whole_list = arguments.on("whole");
  options.known_at = arguments.text("known-at");
  TRY_ASSIGN(options.rejects_allowed, arguments.number("rejects-allowed"));
  if (!(options.rejects_allowed >= 0 && options.rejects_allowed <= 1)) {
    return fail(ErrorCode::usage, "--rejects-allowed takes a share from 0 to 1");
  }
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  std::vector<IngestReport> reports;
  std::uint64_t rejected = 0;
  for (const std::string& name : arguments.texts("FILE")) {
    auto report = file.ingest(name, options);
    if (!report) {
      // What went in before is kept, and said.
      if (!reports.empty()) TRY(console.print_rows(as_rows(reports)));
      return std::unexpected(std::move(report).error());
    }
    rejected += report->rejected;
    reports.push_back(std::move(*report));
  }
  TRY(console.print_rows(as_rows(reports)));
  if (rejected > 0) {
    console.note(
        fmt::format("{} kept aside. Which and why: chokepoint sql {} -c \"SELECT * FROM reject\"",
                    counted(rejected, "reject", "rejects"), arguments.text("CASE")));
  }
  return {};
}

Expected<> run(const Arguments& arguments, Console& console) {
  RunOptions options;
  options.until = arguments.text("until");
  TRY_ASSIGN(const std::uint64_t batch, arguments.whole_number("batch"));
  options.batch = batch;
  TRY_ASSIGN(options.threads, thread_count(arguments));
  TRY_ASSIGN(CaseFile file, open_case(arguments, console, Access::writing));
  TRY_ASSIGN(const RunReport report, file.run(options));

  CaseFile::Rows rows;
  rows.columns = {"events", "consignments", "signals", "seconds", "consignments_per_second"};
  rows.types = {"INTEGER", "INTEGER", "INTEGER", "DOUBLE", "INTEGER"};
  const double rate =
      report.seconds > 0 ? static_cast<double>(report.consignments) / report.seconds : 0;
  rows.rows.push_back({fmt::format("{}", report.events), fmt::format("{}", report.consignments),
                       fmt::format("{}", report.signals), fmt::format("{:.3f}", report.seconds),
                       fmt::format("{}", static_cast<std::uint64_t>(rate))});
  TRY(console.print_rows(rows));
  std::string where;
  for (const auto& [stage, seconds] : report.seconds_by_stage) {
    where += fmt::format("{}{} {}", where.empty() ? "" : " · ", stage, duration_in_words(seconds));
  }
  if (!where.empty()) console.note("time: " + where);
  if (report.events == 0) console.note("Nothing was new.");
  return {};
}

const Option kCase = {
    .name = "CASE", .help = "the case file", .required = true, .completes = Completes::file};

}  // namespace

Command init_command() {
  return {
      .name = "init",
      .group = "A case file",
      .does = "makes a new, empty case file",
      .options = {kCase},
      .details =
          "With --key-file the case file is encrypted; where the engine cannot do that, the "
          "command refuses. "
          "A file that exists is never replaced.",
      .examples = {"chokepoint init port.case", "chokepoint init port.case --key-file port.key"},
      .run = init};
}

Command ingest_command() {
  return {
      .name = "ingest",
      .group = "A case file",
      .does = "reads feeds and lists into a case file",
      .options = {kCase,
                  {.name = "FILE",
                   .help = "files of one kind",
                   .required = true,
                   .many = true,
                   .completes = Completes::file},
                  {.name = "as",
                   .value = "KIND",
                   .help = "what the files hold",
                   .choices =
                       "consignments|items|payments|listings|licences|notifications|outcomes|list|"
                       "party_decisions",
                   .required = true},
                  {.name = "mapping",
                   .value = "M.toml",
                   .help = "how columns become fields; else the preset is recognised",
                   .completes = Completes::file},
                  {.name = "list", .value = "NAME", .help = "the list's name, for --as list"},
                  {.name = "whole",
                   .help = "for --as list: the file is the whole list at --known-at; what it no "
                           "longer names is off it from then on"},
                  {.name = "known-at",
                   .value = "TIME",
                   .help = "when the files were received, for rows that do not say it themselves"},
                  {.name = "rejects-allowed",
                   .value = "SHARE",
                   .help = "share of bad rows above which a file is refused whole",
                   .fallback = "0.05",
                   .setting = true}},
      .details =
          "Encoding, format and known presets are recognised: CSV, TSV, NDJSON, JSON, Parquet, ISO "
          "20022 "
          "pacs.008, the OFAC and UN lists, FollowTheMoney. A bad row is kept in the table reject "
          "with file, "
          "line, field, value and reason. The same file twice adds nothing.",
      .examples = {"chokepoint ingest port.case parcels.csv --as consignments",
                   "chokepoint ingest port.case sdn.csv add.csv alt.csv --as list --list OFAC"},
      .run = ingest};
}

Command run_command() {
  return {.name = "run",
          .group = "A case file",
          .does = "advances the engine over all that is new",
          .options = {kCase,
                      {.name = "until",
                       .value = "TIME",
                       .help = "only what was known before this time"},
                      {.name = "batch",
                       .value = "N",
                       .help = "events handed over at a time, 0 as the engine likes; "
                               "never changes a result",
                       .fallback = "0",
                       .setting = true}},
          .examples = {"chokepoint run port.case", "chokepoint run port.case --until 2024-06-01"},
          .run = run};
}

}  // namespace chokepoint::cli
