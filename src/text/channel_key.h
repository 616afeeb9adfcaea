// One number for all the ways in which one phone, e-mail, wallet, account, IP, handle or identifier
// is written.
//
// 0 means unusable: empty, masked (*, xxx), a placeholder (000000, 123456789, test@example.com), or
// not of the kind at all. Keys of different kinds never meet. Same bytes in, same key on every
// machine. Thread-safe; a few hundred ns at most.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::text {

// Digits in international form without "+": "526671234567" for "+52 667 123 4567", "0052..", or the
// national number with country MX. Empty when unusable. Without a country a national number stays
// as it is, behind a "?".
std::string phone_digits(std::string_view phone, std::string_view country);
std::uint64_t phone_key(std::string_view phone, std::string_view country);

// Lower case; what stands behind + is left out, and the stops of gmail addresses.
std::uint64_t email_key(std::string_view email);
// Lower case for the address forms in which case says nothing (0x.., bc1..), else as written.
// "bitcoin:" is left out.
std::uint64_t wallet_key(std::string_view wallet);
// Bank accounts, cards, IBAN: letters and digits alone.
std::uint64_t account_key(std::string_view account);
// Version 4 and 6, with or without a port. Private, loopback and shared ranges tell nothing: 0.
std::uint64_t ip_key(std::string_view ip);
// "@Name", "https://t.me/name", "telegram: name" are one.
std::uint64_t handle_key(std::string_view handle);
// Passports, tax and register numbers: letters and digits alone.
std::uint64_t identifier_key(std::string_view identifier);

}  // namespace chokepoint::text
