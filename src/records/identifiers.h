// Identifiers of trade, transport, money and substances, and their check digits.
//
// A failed check lowers the trust in a row and is itself a sign (invented numbers); it never drops
// a row. Passing means that the shape and the check digits are right, not that the number was ever
// given out.
//
// Spaces around, lower case, and the separators that people write inside (the groups of an IBAN,
// "CSQU 305438-3") are accepted. Numbers of zeros alone are not. No allocation; safe from any
// thread; cost is one pass over at most 64 bytes.
#pragma once

#include <optional>
#include <string_view>

#include "records/columns.h"

namespace chokepoint::records {

enum class IdentifierKind {
  s10,        // UPU S10 item identifier: RR287043775IN
  container,  // ISO 6346: CSQU3054383
  cas,        // CAS registry number: 7732-18-5
  iban,       // ISO 13616, with the length of its country
  lei,        // ISO 17442 legal entity identifier
  imo,        // ship number of the International Maritime Organization, "IMO" in front or not
  awb,        // air waybill: 125-12345675
  gtin,       // GS1 article number of 8, 12, 13 or 14 digits
  sscc,       // GS1 logistic unit: 18 digits
  gln,        // GS1 location: 13 digits
  unified_social_credit,  // China's 18-character organisation code
  payment_card,           // 12 to 19 digits, Luhn
  imei,                   // 15 digits, Luhn
  // No check digit: pattern and country code alone.
  bic,        // ISO 9362: 8 or 11 characters
  un_locode,  // country and three of A-Z, 2-9
  mmsi,       // 9 digits
  hs,         // 6 digits and up to 7 national ones; chapters 01 to 97 without 77
  eori,       // country and up to 15 characters
  phone,      // E.164 with its + or 00: 7 to 15 digits
  uetr,       // version 4 UUID of a payment
  inchikey,   // 14-10-1 letters
};

inline constexpr int kIdentifierKinds = 21;

// The enumerator's own spelling, as in `failed_checks`.
std::string_view name(IdentifierKind kind);

bool is_valid(IdentifierKind kind, Text text);

// What a person typed into a search box: the most specific kind whose check it passes. Nothing for
// text that may as well be a word (codes of letters alone without a check digit).
std::optional<IdentifierKind> recognise(Text text);

// An assigned ISO 3166-1 alpha-2 code, in capitals.
bool is_country_code(Text text);

}  // namespace chokepoint::records
