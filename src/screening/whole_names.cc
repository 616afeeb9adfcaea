#include "screening/whole_names.h"

#include <algorithm>

#include "base/hash.h"
#include "base/pieces.h"
#include "text/han.h"

namespace chokepoint::screening {
namespace {

constexpr double kSameWords = 0.97;    // in another order
constexpr double kSameLetters = 0.95;  // otherwise parted
// One letter wrong, in six letters and in twenty-four.
constexpr double kOneLetter = 0.82, kOneLetterOfMany = 0.90;
constexpr std::size_t kFewest = 6, kMany = 24;
constexpr std::size_t kMostOfOneKey = 32;
constexpr std::uint64_t kFrontSeed = 8, kBackSeed = 9, kWordSeed = 10;

std::size_t count_words(std::string_view words) {
  return static_cast<std::size_t>(std::ranges::count(words, ' ')) + 1;
}

// The same in any order.
std::uint64_t key_of_words(std::string_view words) {
  std::uint64_t sum = 0;
  base::for_each_piece(words, ' ',
                       [&](std::string_view word) { sum += base::hash_bytes(word, kWordSeed); });
  return base::mix(sum, kWordSeed);
}

std::string letters_of(std::string_view words) {
  std::string letters(words);
  std::erase(letters, ' ');
  return letters;
}

// The front half of a name of `count` letters; it is the shorter one.
std::uint64_t key_of_front(std::string_view letters, std::size_t count) {
  return base::mix(base::hash_bytes(letters.substr(0, count / 2), kFrontSeed), count);
}
std::uint64_t key_of_back(std::string_view letters, std::size_t count) {
  return base::mix(
      base::hash_bytes(letters.substr(letters.size() - (count - count / 2)), kBackSeed), count);
}

// At most one letter replaced, left out, added, or swapped with its neighbour.
bool is_one_letter_off(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  std::string_view rest_a(in_a, a.end()), rest_b(in_b, b.end());
  if (a.size() < b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.size() <= 1 || rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
}

bool have_equal_digits(std::string_view a, std::string_view b) {
  const auto digits = [](std::string_view text) {
    std::string found;
    std::ranges::copy_if(text, std::back_inserter(found),
                         [](char c) { return c >= '0' && c <= '9'; });
    return found;
  };
  return digits(a) == digits(b);
}

bool is_pinyin(std::string_view word) {
  std::array<std::uint8_t, 8> ends;
  return text::cut_pinyin(word, ends) > 0;
}

// A name, a number or a syllable of its own, rather than a word with a letter wrong.
bool stands_for_itself(const text::ParsedName& name, std::string_view word) {
  for (const text::Reading& reading : name.readings) {
    for (const text::ParsedToken& token : reading.tokens) {
      if (token.view() != word) continue;
      if (token.kind == text::TokenKind::particle) return false;  // "Ali" without its end
      if (token.kind == text::TokenKind::generation || (token.pinyin && is_pinyin(word)) ||
          ((token.korean || token.korean_surname) && text::TokenWeights::is_name(word))) {
        return true;
      }
    }
  }
  return text::TokenWeights::is_known_name(word) ||
         (word == name.words && text::TokenWeights::is_given_name(word));
}

// Words of the query that the other name lacks are words with a letter wrong.
bool differs_by_slips(const text::ParsedName& query, std::string_view listed) {
  std::vector<std::string_view> others;
  base::for_each_piece(listed, ' ', [&](std::string_view word) { others.push_back(word); });
  bool are_slips = true;
  base::for_each_piece(query.words, ' ', [&](std::string_view word) {
    const auto found = std::ranges::find(others, word);
    if (found != others.end()) {
      others.erase(found);
    } else {
      are_slips = are_slips && !stands_for_itself(query, word);
    }
  });
  return are_slips;
}

struct Likeness {
  double similarity = 0;  // 0: something else
  std::string_view why;
};

Likeness likeness_of(const text::ParsedName& query, std::string_view letters, std::uint64_t key,
                     std::string_view listed) {
  const auto blanks = static_cast<std::size_t>(std::ranges::count(listed, ' '));
  if (listed.size() - blanks + 1 < letters.size() || listed.size() - blanks > letters.size() + 1)
    return {};
  if (count_words(query.words) >= 2 && key == key_of_words(listed))
    return {kSameWords, "the same words in another order"};
  const std::string listed_letters = letters_of(listed);
  if (std::min(letters.size(), listed_letters.size()) < kFewest ||
      !is_one_letter_off(letters, listed_letters)) {
    return {};
  }
  if (letters == listed_letters) return {kSameLetters, "the same letters, otherwise parted"};
  if (!have_equal_digits(letters, listed_letters) || !differs_by_slips(query, listed)) return {};
  const double length = static_cast<double>(std::min(letters.size(), kMany) - kFewest);
  return {kOneLetter + (kOneLetterOfMany - kOneLetter) * length / (kMany - kFewest),
          "one letter apart as a whole"};
}

}  // namespace

WholeKeys listed_whole_keys(std::string_view words) {
  WholeKeys keys;
  if (count_words(words) >= 2) keys.add(key_of_words(words));
  const std::string letters = letters_of(words);
  if (letters.size() < kFewest) return keys;
  keys.add(key_of_front(letters, letters.size()));
  keys.add(key_of_back(letters, letters.size()));
  return keys;
}

WholeKeys asked_whole_keys(std::string_view words) {
  WholeKeys keys;
  if (count_words(words) >= 2) keys.add(key_of_words(words));
  const std::string letters = letters_of(words);
  if (letters.size() < kFewest) return keys;
  for (const std::size_t length : {letters.size() - 1, letters.size(), letters.size() + 1}) {
    keys.add(key_of_front(letters, length));
    keys.add(key_of_back(letters, length));
  }
  return keys;
}

void WholeNames::add(const text::ParsedName& name) {
  const auto number = static_cast<std::uint32_t>(begins_.size() - 1);
  words_ += name.words;
  begins_.push_back(static_cast<std::uint32_t>(words_.size()));
  const WholeKeys keys = listed_whole_keys(name.words);
  for (const std::uint64_t key : keys.span()) by_key_.add(key, number);
}

void WholeNames::settle() {
  by_key_.settle();
}

void WholeNames::find(const text::ParsedName& query, std::vector<Match>& matches) const {
  matches.clear();
  const std::string letters = letters_of(query.words);
  const std::uint64_t key_of_all = key_of_words(query.words);
  const WholeKeys keys = asked_whole_keys(query.words);
  for (const std::uint64_t key : keys.span()) by_key_.fetch(key);
  for (const std::uint64_t key : keys.span()) by_key_.fetch_numbers(key);
  std::array<std::uint32_t, kMostOfOneKey> names;
  for (const std::uint64_t key : keys.span()) {
    std::size_t found = 0;
    by_key_.for_each(key, [&](std::uint32_t name) {
      if (found < names.size()) names[found] = name;
      ++found;
    });
    // What very many share says too little to look at them all.
    if (found > names.size()) continue;
    for (const std::uint32_t name : std::span(names).first(found))
      __builtin_prefetch(&begins_[name]);
    for (const std::uint32_t name : std::span(names).first(found)) {
      const auto [similarity, why] = likeness_of(query, letters, key_of_all, words_of(name));
      if (similarity > 0) matches.push_back({name, similarity, why});
    }
  }
}

void WholeNames::find_exhaustively(const text::ParsedName& query,
                                   std::vector<Match>& matches) const {
  matches.clear();
  const std::string letters = letters_of(query.words);
  const std::uint64_t key = key_of_words(query.words);
  for (std::uint32_t name = 0; name + 1 < begins_.size(); ++name) {
    const auto [similarity, why] = likeness_of(query, letters, key, words_of(name));
    if (similarity > 0) matches.push_back({name, similarity, why});
  }
}

}  // namespace chokepoint::screening
