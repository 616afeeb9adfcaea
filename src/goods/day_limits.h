// Days of law, known exactly or within limits.
#pragma once

#include <optional>
#include <string_view>

#include "goods/catalogue.h"

namespace chokepoint::goods {

// "2020-05-15": that day. "2018-02", "2018": within the month or year, surely from the first day
// behind it. "2025-07-25/2025-08-14": between the two. Nothing for anything else.
std::optional<DayLimits> parse_day_limits(std::string_view text);

}  // namespace chokepoint::goods
