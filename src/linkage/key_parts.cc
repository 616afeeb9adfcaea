#include "linkage/key_parts.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/hash.h"
#include "base/parallel_for.h"
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

// All parts but the sound.
std::uint32_t part_number(const ValueTable& values, const FieldFacts& facts, Part part,
                          std::uint32_t value) {
  const std::string_view form = values.text(value);
  switch (part) {
    case Part::whole: return values.hash(value) | 1u;
    case Part::sound: break;
    case Part::initial: return number_of(form.substr(0, 1));
    case Part::begin: return number_of(without_spaces(form).substr(0, 4));
    case Part::end: {
      const std::string letters = without_spaces(form);
      return number_of(std::string_view(letters).substr(letters.size() -
                                                        std::min<std::size_t>(4, letters.size())));
    }
    case Part::year: return (facts.values[value].date / 512) << 1 | 1u;
    case Part::month_day: {
      const std::uint32_t date = facts.values[value].date;
      return date % 32 != 0 ? (date % 512) << 1 | 1u : 0;
    }
    case Part::local: return number_of(form.substr(0, form.find('@')));
    case Part::rare_1_2: return rare_pair(facts, value, 0, 1);
    case Part::rare_1_3: return rare_pair(facts, value, 0, 2);
    case Part::rare_2_3: return rare_pair(facts, value, 1, 2);
    case Part::rare_1: return rare_pair(facts, value, 0, 0);
    case Part::first_two: {
      const auto words = facts.words_of(value);
      return words.size() < 2 ? 0
                              : pair_of(number_of(facts.word_table.text(words[0])),
                                        number_of(facts.word_table.text(words[1])));
    }
  }
  return 0;
}

}  // namespace

base::LargeVector<std::uint32_t> part_numbers(const Field& field, const FieldFacts& facts,
                                              Part part, int threads) {
  constexpr std::size_t kValuesAPiece = 8192;
  const ValueTable& values = field.values;
  base::LargeVector<std::uint32_t> numbers(values.size());
  const bool by_sound = part == Part::sound;
  std::vector<std::uint32_t> likely;
  if (by_sound) likely = likely_spellings(values, facts, threads);
  base::parallel_for(values.size(), {threads, kValuesAPiece},
                     [&](std::size_t begin, std::size_t end) {
                       for (std::size_t i = std::max<std::size_t>(begin, 1); i < end; ++i) {
                         const auto value = static_cast<std::uint32_t>(i);
                         numbers[value] = by_sound ? facts.values[likely[value]].sound
                                                   : part_number(values, facts, part, value);
                       }
                     });
  return numbers;
}

}  // namespace chokepoint::linkage
