#include "made_names.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/data_table.h"

namespace chokepoint::testing {

MadeNames::MadeNames(std::uint64_t seed) : rng_(seed, "made names") {
  double sum = 0;
  for (const auto& row : text::read_table("names/frequencies.tsv")) {
    words_.push_back(row[0]);
    cumulative_.push_back(sum += std::stod(row[1]));
  }
  for (const auto& row : text::read_table("names/business_words.tsv")) {
    if (const auto words = text::split_words(row[1]); !words.empty()) trades_.push_back(words[0]);
  }
}

const std::string& MadeNames::frequent_word() {
  const double at = rng_.uniform() * cumulative_.back();
  const auto found = std::ranges::lower_bound(cumulative_, at);
  return words_[static_cast<std::size_t>(found - cumulative_.begin())];
}

std::string MadeNames::made_word() {
  static constexpr std::array<const char*, 20> kFirst = {"b", "c", "d",  "f",  "g",  "h", "k",
                                                         "l", "m", "n",  "p",  "r",  "s", "t",
                                                         "v", "z", "st", "br", "kh", "tr"};
  static constexpr std::array<const char*, 12> kMiddle = {"a",  "e",  "i",  "o",  "u",  "ai",
                                                          "an", "er", "in", "or", "el", "un"};
  std::string word;
  for (std::uint64_t i = 2 + rng_.below(3); i > 0; --i) {
    word += kFirst[rng_.below(kFirst.size())];
    word += kMiddle[rng_.below(kMiddle.size())];
  }
  return word;
}

std::string MadeNames::person() {
  std::string name = frequent_word();
  if (rng_.chance(0.35)) name += " " + frequent_word();
  name += " " + (rng_.chance(0.4) ? made_word() : frequent_word());
  return name;
}

std::string MadeNames::firm() {
  static constexpr std::array<const char*, 8> kForms = {"Co., Ltd.",    "LLC",     "Inc.",   "GmbH",
                                                        "S.A. de C.V.", "Limited", "S.R.L.", ""};
  std::string name = made_word();
  if (rng_.chance(0.3)) name += " " + made_word();
  for (std::uint64_t i = 1 + rng_.below(2); i > 0; --i)
    name += " " + trades_[rng_.below(trades_.size())];
  return name + " " + kForms[rng_.below(kForms.size())];
}

std::string MadeNames::with_slip(std::string name) {
  std::vector<std::size_t> letters;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (std::isalpha(static_cast<unsigned char>(name[i])) != 0) letters.push_back(i);
  }
  if (letters.empty()) return name;
  const std::size_t at = letters[rng_.below(letters.size())];
  const char letter = static_cast<char>('a' + rng_.below(26));
  switch (rng_.below(4)) {
    case 0:
      name[at] =
          letter == name[at] ? (letter == 'z' ? 'a' : static_cast<char>(letter + 1)) : letter;
      break;
    case 1: name.erase(at, 1); break;
    case 2: name.insert(at, 1, letter); break;
    default:
      if (at + 1 < name.size() && std::isalpha(static_cast<unsigned char>(name[at + 1])) != 0 &&
          name[at] != name[at + 1]) {
        std::swap(name[at], name[at + 1]);
      } else {
        name.erase(at, 1);
      }
  }
  return name;
}

std::string MadeNames::reversed(const std::string& name) {
  const std::vector<std::string> words = text::split_words(name);
  std::string turned;
  for (std::size_t i = words.size(); i-- > 0;) turned += (turned.empty() ? "" : " ") + words[i];
  return turned;
}

}  // namespace chokepoint::testing
