// names and screen: names without a case file.
#include <fmt/format.h>

#include <filesystem>

#include "chokepoint/names.h"
#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/console.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

WriteText to_stdout(Console& console) {
  return [&console](std::string_view text) -> Expected<> {
    console.print(text);
    return {};
  };
}

Expected<> names(const Arguments& arguments, Console& console) {
  NamesFileOptions options;
  TRY_ASSIGN(options.threshold, arguments.number("threshold"));
  TRY_ASSIGN(const std::uint64_t threads, arguments.whole_number("threads"));
  options.threads = static_cast<int>(threads);
  options.progress = console.progress();
  TRY_ASSIGN(const NamesFileReport report,
             compare_names_file(arguments.path("FILE"), options, to_stdout(console)));
  console.note(
      fmt::format("{} compared, {} match", counted(report.rows, "pair", "pairs"), report.matches));
  if (report.bad_rows > 0) {
    console.warn(fmt::format("{} could not be read and were left out",
                             counted(report.bad_rows, "row", "rows")));
  }
  return {};
}

bool is_table_of_names(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

Expected<> screen(const Arguments& arguments, Console& console) {
  ScreenOptions options;
  for (const std::string& list : arguments.texts("list")) options.lists.emplace_back(list);
  TRY_ASSIGN(options.limit, arguments.whole_number("limit"));
  TRY_ASSIGN(options.threshold, arguments.number("threshold"));
  options.near_miss = std::min(options.near_miss, options.threshold);
  TRY_ASSIGN(const std::uint64_t threads, arguments.whole_number("threads"));
  options.threads = static_cast<int>(threads);
  options.progress = console.progress();
  TRY_ASSIGN(const ScreenDesk desk, ScreenDesk::open(options));
  console.note(fmt::format("{} of {}", counted(desk.name_count(), "name", "names"),
                           counted(desk.entry_count(), "entry", "entries")));
  const std::string asked = arguments.text("NAME|FILE");
  if (!is_table_of_names(asked)) {
    ScreenQuery query;
    query.name = asked;
    query.schema = arguments.text("schema");
    query.country = arguments.text("country");
    query.birth_date = arguments.text("birth-date");
    console.print(desk.screen_json(query) + "\n");
    return {};
  }
  TRY_ASSIGN(const ScreenFileReport report, desk.screen_file(asked, to_stdout(console)));
  console.note(fmt::format("{} screened, {} with a hit", counted(report.rows, "name", "names"),
                           report.with_hits));
  return {};
}

}  // namespace

Command names_command() {
  return {.name = "names",
          .group = "Without a case file",
          .does = "says how alike two names are, row by row",
          .options = {{.name = "FILE",
                       .help = "CSV with name_1,name_2 and, if known, id,schema,country",
                       .required = true,
                       .completes = Completes::file},
                      {.name = "threshold",
                       .value = "X",
                       .help = "a match from here on",
                       .fallback = "0.80"}},
          .details = "The rows come out as they were, with similarity, match and why behind them.",
          .examples = {"chokepoint names pairs.csv > compared.csv"},
          .run = names};
}

Command screen_command() {
  return {
      .name = "screen",
      .group = "Without a case file",
      .does = "holds a name, or a file of names, against watch-lists",
      .options =
          {{.name = "NAME|FILE",
            .help = "a name, or a CSV with name and, if known, id,schema,country,birth_date",
            .required = true,
            .completes = Completes::file},
           {.name = "list",
            .value = "FILE",
            .help =
                "a watch-list: OFAC's sdn, alt and add files, the UN's XML, FollowTheMoney, CSV",
            .required = true,
            .many = true,
            .completes = Completes::file},
           {.name = "limit",
            .value = "N",
            .help = "hits, and near-misses, of a name",
            .fallback = "5"},
           {.name = "threshold", .value = "X", .help = "a hit from here on", .fallback = "0.80"},
           {.name = "schema", .value = "KIND", .help = "of the name: Person, Company, ..."},
           {.name = "country", .value = "CODE", .help = "of the name; chooses how it is read"},
           {.name = "birth-date", .value = "DATE", .help = "of the person, a year or more"}},
      .details =
          "One JSON object a line, also for a name without a hit; near-misses say why they are "
          "none.",
      .examples = {"chokepoint screen \"Wang Xiaoming\" --list sdn.csv --list alt.csv",
                   "chokepoint screen consignees.csv --list UN_consolidated.xml --limit 3"},
      .run = screen};
}

}  // namespace chokepoint::cli
