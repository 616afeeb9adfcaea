// Help on the terminal, from the command table.
#pragma once

#include <cstddef>
#include <string>

#include "cli/command.h"

namespace chokepoint::cli {

// All commands under their headings. Lines are at most `width` cells; 0 counts as 100.
std::string overview_help(std::size_t width);
// One command: how it is called, what it does, its options, examples.
std::string command_help(const Command& command, std::size_t width);
// "chokepoint targets CASE [--capacity N|P%] ..."
std::string call_of(const Command& command);
// "-q, --quiet", "--capacity N|P%", "FILE..."
std::string option_with_value(const Option& option);

}  // namespace chokepoint::cli
