// Text of a cell -> a value of the field's kind, or the reason why not.
//
// read() leaves `value` unknown for empty cells and for the words by which exports say "nothing"
// (null, n/a, -, in fields that are not free text) and returns kFine; when a cell cannot be read it
// leaves `value` unknown and returns the reason: a phrase that goes on "posted_at: ...". Texts are
// kept in the arena only where they differ from the cell's own bytes. Pure but for the arena; any
// thread with its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "ingest/code_tables.h"
#include "ingest/feed_values.h"

namespace chokepoint::ingest {

enum class NumberForm : std::uint8_t {
  either,         // 1,5 and 1.5; 1,234 is refused as it may be either
  decimal_point,  // 1,234.5
  decimal_comma,  // 1.234,5
};

// How a mapping says that a column is written.
struct CellForm {
  std::string date;  // "%d/%m/%Y %H:%M"; empty: the forms of records::parse_moment
  NumberForm number = NumberForm::either;
  double scale = 1;     // what one of the column's units is in ours: 0.45359237 for pounds
  int offset_days = 0;  // added to a moment
};

struct Reading {
  base::Arena& arena;
  const CodeTables& tables;
  Moment latest;  // a Happened later than this is refused
  const CellForm& form;
};

using Reason = const char*;
inline constexpr Reason kFine = nullptr;

Reason read(Text cell, const Reading& reading, Text& value);
Reason read(Text cell, const Reading& reading, Id& value);
Reason read(Text cell, const Reading& reading, Word& value);
Reason read(Text cell, const Reading& reading, YesNo& value);
Reason read(Text cell, const Reading& reading, Country& value);
Reason read(Text cell, const Reading& reading, Countries& value);
Reason read(Text cell, const Reading& reading, PortCountry& value);
Reason read(Text cell, const Reading& reading, Currency& value);
Reason read(Text cell, const Reading& reading, HsCode& value);
Reason read(Text cell, const Reading& reading, Several& value);
Reason read(Text cell, const Reading& reading, Amount& value);
Reason read(Text cell, const Reading& reading, PieceNumber& value);
Reason read(Text cell, const Reading& reading, Mass& value);
Reason read(Text cell, const Reading& reading, Moment& value);
Reason read(Text cell, const Reading& reading, Happened& value);
Reason read(Text cell, const Reading& reading, Until& value);

template <const auto& words>
Reason read(Text cell, const Reading& reading, OneOf<words>& value) {
  Word word;
  const Reason reason = read(cell, reading, word);
  if (reason != kFine || word.text.empty()) return reason;
  for (const std::string_view allowed : words) {
    if (word.text == allowed) {
      value.word = allowed;
      return kFine;
    }
  }
  return "not a word of this field (docs/reference/formats.md lists them)";
}

// Without blanks around it and without control characters (a line break inside becomes a space).
Text clean_text(Text cell, base::Arena& arena);

// A number by the form; a sign, an exponent and separators of thousands where they are unambiguous.
Reason parse_number(Text text, NumberForm form, double& value);

// By a pattern of %Y %y %m %d %b %H %M %S and other characters, which stand for themselves; 1 or 2
// digits for %m %d %H.
std::optional<Moment> parse_by_pattern(Text text, std::string_view pattern);

}  // namespace chokepoint::ingest
