// What a command is: one value that parsing, help, completion and the man page are all made from.
//
// To add a command: write `Command thing_command()` in command_thing.cc, declare it in
// command_table.h, and put it into the table of command_table.cc.
#pragma once

#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::cli {

class Arguments;
class Console;

// What may stand there, for shell completion.
enum class Completes { nothing, file, folder };

// A flag ("--capacity P", or "--quiet" where `value` is empty) or, with a name in capitals, an
// argument ("CASE").
struct Option {
  std::string_view name;        // without dashes
  std::string_view value = "";  // stands for the value in help: "N"
  std::string_view help = "";
  std::string_view fallback = "";  // what holds where nothing else is said
  std::string_view choices = "";   // "csv|parquet"; empty: anything
  bool required = false;
  bool many = false;     // may be given several times; an argument takes all that is left
  bool setting = false;  // may also come from CHOKEPOINT_* and chokepoint.toml
  char letter = '\0';    // "-c"
  Completes completes = Completes::nothing;

  bool is_argument() const { return name.front() >= 'A' && name.front() <= 'Z'; }
  bool is_switch() const { return !is_argument() && value.empty(); }
};

struct Command {
  std::string_view name;
  std::string_view group;  // the heading in help
  std::string_view does;   // one line, without a full stop
  std::vector<Option> options;
  std::string_view details = "";  // paragraphs, an empty line between; for help and the man page
  std::vector<std::string_view> examples = {};
  Expected<> (*run)(const Arguments& arguments, Console& console) = nullptr;
};

// Choices or lists as written in the table: "csv|parquet" -> csv, parquet.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace chokepoint::cli
