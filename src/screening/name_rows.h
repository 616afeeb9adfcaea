// The names of an index as rows of words, and the steps by which a query finds rows. Inside of
// name_index.h.
//
// A row is one reading of one name. Words are kept once; postings lead from a word to its rows.
// Filled by one thread, then read by any number, each with a Workspace of its own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/large_pages.h"
#include "screening/chances.h"
#include "screening/key_table.h"
#include "screening/name_index.h"
#include "screening/row_masks.h"
#include "screening/whole_names.h"
#include "text/parsed_name.h"
#include "text/token_weights.h"

namespace chokepoint::screening {

using text::ParsedName;
using text::ParsedToken;
using text::Reading;
using text::TokenKind;

inline constexpr std::size_t kMaxTokens = ParsedName::kMaxTokens;
inline constexpr std::size_t kRowsAhead = 16, kTokensAhead = 8, kWordsAhead = 4;

// A word's row, with what says at a glance which other words the row cannot have.
struct Posting {
  std::uint32_t flagged_row;
  std::uint32_t letters;  // that occur in the row's words, legal forms and particles aside

  static constexpr std::uint32_t kInitial = 1u << 31;  // the row has an initial
  std::uint32_t row() const { return flagged_row & ~kInitial; }
  bool has_initial() const { return (flagged_row & kInitial) != 0; }
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

// The words of a reading; none of null.
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

inline bool may_compare(const Row& row, const Reading& reading, bool query_has_characters) {
  if (row.person != reading.person || (row.derived && reading.derived)) return false;
  const bool characters = reading.romanisation == text::Romanisation::characters;
  if (query_has_characters && row.name_has_characters) return row.characters && characters;
  return !row.characters && !characters;
}

struct NameRows {
  text::TokenWeights weights;
  base::LargeVector<ParsedToken> words;
  std::vector<bool> of_person;  // by word: in names of persons, else of firms
  base::LargeVector<Row> rows;
  base::LargeVector<std::uint32_t> row_tokens;
  std::vector<std::uint32_t> entries;               // by name
  std::vector<std::uint64_t> folded;                // by name
  base::LargeVector<std::uint32_t> posting_begins;  // by word
  base::LargeVector<Posting> postings;
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
  void fetch_word(std::uint32_t word) const { __builtin_prefetch(&words[word]); }
  void fetch_words(std::uint32_t row) const {
    const std::uint32_t* token = row_tokens.data() + rows[row].begin;
    for (std::size_t k = 0; k < rows[row].count; ++k) fetch_word(token[k]);
  }

  void fetch_ahead(std::span<const std::uint32_t> chosen, std::size_t i) const {
    if (i + kRowsAhead < chosen.size()) __builtin_prefetch(&rows[chosen[i + kRowsAhead]]);
    if (i + kTokensAhead < chosen.size()) fetch_tokens(chosen[i + kTokensAhead]);
    if (i + kWordsAhead < chosen.size()) fetch_words(chosen[i + kWordsAhead]);
  }

  // `words` are those of the reading. `at_least`: less is not asked for (text/similarity.h). `why`:
  // null, or where to write it. The entry is left out.
  NameMatch compare_row(const Row& row, std::span<const ParsedToken* const> words,
                        const Reading& reading, const ParsedName& query, double at_least = 0,
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

// The workspace of this thread.
Workspace& workspace();

bool has_characters(const ParsedName& name);

}  // namespace chokepoint::screening
