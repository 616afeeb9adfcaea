// Words with a meaning in names of firms and offices, whatever language they are in:
// "natsionalnyy", "nacional" and the Arabic word are "national".
//
// Table: data/names/word_meanings.tsv. Words are folded. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint::text {

// The English words, parted by a space; empty when the table has none. Finds Cyrillic words by
// their stem and Arabic ones without the article.
std::string_view meaning_of(std::string_view word);

// What is left of a Cyrillic, Greek or Georgian word without its ending (three letters and more),
// of an Arabic or Hebrew one without article and preposition; other words come back as they are.
std::string word_stem(std::string_view word);

// Calls `visit` with the singular of a Latin word of six letters and more, and with its other
// gender: quimicas is quimica and quimico.
template <class Visit>
void for_each_inflection(std::string_view word, Visit visit) {
  if (word.size() < 6 || word.size() > 32) return;
  if (word.ends_with('s')) {
    word.remove_suffix(1);
    visit(word);
  }
  if (!word.ends_with('a') && !word.ends_with('o')) return;
  std::string other(word);
  other.back() = other.back() == 'a' ? 'o' : 'a';
  visit(std::string_view(other));
}

}  // namespace chokepoint::text
