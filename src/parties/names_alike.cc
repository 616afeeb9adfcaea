#include "parties/names_alike.h"

#include <algorithm>
#include <string>

#include "text/data_table.h"
#include "text/normal_form.h"

namespace chokepoint::parties {

using records::Text;

namespace {

constexpr std::size_t kLettersAtLeast = 10;

std::string letters_of(Text name) {
  std::string folded = text::fold(name);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '-' || c == '.' || c == ','; });
  return folded;
}

}  // namespace

bool may_be_cut_short(Text a, Text b) {
  const std::string first = letters_of(a), second = letters_of(b);
  const std::string& shorter = first.size() < second.size() ? first : second;
  return shorter.size() >= kLettersAtLeast && first.starts_with(shorter) &&
         second.starts_with(shorter);
}

bool may_be_behind_mask(Text masked, Text name) {
  const std::string left = text::fold(masked.substr(0, masked.find('*')));
  if (left.size() < 2) return false;
  const std::string folded = text::fold(name);
  if (text::has_han(left)) return folded.starts_with(left);
  std::string parted = folded;
  std::ranges::replace(parted, ',', ' ');
  const auto words = text::split_words(parted);
  const auto left_words = text::split_words(left);
  return !left_words.empty() && !std::ranges::search(words, left_words).empty();
}

}  // namespace chokepoint::parties
