// resolve: which rows of any tables are one party, without a case file.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <optional>

#include "chokepoint/resolve.h"
#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/console.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

// What is written, beside its place first and moved there when whole.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path)
      : path_(std::move(path)), part_(path_.string() + ".part") {}
  ~OutputFile() {
    if (file_ != nullptr) std::fclose(file_);
    std::error_code ignored;
    if (!done_) std::filesystem::remove(part_, ignored);
  }
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Expected<> open() {
    file_ = std::fopen(part_.c_str(), "wb");
    if (file_ != nullptr) return {};
    return fail(ErrorCode::permission,
                path_.string() +
                    ": cannot be written; does its folder exist and may you write "
                    "there?");
  }
  Expected<> write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) == text.size()) return {};
    return fail(ErrorCode::disk_full, path_.string() + ": writing failed; is there room left?");
  }
  Expected<> finish() {
    const bool closed = std::fclose(file_) == 0;
    file_ = nullptr;
    std::error_code problem;
    if (closed) std::filesystem::rename(part_, path_, problem);
    done_ = closed && !problem;
    if (done_) return {};
    return fail(ErrorCode::disk_full, path_.string() + ": writing failed; is there room left?");
  }

 private:
  std::filesystem::path path_, part_;
  std::FILE* file_ = nullptr;
  bool done_ = false;
};

void tell_columns(const ResolveReport& report, Console& console) {
  for (const ResolveColumn& column : report.columns) {
    console.note(
        fmt::format("{}: {} is {} ({})", column.file, column.column, column.kind, column.why));
  }
}

void tell_weights(const ResolveReport& report, Console& console) {
  for (const ResolveWeight& weight : report.weights) {
    console.note(fmt::format("{} {}: {:+.1f} (of one party {:.4f}, of two {:.2g})", weight.field,
                             weight.level, weight.weight, weight.m, weight.u));
  }
  for (const std::string& note : report.notes) console.note(note);
}

void tell_problems(const ResolveReport& report, Console& console) {
  for (const ResolveProblem& problem : report.problems) {
    console.warn(fmt::format("{}: line {}: {}{}", problem.file, problem.line,
                             problem.field.empty() ? "" : problem.field + ": ", problem.reason));
  }
  if (report.rows_left_out > 0) {
    console.warn(fmt::format("{} could not be read and were left out",
                             counted(report.rows_left_out, "row", "rows")));
  }
  if (report.cells_left_out > 0) {
    console.warn(
        fmt::format("{} not compared", counted(report.cells_left_out, "value was", "values were")));
  }
  if (report.nothing_known > 0) {
    console.warn(fmt::format("{} no value that can be compared",
                             counted(report.nothing_known, "record has", "records have")));
  }
  if (report.repeated_ids > 0) {
    console.warn(
        fmt::format("{} an id that another record has too; rows are in the order of the "
                    "files",
                    counted(report.repeated_ids, "record has", "records have")));
  }
}

Expected<> resolve(const Arguments& arguments, Console& console) {
  std::vector<std::filesystem::path> files;
  for (const std::string& file : arguments.texts("FILE")) files.emplace_back(file);
  ResolveOptions options;
  options.mapping = arguments.path("mapping");
  options.labels = arguments.path("labels");
  TRY_ASSIGN(const std::uint64_t threads, arguments.whole_number("threads"));
  options.threads = static_cast<int>(threads);
  options.progress = console.progress();
  OutputFile output(arguments.path("out"));
  TRY(output.open());
  std::optional<OutputFile> pairs;
  if (!arguments.path("pairs").empty()) {
    pairs.emplace(arguments.path("pairs"));
    TRY(pairs->open());
    TRY(pairs->write(kResolvePairsHeader));
    options.explain = [&](const ResolvePair& pair) { return pairs->write(as_csv_row(pair)); };
  }
  TRY_ASSIGN(const ResolveReport report, resolve_files(files, options, [&](std::string_view text) {
               return output.write(text);
             }));
  TRY(output.finish());
  if (pairs) TRY(pairs->finish());
  tell_columns(report, console);
  if (arguments.on("weights")) tell_weights(report, console);
  tell_problems(report, console);
  if (report.labels > 0)
    console.note(fmt::format("{} learnt from", counted(report.labels, "label", "labels")));
  console.note(fmt::format("{} are {}; {} compared", counted(report.records, "record", "records"),
                           counted(report.clusters, "cluster", "clusters"),
                           counted(report.pairs_compared, "pair", "pairs")));
  return {};
}

}  // namespace

Command resolve_command() {
  return {
      .name = "resolve",
      .group = "Without a case file",
      .does = "finds which rows of any tables are one person, organisation or work",
      .options = {{.name = "FILE",
                   .help = "CSV, TSV or Parquet; several are linked and de-duplicated together",
                   .required = true,
                   .many = true,
                   .completes = Completes::file},
                  {.name = "mapping",
                   .value = "M.toml",
                   .help =
                       "which column is what; without it columns are guessed and the guess is told",
                   .completes = Completes::file},
                  {.name = "labels",
                   .value = "LABELS.csv",
                   .help = "record_id_1,record_id_2,label: pairs judged to be one (1) or two (0), "
                           "to learn from",
                   .completes = Completes::file},
                  {.name = "out",
                   .value = "CLUSTERS.csv",
                   .help = "record_id,cluster_id,probability",
                   .required = true,
                   .completes = Completes::file},
                  {.name = "pairs",
                   .value = "PAIRS.csv",
                   .help = "record_id_1,record_id_2,log_odds,probability,why: for each record but "
                           "the first of a cluster what holds it there",
                   .completes = Completes::file},
                  {.name = "weights", .help = "tells what was learnt from the records"}},
      .details =
          "record_id is the column unique_id, record_id, rec_id or id, else the row's number over "
          "all files. A column that is not understood is never used.",
      .examples = {"chokepoint resolve customers.csv --out clusters.csv",
                   "chokepoint resolve register.csv customers.csv --mapping columns.toml --out "
                   "clusters.csv"},
      .run = resolve};
}

}  // namespace chokepoint::cli
