#include "world/contacts.h"

#include <cmath>

namespace chokepoint::world {
namespace {

std::uint64_t scramble(std::uint64_t seed, std::uint64_t use) {
  return base::mix(seed, use);
}

// IBAN lengths of the account part, digits only; nothing for countries without.
int account_digits(std::string_view country) {
  if (country == "DE") return 18;
  if (country == "TR") return 22;
  return 0;
}

int remainder_97(std::string_view digits, int from) {
  int remainder = from;
  for (const char digit : digits) remainder = (remainder * 10 + (digit - '0')) % 97;
  return remainder;
}

// Bank code letters as numbers: A is 10.
void append_letters_as_digits(std::string_view letters, std::string& out) {
  for (const char letter : letters)
    append_digits(static_cast<std::uint64_t>(letter - 'A') + 10, 2, out);
}

void append_iban(std::string_view country, std::string_view bank_letters, std::string_view digits,
                 std::string& out) {
  std::string numbers;
  append_letters_as_digits(bank_letters, numbers);
  numbers += digits;
  append_letters_as_digits(country, numbers);
  numbers += "00";
  out += country;
  append_digits(static_cast<std::uint64_t>(98 - remainder_97(numbers, 0)), 2, out);
  out += bank_letters;
  out += digits;
}

}  // namespace

void append_digits(std::uint64_t value, int width, std::string& out) {
  char buffer[20];
  for (int i = width - 1; i >= 0; --i, value /= 10) buffer[i] = static_cast<char>('0' + value % 10);
  out.append(buffer, static_cast<std::size_t>(width));
}

void append_hex(std::uint64_t value, std::string& out) {
  char buffer[16];
  for (int i = 15; i >= 0; --i, value >>= 4) buffer[i] = "0123456789abcdef"[value & 15];
  out.append(buffer, 16);
}

void append_decimal(double value, int decimals, std::string& out) {
  static constexpr std::uint64_t kScale[] = {1, 10, 100, 1000};
  const std::uint64_t scale = kScale[decimals];
  const auto units =
      static_cast<std::uint64_t>(std::floor(value * static_cast<double>(scale) + 0.5));
  out += std::to_string(units / scale);
  if (decimals == 0) return;
  out += '.';
  append_digits(units % scale, decimals, out);
}

void append_street(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                   std::string& out) {
  const City& city = tables.cities[actor.city];
  const Culture& culture = tables.cultures[city.culture];
  base::Rng building(actor.building_seed), style(scramble(spelling, 11));
  const Forms& street = culture.streets[building.below(culture.streets.size())];
  const std::uint64_t number = 1 + building.below(building.chance(0.5) ? 99 : 2400);
  const bool varies = style.chance(0.14);
  const std::uint64_t way = style.below(3);
  const std::uint64_t unit = 1 + base::mix(actor.unit_seed, 1) % 899;
  const std::string& name = varies && way == 0 ? street.form(1) : street.canonical();
  const bool writes_unit = actor.unit_seed != 0 && !(varies && way == 1);
  const bool number_last = culture.code == "de" || culture.code == "nl" || culture.code == "es";
  if (writes_unit && varies && way == 2) out += std::to_string(unit), out += '-';
  if (number_last)
    out += name, out += ' ', out += std::to_string(number);
  else
    out += culture.code == "zh" ? "No. " : "", out += std::to_string(number), out += ' ',
        out += name;
  if (writes_unit && !(varies && way == 2)) {
    static constexpr const char* kUnits[] = {" Apt ", " Unit ", " Suite ", " #", " Ste "};
    out += culture.code == "zh" ? ", Room " : kUnits[actor.unit_seed % 5],
        out += std::to_string(unit);
  }
}

void append_city(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                 std::string& out) {
  const Forms& name = tables.cities[actor.city].name;
  out += base::mix(spelling, 13) % 100 < 3 ? name.form(1) : name.canonical();
}

void append_postcode(const Tables& tables, const Actor& actor, std::string& out) {
  base::Rng building(scramble(actor.building_seed, 17));
  for (const char c : tables.cities[actor.city].postcode)
    out += c == '#' ? static_cast<char>('0' + building.below(10)) : c;
}

void append_full_address(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                         std::string& out) {
  append_street(tables, actor, spelling, out);
  out += ", ";
  append_city(tables, actor, spelling, out);
  if (!tables.cities[actor.city].postcode.empty()) out += ' ', append_postcode(tables, actor, out);
}

void append_phone(const Tables& tables, const Actor& actor, std::uint64_t spelling,
                  std::string& out) {
  const City& city = tables.cities[actor.city];
  const Country& country =
      tables
          .countries[actor.phone_country == kOwnCountry ? city.country_index : actor.phone_country];
  const std::uint64_t digits = scramble(actor.phone_seed, 19);
  base::Rng style(scramble(spelling, 23));
  std::string national;
  if (country.code == "CN")
    national = "13", append_digits(digits % 1'000'000'000, 9, national);
  else if (country.code == "HK")
    national = "9", append_digits(digits % 10'000'000, 7, national);
  else if (country.calling_code == "1")
    append_digits(200 + digits % 700, 3, national),
        append_digits(2'000'000 + (digits >> 20) % 7'000'000, 7, national);
  else
    append_digits(600'000'000 + digits % 300'000'000, 9, national);
  const std::uint64_t way = style.below(20);
  if (way == 0) {
    out.append(national, 0, 3), out += "****", out.append(national, national.size() - 4, 4);
    return;
  }
  out += way < 14   ? "+"
         : way < 17 ? "00"
                    : "+",
      out += country.calling_code, out += way < 17 ? " " : "";
  if (way < 10 || way >= 17) {
    out += national;
    return;
  }
  out.append(national, 0, 3), out += ' ', out.append(national, 3, 3), out += ' ',
      out.append(national, 6);
}

void append_email(const Tables& tables, const Actor& actor, std::string& out) {
  base::Rng rng(actor.email_seed);
  static constexpr char kLetters[] = "abcdefghijklmnoprstuvwyz";
  const Culture& culture = tables.cultures[actor.person_culture];
  if (rng.chance(0.6)) {
    for (const char c : culture.given_names[rng.below(culture.given_names.size())].canonical()) {
      if (c >= 'A' && c <= 'Z')
        out += static_cast<char>(c + 32);
      else if (c >= 'a' && c <= 'z')
        out += c;
    }
  }
  for (std::uint64_t i = 0, letters = 3 + rng.below(5); i < letters; ++i)
    out += kLetters[rng.below(24)];
  append_digits(rng.below(1000), 3, out);
  out += '@';
  out += tables.mail_hosts[rng.below(tables.mail_hosts.size())];
  out += ".example";
}

void append_ip_address(const Actor& actor, std::string& out) {
  const std::uint64_t bits = scramble(actor.ip_seed, 29);
  // 10.0.0.0/8, which is nobody's.
  out += "10.", out += std::to_string(bits & 255), out += '.',
      out += std::to_string(bits >> 8 & 255), out += '.';
  out += std::to_string(1 + (bits >> 16) % 254);
}

void append_shipping_account(const Actor& actor, std::string& out) {
  append_digits(scramble(actor.account_seed, 31) % 10'000'000'000ULL, 10, out);
}

void append_bank_account(const Tables& tables, const Actor& actor, std::string& out) {
  const std::string& country = tables.cities[actor.city].country;
  base::Rng rng(actor.bank_seed);
  std::string digits;
  if (const int count = account_digits(country); count > 0) {
    append_digits(rng.below(100'000'000), 8, digits),
        append_digits(rng.below(10'000'000'000ULL), 10, digits);
    if (count > 18) append_digits(rng.below(10'000), 4, digits);
    append_iban(country, "", digits, out);
  } else if (country == "GB" || country == "NL") {
    static constexpr const char* kBanks[] = {"ALFA", "BRIX", "CORE", "DELT"};
    append_digits(rng.below(10'000'000'000ULL), 10, digits);
    if (country == "GB") append_digits(rng.below(10'000), 4, digits);
    append_iban(country, kBanks[rng.below(4)], digits, out);
  } else {
    append_digits(rng.below(1'000'000'000'000ULL), 12, out);
  }
}

void append_bic(const Tables& tables, const Actor& actor, std::string& out) {
  static constexpr const char* kBanks[] = {"ALFA", "BRIX", "CORE", "DELT", "ECHO", "FERN"};
  base::Rng rng(scramble(actor.bank_seed, 37));
  out += kBanks[rng.below(6)], out += tables.cities[actor.city].country,
      out += rng.chance(0.5) ? "22" : "2A";
}

void append_wallet(const Actor& actor, std::string& out) {
  static constexpr char kBase58[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  base::Rng rng(actor.wallet_seed);
  const bool is_tron = rng.chance(0.5);
  out += is_tron ? 'T' : '1';
  for (int i = 0; i < 33; ++i) out += kBase58[rng.below(58)];
}

void append_handles(const Tables& tables, const Actor& actor, std::string& out) {
  base::Rng rng(scramble(actor.email_seed, 41));
  static constexpr const char* kServices[] = {"wechat:", "telegram:", "whatsapp:"};
  const std::uint64_t service = rng.below(3);
  out += kServices[service];
  if (service == 2) return append_phone(tables, actor, 0, out);
  std::string email;
  append_email(tables, actor, email);
  out.append(email, 0, email.find('@'));
}

void append_tax_number(const Tables& tables, const Actor& actor, std::string& out) {
  out += tables.cities[actor.city].country;
  append_digits(scramble(actor.id, 43) % 1'000'000'000ULL, 9, out);
}

void append_s10(const char* service, std::uint32_t serial, std::string_view country,
                std::string& out) {
  static constexpr int kWeights[] = {8, 6, 4, 2, 3, 5, 9, 7};
  out += service;
  const std::size_t at = out.size();
  append_digits(serial, 8, out);
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) sum += (out[at + i] - '0') * kWeights[i];
  const int check = 11 - sum % 11;
  out += static_cast<char>('0' + (check == 10 ? 0 : check == 11 ? 5 : check));
  out += country;
}

std::uint32_t shuffle_serial(std::uint32_t index, std::uint64_t seed) {
  constexpr std::uint32_t kSerials = 100'000'000, kHalfBits = 14, kMask = (1u << kHalfBits) - 1;
  // A four-round Feistel network over 28 bits, walked until it lands inside.
  std::uint32_t value = index;
  do {
    std::uint32_t left = value >> kHalfBits, right = value & kMask;
    for (std::uint64_t round = 0; round < 4; ++round) {
      const auto next = static_cast<std::uint32_t>(left ^ (base::mix(seed + round, right) & kMask));
      left = right, right = next;
    }
    value = left << kHalfBits | right;
  } while (value >= kSerials);
  return value;
}

}  // namespace chokepoint::world
