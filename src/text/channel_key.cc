#include "text/channel_key.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "base/check.h"
#include "base/hash.h"
#include "text/data_table.h"
#include "text/name_words.h"
#include "text/normal_form.h"

namespace chokepoint::text {
namespace {

enum Kind : std::uint64_t { kPhone = 11, kEmail, kWallet, kAccount, kIp, kHandle, kIdentifier };

constexpr std::size_t kLongest = 256;  // what is longer is no channel

std::uint64_t key_of(std::string_view text, Kind kind) {
  const std::uint64_t hash = base::hash_bytes(text, kind);
  return hash == 0 ? 1 : hash;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_masked(std::string_view folded) {
  return folded.find('*') != std::string_view::npos ||
         folded.find("xxx") != std::string_view::npos ||
         folded.find("\u25CF") != std::string_view::npos ||
         folded.find("...") != std::string_view::npos;
}

// 0000000, 1111111, 123456789, 987654321.
bool is_run(std::string_view text) {
  if (text.size() < 2) return true;
  const int step = text[1] - text[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const int here = text[i] - text[i - 1];
    // ...7890 goes on after the nine.
    if (here != step && !(step == 1 && text[i - 1] == '9' && text[i] == '0')) return false;
  }
  return true;
}

struct NumberingPlan {
  std::string code, trunk, old_mobile;
  std::size_t shortest = 0, longest = 0;
};

struct NumberingPlans {
  std::unordered_map<std::uint32_t, NumberingPlan> by_country;

  NumberingPlans() {
    for (const auto& row : read_table("names/calling_codes.tsv")) {
      CHECK(row.size() == 6 && row[0].size() == 2);
      by_country[number(row[0])] = {row[1], row[2], row[3], std::stoul(row[4]), std::stoul(row[5])};
    }
  }
  static std::uint32_t number(std::string_view country) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; };
    return static_cast<std::uint32_t>(upper(country[0]) << 8 | upper(country[1]));
  }
  const NumberingPlan* find(std::string_view country) const {
    if (country.size() != 2) return nullptr;
    const auto found = by_country.find(number(country));
    return found == by_country.end() ? nullptr : &found->second;
  }
};

const NumberingPlans& plans() {
  static const NumberingPlans instance;
  return instance;
}

// Drops what a country once put between its code and the number: +52 1, +54 9.
std::string without_old_mobile(std::string digits) {
  if (digits.size() == 13 && (digits.starts_with("521") || digits.starts_with("549")))
    digits.erase(2, 1);
  return digits;
}

std::string from_national(std::string_view national, const NumberingPlan& plan) {
  const auto fits = [&](std::string_view number) {
    return number.size() >= plan.shortest && number.size() <= plan.longest;
  };
  // The code without a plus: too long for a national number, and the right length behind the code.
  if (national.starts_with(plan.code) && national.size() > plan.longest) {
    std::string_view rest = national.substr(plan.code.size());
    if (!plan.old_mobile.empty() && rest.size() > plan.longest &&
        rest.starts_with(plan.old_mobile)) {
      rest.remove_prefix(plan.old_mobile.size());
    }
    if (fits(rest)) return plan.code + std::string(rest);
  }
  std::string_view number = national;
  if (!plan.trunk.empty() && number.starts_with(plan.trunk) &&
      number.size() - plan.trunk.size() >= plan.shortest &&
      (number.size() > plan.longest || plan.trunk[0] == '0')) {
    number.remove_prefix(plan.trunk.size());
  }
  return plan.code + std::string(number);
}

std::string letters_and_digits(std::string_view text) {
  std::string kept = fold(text.substr(0, kLongest));
  if (is_masked(kept)) return {};
  std::erase_if(kept, [](char c) {
    return !is_digit(c) && !is_letter(c) && static_cast<unsigned char>(c) < 0x80;
  });
  return kept;
}

bool is_empty_word(std::string_view text) {
  return text.find_first_not_of(text.empty() ? '0' : text[0]) == std::string_view::npos ||
         is_run(text) || is_placeholder_name(text);
}

bool is_private_v4(const std::array<std::uint8_t, 4>& a) {
  return a[0] == 0 || a[0] == 10 || a[0] == 127 || (a[0] == 172 && a[1] >= 16 && a[1] < 32) ||
         (a[0] == 192 && a[1] == 168) || (a[0] == 169 && a[1] == 254) ||
         (a[0] == 100 && a[1] >= 64 && a[1] < 128) || a[0] >= 224;
}

}  // namespace

std::string phone_digits(std::string_view phone, std::string_view country) {
  if (phone.size() > 64) return {};
  const std::string folded = fold(phone);
  if (is_masked(folded)) return {};
  std::string digits;
  bool plus = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (is_digit(c)) {
      // "+44 (0)20": the zero in brackets is only dialled at home.
      const bool home_zero = c == '0' && plus && i > 0 && folded[i - 1] == '(' &&
                             i + 1 < folded.size() && folded[i + 1] == ')';
      if (!home_zero) digits.push_back(c);
    } else if (c == '+' && digits.empty()) {
      plus = true;
    } else if (digits.size() >= 6 && (c == 'x' || c == 'e' || c == '#' || c == ';' || c == '/')) {
      break;  // an extension, or a second number
    }
  }
  if (!plus && digits.starts_with("00")) {
    digits.erase(0, 2);
    plus = true;
  }
  if (digits.size() < 6 || digits.size() > 17) return {};
  if (is_run(digits) || digits.find_first_not_of(digits.back()) == std::string::npos) return {};
  if (std::ranges::count(digits, '0') + 2 >= static_cast<std::ptrdiff_t>(digits.size())) return {};
  if (plus) return without_old_mobile(std::move(digits));
  if (const NumberingPlan* plan = plans().find(country)) return from_national(digits, *plan);
  return "?" + digits;
}

std::uint64_t phone_key(std::string_view phone, std::string_view country) {
  const std::string digits = phone_digits(phone, country);
  return digits.empty() ? 0 : key_of(digits, kPhone);
}

std::uint64_t email_key(std::string_view email) {
  if (email.size() > kLongest) return 0;
  std::string folded = fold(email);
  if (folded.starts_with("mailto:")) folded.erase(0, 7);
  std::erase(folded, ' ');
  const std::size_t at = folded.rfind('@');
  if (at == std::string::npos || at == 0 || is_masked(folded)) return 0;
  std::string local = folded.substr(0, at), domain = folded.substr(at + 1);
  if (domain.find('.') == std::string::npos || domain.starts_with('.')) return 0;
  if (domain == "googlemail.com") domain = "gmail.com";
  if (const std::size_t plus = local.find('+'); plus != std::string::npos && plus > 0)
    local.resize(plus);
  if (domain == "gmail.com") std::erase(local, '.');
  static constexpr std::array<std::string_view, 8> kNobody = {
      "noemail", "none", "na", "no", "test", "null", "unknown", "noreply"};
  if (local.empty() || std::ranges::find(kNobody, local) != kNobody.end()) return 0;
  if (domain.starts_with("example.") || domain == "test.com" || domain == "none.com") return 0;
  return key_of(local + "@" + domain, kEmail);
}

std::uint64_t wallet_key(std::string_view wallet) {
  if (wallet.size() > kLongest) return 0;
  // The longest word is the address; "XBT 1abc..", "bitcoin:1abc..?amount=1" have others beside it.
  std::string_view best;
  for (std::size_t at = 0; at < wallet.size();) {
    const auto is_word = [](char c) {
      return is_digit(c) || is_letter(static_cast<char>(c | 0x20));
    };
    std::size_t end = at;
    while (end < wallet.size() && is_word(wallet[end])) ++end;
    if (end - at > best.size()) best = wallet.substr(at, end - at);
    at = end + 1;
  }
  if (best.size() < 20 || wallet.find('*') != std::string_view::npos) return 0;
  std::string address(best);
  std::string lower = fold(best);
  const bool ignores_case = lower.starts_with("0x") || lower.starts_with("bc1") ||
                            lower.starts_with("ltc1") || lower.starts_with("tb1") ||
                            lower.starts_with("addr1");
  if (lower.find_first_not_of(lower[2], 2) == std::string::npos) return 0;
  return key_of(ignores_case ? lower : address, kWallet);
}

std::uint64_t account_key(std::string_view account) {
  if (account.size() > kLongest) return 0;
  const std::string kept = letters_and_digits(account);
  return kept.size() < 4 || is_empty_word(kept) ? 0 : key_of(kept, kAccount);
}

std::uint64_t ip_key(std::string_view ip) {
  while (!ip.empty() && (ip.front() == ' ' || ip.front() == '[')) ip.remove_prefix(1);
  while (!ip.empty() && ip.back() == ' ') ip.remove_suffix(1);
  if (const std::size_t bracket = ip.find(']'); bracket != std::string_view::npos)
    ip = ip.substr(0, bracket);
  if (std::ranges::count(ip, ':') == 1) ip = ip.substr(0, ip.find(':'));
  char text[64];
  if (ip.empty() || ip.size() >= sizeof text) return 0;
  std::memcpy(text, ip.data(), ip.size());
  text[ip.size()] = 0;
  std::array<std::uint8_t, 16> bytes{};
  std::array<std::uint8_t, 4> four{};
  static constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0,    0,
                                                           0, 0, 0, 0, 0xFF, 0xFF};
  if (inet_pton(AF_INET, text, four.data()) != 1) {
    if (inet_pton(AF_INET6, text, bytes.data()) != 1) return 0;
    const bool mapped = std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
    if (!mapped) {
      const bool local =
          (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80);
      const bool nowhere =
          std::all_of(bytes.begin(), bytes.begin() + 15, [](auto b) { return b == 0; });
      if (local || nowhere) return 0;
      return key_of({reinterpret_cast<const char*>(bytes.data()), 16}, kIp);
    }
    std::copy(bytes.begin() + 12, bytes.end(), four.begin());
  }
  if (is_private_v4(four)) return 0;
  return key_of({reinterpret_cast<const char*>(four.data()), 4}, kIp);
}

std::uint64_t handle_key(std::string_view handle) {
  if (handle.size() > kLongest) return 0;
  std::string folded = fold(handle);
  if (const std::size_t scheme = folded.find("://"); scheme != std::string::npos)
    folded.erase(0, scheme + 3);
  // Behind the last of / : @ stands the name; a query is left out.
  if (const std::size_t query = folded.find_first_of("?#"); query != std::string::npos)
    folded.resize(query);
  while (folded.ends_with('/')) folded.pop_back();
  if (const std::size_t at = folded.find_last_of("/:@"); at != std::string::npos)
    folded.erase(0, at + 1);
  std::erase(folded, ' ');
  if (folded.size() < 3 || is_masked(folded) || is_empty_word(folded)) return 0;
  return key_of(folded, kHandle);
}

std::uint64_t identifier_key(std::string_view identifier) {
  if (identifier.size() > kLongest) return 0;
  const std::string kept = letters_and_digits(identifier);
  return kept.size() < 4 || is_empty_word(kept) ? 0 : key_of(kept, kIdentifier);
}

}  // namespace chokepoint::text
