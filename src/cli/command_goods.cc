// goods check: is it regulated, where, since when, and which paper is missing.
#include <fmt/format.h>

#include <chrono>

#include "chokepoint/goods.h"
#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/console.h"
#include "cli/layout.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

// The flags that describe one item, as a file's columns are named too.
struct Flag {
  std::string_view name;
  std::string GoodsQuery::* member;
};
constexpr Flag kFlags[] = {
    {"text", &GoodsQuery::text},       {"cas", &GoodsQuery::cas},
    {"hs", &GoodsQuery::hs},           {"structure", &GoodsQuery::structure},
    {"origin", &GoodsQuery::origin},   {"destination", &GoodsQuery::destination},
    {"transit", &GoodsQuery::transit}, {"date", &GoodsQuery::date},
    {"mass-kg", &GoodsQuery::mass_kg}, {"role", &GoodsQuery::role},
    {"papers", &GoodsQuery::papers},
};

std::string today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day(now);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Expected<> found(const Arguments& arguments, std::uint64_t controlled, std::uint64_t watched) {
  const std::string asked = arguments.text("fail-on");
  if (asked.empty()) return {};
  const std::uint64_t count = controlled + (asked == "watched" ? watched : 0);
  if (count == 0) return {};
  return fail(ErrorCode::findings,
              fmt::format("{} {}", counted(count, "item is", "items are"),
                          asked == "watched" ? "controlled or watched" : "controlled"));
}

Expected<> check_one(const Arguments& arguments, const GoodsQuery& query, Console& console) {
  TRY_ASSIGN(const std::string answer, check_goods_json(query));
  TRY_ASSIGN(const Json document, Json::parse(answer));
  TRY(console.print_document(
      answer, [&] { return goods_as_rows(document); },
      [&] { return lay_out_goods(document, console); }));
  const std::string& verdict = document["verdict"].text();
  return found(arguments, verdict == "controlled", verdict == "watched");
}

Expected<> check_file(const Arguments& arguments, const std::string& day, Console& console) {
  GoodsFileOptions options;
  options.date = day;
  TRY_ASSIGN(const std::uint64_t threads, arguments.whole_number("threads"));
  options.threads = static_cast<int>(threads);
  options.progress = console.progress();
  TRY_ASSIGN(const GoodsFileReport report,
             check_goods_file(arguments.path("FILE"), options,
                              [&console](std::string_view lines) -> Expected<> {
                                console.print(lines);
                                return {};
                              }));
  console.note(fmt::format("{}: {} controlled, {} watched, {} clear, {} unknown",
                           counted(report.rows, "item", "items"), report.controlled, report.watched,
                           report.clear, report.unknown));
  if (report.bad_rows > 0) {
    console.warn(fmt::format("{} could not be read and were answered with unknown",
                             counted(report.bad_rows, "row", "rows")));
  }
  return found(arguments, report.controlled, report.watched);
}

Expected<> goods(const Arguments& arguments, Console& console) {
  GoodsQuery query;
  std::string_view given;
  for (const Flag& flag : kFlags) {
    query.*flag.member = arguments.text(flag.name);
    if (arguments.given(flag.name) && flag.name != "date") given = flag.name;
  }
  if (query.date.empty()) query.date = today();
  if (!arguments.given("FILE")) return check_one(arguments, query, console);
  if (!given.empty()) {
    return fail(ErrorCode::usage, fmt::format("goods: --{} goes with one item, not with a file; "
                                              "name the file's column {} instead",
                                              given, given == "mass-kg" ? "mass_kg" : given));
  }
  return check_file(arguments, query.date, console);
}

}  // namespace

Command goods_command() {
  return {
      .name = "goods",
      .group = "Without a case file",
      .does = "says whether goods are regulated, where, since when, and which paper is missing",
      .options =
          {{.name = "WHAT", .help = "check", .choices = "check", .required = true},
           {.name = "FILE",
            .help = "a CSV whose columns are named as the flags, mass_kg for --mass-kg, and id",
            .completes = Completes::file},
           {.name = "text", .value = "T", .help = "the description, in any language"},
           {.name = "cas", .value = "C", .help = "the CAS number"},
           {.name = "hs", .value = "H", .help = "the tariff code"},
           {.name = "structure", .value = "S", .help = "SMILES, InChI or InChIKey"},
           {.name = "origin", .value = "C", .help = "ISO 3166 code of the country of dispatch"},
           {.name = "destination", .value = "C", .help = "of the country of arrival"},
           {.name = "transit", .value = "C", .help = "of countries between, with ; between them"},
           {.name = "date", .value = "D", .help = "the day of shipment; today if not given"},
           {.name = "mass-kg", .value = "X", .help = "net mass, for thresholds"},
           {.name = "role",
            .value = "R",
            .help = "whose papers: exporter, importer, transit, seller, carrier; all if not given"},
           {.name = "papers",
            .value = "P",
            .help = "papers held: country:kind:quantity_kg:valid_from:valid_to:cas, ; between"},
           {.name = "fail-on",
            .value = "V",
            .help = "exit 4 where an item is so",
            .choices = "controlled|watched"}},
      .details =
          "One JSON object for one item, one a line for a file; a terminal gets words. "
          "Where no origin and destination is given, every regime is shown.\n\nThe rules "
          "are those of the border. What was not verified says so; unknown is an answer.",
      .examples = {"chokepoint goods check --cas 125541-22-2 --origin CN --destination MX",
                   "chokepoint goods check shipments.csv > answers.jsonl"},
      .run = goods};
}

}  // namespace chokepoint::cli
