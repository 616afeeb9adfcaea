#include "engine/screen_numbers.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "text/channel_key.h"

namespace chokepoint::engine {
namespace {

constexpr std::size_t kLongest = 512, kMostWords = 24;
// A text, and a word of a longer one, is looked up as a number from here on.
constexpr std::size_t kLeastOfText = 6, kLeastOfWord = 7;
constexpr std::ptrdiff_t kLeastDigits = 4;

enum class Sort : std::uint64_t { wallet = 1, email, phone, identifier };

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// 0 for what is unusable.
std::uint64_t key_of(Sort sort, std::uint64_t key) {
  return key == 0 ? 0 : base::mix(static_cast<std::uint64_t>(sort), key);
}

// Lists leave out the plus of an international number as often as not.
std::uint64_t phone_key(std::string_view phone, std::string_view country) {
  std::string digits = text::phone_digits(phone, country);
  std::erase(digits, '?');
  return digits.size() < 7 ? 0 : key_of(Sort::phone, base::hash_bytes(digits));
}

std::uint64_t key_of(const EntryNumber& number) {
  if (number.kind == "wallet") return key_of(Sort::wallet, text::wallet_key(number.value));
  if (number.kind == "email") return key_of(Sort::email, text::email_key(number.value));
  if (number.kind == "phone") return phone_key(number.value, number.country);
  return key_of(Sort::identifier, text::identifier_key(number.value));
}

bool may_be_number(std::string_view word, std::size_t least) {
  return word.size() >= least && std::ranges::count_if(word, is_digit) >= kLeastDigits;
}

// "IMO9187629" is written as often as "IMO 9187629".
std::string_view without_imo(std::string_view word) {
  const bool imo = word.size() == 10 && (word.starts_with("IMO") || word.starts_with("imo"));
  return imo ? word.substr(3) : word;
}

std::vector<std::string_view> cut_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty() && words.size() < kMostWords) {
    const std::size_t end = std::min(text.find_first_of(" ,;()\t\n"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

ListedNumbers::ListedNumbers(std::span<const EntryNumber> numbers) {
  for (std::uint32_t i = 0; i < numbers.size(); ++i) {
    if (const std::uint64_t key = key_of(numbers[i]); key != 0) by_key_.emplace_back(key, i);
  }
  std::ranges::sort(by_key_);
}

std::vector<std::uint32_t> ListedNumbers::find(std::string_view text,
                                               std::string_view country) const {
  std::vector<std::uint32_t> found;
  if (by_key_.empty() || text.size() > kLongest ||
      (std::ranges::none_of(text, is_digit) && !text.contains('@'))) {
    return found;
  }
  std::vector<std::uint64_t> keys = {
      key_of(Sort::wallet, text::wallet_key(text)), phone_key(text, country),
      may_be_number(text, kLeastOfText) ? key_of(Sort::identifier, text::identifier_key(text)) : 0};
  for (const std::string_view word : cut_words(text)) {
    if (word.contains('@')) keys.push_back(key_of(Sort::email, text::email_key(word)));
    if (may_be_number(word, kLeastOfWord))
      keys.push_back(key_of(Sort::identifier, text::identifier_key(without_imo(word))));
  }
  for (const std::uint64_t key : keys) {
    if (key == 0) continue;
    const auto same =
        std::ranges::equal_range(by_key_, key, {}, &std::pair<std::uint64_t, std::uint32_t>::first);
    for (const auto& [unused, place] : same) found.push_back(place);
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

}  // namespace chokepoint::engine
