#include "records/identifiers.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace chokepoint::records {
namespace {

constexpr std::array<std::string_view, kIdentifierKinds> kNames = {"s10",
                                                                   "container",
                                                                   "cas",
                                                                   "iban",
                                                                   "lei",
                                                                   "imo",
                                                                   "awb",
                                                                   "gtin",
                                                                   "sscc",
                                                                   "gln",
                                                                   "unified_social_credit",
                                                                   "payment_card",
                                                                   "imei",
                                                                   "bic",
                                                                   "un_locode",
                                                                   "mmsi",
                                                                   "hs",
                                                                   "eori",
                                                                   "phone",
                                                                   "uetr",
                                                                   "inchikey"};

// Three bytes a code, sorted: ISO 3166-1 alpha-2 as assigned.
constexpr std::string_view kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES "
    "ET FI FJ FK FM FO "
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN "
    "IO IQ IR IS IT JE "
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG "
    "MH MK ML MM MN MO "
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL "
    "PM PN PR PS PT PW "
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM "
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

// Five bytes a country: the whole length of its IBAN, as in SWIFT's registry.
constexpr std::string_view kIbanLengths =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 "
    "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 "
    "IT27 JO30 KW30 KZ20 "
    "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 "
    "OM23 PK24 PL28 PS29 "
    "PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
    "UA29 VA22 VG24 XK20 "
    "YE30 ";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_letter(c);
}
int digit(char c) {
  return c - '0';
}
bool all_digits(Text text) {
  return std::ranges::all_of(text, is_digit);
}
bool all_letters(Text text) {
  return std::ranges::all_of(text, is_letter);
}
bool all_alphanumeric(Text text) {
  return std::ranges::all_of(text, is_alphanumeric);
}
bool all_zeros(Text text) {
  return std::ranges::all_of(text, [](char c) { return c == '0'; });
}

Text trim(Text text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The text in capitals without the separators that its kind allows. Too long is empty: no
// identifier has 64 characters.
class Compact {
 public:
  Compact(Text text, std::string_view separators) {
    for (const char c : trim(text)) {
      if (separators.find(c) != std::string_view::npos) continue;
      if (size_ == bytes_.size()) {
        size_ = 0;
        return;
      }
      bytes_[size_++] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  Text text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 64> bytes_{};
  std::size_t size_ = 0;
};

int iban_length(Text country) {
  const std::size_t at = kIbanLengths.find(country);
  if (country.size() != 2 || at == std::string_view::npos || at % 5 != 0) return 0;
  return digit(kIbanLengths[at + 2]) * 10 + digit(kIbanLengths[at + 3]);
}

// Of digits and letters read as 10 to 35, one long decimal number.
int modulo_97(Text text, int before = 0) {
  int rest = before;
  for (const char c : text) {
    rest = is_digit(c) ? (rest * 10 + digit(c)) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  }
  return rest;
}

bool luhn(Text digits) {
  int sum = 0;
  bool doubled = false;
  for (std::size_t i = digits.size(); i-- > 0; doubled = !doubled) {
    const int value = digit(digits[i]) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

bool gs1(Text digits) {
  int sum = 0;
  int weight = 1;
  for (std::size_t i = digits.size(); i-- > 0; weight = 4 - weight)
    sum += digit(digits[i]) * weight;
  return sum % 10 == 0 && !all_zeros(digits);
}

bool is_digits_of(Text text, std::size_t size) {
  return text.size() == size && all_digits(text);
}

bool s10(Text text) {
  constexpr std::array<int, 8> kWeights = {8, 6, 4, 2, 3, 5, 9, 7};
  if (text.size() != 13 || !all_letters(text.substr(0, 2)) || !all_digits(text.substr(2, 9)) ||
      !is_country_code(text.substr(11)) || all_zeros(text.substr(2, 8))) {
    return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * digit(text[2 + i]);
  const int check = 11 - sum % 11;
  return digit(text[10]) == (check == 10 ? 0 : check == 11 ? 5 : check);
}

bool container(Text text) {
  if (text.size() != 11 || !all_letters(text.substr(0, 4)) || !all_digits(text.substr(4)) ||
      (text[3] != 'U' && text[3] != 'J' && text[3] != 'Z')) {
    return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    // Letters count from 10 and leave out the multiples of 11.
    const int letter = text[i] - 'A';
    const int value = is_digit(text[i]) ? digit(text[i]) : 10 + letter + (letter + 9) / 10;
    sum += value << i;
  }
  return digit(text[10]) == sum % 11 % 10;
}

bool cas(Text text) {
  const std::size_t size = text.size();
  if (size < 7 || size > 12 || text[size - 2] != '-' || text[size - 5] != '-' ||
      text.front() == '0' || !all_digits(text.substr(0, size - 5)) ||
      !all_digits(text.substr(size - 4, 2)) || !is_digit(text.back())) {
    return false;
  }
  int sum = 0;
  int weight = 1;
  for (std::size_t i = size - 2; i-- > 0;) {
    if (text[i] != '-') sum += weight++ * digit(text[i]);
  }
  return sum % 10 == digit(text.back());
}

// ISO 7064 makes 02 to 98 alone; 00, 01 and 99 would pass the division as well.
bool is_pair_of_97(Text digits) {
  if (!all_digits(digits)) return false;
  const int value = digit(digits[0]) * 10 + digit(digits[1]);
  return value >= 2 && value <= 98;
}

bool iban(Text text) {
  return text.size() >= 15 && static_cast<int>(text.size()) == iban_length(text.substr(0, 2)) &&
         is_pair_of_97(text.substr(2, 2)) && all_alphanumeric(text) &&
         modulo_97(text.substr(0, 4), modulo_97(text.substr(4))) == 1;
}

bool lei(Text text) {
  return text.size() == 20 && all_alphanumeric(text) && is_pair_of_97(text.substr(18)) &&
         modulo_97(text) == 1;
}

bool imo(Text text) {
  if (text.starts_with("IMO")) text.remove_prefix(3);
  if (!is_digits_of(text, 7) || all_zeros(text)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 6; ++i) sum += digit(text[i]) * static_cast<int>(7 - i);
  return sum % 10 == digit(text[6]);
}

bool awb(Text text) {
  if (!is_digits_of(text, 11) || all_zeros(text.substr(3))) return false;
  int serial = 0;
  for (const char c : text.substr(3, 7)) serial = serial * 10 + digit(c);
  return serial % 7 == digit(text[10]);
}

bool unified_social_credit(Text text) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (text.size() != 18 || !all_digits(text.substr(2, 6)) || all_zeros(text)) return false;
  int sum = 0;
  int weight = 1;
  for (std::size_t i = 0; i < 17; ++i) {
    const std::size_t value = kAlphabet.find(text[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<int>(value) * weight;
    weight = weight * 3 % 31;
  }
  return kAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == text[17];
}

bool payment_card(Text text) {
  return text.size() >= 12 && text.size() <= 19 && all_digits(text) && !all_zeros(text) &&
         luhn(text);
}

bool bic(Text text) {
  return (text.size() == 8 || text.size() == 11) && all_letters(text.substr(0, 4)) &&
         all_alphanumeric(text) &&
         (is_country_code(text.substr(4, 2)) || text.substr(4, 2) == "XK");
}

bool un_locode(Text text) {
  return text.size() == 5 && (is_country_code(text.substr(0, 2)) || text.starts_with("XZ")) &&
         std::ranges::all_of(text.substr(2),
                             [](char c) { return is_letter(c) || (c >= '2' && c <= '9'); });
}

bool hs(Text text) {
  if (text.size() < 6 || text.size() > 13 || !all_digits(text)) return false;
  const int chapter = digit(text[0]) * 10 + digit(text[1]);
  return chapter >= 1 && chapter <= 97 && chapter != 77;
}

bool eori(Text text) {
  return text.size() > 2 && text.size() <= 17 &&
         (is_country_code(text.substr(0, 2)) || text.starts_with("XI")) &&
         all_alphanumeric(text.substr(2));
}

bool phone(Text text) {
  if (text.starts_with("+")) {
    text.remove_prefix(1);
  } else if (text.starts_with("00")) {
    text.remove_prefix(2);
  } else {
    return false;
  }
  return text.size() >= 7 && text.size() <= 15 && all_digits(text) && text.front() != '0';
}

bool uetr(Text text) {
  if (text.size() != 36 || text[14] != '4' ||
      std::string_view("89AB").find(text[19]) == std::string_view::npos) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : !(is_digit(text[i]) || (text[i] >= 'A' && text[i] <= 'F')))
      return false;
  }
  return true;
}

bool inchikey(Text text) {
  return text.size() == 27 && text[14] == '-' && text[25] == '-' &&
         all_letters(text.substr(0, 14)) && all_letters(text.substr(15, 10)) && is_letter(text[26]);
}

bool has_digit(Text text) {
  return std::ranges::any_of(text, is_digit);
}

}  // namespace

std::string_view name(IdentifierKind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

bool is_country_code(Text text) {
  if (text.size() != 2 || !all_letters(text)) return false;
  const std::size_t at = kCountries.find(text);
  return at != std::string_view::npos && at % 3 == 0;
}

bool is_valid(IdentifierKind kind, Text text) {
  const Compact exact(text, "");
  const Compact spaced(text, " ");
  const Compact hyphened(text, " -");
  switch (kind) {
    case IdentifierKind::s10:
      return s10(hyphened.text());
    case IdentifierKind::container:
      return container(hyphened.text());
    case IdentifierKind::cas:
      return cas(exact.text());
    case IdentifierKind::iban:
      return iban(hyphened.text());
    case IdentifierKind::lei:
      return lei(spaced.text());
    case IdentifierKind::imo:
      return imo(spaced.text());
    case IdentifierKind::awb:
      return awb(hyphened.text());
    case IdentifierKind::gtin: {
      const Text digits = hyphened.text();
      const std::size_t size = digits.size();
      return (size == 8 || (size >= 12 && size <= 14)) && all_digits(digits) && gs1(digits);
    }
    case IdentifierKind::sscc:
      return is_digits_of(hyphened.text(), 18) && gs1(hyphened.text());
    case IdentifierKind::gln:
      return is_digits_of(hyphened.text(), 13) && gs1(hyphened.text());
    case IdentifierKind::unified_social_credit:
      return unified_social_credit(spaced.text());
    case IdentifierKind::payment_card:
      return payment_card(hyphened.text());
    case IdentifierKind::imei:
      return hyphened.text().size() == 15 && payment_card(hyphened.text());
    case IdentifierKind::bic:
      return bic(spaced.text());
    case IdentifierKind::un_locode:
      return un_locode(spaced.text());
    case IdentifierKind::mmsi:
      return is_digits_of(spaced.text(), 9) && !all_zeros(spaced.text());
    case IdentifierKind::hs:
      return hs(Compact(text, " .").text());
    case IdentifierKind::eori:
      return eori(spaced.text());
    case IdentifierKind::phone:
      return phone(Compact(text, " -.()/").text());
    case IdentifierKind::uetr:
      return uetr(exact.text());
    case IdentifierKind::inchikey:
      return inchikey(exact.text());
  }
  return false;
}

std::optional<IdentifierKind> recognise(Text text) {
  using enum IdentifierKind;
  text = trim(text);
  // From the most telling shape to the least; a number of 13 digits is an article before it is a
  // card.
  constexpr std::array kByShape = {uetr, inchikey, iban,         s10,  container,
                                   lei,  cas,      phone,        sscc, unified_social_credit,
                                   imei, gtin,     payment_card, imo,  awb};
  for (const IdentifierKind kind : kByShape) {
    if (is_valid(kind, text)) return kind;
  }
  if (!has_digit(text)) return std::nullopt;
  constexpr std::array kByPattern = {bic, un_locode, mmsi, hs};
  for (const IdentifierKind kind : kByPattern) {
    if (is_valid(kind, text)) return kind;
  }
  // An EORI is told from a house number in a word by its length.
  if (text.size() >= 10 && is_valid(eori, text)) return eori;
  return std::nullopt;
}

}  // namespace chokepoint::records
