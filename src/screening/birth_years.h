// Whether two dates of birth, as lists write them, can be one person's.
#pragma once

#include <string_view>

namespace chokepoint::screening {

enum class BirthVerdict { unknown, agrees, contradicts };

// Dates as in records::ListEntry: "1951-03-09", "1951", "1951~" (about), "1950/1955" (a span),
// several with ";" between. A year apart still agrees (calendars and clerks differ), two for
// "about".
BirthVerdict compare_births(std::string_view a, std::string_view b);

}  // namespace chokepoint::screening
