// The steps by which a query finds the rows that are worth a comparison in full.
#include <algorithm>

#include "base/hash.h"
#include "screening/name_rows.h"
#include "screening/word_keys.h"
#include "text/similarity.h"

namespace chokepoint::screening {
namespace {

constexpr std::size_t kMostRows = 200'000;  // of one query; a name beyond is only found by its
                                            // rarer words
constexpr std::size_t kMostRowsOfJoined = 5'000;
constexpr float kLeastLikeness = 0.44f;  // of a word that is a reason to look at a name
constexpr float kHeavier = 0.7f;  // by how much a partner outweighs the commonest one to count as
                                  // heavy
constexpr std::size_t kRowsAWord = 4;  // looked up for the price of one row asked for its words

}  // namespace

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

void NameRows::find_words(const ParsedToken& token, bool person, Workspace& work,
                          QueryWord& query) const {
  std::vector<std::uint32_t>& found = work.found;
  query.token = &token;
  query.words.clear();
  query.heavy_words.clear();
  query.letters = 0;
  query.rows = 0;
  query.choosing = {token.kind,     token.weight, token.weight, 0, 0, token.known || token.pinyin,
                    token.size <= 2};
  if (token.kind == TokenKind::initial) return;
  float lightest = text::TokenWeights::kHeaviest;
  found.clear();
  work.keys.clear();
  for_each_key(token, [&](std::uint64_t key) {
    keys.fetch(key);
    work.keys.push_back(key);
  });
  for (const std::uint64_t key : work.keys) keys.fetch_numbers(key);
  for (const std::uint64_t key : work.keys)
    keys.for_each(key, [&](std::uint32_t word) { found.push_back(word); });
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i + kWordsAhead < found.size()) {
      fetch_word(found[i + kWordsAhead]);
      __builtin_prefetch(&posting_begins[found[i + kWordsAhead]]);
    }
    const std::uint32_t number = found[i];
    const ParsedToken& word = words[number];
    // What is hardly alike (another name, one letter off) is no reason to look at a name.
    if (of_person[number] != person || word.characters != token.characters ||
        text::token_similarity(token, word, person) < kLeastLikeness) {
      continue;
    }
    if (is_name_word(token.kind) && (is_lesser(word.kind) || word.kind == TokenKind::business ||
                                     word.kind == TokenKind::place)) {
      // "Limitd": worth no more than what it may be a slip of.
      query.choosing.left_weight = std::min(query.choosing.left_weight, word.weight);
    }
    if (is_lesser(word.kind) && !is_lesser(token.kind)) continue;
    query.words.push_back(number);
    lightest = std::min(lightest, word.weight);
    query.rows += rows_of(number).size();
  }
  // Most rows come by the commonest partners; the few of rarer ones are marked, since they leave
  // more of a chance.
  const auto heavy = std::ranges::stable_partition(query.words, [&](std::uint32_t number) {
    return words[number].weight <= lightest + kHeavier;
  });
  query.heavy_words.assign(heavy.begin(), heavy.end());
  query.words.erase(heavy.begin(), heavy.end());
  for (const std::uint32_t number : query.words) {
    query.choosing.partner = std::max(query.choosing.partner, words[number].weight);
  }
  // A row with none of the letters that all of them have is a row of none of them.
  const bool tells = !is_lesser(token.kind) && !token.characters;
  query.letters = tells ? ~0u : 0;
  for (const auto* numbers : {&query.words, &query.heavy_words}) {
    for (const std::uint32_t number : *numbers) query.letters &= words[number].letters;
  }
  query.choosing.heavy_partner = query.choosing.partner;
  for (const std::uint32_t number : query.heavy_words) {
    query.choosing.heavy_partner = std::max(query.choosing.heavy_partner, words[number].weight);
  }
}

void NameRows::choose_words(const Reading& reading, double cutoff, Workspace& work) const {
  const std::size_t count = std::min(reading.tokens.size(), kMaxTokens);
  float total = 0;
  bool has_initial = false;
  for (std::size_t i = 0; i < count; ++i) {
    const ParsedToken& token = reading.tokens[i];
    find_words(token, reading.person, work, work.words[i]);
    work.order[i] = &work.words[i];
    total += token.weight;
    has_initial = has_initial || token.kind == TokenKind::initial;
  }
  // Rare words choose first.
  std::stable_sort(work.order.begin(), work.order.begin() + static_cast<std::ptrdiff_t>(count),
                   [](const QueryWord* a, const QueryWord* b) {
                     const bool lesser_a = is_lesser(a->token->kind),
                                lesser_b = is_lesser(b->token->kind);
                     return lesser_a != lesser_b ? lesser_b : a->rows < b->rows;
                   });
  work.chances.clear();
  for (std::size_t i = 0; i < count && work.chances.count() < Chances::kMaxWords; ++i) {
    if (is_lesser(work.order[i]->token->kind) && work.chances.count() > 0) break;
    work.chances.add(work.order[i]->choosing);
  }
  work.chances.compute(reading.person, total, has_initial, cutoff);
}

std::uint32_t NameRows::bits_of_row(const Row& row, const QueryWord& word,
                                    std::uint32_t bit) const {
  std::uint32_t bits = 0;
  for (std::size_t k = 0; k < row.count; ++k) {
    const std::uint32_t number = row_tokens[row.begin + k];
    if (std::ranges::binary_search(word.words, number)) bits |= bit;
    if (std::ranges::binary_search(word.heavy_words, number)) bits |= bit | Chances::kHeavyPartner;
  }
  return bits != 0 && row.has_initial ? bits | Chances::kRowHasInitial : bits;
}

std::uint32_t NameRows::possible_words(const Posting& posting, const Workspace& work) const {
  std::uint32_t possible = posting.has_initial() ? Chances::kFlags : Chances::kHeavyPartner;
  for (std::size_t k = 0; k < work.chances.count(); ++k) {
    const std::uint32_t letters = work.order[k]->letters;
    possible |= static_cast<std::uint32_t>((letters & ~posting.letters) == 0) << k;
  }
  return possible;
}

// `everything`: all rows that may have enough of the words; else only those that are there already,
// and, `with_initial`, those that have one.
void NameRows::collect_rows(std::size_t k, bool everything, bool with_initial,
                            Workspace& work) const {
  const QueryWord& word = *work.order[k];
  const std::uint32_t bit = 1u << k;
  RowMasks& masks = work.masks;
  // A common word has more rows than are there: those that are there are asked for the word.
  if (!everything && !with_initial && masks.size() * kRowsAWord < word.rows) {
    masks.update([&](std::uint32_t number) { return bits_of_row(rows[number], word, bit); },
                 [&](std::uint32_t number) { __builtin_prefetch(&rows[number]); },
                 [&](std::uint32_t number) { fetch_tokens(number); });
    return;
  }
  const auto collect = [&](std::span<const std::uint32_t> numbers, std::uint32_t bits) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (i + kWordsAhead < numbers.size())
        __builtin_prefetch(rows_of(numbers[i + kWordsAhead]).data());
      for (const Posting& posting : rows_of(numbers[i])) {
        if (!work.chances.may_become_feasible(possible_words(posting, work))) continue;
        const std::uint32_t flagged = posting.has_initial() ? bits | Chances::kRowHasInitial : bits;
        if (everything || (with_initial && posting.has_initial())) {
          masks.add(posting.row(), flagged);
        } else {
          masks.add_if_there(posting.row(), flagged);
        }
      }
    }
  };
  collect(word.words, bit);
  collect(word.heavy_words, bit | Chances::kHeavyPartner);
}

void NameRows::collect_all_rows(Workspace& work) const {
  const Chances& chances = work.chances;
  const auto decides = [&](std::size_t k) {
    return !chances.is_settled_before(k, Chances::kHeavyPartner);
  };
  work.masks.clear();
  std::size_t looked_at = 0;
  for (std::size_t k = 0; k < chances.count(); ++k) {
    const bool everything = !chances.is_settled_before(k, 0) && looked_at < kMostRows;
    const bool with_initial = !chances.is_settled_before(k, Chances::kRowHasInitial);
    collect_rows(k, everything, with_initial, work);
    // A common word may have a rare, heavy partner that decides alone.
    if (!everything && decides(k)) {
      for (const std::uint32_t number : work.order[k]->heavy_words) {
        for (const Posting& posting : rows_of(number)) {
          if (chances.may_become_feasible(possible_words(posting, work)))
            work.masks.add(posting.row(), 1u << k | Chances::kHeavyPartner);
        }
      }
    }
    looked_at += work.order[k]->rows;
  }
}

// Words joined here and parted there: such rows are few and are compared without further choice.
void NameRows::collect_joined(const Reading& reading, Workspace& work) const {
  const std::uint32_t all = work.chances.all();
  const std::span tokens =
      std::span(reading.tokens).first(std::min(reading.tokens.size(), kMaxTokens));
  for (const ParsedToken& token : tokens) {
    if (token.size < kJoinedLetters || token.characters) continue;
    joined.for_each(joined_key(token.view()), [&](std::uint32_t row) { work.masks.add(row, all); });
  }
  for_each_joined(tokens, work.letters, [&](std::string_view letters) {
    keys.for_each(base::hash_bytes(letters, kLettersSeed), [&](std::uint32_t word) {
      if (words[word].view() != letters || rows_of(word).size() > kMostRowsOfJoined) return;
      for (const Posting& posting : rows_of(word)) work.masks.add(posting.row(), all);
    });
  });
}

void NameRows::choose_rows(const Reading& reading, bool query_has_characters,
                           Workspace& work) const {
  work.candidates.clear();
  work.chosen.clear();
  work.masks.for_each([&](std::uint32_t number, std::uint32_t mask) {
    if (work.chances.is_feasible(mask)) work.candidates.emplace_back(number, mask);
  });
  for (std::size_t i = 0; i < work.candidates.size(); ++i) {
    if (i + kRowsAhead < work.candidates.size())
      __builtin_prefetch(&rows[work.candidates[i + kRowsAhead].first]);
    const auto [number, mask] = work.candidates[i];
    const Row& row = rows[number];
    if (!may_compare(row, reading, query_has_characters) ||
        !work.chances.is_feasible(mask, row.weights)) {
      continue;
    }
    __builtin_prefetch(&row_tokens[row.begin]);
    work.chosen.push_back(number);
  }
}

}  // namespace chokepoint::screening
