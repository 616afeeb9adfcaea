// demo: the whole flow on a world made for it, measured against the truth that the world knows.
#include <fmt/format.h>

#include <array>
#include <chrono>

#include "chokepoint/world.h"
#include "cli/case_report.h"
#include "cli/command_table.h"
#include "cli/layout.h"
#include "cli/opened_case.h"
#include "cli/report_target.h"
#include "cli/truth_window.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kTargetsPrinted = 10;
constexpr std::int64_t kWindowDays = 30;

struct Feed {
  const char* file;
  const char* kind;
};

// Lists and papers first, then what moves, then what names it. The engine orders rows by the time
// they became known, so that another order would give the same result.
constexpr auto kFeeds = std::to_array<Feed>({{"watchlist.csv", "list"},
                                             {"licences.csv", "licences"},
                                             {"notifications.csv", "notifications"},
                                             {"listings.csv", "listings"},
                                             {"consignments.csv", "consignments"},
                                             {"items.csv", "items"},
                                             {"payments.csv", "payments"},
                                             {"outcomes.csv", "outcomes"}});

struct Folders {
  std::filesystem::path out, world, case_file, truth, report;
};

// The folder may be new, empty, or hold an earlier demo; nothing else is ever replaced.
Expected<Folders> prepare_folders(const std::filesystem::path& out) {
  const Folders folders{out, out / "world", out / "demo.case", out / "truth_of_window.csv",
                        out / "report.html"};
  std::error_code problem;
  if (std::filesystem::exists(out, problem) && !std::filesystem::is_empty(out, problem) &&
      !std::filesystem::exists(folders.world, problem)) {
    return fail(
        ErrorCode::usage,
        fmt::format("--out: {} holds something other than an earlier demo; name another folder",
                    out.string()));
  }
  std::filesystem::create_directories(folders.world, problem);
  if (problem)
    return fail(ErrorCode::permission,
                fmt::format("{}: cannot be made: {}", out.string(), problem.message()));
  for (const char* suffix : {"", ".wal"}) {
    std::filesystem::remove(folders.case_file.string() + suffix, problem);
  }
  return folders;
}

struct Stopwatch {
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  std::string told() const {
    return duration_in_words(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
};

Expected<CaseFile> fill_case(const Folders& folders, const Arguments& arguments, Console& console) {
  TRY_ASSIGN(const CaseOptions case_opening, case_options(arguments, console, Access::writing));
  TRY_ASSIGN(CaseFile file, CaseFile::create(folders.case_file, case_opening));
  Stopwatch ingesting;
  std::uint64_t rows = 0, rejected = 0;
  for (const Feed& feed : kFeeds) {
    IngestOptions options;
    options.kind = feed.kind;
    if (options.kind == "list") options.list_name = "watchlist";
    TRY_ASSIGN(const IngestReport report, file.ingest(folders.world / feed.file, options));
    rows += report.rows;
    rejected += report.rejected;
  }
  console.note(fmt::format("ingest   {} from {} files, {} kept aside  ({})",
                           counted(rows, "row", "rows"), kFeeds.size(),
                           counted(rejected, "reject", "rejects"), ingesting.told()));
  Stopwatch running;
  RunOptions options;
  TRY_ASSIGN(options.threads, thread_count(arguments));
  TRY_ASSIGN(const RunReport report, file.run(options));
  const double rate =
      report.seconds > 0 ? static_cast<double>(report.consignments) / report.seconds : 0;
  console.note(fmt::format("run      {}, {}, {}/s  ({})",
                           counted(report.consignments, "consignment", "consignments"),
                           counted(report.signals, "signal", "signals"),
                           grouped(static_cast<std::uint64_t>(rate)), running.told()));
  return file;
}

std::string lift_sentence(const Json& evaluation) {
  const Json& at = evaluation["at"];
  if (at.size() == 0) return "There was nothing to measure.\n";
  const Json& first = at.items().front();
  std::string text = fmt::format("Lift over random at {}: ×{:.1f}",
                                 share_in_words(first["share"].number()), first["lift"].number());
  if (const std::string interval = lift_interval_in_words(first); !interval.empty()) {
    text += fmt::format(" (95 % interval {})", interval);
  }
  return text +
         fmt::format(": {} of {} inspections would find something; picked blindly, {} would.\n",
                     grouped(static_cast<std::uint64_t>(first["found"].number())),
                     grouped(static_cast<std::uint64_t>(first["inspected"].number())),
                     percentage(evaluation["base_rate"].number()));
}

std::string closing_words(const Folders& folders, const Json& targets, const WorldReport& made,
                          const std::string& as_of) {
  const std::string first = targets["targets"].size() > 0
                                ? targets["targets"].items()[0]["subject_id"].text()
                                : "SUBJECT_ID";
  const std::string case_file = folders.case_file.string();
  std::string text = fmt::format(
      "\nWhat the numbers mean\n"
      "  The ranking used what was known by {} UTC, never the truth, which was read\n"
      "  afterwards to count. Lift says how many more finds the same number of inspections gives.\n"
      "  The trade is synthetic: its networks follow published patterns, so this shows that the\n"
      "  method finds such patterns among innocent look-alikes, not what a real port would find.\n"
      "  {} of the {} members of networks cannot be found by design.\n"
      "  A reason is where to look, never proof; a person decides.\n",
      moment_in_words(as_of), grouped(made.unfindable_members), grouped(made.members));
  text += fmt::format(
      "\nNext\n"
      "  open {}\n"
      "  chokepoint explain {} {}\n"
      "  chokepoint targets {} --capacity 40 --subject place\n"
      "  chokepoint evaluate {} --truth {}\n"
      "  chokepoint sql {} -c \"SELECT reason, count(*) FROM reject GROUP BY reason\"\n",
      folders.report.string(), case_file, first, case_file, case_file, folders.truth.string(),
      case_file);
  return text;
}

Expected<> demo(const Arguments& arguments, Console& console) {
  TRY_ASSIGN(const Folders folders, prepare_folders(arguments.path("out")));
  WorldOptions world;
  TRY_ASSIGN(world.seed, arguments.whole_number("seed"));
  TRY_ASSIGN(world.consignments, arguments.whole_number("consignments"));
  world.folder = folders.world;
  world.progress = console.progress();
  Stopwatch whole, making;
  TRY_ASSIGN(const WorldReport made, make_world(world));
  console.note(fmt::format("world    {}, {} of them illicit, in {}  ({})",
                           counted(made.consignments, "consignment", "consignments"),
                           grouped(made.illicit_consignments),
                           counted(made.networks, "network", "networks"), making.told()));
  TRY_ASSIGN(CaseFile file, fill_case(folders, arguments, console));

  Stopwatch ranking;
  TRY_ASSIGN(const TruthWindow window,
             write_truth_of_last_days(file, folders.world / "truth" / "consignments.csv",
                                      folders.truth, kWindowDays));
  EvaluateOptions evaluation_options;
  evaluation_options.truth = folders.truth;
  TRY_ASSIGN(const std::string evaluation_json, file.evaluate_json(evaluation_options));
  TRY_ASSIGN(const Json evaluation, Json::parse(evaluation_json));

  CaseReportOptions options;
  options.targets.capacity = "1%";
  options.targets.random_share = "10%";
  options.targets.from = window.from;
  options.targets.until = window.until;
  options.evaluation_json = evaluation_json;
  options.case_name = folders.case_file.filename().string();
  options.synthetic = true;
  options.explained_max = kTargetsPrinted;
  TRY_ASSIGN(const ReportInput input, gather_report(file, options, console.progress()));
  TRY_ASSIGN(const std::string page, render_report(input));
  TRY(write_whole_file(folders.report, page));
  console.note(fmt::format("rank     {} of the last {} days, measured and reported  ({})",
                           counted(window.subjects, "consignment", "consignments"), kWindowDays,
                           ranking.told()));
  console.note(fmt::format("all      {}\n", whole.told()));

  TRY_ASSIGN(const Json targets, Json::parse(input.targets_json));
  const std::string document =
      fmt::format("{{\"report\":{},\"case_file\":{},\"targets\":{},\"evaluation\":{}}}",
                  quote_json(folders.report.string()), quote_json(folders.case_file.string()),
                  input.targets_json, evaluation_json);
  return console.print_document(
      document, [&] { return targets_as_rows(targets); },
      [&] {
        return lay_out_targets(targets, {.targets_max = kTargetsPrinted}, console) + '\n' +
               lift_sentence(evaluation) + '\n' + lay_out_evaluation(evaluation, console) +
               closing_words(folders, targets, made, input.as_of);
      });
}

}  // namespace

Command demo_command() {
  return {
      .name = "demo",
      .group = "Try it",
      .does = "makes a world, ingests it, runs, ranks, and writes report.html",
      .options =
          {{.name = "consignments", .value = "N", .help = "how many to make", .fallback = "200000"},
           {.name = "seed",
            .value = "N",
            .help = "the same seed gives the same world",
            .fallback = "1"},
           {.name = "out",
            .value = "DIR",
            .help = "where everything goes; an earlier demo there is replaced",
            .fallback = "build/demo",
            .completes = Completes::folder}},
      .details =
          "Prints the first ten targets of the last 30 days with their reasons, and the lift over "
          "random with "
          "its interval. Needs no network.",
      .examples = {"chokepoint demo", "chokepoint demo --consignments 20000 --seed 7 --out demo7"},
      .run = demo};
}

}  // namespace chokepoint::cli
