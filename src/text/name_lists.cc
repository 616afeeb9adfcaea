#include "text/name_lists.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "text/data_table.h"
#include "text/normal_form.h"
#include "text/romanise.h"
#include "text/utf8.h"
#include "text/word_meanings.h"

namespace chokepoint::text {

NameLists::NameLists() {
  std::uint32_t place = 0;
  for (const auto& row : read_table("names/places.tsv")) {
    places.add(row[0], ++place);
    for (const auto& word : split_words(row[1])) {
      places.add(fold(word), place);
      places.add(word_stem(fold(word)), place);
      // As often as not in Latin letters: Bharat, Hanguk.
      const Script script = main_script(fold(word));
      if (script != Script::latin && script != Script::arabic && script != Script::hebrew)
        places.add(romanise(fold(word), ""), place);
    }
    if (row.size() > 2 && !row[2].empty()) places.add(row[2], place);
  }
  for (const auto& row : read_table("names/han_places.tsv")) {
    std::string latin = row[1];
    std::erase(latin, ' ');
    places.add(latin, ++place);
    places.add(row[0], places.find(latin));
  }
  for (const auto& row : read_table("names/name_variants.tsv")) {
    const auto group = static_cast<std::uint16_t>(likeness.size());
    likeness.push_back(std::stof(row[0]));
    for (const auto& word : split_words(row[1])) {
      variant_words.add(word, static_cast<std::uint32_t>(variants.size()));
      const std::uint32_t at = variant_words.find(word);
      if (at == variants.size()) variants.emplace_back();
      const auto free = std::ranges::find(variants[at], 0);
      if (free != variants[at].end()) *free = group;
    }
  }
  CHECK(variants.size() <= std::numeric_limits<decltype(ParsedToken::variant_set)>::max());
  for (const auto& row : read_table("names/particles.tsv")) {
    for (const auto& word : split_words(row[1])) {
      if (row[0] == "particle") particles.add(word, 1);
      if (row[0] == "generation") generations.add(word, 1);
      if (row[0] == "patronymic") patronymic_endings.push_back(word);
    }
  }
  for (const auto& row : read_table("names/number_words.tsv")) {
    for (const auto& word : split_words(row[1]))
      numbers.add(word, static_cast<std::uint32_t>(std::stoul(row[0])));
  }
  for (const auto& row : read_table("names/brand_meanings.tsv")) {
    const std::u32string key = to_points(row[0]);
    longest_meaning = std::max(longest_meaning, key.size());
    meanings.try_emplace(key, row[1]);
  }
}

const NameLists& name_lists() {
  static const NameLists instance;
  return instance;
}

const std::array<std::uint16_t, ParsedToken::kVariants>& ParsedToken::variants() const {
  return name_lists().variants[variant_set];
}

float variant_likeness(std::uint16_t group) {
  return name_lists().likeness[group];
}

}  // namespace chokepoint::text
