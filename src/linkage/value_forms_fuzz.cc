#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "linkage/letters.h"
#include "linkage/value_forms.h"

using namespace chokepoint::linkage;

// Any cell of any kind: forms keep to their kind, and a form is its own form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto kind = static_cast<Kind>(data[0] % kKinds);
  const auto order = static_cast<DayOrder>(data[1] % 3);
  const std::string_view cell(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::string form, again;
  write_form(cell, {kind, order}, form);
  write_form(form, {kind, order}, again);
  const Date date = read_date(cell, order);
  CHECK(date.month <= 12 && date.day <= 31);
  CHECK(date.day == 0 || date.month != 0);
  CHECK(letter_distance(cell, cell) == 0);
  CHECK(letter_distance(form, cell) == letter_distance(cell, form));
  fold_name(cell);
  return 0;
}
