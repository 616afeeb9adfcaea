// What shells and man read, made from the command table.
#pragma once

#include <string>
#include <string_view>

#include "chokepoint/error.h"

namespace chokepoint::cli {

// A script for bash, zsh or fish. Errors: usage, for another shell.
Expected<std::string> completion_script(std::string_view shell);

// The manual page, in roff, section 1.
std::string man_page();

}  // namespace chokepoint::cli
