// Cells in the one spelling in which they are compared.
//
// Empty comes back for what says nothing: blanks, "null", "n/a", "unknown" and the like, a phone or
// an identifier of one digit repeated. Pure and thread-safe; some 60 ns for a short ASCII cell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "linkage/kinds.h"

namespace chokepoint::linkage {

// 0 is unknown: a year alone, or a year and a month, is a date too.
struct Date {
  std::uint16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
};

enum class DayOrder : std::uint8_t { unknown, day_first, month_first };

// 1971-06-24, 19710624, 24/06/1971, 6/24/1971, 24 Jun 1971, 1971-06, 1971. Two-digit years are not
// read. Where both readings of 05/06/1971 are possible `order` decides; unknown is day first. A
// month above 12 with a day up to 12 is read the other way round. Year 0: not a date.
Date read_date(std::string_view cell, DayOrder order);
// What one cell says about the order: month_first for "06/24/1971".
DayOrder order_shown_by(std::string_view cell);
// "19710624"; what is unknown as 00.
std::string date_digits(const Date& date);

// Folded column name: small letters and digits.
std::string fold_name(std::string_view name);

// "ltd", "gmbh", "university", ... among its words.
bool names_an_organisation(std::string_view cell);

struct CellRule {
  Kind kind = Kind::ignored;
  DayOrder order = DayOrder::unknown;
};
// Puts the form into `form`, whose room is used again.
void write_form(std::string_view cell, const CellRule& rule, std::string& form);

// Longest cell that a column of this kind may hold, in bytes; a longer one is a bad value.
std::size_t longest_cell(Kind kind);

}  // namespace chokepoint::linkage
