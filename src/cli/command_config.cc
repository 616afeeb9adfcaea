// config, completion, man: the program about itself.
#include <fmt/format.h>

#include <set>

#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/completion.h"
#include "cli/console.h"

namespace chokepoint::cli {
namespace {

// One line a setting: its value, where that came from, and what was overridden.
Expected<> config(const Arguments& arguments, Console& console) {
  CaseFile::Rows rows;
  rows.columns = {"setting", "value", "from", "overrides"};
  rows.types = {"VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"};
  std::set<std::string_view> told;
  const auto tell = [&](const Option& option, bool is_global) {
    if (!option.setting || !told.insert(option.name).second) return;
    std::vector<FoundSetting> sources =
        is_global ? arguments.sources(option.name) : arguments.settings().find_all(option.name);
    if (!is_global && !option.fallback.empty())
      sources.push_back({std::string(option.fallback), "default"});
    std::string overridden;
    for (std::size_t i = 1; i < sources.size(); ++i) {
      overridden += fmt::format("{}{} ({})", overridden.empty() ? "" : ", ", sources[i].source,
                                sources[i].value);
    }
    rows.rows.push_back({file_name_of(option.name),
                         sources.empty() ? std::nullopt : std::optional(sources.front().value),
                         sources.empty() ? "not set" : sources.front().source, overridden});
  };
  for (const Option& option : global_options()) tell(option, true);
  for (const Command& command : command_table()) {
    for (const Option& option : command.options) tell(option, false);
  }
  TRY(console.print_rows(rows));
  if (arguments.settings().files_read().empty()) console.note("No chokepoint.toml was found.");
  return {};
}

Expected<> completion(const Arguments& arguments, Console& console) {
  TRY_ASSIGN(const std::string script, completion_script(arguments.text("SHELL")));
  console.print(script);
  return {};
}

Expected<> man(const Arguments&, Console& console) {
  console.print(man_page());
  return {};
}

}  // namespace

Command config_command() {
  return {
      .name = "config",
      .group = "The program",
      .does = "tells for every setting what holds and which place won",
      .options = {{.name = "WHAT", .help = "explain", .choices = "explain", .required = true}},
      .details =
          "A flag wins over CHOKEPOINT_* in the environment, that over chokepoint.toml in the "
          "current folder, "
          "that over chokepoint.toml in the user's configuration folder, that over the default.",
      .examples = {"chokepoint config explain", "CHOKEPOINT_THREADS=4 chokepoint config explain"},
      .run = config};
}

Command completion_command() {
  return {.name = "completion",
          .group = "The program",
          .does = "prints the completion script of a shell",
          .options = {{.name = "SHELL",
                       .help = "which shell",
                       .choices = "bash|zsh|fish",
                       .required = true}},
          .examples = {"source <(chokepoint completion bash)",
                       "chokepoint completion fish > chokepoint.fish"},
          .run = completion};
}

Command man_command() {
  return {.name = "man",
          .group = "The program",
          .does = "prints the manual page",
          .options = {},
          .examples = {"chokepoint man > chokepoint.1 && man ./chokepoint.1"},
          .run = man};
}

}  // namespace chokepoint::cli
