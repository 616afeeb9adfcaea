// Shares as a person writes them.
#pragma once

#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::cli {

// "1%,2%,0.05" -> 0.01, 0.02, 0.05. Errors: usage, for anything else and for shares outside (0, 1].
Expected<std::vector<double>> parse_shares(std::string_view text);

}  // namespace chokepoint::cli
