// Numbers as a person at a desk reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::cli {

std::string grouped(std::uint64_t number);      // 1,234,567
std::string duration_in_words(double seconds);  // "40 s", "3 min 20 s", "2 h 5 min"
std::string percentage(double share);           // "0.4 %", "12 %"
// A share that a person named: "1 %", "0.5 %".
std::string share_in_words(double share);
// A calibrated chance is no measurement to two digits: "20 to 30 %", "under 1 %".
std::string percentage_band(double chance);
std::string counted(std::uint64_t number, std::string_view one, std::string_view several);  // "1
                                                                                            // row",
                                                                                            // "2
                                                                                            // rows"
// "2024-05-03 08:12" from "2024-05-03T08:12:00Z"; other text as it is.
std::string moment_in_words(std::string_view moment);
// "shared_contact" -> "shared contact"
std::string in_words(std::string_view name);
// The first letter large, where it is a Latin one without accent.
std::string as_sentence(std::string_view text);

}  // namespace chokepoint::cli
