// What a column is taken for, from its name and from the values that stand in it.
//
// A name is compared by its letters and digits alone ("Date_of_Birth" is dateofbirth). Values
// decide where a name says too little ("name", "title", "contact") and veto where they contradict
// it (a birth date without dates). When nothing speaks for a kind the column is ignored.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "linkage/kinds.h"

namespace chokepoint::linkage {

struct ColumnSample {
  std::string name;
  std::vector<std::string_view> values;  // some hundreds are enough; empty ones are left out
};

struct ColumnGuess {
  Kind kind = Kind::ignored;
  std::string why;  // "by its name", "its values are e-mail addresses", "not understood"
};

// One guess a column, in order. At most one column is the record id.
std::vector<ColumnGuess> guess_columns(std::span<const ColumnSample> columns);

}  // namespace chokepoint::linkage
