// The only file that includes CLI11, which costs seconds to compile.
#include "cli/parse.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <functional>
#include <set>

#include "cli/command_table.h"

namespace chokepoint::cli {
namespace {

// CLI11 writes into variables, whose addresses must stay.
struct Slot {
  const Option* option;
  std::vector<std::string> values;
  bool is_on = false;
};

std::string flag_names(const Option& option) {
  std::string names = spelling(option);
  if (option.letter != '\0') names = fmt::format("-{},{}", option.letter, names);
  return names;
}

void add_options(CLI::App& app, const std::vector<Option>& options, std::deque<Slot>& slots) {
  for (const Option& option : options) {
    Slot& slot = slots.emplace_back(Slot{&option, {}});
    if (option.is_switch()) {
      app.add_flag(flag_names(option), slot.is_on);
    } else {
      CLI::Option* added = app.add_option(
          option.is_argument() ? std::string(option.name) : flag_names(option), slot.values);
      if (!option.many) added->expected(1)->allow_extra_args(false);
    }
  }
}

// What the first unknown word could have been.
std::string unknown_word(const std::vector<std::string>& words, const Command* command) {
  std::vector<std::string_view> names;
  std::vector<std::string> flags;
  if (command == nullptr) {
    for (const Command& known : command_table()) names.push_back(known.name);
  } else {
    for (const std::vector<Option>* options : {&command->options, &global_options()}) {
      for (const Option& option : *options) {
        if (!option.is_argument()) flags.push_back(spelling(option));
      }
    }
    names.assign(flags.begin(), flags.end());
  }
  const std::string& word = words.front();
  std::string message = command == nullptr ? fmt::format("no command named {}", word)
                        : word.starts_with('-')
                            ? fmt::format("{} has no option {}", command->name, word)
                            : fmt::format("{}: one argument too many: {}", command->name, word);
  const std::string_view nearest =
      nearest_name(std::string_view(word).substr(0, word.find('=')), names);
  if (!nearest.empty()) message += fmt::format("; did you mean {}?", nearest);
  message += command == nullptr ? "; see chokepoint --help"
                                : fmt::format("; see chokepoint {} --help", command->name);
  return message;
}

}  // namespace

Expected<ParsedCall> parse_call(const std::vector<std::string>& words) {
  ParsedCall call;
  std::deque<Slot> global_slots, command_slots;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.add_flag("-h,--help", call.wants_help);
  app.add_flag("--version", call.wants_version);
  add_options(app, global_options(), global_slots);
  // Only commands whose name is among the words are built: usually one. A value may look like a
  // name ("--actor run"), so all of them are, and CLI11 finds out which is the command.
  std::set<std::string, std::less<>> built;
  for (const std::string& word : words) {
    const Command* command = find_command(word);
    if (command == nullptr || !built.insert(word).second) continue;
    CLI::App* subcommand = app.add_subcommand(word);
    subcommand->set_help_flag();
    subcommand->allow_extras();
    subcommand->fallthrough();
    add_options(*subcommand, command->options, command_slots);
  }
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError& problem) {
    const auto chosen = app.get_subcommands();
    const std::string where = chosen.empty() ? "" : chosen.front()->get_name() + ": ";
    return fail(ErrorCode::usage, where + problem.what());
  }
  if (!app.get_subcommands().empty())
    call.command = find_command(app.get_subcommands().front()->get_name());
  const std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty() && !call.wants_help)
    return fail(ErrorCode::usage, unknown_word(unknown, call.command));
  for (std::deque<Slot>* slots : {&global_slots, &command_slots}) {
    for (Slot& slot : *slots) {
      if (slot.is_on) slot.values = {"true"};
      if (!slot.values.empty()) call.typed[std::string(slot.option->name)] = std::move(slot.values);
    }
  }
  return call;
}

}  // namespace chokepoint::cli
