// A time as an option has it: "2023-11-16", "2023-11-16T08:30:00Z", or nothing.
#pragma once

#include <string_view>

#include "chokepoint/error.h"
#include "records/moment.h"

namespace chokepoint::engine {

// Unknown for an empty text. Errors: usage, naming the option ("--until").
Expected<records::Moment> read_option_time(std::string_view text, std::string_view option);

}  // namespace chokepoint::engine
