// CAS Registry Numbers: two to seven digits, two, and a check digit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::goods {

enum class CasProblem { none, shape, check_digit };

struct CasNumber {
  std::uint64_t digits = 0;  // all of them as one number
  CasProblem problem = CasProblem::none;
  bool repaired = false;  // look-alike letters, spaces or odd dashes were read as what they stand
                          // for
};

// One CAS number as a field holds it: "437-38-7", " 437–38–7 ", "CAS: 437 - 38 - 7", "4 3 7-38-7",
// "l23-62-6", "437387".
CasNumber read_cas(std::string_view field);

// The check digit: the sum of i times the i-th digit from the right, without the check digit
// itself, modulo 10.
bool has_valid_cas_check(std::uint64_t digits);

// "437-38-7"
std::string format_cas(std::uint64_t digits);

struct CasMention {
  CasNumber number;
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  bool has_dashes = false;  // written in three groups; else a bare or spaced-out run of digits
};

// Runs of digits in running text that read as a CAS number, whether or not their check digit holds.
// Linear.
void find_cas(std::string_view text, std::vector<CasMention>& mentions);

}  // namespace chokepoint::goods
