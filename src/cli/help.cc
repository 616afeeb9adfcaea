#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/text_width.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kUsualWidth = 100;
constexpr std::size_t kLeftColumn = 28;

void append_paragraph(std::string& text, std::string_view paragraph, std::size_t indent,
                      std::size_t width) {
  for (const std::string& line : wrap_words(paragraph, width - indent)) {
    text += std::string(indent, ' ') + line + '\n';
  }
}

void append_entry(std::string& text, std::string_view left, std::string_view right,
                  std::size_t left_width, std::size_t width) {
  text += fmt::format("  {}", left);
  std::size_t at = 2 + width_of(left);
  if (at + 2 > left_width) {
    text += '\n';
    at = 0;
  }
  for (const std::string& line : wrap_words(right, width - left_width)) {
    text += std::string(left_width - at, ' ') + line + '\n';
    at = 0;
  }
}

std::string help_of(const Option& option) {
  std::string help(option.help);
  if (!option.choices.empty())
    help += fmt::format(" ({})", fmt::join(split(option.choices, '|'), ", "));
  if (!option.fallback.empty()) help += fmt::format(" [{}]", option.fallback);
  return help;
}

void append_options(std::string& text, std::string_view title, const std::vector<Option>& options,
                    bool arguments, std::size_t width) {
  bool titled = false;
  for (const Option& option : options) {
    if (option.is_argument() != arguments) continue;
    if (!titled) text += fmt::format("\n{}\n", title);
    titled = true;
    append_entry(text, option_with_value(option), help_of(option), kLeftColumn, width);
  }
}

}  // namespace

std::string option_with_value(const Option& option) {
  if (option.is_argument()) return fmt::format("{}{}", option.name, option.many ? "..." : "");
  std::string text = option.letter != '\0' ? fmt::format("-{}, ", option.letter) : std::string();
  text += spelling(option);
  if (!option.value.empty()) text += fmt::format(" {}{}", option.value, option.many ? "..." : "");
  return text;
}

std::string call_of(const Command& command) {
  std::string call = fmt::format("chokepoint {}", command.name);
  for (const bool arguments : {true, false}) {
    for (const Option& option : command.options) {
      if (option.is_argument() != arguments) continue;
      std::string word = option_with_value(option);
      if (const std::size_t comma = word.find(", "); comma != std::string::npos)
        word.erase(0, comma + 2);
      if (option.is_argument() && !option.choices.empty()) word = option.choices;
      call += option.required ? " " + word : " [" + word + "]";
    }
  }
  return call;
}

std::string overview_help(std::size_t width) {
  if (width == 0) width = kUsualWidth;
  std::string text =
      "chokepoint: customs targeting for synthetic-drug supply chains, with evidence\n\n";
  text += "  chokepoint COMMAND [options]\n";
  std::string_view group;
  for (const Command& command : command_table()) {
    if (command.group != group) text += fmt::format("\n{}\n", command.group);
    group = command.group;
    append_entry(text, command.name, command.does, 14, width);
  }
  append_options(text, "For every command", global_options(), false, width);
  text +=
      "\nSettings: flag, else CHOKEPOINT_*, else chokepoint.toml, else the default; see chokepoint "
      "config explain.\n";
  text +=
      "Exit codes: 0 done, 1 failed, 2 usage, 3 too many rejects, 4 findings where --fail-on "
      "asks,\n";
  text += "            5 case file locked, 130 interrupted.\n";
  text += "First steps: chokepoint demo, and chokepoint COMMAND --help.\n";
  return text;
}

std::string command_help(const Command& command, std::size_t width) {
  if (width == 0) width = kUsualWidth;
  std::string text = fmt::format("chokepoint {}: {}\n\n", command.name, command.does);
  append_paragraph(text, call_of(command), 2, width);
  std::string_view details = command.details;
  while (!details.empty()) {
    const std::size_t end = std::min(details.find("\n\n"), details.size());
    text += '\n';
    append_paragraph(text, details.substr(0, end), 0, width);
    details.remove_prefix(std::min(end + 2, details.size()));
  }
  append_options(text, "Arguments", command.options, true, width);
  append_options(text, "Options", command.options, false, width);
  append_options(text, "For every command", global_options(), false, width);
  if (!command.examples.empty()) text += "\nExamples\n";
  for (const std::string_view example : command.examples) text += fmt::format("  {}\n", example);
  return text;
}

}  // namespace chokepoint::cli
