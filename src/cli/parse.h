// Words of the command line to a command and its values.
#pragma once

#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "cli/arguments.h"
#include "cli/command.h"

namespace chokepoint::cli {

struct ParsedCall {
  const Command* command = nullptr;  // null: none named
  TypedValues typed;
  bool wants_help = false;
  bool wants_version = false;
};

// Errors: usage, with the nearest name where a word is not known.
Expected<ParsedCall> parse_call(const std::vector<std::string>& words);

}  // namespace chokepoint::cli
