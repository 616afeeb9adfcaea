#include "linkage/value_facts.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "linkage/likely_spelling.h"
#include "text/sound.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kWordsMax = 60;

std::uint32_t sound_hash(std::string_view form, std::string& letters) {
  letters.clear();
  bool latin = true;
  for (const char c : form) {
    if (c != ' ') letters.push_back(c);
    latin = latin && static_cast<unsigned char>(c) < 0x80;
  }
  const std::string sound = latin ? text::light_sound(letters) : letters;
  return static_cast<std::uint32_t>(base::hash_bytes(sound.empty() ? letters : sound)) | 1u;
}

std::uint32_t packed_date(std::string_view digits) {
  const auto number = [&](std::size_t at, std::size_t size) {
    std::uint32_t sum = 0;
    for (std::size_t i = at; i < at + size; ++i)
      sum = sum * 10 + static_cast<std::uint32_t>(digits[i] - '0');
    return sum;
  };
  return digits.size() == 8 ? number(0, 4) * 512 + number(4, 2) * 32 + number(6, 2) : 0;
}

void cut_words(const ValueTable& values, FieldFacts& facts) {
  std::vector<std::uint32_t> seen;
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const std::string_view form = values.text(value);
    ValueFacts& fact = facts.values[value];
    fact.words_begin = static_cast<std::uint32_t>(facts.words.size());
    seen.clear();
    for (std::size_t begin = 0; begin < form.size() && seen.size() < kWordsMax;) {
      const std::size_t end = std::min(form.find(' ', begin), form.size());
      const std::uint32_t word = facts.word_table.add(form.substr(begin, end - begin));
      // A word counts once a value, so that counts are numbers of values.
      if (word != 0 && std::ranges::find(seen, word) == seen.end()) seen.push_back(word);
      begin = end + 1;
    }
    facts.words.insert(facts.words.end(), seen.begin(), seen.end());
    fact.words = static_cast<std::uint16_t>(seen.size());
  }
  const double all = static_cast<double>(std::max<std::size_t>(values.size(), 3));
  facts.word_information.resize(facts.word_table.size());
  for (std::uint32_t word = 1; word < facts.word_table.size(); ++word) {
    facts.word_information[word] =
        static_cast<float>(std::max(0.3, std::log(all / (1.0 + facts.word_table.count(word)))));
  }
}

void find_looks(const ValueTable& values, FieldFacts& facts) {
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const std::string_view form = values.text(value);
    const std::string look = look_of(form);
    if (look != form) facts.values[value].look = facts.looks.add(look);
  }
}

// "franco avenue" and "shelton avenue" share a word that says nothing: words that end at least one
// in a hundred values, of some hundreds, are left out of the comparison.
void find_stems(const ValueTable& values, Comparer comparer, FieldFacts& facts) {
  ValueTable endings;
  std::vector<std::uint32_t> ending_of(values.size());
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const std::string_view form = values.text(value);
    const std::size_t cut = comparer == Comparer::email ? form.find('@') : form.rfind(' ');
    facts.values[value].stem = static_cast<std::uint16_t>(std::min(cut, form.size()));
    if (comparer == Comparer::place && cut != std::string_view::npos)
      ending_of[value] = endings.add(form.substr(cut));
  }
  if (comparer == Comparer::email) return;
  const std::size_t many = std::max<std::size_t>(5, values.size() / 100);
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const bool common = ending_of[value] != 0 && endings.count(ending_of[value]) >= many;
    if (!common || facts.values[value].stem < 3)
      facts.values[value].stem = static_cast<std::uint16_t>(values.text(value).size());
  }
}

// What is found out about the values of a field together.
void read_field(const Field& field, FieldFacts& facts) {
  facts.values.resize(field.values.size());
  switch (const Comparer comparer = comparer_of(field.kind)) {
    case Comparer::text: cut_words(field.values, facts); return;
    case Comparer::word: find_looks(field.values, facts); return;
    case Comparer::place:
    case Comparer::email: find_stems(field.values, comparer, facts); return;
    default: return;
  }
}

// What each value says by itself.
void read_values(const Field& field, int threads, FieldFacts& facts) {
  const Comparer comparer = comparer_of(field.kind);
  const bool dated = comparer == Comparer::date || comparer == Comparer::year;
  if (!dated && comparer != Comparer::word && comparer != Comparer::place) return;
  base::parallel_for(field.values.size(), {threads, 4096}, [&](std::size_t begin, std::size_t end) {
    std::string letters;
    for (std::size_t value = std::max<std::size_t>(begin, 1); value < end; ++value) {
      const auto form = field.values.text(static_cast<std::uint32_t>(value));
      if (dated) {
        facts.values[value].date = packed_date(form);
      } else {
        facts.values[value].sound = sound_hash(form, letters);
      }
    }
  });
}

}  // namespace

std::vector<FieldFacts> read_facts(const RecordTable& table, int threads) {
  std::vector<FieldFacts> all(table.fields().size());
  base::parallel_for(all.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) read_field(table.fields()[i], all[i]);
  });
  for (std::size_t i = 0; i < all.size(); ++i) read_values(table.fields()[i], threads, all[i]);
  return all;
}

}  // namespace chokepoint::linkage
