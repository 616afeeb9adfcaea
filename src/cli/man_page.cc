#include <fmt/format.h>

#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/completion.h"
#include "cli/help.h"

namespace chokepoint::cli {
namespace {

// A backslash, a dash, and a dot or quote that begins a line have a meaning in roff.
std::string roff(std::string_view text) {
  std::string plain;
  if (text.starts_with('.') || text.starts_with('\'')) plain = "\\&";
  for (const char letter : text) {
    if (letter == '\\') {
      plain += "\\e";
    } else if (letter == '-') {
      plain += "\\-";
    } else {
      plain += letter;
    }
  }
  return plain;
}

void append_options(std::string& text, const std::vector<Option>& options) {
  for (const Option& option : options) {
    text += fmt::format(".TP\n\\fB{}\\fR\n{}", roff(option_with_value(option)), roff(option.help));
    if (!option.choices.empty())
      text += roff(fmt::format(" ({})", fmt::join(split(option.choices, '|'), ", ")));
    if (!option.fallback.empty()) text += roff(fmt::format(" [{}]", option.fallback));
    text += '\n';
  }
}

void append_paragraphs(std::string& text, std::string_view details) {
  while (!details.empty()) {
    const std::size_t end = std::min(details.find("\n\n"), details.size());
    text += fmt::format(".PP\n{}\n", roff(details.substr(0, end)));
    details.remove_prefix(std::min(end + 2, details.size()));
  }
}

}  // namespace

std::string man_page() {
  std::string text = fmt::format(".TH CHOKEPOINT 1 \"\" \"chokepoint {}\" \"User Commands\"\n",
                                 CHOKEPOINT_VERSION);
  text +=
      ".SH NAME\nchokepoint \\- customs targeting for synthetic\\-drug supply chains, with "
      "evidence\n";
  text += ".SH SYNOPSIS\n.B chokepoint\n\\fICOMMAND\\fR [\\fIoptions\\fR]\n";
  text += ".SH DESCRIPTION\n";
  text += roff(
      "Reads what customs posts, carriers, sellers and banks hold, links it, and ranks "
      "consignments, parties and "
      "places for inspection within a real capacity; every reason names its rows and its published "
      "source.");
  text += "\n.PP\nData goes to stdout, progress and notes go to stderr.\n.SH COMMANDS\n";
  for (const Command& command : command_table()) {
    text += fmt::format(".SS {}\n{}: {}.\n", roff(command.name), roff(call_of(command)),
                        roff(command.does));
    append_paragraphs(text, command.details);
    append_options(text, command.options);
    for (const std::string_view example : command.examples) {
      text += fmt::format(".PP\n.EX\n{}\n.EE\n", roff(example));
    }
  }
  text += ".SH OPTIONS FOR EVERY COMMAND\n";
  append_options(text, global_options());
  text += ".SH EXIT STATUS\n";
  for (const std::string_view line :
       {"0 done", "1 failed", "2 usage", "3 input rejected beyond the allowed share",
        "4 findings where --fail-on asks", "5 case file locked",
        "130 interrupted; the case file is intact"}) {
    const std::size_t space = line.find(' ');
    text += fmt::format(".TP\n{}\n{}\n", line.substr(0, space), roff(line.substr(space + 1)));
  }
  text += ".SH ENVIRONMENT\n";
  for (const Option& option : global_options()) {
    if (option.setting)
      text +=
          fmt::format(".TP\n{}\nas {}\n", environment_name(option.name), roff(spelling(option)));
  }
  text += ".TP\nNO_COLOR\nno colour, whatever the terminal can do\n";
  text += ".SH FILES\n.TP\nchokepoint.toml\n";
  text += roff(
      "settings, as in threads = 4; looked for in the current folder, then in the user's "
      "configuration folder "
      "under chokepoint/");
  return text + '\n';
}

}  // namespace chokepoint::cli
