// Addresses, telephone numbers, accounts and the other ways to reach an actor, written from its
// seeds.
#pragma once

#include <cstdint>
#include <string>

#include "world/actors.h"
#include "world/tables.h"

namespace chokepoint::world {

// Number, street and unit; one in seven comes out in another form (street abbreviated, unit left
// out or put first).
void append_street(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                   std::string& out);
void append_city(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                 std::string& out);
void append_postcode(const Tables& tables, const Actor& actor, std::string& out);
// Street, city and postcode in one line.
void append_full_address(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                         std::string& out);

// One of the field's ways to write it; masked for one in twenty.
void append_phone(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                  std::string& out);
void append_email(const Tables& tables, const Actor& actor, std::string& out);
void append_ip_address(const Actor& actor, std::string& out);
void append_shipping_account(const Actor& actor, std::string& out);
// An IBAN with right check digits where the country has them, else digits.
void append_bank_account(const Tables& tables, const Actor& actor, std::string& out);
void append_bic(const Tables& tables, const Actor& actor, std::string& out);
void append_wallet(const Actor& actor, std::string& out);
void append_handles(const Tables& tables, const Actor& actor, std::string& out);
// A tax or importer number of the actor's country.
void append_tax_number(const Tables& tables, const Actor& actor, std::string& out);

// UPU S10 with its check digit; `serial` below 100,000,000, `service` two letters.
void append_s10(const char* service, std::uint32_t serial, std::string_view country,
                std::string& out);
// A one-to-one shuffle of [0, 100,000,000): ids that tell nothing of the order in which they were
// given.
std::uint32_t shuffle_serial(std::uint32_t index, std::uint64_t seed);

void append_digits(std::uint64_t value, int width, std::string& out);
void append_hex(std::uint64_t value, std::string& out);
// Rounded half up to `decimals`; never an exponent.
void append_decimal(double value, int decimals, std::string& out);

}  // namespace chokepoint::world
