#include "text/address_part_words.h"

#include <algorithm>
#include <array>

#include "text/address_words.h"
#include "text/han.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

using Kind = AddressWordKind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view without_ordinal_ending(std::string_view word) {
  const auto digits =
      static_cast<std::size_t>(std::ranges::find_if_not(word, is_digit) - word.begin());
  const std::string_view ending = word.substr(digits);
  const bool counts = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
  return digits > 0 && counts ? word.substr(0, digits) : word;
}

bool is_chinese(std::string_view country) {
  return country == "CN" || country == "TW" || country == "HK" || country == "MO";
}

}  // namespace

void append_value(std::string_view text, std::string& value) {
  const std::size_t start = value.size();
  const auto ends_in_digit = [&] { return value.size() > start && is_digit(value.back()); };
  bool parted = false;
  for (const char c : text) {
    if (!is_letter_or_digit(c)) {
      parted = true;
      continue;
    }
    if (is_digit(c) && ends_in_digit()) {
      const bool zero_alone =
          value.back() == '0' && (value.size() == start + 1 || !is_digit(value[value.size() - 2]));
      if (parted) {
        value += '-';
      } else if (zero_alone) {
        value.pop_back();
      }
    }
    parted = false;
    value += c;
  }
}

void PartWords::clear() {
  bytes_.clear();
  ends_.clear();
  number_count_ = 0;
}

std::string_view PartWords::operator[](std::size_t i) const {
  const std::size_t from = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(bytes_).substr(from, ends_[i] - from);
}

std::string PartWords::text() const {
  std::vector<std::string_view> words;
  words.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) words.push_back((*this)[i]);
  if (!order_counts()) std::ranges::sort(words);
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

void PartWords::add(std::string_view part, std::string_view country) {
  for (std::size_t from = 0; from < part.size();) {
    const std::size_t to = std::min(part.find(' ', from), part.size());
    if (to > from) add_word(part.substr(from, to - from), country);
    from = to + 1;
  }
  if (!syllables_.empty()) add_text(syllables_);
  syllables_.clear();
}

void PartWords::add_syllable(std::string_view text) {
  if (!syllables_.empty()) syllables_ += ' ';
  syllables_ += text;
}

void PartWords::add_text(std::string_view text) {
  bytes_ += text;
  ends_.push_back(bytes_.size());
}

void PartWords::add_word(std::string_view word, std::string_view country) {
  if (has_han(word)) return add_han(word, country);
  const AddressWord& meaning = *find_address_word(word, country).word;
  switch (meaning.kind) {
    case Kind::drop: return;
    case Kind::type:
    case Kind::direction:
    case Kind::name:
    case Kind::building: return add_text(meaning.canonical);
    default: return add_plain(word, country);
  }
}

void PartWords::add_plain(std::string_view word, std::string_view country) {
  if (std::ranges::any_of(word, is_digit)) {
    ++number_count_;
    append_value(without_ordinal_ending(word), bytes_);
    ends_.push_back(bytes_.size());
    return;
  }
  if (!is_chinese(country)) return add_text(word);
  // "chang'an": the apostrophe parts two syllables.
  for (std::size_t from = 0; from < word.size();) {
    const std::size_t to = std::min(word.find('\'', from), word.size());
    add_pinyin(word.substr(from, to - from));
    from = to + 1;
  }
}

void PartWords::add_pinyin(std::string_view word) {
  std::array<std::uint8_t, 8> ends{};
  const std::size_t count = cut_pinyin(word, ends);
  if (count == 0 && !word.empty()) add_syllable(word);
  for (std::size_t i = 0, from = 0; i < count; from = ends[i++])
    add_syllable(word.substr(from, ends[i] - from));
}

// Types as the words of Latin documents, the rest by syllables.
void PartWords::add_han(std::string_view word, std::string_view country) {
  const std::size_t longest = longest_han_address_word() * 3;
  std::size_t from = 0, at = 0;
  while (at < word.size()) {
    std::size_t taken = 0;
    for (std::size_t size = std::min(longest, word.size() - at); size >= 3; --size) {
      const AddressWord& meaning = *find_address_word(word.substr(at, size), country).word;
      if (meaning.kind != Kind::type && meaning.kind != Kind::name) continue;
      add_syllables(word.substr(from, at - from), country);
      add_text(meaning.canonical);
      taken = size;
      break;
    }
    if (taken > 0) {
      from = at += taken;
    } else {
      next_code_point(word, at);
    }
  }
  add_syllables(word.substr(from), country);
}

void PartWords::add_syllables(std::string_view text, std::string_view country) {
  std::u32string run;
  const auto put_run = [&] {
    for (const std::string& syllable : pinyin_syllables(run, HanUse::words)) add_syllable(syllable);
    run.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t point = next_code_point(text, at);
    if (is_han(point)) {
      run.push_back(point);
      continue;
    }
    put_run();
    while (point < 0x80 && at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    add_plain(text.substr(start, at - start), country);
  }
  put_run();
}

}  // namespace chokepoint::text
