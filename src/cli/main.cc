#include <ios>
#include <iostream>

#include "cli/program.h"

int main(int argc, char** argv) {
  using namespace chokepoint::cli;
  std::ios::sync_with_stdio(false);
  end_on_interrupt();
  return run_program({argv + 1, argv + argc}, Surroundings::of_this_process(),
                     {std::cout, std::cerr, console_options_of_this_process()});
}
