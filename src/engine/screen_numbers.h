// The numbers of a list: wallets, e-mail addresses, telephones, IMO numbers, passports, tax and
// register numbers. A text that is one of them, or has one as a word, is found, however either is
// written.
//
// Exact: a number with a slip is another number. Built once, then read by any number of threads.
// Cost of a text without a digit and without @: nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/list_names.h"

namespace chokepoint::engine {

class ListedNumbers {
 public:
  explicit ListedNumbers(std::span<const EntryNumber> numbers);

  // Places in what was given, ascending. `country`: of a national telephone number; empty: unknown.
  std::vector<std::uint32_t> find(std::string_view text, std::string_view country) const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_key_;  // sorted
};

}  // namespace chokepoint::engine
