#include "screening/name_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "screening/chances.h"
#include "screening/key_table.h"
#include "screening/large_pages.h"
#include "screening/namesakes.h"
#include "screening/row_masks.h"
#include "screening/whole_names.h"
#include "screening/word_keys.h"
#include "text/name_tokens.h"
#include "text/normal_form.h"
#include "text/token_weights.h"

namespace chokepoint::screening {
namespace {

using text::ParsedName;
using text::ParsedToken;
using text::Reading;
using text::TokenKind;

constexpr std::size_t kMaxTokens = ParsedName::kMaxTokens;
constexpr std::size_t kMostRows = 200'000;  // of one query; a name beyond is only found by its
                                            // rarer words
constexpr std::size_t kMostRowsOfJoined = 5'000;
constexpr float kLeastLikeness = 0.44f;  // of a word that is a reason to look at a name
constexpr float kHeavier = 0.7f;  // by how much a partner outweighs the commonest one to count as
                                  // heavy
constexpr std::size_t kRowsAWord = 4;  // looked up for the price of one row asked for its words
constexpr std::size_t kRowsAhead = 16, kTokensAhead = 8, kWordsAhead = 4;
constexpr double kDerivedFit = 0.96;  // as in text/similarity.cc

// A word's row, with what says at a glance which other words the row cannot have.
struct Posting {
  std::uint32_t row : 31;
  std::uint32_t has_initial : 1;
  std::uint32_t letters;  // that occur in the row's words, legal forms and particles aside
};

// One reading of one listed name.
struct Row {
  std::uint32_t name;
  std::uint32_t begin;   // in row_tokens
  std::uint64_t folded;  // of the name
  RowWeights weights;
  std::uint8_t count;
  text::Romanisation romanisation;
  bool person, derived, characters, has_initial;
  bool name_has_characters;  // this or another reading of the name is in characters
};

bool is_name_word(const ParsedToken& token) {
  return token.kind == TokenKind::plain || token.kind == TokenKind::number;
}

// Words that tell little and choose no names.
bool is_lesser(TokenKind kind) {
  return kind == TokenKind::legal || kind == TokenKind::particle || kind == TokenKind::initial;
}

// Words of a list are kept once: equal in everything that comparison looks at.
std::uint64_t identity(const ParsedToken& token, bool person) {
  std::uint64_t id = base::mix(token.hash, base::hash_bytes(token.view()));
  const std::uint64_t claims = static_cast<std::uint64_t>(token.kind) |
                               static_cast<std::uint64_t>(person) << 8 |
                               static_cast<std::uint64_t>(token.known) << 9 |
                               static_cast<std::uint64_t>(token.korean) << 10 |
                               static_cast<std::uint64_t>(token.korean_surname) << 20 |
                               static_cast<std::uint64_t>(token.script) << 13 |
                               static_cast<std::uint64_t>(token.characters) << 11 |
                               static_cast<std::uint64_t>(token.pinyin) << 12;
  std::uint32_t weight;
  std::memcpy(&weight, &token.weight, sizeof weight);
  return base::mix(id, claims << 32 | weight);
}

// A query word with the list words that may mean it.
struct QueryWord {
  const ParsedToken* token = nullptr;
  std::vector<std::uint32_t> words, heavy_words;
  std::uint32_t letters = 0;  // that all of them have
  std::size_t rows = 0;
  ChoosingWord choosing;
};

struct Workspace {
  RowMasks masks;
  Chances chances;
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> found, chosen;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates;  // row, mask
  std::array<QueryWord, kMaxTokens> words;
  std::array<QueryWord*, kMaxTokens> order;
  std::string letters;
  std::vector<WholeNames::Match> whole;
};

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

bool has_characters(const ParsedName& name) {
  return std::ranges::any_of(name.readings, [](const Reading& r) {
    return r.romanisation == text::Romanisation::characters;
  });
}

bool may_compare(const Row& row, const Reading& reading, bool query_has_characters) {
  if (row.person != reading.person || (row.derived && reading.derived)) return false;
  const bool characters = reading.romanisation == text::Romanisation::characters;
  if (query_has_characters && row.name_has_characters) return row.characters && characters;
  return !row.characters && !characters;
}

struct Words {
  std::array<const ParsedToken*, kMaxTokens> tokens;
  std::size_t count = 0;

  explicit Words(const Reading* reading) {
    if (reading == nullptr) return;
    for (const ParsedToken& token : reading->tokens) {
      if (count < kMaxTokens) tokens[count++] = &token;
    }
  }
  std::span<const ParsedToken* const> span() const { return std::span(tokens).first(count); }
};

// A name of whose kind nobody says anything and that is two frequent names of persons and more: its
// words, read so. None for any other.
Words words_of_frequent_names(const ParsedName& name) {
  const auto reading = std::ranges::find(name.readings, true, &Reading::person);
  if (!name.is_person || reading == name.readings.end() || reading->tokens.size() < 2)
    return Words(nullptr);
  const bool are_frequent = std::ranges::all_of(reading->tokens, [](const ParsedToken& token) {
    return token.kind != TokenKind::plain || text::TokenWeights::is_name(token.view());
  });
  return Words(are_frequent ? &*reading : nullptr);
}

// The best name of each entry, in order, at most `limit`.
std::vector<NameMatch> best_of_each(std::vector<NameMatch> matches, std::size_t limit) {
  const auto better = [](const NameMatch& a, const NameMatch& b) {
    if (a.similarity != b.similarity) return a.similarity > b.similarity;
    if (a.written_alike != b.written_alike) return a.written_alike;
    return a.name < b.name;
  };
  std::ranges::sort(matches, [&](const NameMatch& a, const NameMatch& b) {
    return a.entry != b.entry ? a.entry < b.entry : better(a, b);
  });
  const auto repeated = std::ranges::unique(matches, {}, &NameMatch::entry);
  matches.erase(repeated.begin(), repeated.end());
  std::ranges::sort(matches, better);
  if (matches.size() > limit) matches.resize(limit);
  return matches;
}

}  // namespace

struct NameIndex::State {
  text::TokenWeights weights;
  std::vector<ParsedToken> words;
  std::vector<bool> of_person;  // by word: in names of persons, else of firms
  std::vector<Row> rows;
  std::vector<std::uint32_t> row_tokens;
  std::vector<std::uint32_t> entries;         // by name
  std::vector<std::uint64_t> folded;          // by name
  std::vector<std::uint32_t> posting_begins;  // by word
  std::vector<Posting> postings;
  KeyTable keys, joined;
  WholeNames whole_names;
  std::size_t person_names = 0;

  void add(const ParsedName& name, std::uint32_t number,
           std::unordered_map<std::uint64_t, std::uint32_t>& known);
  void add_joined(const Reading& reading, std::uint32_t row);
  void settle();

  std::span<const Posting> rows_of(std::uint32_t word) const {
    return std::span(postings).subspan(posting_begins[word],
                                       posting_begins[word + 1] - posting_begins[word]);
  }

  // The steps of a query: list words for its words, which of them choose, rows, rows of joined
  // words.
  void find_words(const ParsedToken& token, bool person, Workspace& work, QueryWord& query) const;
  void choose_words(const Reading& reading, double cutoff, Workspace& work) const;
  std::uint32_t possible_words(const Posting& posting, const Workspace& work) const;
  void collect_rows(std::size_t k, bool everything, bool with_initial, Workspace& work) const;
  std::uint32_t bits_of_row(const Row& row, const QueryWord& word, std::uint32_t bit) const;
  void collect_all_rows(Workspace& work) const;
  void collect_joined(const Reading& reading, Workspace& work) const;

  // Of the rows found those that may reach the cutoff. Rows and words lie anywhere in memory, so
  // they are fetched some steps ahead.
  void choose_rows(const Reading& reading, bool query_has_characters, Workspace& work) const;
  void fetch_tokens(std::uint32_t row) const { __builtin_prefetch(&row_tokens[rows[row].begin]); }
  // A word may lie on two lines of the cache.
  void fetch_word(std::uint32_t word) const {
    __builtin_prefetch(&words[word]);
    __builtin_prefetch(words[word].text.data());
  }
  void fetch_words(std::uint32_t row) const {
    const std::uint32_t* token = row_tokens.data() + rows[row].begin;
    for (std::size_t k = 0; k < rows[row].count; ++k) fetch_word(token[k]);
  }

  void fetch_ahead(std::span<const std::uint32_t> chosen, std::size_t i) const {
    if (i + kRowsAhead < chosen.size()) __builtin_prefetch(&rows[chosen[i + kRowsAhead]]);
    if (i + kTokensAhead < chosen.size()) fetch_tokens(chosen[i + kTokensAhead]);
    if (i + kWordsAhead < chosen.size()) fetch_words(chosen[i + kWordsAhead]);
  }

  // `words` are those of the reading. `why`: null, or where to write it. The entry is left out.
  NameMatch compare_row(const Row& row, std::span<const ParsedToken* const> words,
                        const Reading& reading, const ParsedName& query,
                        std::string* why = nullptr) const;
  // Of a row that is alike: whether many bear such a name (namesakes.h).
  double doubt_of_row(const Row& row, std::span<const ParsedToken* const> query,
                      const Reading& reading, const ParsedName& name) const;
  std::span<const ParsedToken* const> tokens_of(
      const Row& row, std::array<const ParsedToken*, kMaxTokens>& tokens) const {
    const std::size_t count = std::min<std::size_t>(row.count, kMaxTokens);
    for (std::size_t i = 0; i < count; ++i) tokens[i] = &words[row_tokens[row.begin + i]];
    return std::span(tokens).first(count);
  }
  void add_whole(std::span<const WholeNames::Match> whole, const ParsedName& query, double cutoff,
                 std::vector<NameMatch>& matches) const;
};

void NameIndex::State::add(const ParsedName& name, std::uint32_t number,
                           std::unordered_map<std::uint64_t, std::uint32_t>& known) {
  folded[number] = name.folded_hash;
  whole_names.add(name);
  const bool characters = has_characters(name);
  person_names += name.is_person;
  for (const Reading& reading : name.readings) {
    Row row{number,
            static_cast<std::uint32_t>(row_tokens.size()),
            name.folded_hash,
            {},
            0,
            reading.romanisation,
            reading.person,
            reading.derived,
            reading.romanisation == text::Romanisation::characters,
            false,
            characters};
    for (const ParsedToken& token : reading.tokens) {
      const auto [at, fresh] = known.try_emplace(identity(token, reading.person),
                                                 static_cast<std::uint32_t>(words.size()));
      if (fresh) {
        words.push_back(token);
        of_person.push_back(reading.person);
      }
      row_tokens.push_back(at->second);
      ++row.count;
      row.weights.total += token.weight;
      if (is_name_word(token)) row.weights.names += token.weight;
      row.has_initial = row.has_initial || token.kind == TokenKind::initial;
    }
    add_joined(reading, static_cast<std::uint32_t>(rows.size()));
    rows.push_back(row);
  }
}

void NameIndex::State::add_joined(const Reading& reading, std::uint32_t row) {
  for (std::size_t i = 0; i + 1 < reading.tokens.size(); ++i) {
    std::string letters;
    for (std::size_t k = i; k < reading.tokens.size() && k < i + 3; ++k) {
      if (reading.tokens[k].size == 0 || reading.tokens[k].characters) break;
      letters += reading.tokens[k].view();
      if (k > i) joined.add(joined_key(letters), row);
    }
  }
}

void NameIndex::State::settle() {
  posting_begins.assign(words.size() + 1, 0);
  for (const std::uint32_t word : row_tokens) ++posting_begins[word + 1];
  for (std::size_t i = 1; i < posting_begins.size(); ++i)
    posting_begins[i] += posting_begins[i - 1];
  postings.resize(row_tokens.size());
  std::vector<std::uint32_t> next(posting_begins.begin(), posting_begins.end() - 1);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    Posting posting{row, rows[row].has_initial, 0};
    for (std::uint32_t k = 0; k < rows[row].count; ++k) {
      const ParsedToken& word = words[row_tokens[rows[row].begin + k]];
      if (!is_lesser(word.kind)) posting.letters |= word.letters;
    }
    for (std::uint32_t k = 0; k < rows[row].count; ++k) {
      postings[next[row_tokens[rows[row].begin + k]]++] = posting;
    }
  }
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    for_each_key(words[word], [&](std::uint64_t key) { keys.add(key, word); });
  }
  keys.settle();
  joined.settle();
  whole_names.settle();
  prefer_large_pages(words);
  prefer_large_pages(rows);
  prefer_large_pages(row_tokens);
  prefer_large_pages(postings);
  prefer_large_pages(posting_begins);
}

void NameIndex::State::find_words(const ParsedToken& token, bool person, Workspace& work,
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
    if (is_name_word(token) && (is_lesser(word.kind) || word.kind == TokenKind::business ||
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

void NameIndex::State::choose_words(const Reading& reading, double cutoff, Workspace& work) const {
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

std::uint32_t NameIndex::State::bits_of_row(const Row& row, const QueryWord& word,
                                            std::uint32_t bit) const {
  std::uint32_t bits = 0;
  for (std::size_t k = 0; k < row.count; ++k) {
    const std::uint32_t number = row_tokens[row.begin + k];
    if (std::ranges::binary_search(word.words, number)) bits |= bit;
    if (std::ranges::binary_search(word.heavy_words, number)) bits |= bit | Chances::kHeavyPartner;
  }
  return bits != 0 && row.has_initial ? bits | Chances::kRowHasInitial : bits;
}

std::uint32_t NameIndex::State::possible_words(const Posting& posting,
                                               const Workspace& work) const {
  std::uint32_t possible = posting.has_initial ? Chances::kFlags : Chances::kHeavyPartner;
  for (std::size_t k = 0; k < work.chances.count(); ++k) {
    const std::uint32_t letters = work.order[k]->letters;
    possible |= static_cast<std::uint32_t>((letters & ~posting.letters) == 0) << k;
  }
  return possible;
}

// `everything`: all rows that may have enough of the words; else only those that are there already,
// and, `with_initial`, those that have one.
void NameIndex::State::collect_rows(std::size_t k, bool everything, bool with_initial,
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
        const std::uint32_t flagged = posting.has_initial ? bits | Chances::kRowHasInitial : bits;
        if (everything || (with_initial && posting.has_initial)) {
          masks.add(posting.row, flagged);
        } else {
          masks.add_if_there(posting.row, flagged);
        }
      }
    }
  };
  collect(word.words, bit);
  collect(word.heavy_words, bit | Chances::kHeavyPartner);
}

void NameIndex::State::collect_all_rows(Workspace& work) const {
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
            work.masks.add(posting.row, 1u << k | Chances::kHeavyPartner);
        }
      }
    }
    looked_at += work.order[k]->rows;
  }
}

// Words joined here and parted there: such rows are few and are compared without further choice.
void NameIndex::State::collect_joined(const Reading& reading, Workspace& work) const {
  const std::uint32_t all = work.chances.all();
  const std::size_t count = std::min(reading.tokens.size(), kMaxTokens);
  for (std::size_t i = 0; i < count; ++i) {
    work.letters.clear();
    for (std::size_t k = i; k < count && k < i + 3; ++k) {
      const ParsedToken& token = reading.tokens[k];
      if (token.size == 0 || token.characters) break;
      work.letters += token.view();
      if (k == i) {
        if (token.size < 4) continue;
        joined.for_each(joined_key(work.letters),
                        [&](std::uint32_t row) { work.masks.add(row, all); });
        continue;
      }
      keys.for_each(base::hash_bytes(work.letters, kLettersSeed), [&](std::uint32_t word) {
        if (words[word].view() != work.letters || rows_of(word).size() > kMostRowsOfJoined) return;
        for (const Posting& posting : rows_of(word)) work.masks.add(posting.row, all);
      });
    }
  }
}

void NameIndex::State::choose_rows(const Reading& reading, bool query_has_characters,
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

NameMatch NameIndex::State::compare_row(const Row& row, std::span<const ParsedToken* const> query,
                                        const Reading& reading, const ParsedName& name,
                                        std::string* why) const {
  std::array<const ParsedToken*, kMaxTokens> tokens;
  const auto listed = tokens_of(row, tokens);
  const bool alike = row.folded == name.folded_hash;
  NameMatch match{row.name, 0,
                  text::compare_tokens(query, listed, {reading.person, alike, true, why}), alike};
  if (row.derived || reading.derived) match.similarity *= kDerivedFit;
  if (alike || match.similarity <= kDoubtful) return match;
  match.doubt = doubt_of_row(row, query, reading, name);
  match.similarity = with_doubt(match.similarity, match.doubt);
  return match;
}

double NameIndex::State::doubt_of_row(const Row& row, std::span<const ParsedToken* const> query,
                                      const Reading& reading, const ParsedName& name) const {
  const Words as_person = reading.person ? Words(nullptr) : words_of_frequent_names(name);
  if (!reading.person && as_person.count == 0) return 0;
  std::array<const ParsedToken*, kMaxTokens> tokens;
  const auto listed = tokens_of(row, tokens);
  CommonWords common = find_common_words(reading.person ? query : as_person.span(), listed);
  // Of two customs of writing one has to be guessed.
  if (row.derived || reading.derived) common.is_word_for_word = false;
  return doubt_of(common, reading.person ? person_names : entries.size());
}

void NameIndex::State::add_whole(std::span<const WholeNames::Match> whole, const ParsedName& query,
                                 double cutoff, std::vector<NameMatch>& matches) const {
  if (query.readings.empty()) return;
  for (const auto& [name, similarity, why] : whole) {
    if (similarity >= cutoff)
      matches.push_back({name, entries[name], similarity, folded[name] == query.folded_hash});
  }
}

NameIndex::NameIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;
NameIndex::~NameIndex() = default;

std::string_view schema_of(std::string_view kind) {
  if (kind == "person") return "Person";
  if (kind == "organization") return "Organization";
  if (kind == "vessel" || kind == "aircraft") return "Vessel";
  return "";
}

NameIndex NameIndex::build(std::span<const ListedName> names, int threads) {
  auto state = std::make_unique<State>();
  text::NameTokens tokens;
  for (const ListedName& name : names) {
    tokens.read(text::fold(name.name.substr(0, 4096)));
    for (const text::NameToken& token : tokens.words()) state->weights.count(token.text);
  }
  state->weights.settle();
  state->entries.reserve(names.size());
  for (const ListedName& name : names) state->entries.push_back(name.entry);
  state->folded.resize(names.size());
  std::unordered_map<std::uint64_t, std::uint32_t> known;
  constexpr std::size_t kChunk = 65536;
  std::vector<ParsedName> parsed(std::min(kChunk, names.size()));
  for (std::size_t from = 0; from < names.size(); from += kChunk) {
    const std::size_t count = std::min(kChunk, names.size() - from);
    base::parallel_for(count, {threads, 1024}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const ListedName& name = names[from + i];
        parsed[i] = text::parse_name(name.name, {name.schema, name.country, &state->weights});
      }
    });
    for (std::size_t i = 0; i < count; ++i)
      state->add(parsed[i], static_cast<std::uint32_t>(from + i), known);
  }
  state->settle();
  return NameIndex(std::move(state));
}

text::ParsedName NameIndex::parse(std::string_view name, std::string_view schema,
                                  std::string_view country) const {
  return text::parse_name(name, {schema, country, &state_->weights});
}

std::size_t NameIndex::size() const {
  return state_->entries.size();
}
std::size_t NameIndex::word_count() const {
  return state_->words.size();
}

std::vector<NameMatch> NameIndex::find_exhaustively(const ParsedName& query,
                                                    const FindOptions& options) const {
  std::vector<NameMatch> matches;
  const bool characters = has_characters(query);
  for (const Reading& reading : query.readings) {
    const Words words(&reading);
    for (const Row& row : state_->rows) {
      if (!may_compare(row, reading, characters)) continue;
      const NameMatch match = state_->compare_row(row, words.span(), reading, query);
      if (match.similarity < options.cutoff) continue;
      matches.push_back(match);
      matches.back().entry = state_->entries[row.name];
    }
  }
  std::vector<WholeNames::Match> whole;
  state_->whole_names.find_exhaustively(query, whole);
  state_->add_whole(whole, query, options.cutoff, matches);
  return best_of_each(std::move(matches), options.limit);
}

std::vector<NameMatch> NameIndex::find(const ParsedName& query, const FindOptions& options) const {
  const State& state = *state_;
  std::vector<NameMatch> matches;
  Workspace& work = workspace();
  const bool characters = has_characters(query);
  for (const Reading& reading : query.readings) {
    state.choose_words(reading, options.cutoff, work);
    state.collect_all_rows(work);
    state.collect_joined(reading, work);
    const Words words(&reading);
    state.choose_rows(reading, characters, work);
    for (std::size_t i = 0; i < work.chosen.size(); ++i) {
      state.fetch_ahead(work.chosen, i);
      const Row& row = state.rows[work.chosen[i]];
      const NameMatch match = state.compare_row(row, words.span(), reading, query);
      if (match.similarity < options.cutoff) continue;
      matches.push_back(match);
      matches.back().entry = state.entries[row.name];
    }
  }
  state.whole_names.find(query, work.whole);
  state.add_whole(work.whole, query, options.cutoff, matches);
  return best_of_each(std::move(matches), options.limit);
}

std::string NameIndex::explain(const ParsedName& query, const NameMatch& match) const {
  const State& state = *state_;
  const bool characters = has_characters(query);
  double best = -1;
  const Row* best_row = nullptr;
  const Reading* best_reading = nullptr;
  const auto of_name = std::ranges::equal_range(state.rows, match.name, {}, &Row::name);
  for (const Reading& reading : query.readings) {
    for (const Row& row : of_name) {
      if (!may_compare(row, reading, characters)) continue;
      const double similarity =
          state.compare_row(row, Words(&reading).span(), reading, query).similarity;
      if (similarity <= best) continue;
      best = similarity;
      best_row = &row;
      best_reading = &reading;
    }
  }
  std::vector<WholeNames::Match> whole;
  state.whole_names.find(query, whole);
  const auto found = std::ranges::find(whole, match.name, &WholeNames::Match::name);
  if (found != whole.end() && found->similarity > best) return std::string(found->why);
  std::string why;
  if (best_row == nullptr) return why;
  state.compare_row(*best_row, Words(best_reading).span(), *best_reading, query, &why);
  const text::Romanisation read = best_reading->romanisation != text::Romanisation::as_written
                                      ? best_reading->romanisation
                                      : best_row->romanisation;
  if (read != text::Romanisation::as_written && read != text::Romanisation::characters)
    why += fmt::format("read as {}; ", text::romanisation_name(read));
  if (why.empty()) return "all words agree";
  why.resize(why.size() - 2);
  return why;
}

}  // namespace chokepoint::screening
