#include "linkage/key_parts.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/hash.h"
#include "linkage/likely_spelling.h"

namespace chokepoint::linkage {
namespace {

std::uint32_t number_of(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::uint32_t>(base::hash_bytes(text)) | 1u;
}

std::uint32_t pair_of(std::uint32_t a, std::uint32_t b) {
  if (a == 0 || b == 0) return 0;
  return static_cast<std::uint32_t>(base::mix(std::min(a, b), std::max(a, b))) | 1u;
}

std::string without_spaces(std::string_view form) {
  std::string letters;
  for (const char c : form) {
    if (c != ' ') letters.push_back(c);
  }
  return letters;
}

std::uint32_t rare_pair(const FieldFacts& facts, std::uint32_t value, std::size_t first,
                        std::size_t second) {
  struct Rarity {
    std::uint32_t count, word;
  };
  std::array<Rarity, 64> rare{};
  std::size_t found = 0;
  for (const std::uint32_t word : facts.words_of(value)) {
    const std::uint32_t count = facts.word_table.count(word);
    // A word of this value alone finds nobody.
    if (count > 1 && found < rare.size()) rare[found++] = {count, word};
  }
  if (std::max(first, second) >= found) return 0;
  const std::size_t last = std::min<std::size_t>(found, 3);
  std::partial_sort(rare.begin(), rare.begin() + static_cast<std::ptrdiff_t>(last),
                    rare.begin() + static_cast<std::ptrdiff_t>(found),
                    [](const Rarity& a, const Rarity& b) {
                      return a.count != b.count ? a.count < b.count : a.word < b.word;
                    });
  if (first == second) return number_of(facts.word_table.text(rare[first].word));
  return pair_of(number_of(facts.word_table.text(rare[first].word)),
                 number_of(facts.word_table.text(rare[second].word)));
}

}  // namespace

base::LargeVector<std::uint32_t> part_numbers(const Field& field, const FieldFacts& facts,
                                              Part part) {
  const ValueTable& values = field.values;
  base::LargeVector<std::uint32_t> numbers(values.size());
  std::vector<std::uint32_t> likely;
  if (part == Part::sound) likely = likely_spellings(values, facts);
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const ValueFacts& fact = facts.values[value];
    const std::string_view form = values.text(value);
    std::uint32_t& number = numbers[value];
    switch (part) {
      case Part::whole: number = static_cast<std::uint32_t>(values.hash(value)) | 1u; break;
      case Part::sound: number = facts.values[likely[value]].sound; break;
      case Part::initial: number = number_of(form.substr(0, 1)); break;
      case Part::begin: number = number_of(without_spaces(form).substr(0, 4)); break;
      case Part::end: {
        const std::string letters = without_spaces(form);
        number = number_of(std::string_view(letters).substr(
            letters.size() - std::min<std::size_t>(4, letters.size())));
        break;
      }
      case Part::year: number = (fact.date / 512) << 1 | 1u; break;
      case Part::month_day: number = fact.date % 32 != 0 ? (fact.date % 512) << 1 | 1u : 0; break;
      case Part::local: number = number_of(form.substr(0, form.find('@'))); break;
      case Part::rare_1_2: number = rare_pair(facts, value, 0, 1); break;
      case Part::rare_1_3: number = rare_pair(facts, value, 0, 2); break;
      case Part::rare_2_3: number = rare_pair(facts, value, 1, 2); break;
      case Part::rare_1: number = rare_pair(facts, value, 0, 0); break;
      case Part::first_two: {
        const auto words = facts.words_of(value);
        number = words.size() < 2 ? 0
                                  : pair_of(number_of(facts.word_table.text(words[0])),
                                            number_of(facts.word_table.text(words[1])));
        break;
      }
    }
  }
  return numbers;
}

}  // namespace chokepoint::linkage
