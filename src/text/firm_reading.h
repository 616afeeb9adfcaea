// The readings of a firm's name. Inside of text/parsed_name.
#pragma once

#include "text/source_words.h"

namespace chokepoint::text {

// Adds them to `name`, the likeliest first.
void read_firm_name(const NameSource& source, ParsedName& name);

}  // namespace chokepoint::text
