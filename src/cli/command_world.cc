// world: synthetic trade with known truth.
#include <fmt/format.h>

#include "chokepoint/world.h"
#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/console.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

Expected<> world(const Arguments& arguments, Console& console) {
  WorldOptions options;
  TRY_ASSIGN(options.seed, arguments.whole_number("seed"));
  TRY_ASSIGN(options.consignments, arguments.whole_number("consignments"));
  options.folder = arguments.path("out");
  options.profile = arguments.text("profile");
  options.progress = console.progress();
  TRY_ASSIGN(const WorldReport report, make_world(options));
  CaseFile::Rows rows;
  rows.columns = {"what", "count"};
  rows.types = {"VARCHAR", "INTEGER"};
  const auto add = [&](const char* what, std::uint64_t count) {
    rows.rows.push_back({std::string(what), fmt::format("{}", count)});
  };
  add("consignments", report.consignments);
  add("items", report.items);
  add("payments", report.payments);
  add("listings", report.listings);
  add("licences", report.licences);
  add("notifications", report.notifications);
  add("outcomes", report.outcomes);
  add("illicit_consignments", report.illicit_consignments);
  add("networks", report.networks);
  add("members", report.members);
  add("unfindable_members", report.unfindable_members);
  TRY(console.print_rows(rows));
  console.note(fmt::format("The feeds are in {0}, the truth about them in {0}/truth.",
                           options.folder.string()));
  return {};
}

}  // namespace

Command world_command() {
  return {
      .name = "world",
      .group = "Try it",
      .does = "makes synthetic feeds, and the truth about them apart",
      .options =
          {{.name = "seed",
            .value = "N",
            .help = "the same seed gives the same bytes",
            .fallback = "1"},
           {.name = "consignments", .value = "N", .help = "how many", .fallback = "200000"},
           {.name = "out",
            .value = "DIR",
            .help = "a folder that is new, empty, or holds an earlier world",
            .required = true,
            .completes = Completes::folder},
           {.name = "profile",
            .value = "PROFILE",
            .help = "honest: no single field gives the truth away; control: the networks are loud",
            .fallback = "honest",
            .choices = "honest|control"}},
      .details =
          "Nobody in it exists. Supply networks are planted after published typologies, with "
          "innocent "
          "look-alikes for each, and a share that cannot be found.",
      .examples = {"chokepoint world --seed 7 --consignments 50000 --out build/world"},
      .run = world};
}

}  // namespace chokepoint::cli
