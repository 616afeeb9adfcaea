#include "cli/completion.h"

#include <fmt/format.h>

#include "cli/arguments.h"
#include "cli/command_table.h"

namespace chokepoint::cli {
namespace {

// Options of the command and those of every command.
std::vector<Option> options_of(const Command& command) {
  std::vector<Option> options = command.options;
  options.insert(options.end(), global_options().begin(), global_options().end());
  return options;
}

std::string words(std::string_view choices) {
  return fmt::format("{}", fmt::join(split(choices, '|'), " "));
}

// 'text' for a shell, where the text may hold quotes.
std::string shell_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'') {
      quoted += "'\\''";
    } else {
      quoted += letter;
    }
  }
  return quoted + "'";
}

std::string command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : command_table()) names.push_back(command.name);
  return fmt::format("{}", fmt::join(names, " "));
}

std::string bash_values(const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) {
    if (option.is_argument() || option.is_switch()) continue;
    std::string label = spelling(option);
    if (option.letter != '\0') label += fmt::format("|-{}", option.letter);
    if (!option.choices.empty()) {
      text += fmt::format("        {}) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                          label, words(option.choices));
    } else if (option.completes == Completes::folder) {
      text += fmt::format("        {}) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n", label);
    } else {
      text += fmt::format("        {}) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", label);
    }
  }
  return text;
}

std::string bash_script() {
  std::string text =
      "# bash completion for chokepoint\n"
      "_chokepoint() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command='' i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${COMP_WORDS[i]} in\n"
      "      -*) ;;\n"
      "      *) command=${COMP_WORDS[i]}; break ;;\n"
      "    esac\n"
      "  done\n"
      "  case $command in\n";
  for (const Command& command : command_table()) {
    const std::vector<Option> options = options_of(command);
    std::string flags, choices;
    for (const Option& option : options) {
      if (!option.is_argument()) flags += (flags.empty() ? "" : " ") + spelling(option);
      if (option.is_argument() && !option.choices.empty()) choices += words(option.choices);
    }
    text += fmt::format("    {})\n      case $before in\n{}      esac\n", command.name,
                        bash_values(options));
    text += fmt::format(
        "      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{} --help' -- \"$word\")); "
        "return; fi\n",
        flags);
    text += fmt::format(
        "      COMPREPLY=($(compgen -W '{}' -- \"$word\") $(compgen -f -- \"$word\")) ;;\n",
        choices);
  }
  text +=
      fmt::format("    *) COMPREPLY=($(compgen -W '{} help --help --version' -- \"$word\")) ;;\n",
                  command_names());
  text += "  esac\n}\ncomplete -o filenames -F _chokepoint chokepoint\n";
  return text;
}

// In an _arguments spec, brackets and colons have a meaning.
std::string zsh_plain(std::string_view text) {
  std::string plain;
  for (const char letter : text) {
    if (letter == '[' || letter == ']' || letter == ':') plain += '\\';
    plain += letter;
  }
  return plain;
}

std::string zsh_action(const Option& option) {
  if (!option.choices.empty()) return fmt::format("({})", words(option.choices));
  switch (option.completes) {
    case Completes::file: return "_files";
    case Completes::folder: return "_files -/";
    case Completes::nothing: break;
  }
  return option.is_argument() ? "_files" : "";
}

std::string zsh_script() {
  std::string text =
      "#compdef chokepoint\n# zsh completion for chokepoint\n_chokepoint() {\n  local -a names\n  "
      "names=(\n";
  for (const Command& command : command_table()) {
    text += fmt::format("    {}\n",
                        shell_quoted(fmt::format("{}:{}", command.name, zsh_plain(command.does))));
  }
  text += "  )\n  if (( CURRENT == 2 )); then _describe command names; return; fi\n";
  text += "  local command=$words[2]\n  shift words; (( CURRENT-- ))\n  case $command in\n";
  for (const Command& command : command_table()) {
    text += fmt::format("    {}) _arguments", command.name);
    for (const Option& option : options_of(command)) {
      std::string spec;
      if (option.is_argument()) {
        spec = fmt::format("{}:{}:{}", option.many ? "*" : "", option.name, zsh_action(option));
      } else {
        spec = fmt::format("{}{}[{}]", option.many ? "*" : "", spelling(option),
                           zsh_plain(option.help));
        if (!option.is_switch())
          spec += fmt::format(":{}:{}", zsh_plain(option.value), zsh_action(option));
      }
      text += " \\\n        " + shell_quoted(spec);
    }
    text += " ;;\n";
  }
  return text + "  esac\n}\n_chokepoint \"$@\"\n";
}

std::string fish_script() {
  std::string text =
      "# fish completion for chokepoint\ncomplete -c chokepoint -n __fish_use_subcommand -f\n";
  const auto append_option = [&](std::string_view condition, const Option& option) {
    text += fmt::format("complete -c chokepoint{} -l {} -d {}", condition, option.name,
                        shell_quoted(option.help));
    if (option.letter != '\0') text += fmt::format(" -s {}", option.letter);
    if (!option.is_switch()) text += " -r";
    if (!option.choices.empty()) text += fmt::format(" -f -a '{}'", words(option.choices));
    text += '\n';
  };
  for (const Command& command : command_table()) {
    text += fmt::format("complete -c chokepoint -n __fish_use_subcommand -a {} -d {}\n",
                        command.name, shell_quoted(command.does));
  }
  for (const Option& option : global_options()) append_option("", option);
  for (const Command& command : command_table()) {
    const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
    for (const Option& option : command.options) {
      if (!option.is_argument()) {
        append_option(condition, option);
      } else if (!option.choices.empty()) {
        text += fmt::format("complete -c chokepoint{} -a '{}'\n", condition, words(option.choices));
      }
    }
  }
  return text;
}

}  // namespace

Expected<std::string> completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script();
  if (shell == "zsh") return zsh_script();
  if (shell == "fish") return fish_script();
  return fail(ErrorCode::usage,
              fmt::format("no completion for {}; there is bash, zsh and fish", shell));
}

}  // namespace chokepoint::cli
