#include "linkage/value_forms.h"

#include <gtest/gtest.h>

namespace chokepoint::linkage {
namespace {

std::string form_of(std::string_view cell, Kind kind, DayOrder order = DayOrder::unknown) {
  std::string form;
  write_form(cell, {kind, order}, form);
  return form;
}

TEST(ValueForms, ReadsDates) {
  for (const char* cell : {"1971-06-24", "19710624", "24/06/1971", "24.6.1971", "24 Jun 1971",
                           "June 24, 1971", "1971-06-24T00:00:00", "1971/06/24 00:00"}) {
    EXPECT_EQ(date_digits(read_date(cell, DayOrder::day_first)), "19710624") << cell;
  }
  EXPECT_EQ(date_digits(read_date("06/24/1971", DayOrder::day_first)), "19710624");
  EXPECT_EQ(date_digits(read_date("06/05/1971", DayOrder::month_first)), "19710605");
  EXPECT_EQ(date_digits(read_date("06/05/1971", DayOrder::day_first)), "19710506");
  EXPECT_EQ(order_shown_by("06/24/1971"), DayOrder::month_first);
  EXPECT_EQ(order_shown_by("24/06/1971"), DayOrder::day_first);
  EXPECT_EQ(order_shown_by("04/06/1971"), DayOrder::unknown);
}

TEST(ValueForms, ReadsPartsOfDates) {
  EXPECT_EQ(date_digits(read_date("1971", DayOrder::unknown)), "19710000");
  EXPECT_EQ(date_digits(read_date("1971-06", DayOrder::unknown)), "19710600");
  EXPECT_EQ(date_digits(read_date("06/1971", DayOrder::unknown)), "19710600");
}

TEST(ValueForms, WhatIsNoDateIsNone) {
  for (const char* cell : {"", "71", "12345", "99999999999999", "hello", "12/13/14", "1971 boxes"})
    EXPECT_EQ(read_date(cell, DayOrder::unknown).year, 0) << cell;
}

TEST(ValueForms, NamesLoseCaseAccentsAndStops) {
  EXPECT_EQ(form_of(" Jos\xC3\xA9-Mar\xC3\xAD"
                    "a O'Brien ",
                    Kind::given_name),
            "jose maria obrien");
  EXPECT_EQ(form_of("J.Smith", Kind::full_name), "j smith");
  EXPECT_EQ(form_of("Smith, John", Kind::full_name), "john smith");
  EXPECT_EQ(form_of("John Smith, Jr", Kind::full_name), "john smith jr");
  EXPECT_EQ(form_of("Smith, Limited", Kind::full_name), "smith limited");
  EXPECT_EQ(form_of("Jos&#233; M&uuml;ller &amp; Co", Kind::authors), "jose muller co");
}

TEST(ValueForms, LegalFormsHaveOneSpelling) {
  EXPECT_EQ(form_of("Orin Trading Company, Limited", Kind::organisation_name),
            "orin trading co ltd");
  EXPECT_EQ(form_of("Smith and Sons Inc.", Kind::organisation_name), "smith sons inc");
  EXPECT_EQ(form_of("And", Kind::organisation_name), "and");
}

TEST(ValueForms, WhatSaysNothingIsAbsent) {
  for (const char* cell : {"", "  ", "N/A", "null", "unknown", "-", "?"})
    EXPECT_EQ(form_of(cell, Kind::surname), "") << cell;
  EXPECT_EQ(form_of("000000000", Kind::phone), "");
  EXPECT_EQ(form_of("999-99-9999", Kind::national_id), "");
  EXPECT_EQ(form_of("not an address", Kind::email), "");
}

TEST(ValueForms, CodesKeepLettersAndDigits) {
  EXPECT_EQ(form_of("+44 (0)20 7946-0958", Kind::phone), "079460958");
  EXPECT_EQ(form_of("SW1A 1AA", Kind::postcode), "sw1a1aa");
  EXPECT_EQ(form_of("007", Kind::house_number), "7");
}

}  // namespace
}  // namespace chokepoint::linkage
