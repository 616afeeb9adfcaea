#include "text/address_words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/check.h"
#include "text/data_table.h"
#include "text/normal_form.h"
#include "text/word_map.h"

namespace chokepoint::text {
namespace {

AddressWordKind kind_of(std::string_view name) {
  static constexpr std::array<std::string_view, 23> kNames = {
      "plain",     "type",        "direction",     "number",   "suffix",   "km",
      "unit",      "floor",       "level",         "entrance", "building", "name",
      "box",       "area",        "county",        "landmark", "care_of",  "organisation",
      "city_mark", "region_mark", "postcode_mark", "cedex",    "drop"};
  const auto found = std::ranges::find(kNames, name);
  CHECK(found != kNames.end());
  return static_cast<AddressWordKind>(found - kNames.begin());
}

// The meanings of a word, those of single countries first.
struct Entry {
  std::vector<AddressWord> meanings;
  std::uint8_t longest_phrase = 1;
};

struct AddressWords {
  WordMap map;
  std::vector<Entry> entries;
  std::size_t longest_han = 1;

  AddressWords() {
    for (const auto& row : read_table("addresses/words.tsv")) {
      CHECK(row.size() == 3 || row.size() == 4);
      const std::string word = fold(row[0]);
      if (has_han(word)) longest_han = std::max(longest_han, word.size() / 3);
      std::vector<AddressWord>& meanings = entry(word).meanings;
      AddressWord meaning{row[1], kind_of(row[2]), row.size() == 4 ? row[3] : ""};
      const auto end = meaning.countries.empty()
                           ? meanings.end()
                           : std::ranges::find(meanings, "", &AddressWord::countries);
      meanings.insert(end, std::move(meaning));
      const std::vector<std::string> words = split_words(word);
      Entry& first = entry(words[0]);
      first.longest_phrase =
          std::max(first.longest_phrase, static_cast<std::uint8_t>(words.size()));
    }
  }
  Entry& entry(std::string_view word) {
    const std::uint32_t number = map.find(word);
    if (number != WordMap::kAbsent) return entries[number];
    map.add(word, static_cast<std::uint32_t>(entries.size()));
    return entries.emplace_back();
  }
};

const AddressWords& address_words() {
  static const AddressWords instance;
  return instance;
}

const AddressWord kPlain;

}  // namespace

AddressWordFound find_address_word(std::string_view word, std::string_view country) {
  const std::uint32_t number = address_words().map.find(word);
  if (number == WordMap::kAbsent) return {&kPlain};
  const Entry& entry = address_words().entries[number];
  for (const AddressWord& meaning : entry.meanings) {
    if (meaning.countries.empty() || (!country.empty() && meaning.countries.contains(country)))
      return {&meaning, entry.longest_phrase};
  }
  return {&kPlain, entry.longest_phrase};
}

std::size_t longest_han_address_word() {
  return address_words().longest_han;
}

}  // namespace chokepoint::text
