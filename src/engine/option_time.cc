#include "engine/option_time.h"

#include <fmt/format.h>

namespace chokepoint::engine {

Expected<records::Moment> read_option_time(std::string_view text, std::string_view option) {
  if (text.empty()) return records::Moment::unknown();
  const auto moment = records::parse_moment(text);
  if (!moment)
    return fail(ErrorCode::usage,
                fmt::format("{}: '{}' is no time; write 2023-11-16", option, text));
  return *moment;
}

}  // namespace chokepoint::engine
