// The flags that say which subjects are ranked; several commands take them.
#pragma once

#include <vector>

#include "chokepoint/case_file.h"
#include "cli/arguments.h"
#include "cli/command.h"

namespace chokepoint::cli {

// --subject, --capacity, --random, --from, --until, --per.
const std::vector<Option>& target_option_table();
TargetsOptions targets_options(const Arguments& arguments);

}  // namespace chokepoint::cli
