// What a column can hold, as far as resolving is concerned.
//
// A column that is none of these is ignored: nothing is ever merged by a column that is not
// understood, and sex, religion, ethnicity and nationality have no kind on purpose.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chokepoint::linkage {

enum class Kind : std::uint8_t {
  ignored,
  record_id,
  given_name,
  middle_name,
  surname,
  full_name,
  organisation_name,
  title,
  authors,
  venue,
  year,
  birth_date,
  birth_year,  // birth_year, birth_month and birth_day make a birth_date together
  birth_month,
  birth_day,
  street,
  address_line,
  house_number,
  city,
  postcode,
  state,
  country,
  email,
  phone,
  national_id,
  full_address,  // street, number, city and what else, as one text
  account,       // of a bank, a wallet, a handle: exact or nothing
};
inline constexpr std::size_t kKinds = 27;

// "given_name" and so on: as mappings and messages write it.
std::string_view name(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

// How two values of the kind are compared.
enum class Comparer : std::uint8_t { word, text, date, year, code, place, email };
Comparer comparer_of(Kind kind);

// What two different parties may share without being one: a household its surname, a building its
// street, a laboratory its authors.
enum class Role : std::uint8_t {
  given,
  surname,
  whole_name,
  birth,
  place,
  contact,
  mail,
  identifier,
  title,
  authors,
  issue
};
Role role_of(Kind kind);

// A table can be resolved only by one of these.
bool names_a_party(Kind kind);

}  // namespace chokepoint::linkage
