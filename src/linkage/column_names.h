// Names of columns as registers, surveys and exports write them, in several languages.
#pragma once

#include <string_view>

#include "linkage/kinds.h"

namespace chokepoint::linkage {

// `folded` as fold_name gives it; ignored: the name is not known, or is known for several things.
Kind kind_of_column_name(std::string_view folded);

}  // namespace chokepoint::linkage
