#include "linkage/kinds.h"

#include <algorithm>

namespace chokepoint::linkage {
namespace {

constexpr std::array<std::string_view, kKinds> kNames = {"ignored",
                                                         "record_id",
                                                         "given_name",
                                                         "middle_name",
                                                         "surname",
                                                         "full_name",
                                                         "organisation_name",
                                                         "title",
                                                         "authors",
                                                         "venue",
                                                         "year",
                                                         "birth_date",
                                                         "birth_year",
                                                         "birth_month",
                                                         "birth_day",
                                                         "street",
                                                         "address_line",
                                                         "house_number",
                                                         "city",
                                                         "postcode",
                                                         "state",
                                                         "country",
                                                         "email",
                                                         "phone",
                                                         "national_id",
                                                         "full_address",
                                                         "account"};

}  // namespace

std::string_view name(Kind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_named(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Kind>(found - kNames.begin());
}

Comparer comparer_of(Kind kind) {
  switch (kind) {
    case Kind::full_name:
    case Kind::organisation_name:
    case Kind::title:
    case Kind::authors:
    case Kind::full_address:
    case Kind::venue: return Comparer::text;
    case Kind::birth_date: return Comparer::date;
    case Kind::year: return Comparer::year;
    case Kind::house_number:
    case Kind::postcode:
    case Kind::state:
    case Kind::country:
    case Kind::phone:
    case Kind::national_id:
    case Kind::account: return Comparer::code;
    case Kind::street:
    case Kind::address_line:
    case Kind::city: return Comparer::place;
    case Kind::email: return Comparer::email;
    default: return Comparer::word;
  }
}

Role role_of(Kind kind) {
  switch (kind) {
    case Kind::given_name:
    case Kind::middle_name: return Role::given;
    case Kind::surname: return Role::surname;
    case Kind::birth_date: return Role::birth;
    case Kind::email: return Role::mail;
    case Kind::national_id: return Role::identifier;
    case Kind::phone:
    case Kind::account: return Role::contact;
    case Kind::title: return Role::title;
    case Kind::authors: return Role::authors;
    case Kind::venue:
    case Kind::year: return Role::issue;
    case Kind::full_name:
    case Kind::organisation_name: return Role::whole_name;
    default: return Role::place;
  }
}

bool names_a_party(Kind kind) {
  switch (kind) {
    case Kind::given_name:
    case Kind::surname:
    case Kind::full_name:
    case Kind::organisation_name:
    case Kind::title: return true;
    default: return false;
  }
}

}  // namespace chokepoint::linkage
