// The whole command line as one function: words in, streams written, exit code out.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "chokepoint/error.h"
#include "cli/console.h"
#include "cli/settings.h"

namespace chokepoint::cli {

struct ProgramStreams {
  std::ostream& out;
  std::ostream& error;
  ConsoleOptions options;
};

// `words` without the program's name. Exit codes are those of the reference.
int run_program(const std::vector<std::string>& words, const Surroundings& surroundings,
                ProgramStreams streams);

int exit_code(ErrorCode code);

// From now on Ctrl-C ends the process at once with 130. Safe at any moment: a case file changes by
// whole transactions.
void end_on_interrupt();

}  // namespace chokepoint::cli
