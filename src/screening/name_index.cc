#include "screening/name_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "screening/key_table.h"
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
constexpr std::size_t kMaskTokens = 10;        // words of a query that take part in choosing names
constexpr std::size_t kMostRows = 200'000;     // of one query; what is beyond is not looked at (an all-common query)
constexpr float kLeastLikeness = 0.44f;
constexpr std::size_t kRowsPerCandidate = 24;  // scanning so many rows costs as much as fetching one
constexpr double kDerivedFit = 0.96;

// One reading of one listed name.
struct Row {
  std::uint32_t name;
  std::uint32_t begin;  // in row_tokens
  float total, names;  // weights of all words, and of those that contradict when they have no partner
  std::uint8_t count;
  bool person, derived, characters, has_initial;
};

bool is_name_word(const ParsedToken& token) {
  return token.kind == TokenKind::plain || token.kind == TokenKind::number;
}

// Words of a list are kept once: equal in everything that comparison looks at.
std::uint64_t identity(const ParsedToken& token, bool person) {
  std::uint64_t id = base::mix(token.hash, static_cast<std::uint64_t>(token.kind) << 1 | static_cast<std::uint64_t>(person));
  id = base::mix(id, static_cast<std::uint64_t>(token.known) | static_cast<std::uint64_t>(token.without_vowels) << 1 |
                         static_cast<std::uint64_t>(token.characters) << 2 |
                         static_cast<std::uint64_t>(token.pinyin) << 3 | static_cast<std::uint64_t>(token.size) << 8);
  id = base::mix(id, base::hash_bytes(token.view()));
  std::uint32_t weight;
  std::memcpy(&weight, &token.weight, sizeof weight);
  return base::mix(id, weight);
}

// Rows found so far with the words of the query that found them. Eight bytes a slot, and no more slots than the query
// needs, so that the table stays in the processor's cache.
class RowMasks {
 public:
  void clear(std::size_t expected) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(2 * expected, 1 << 10));
    if (slots_.size() < size) slots_.resize(size);
    last_ = size - 1;
    if (++epoch_ == 0) {
      std::ranges::fill(slots_, Slot{});
      epoch_ = 1;
    }
    used_.clear();
  }
  void add(std::uint32_t row, std::uint32_t bits) {
    const std::size_t at = find(row);
    Slot& slot = slots_[at];
    if (slot.epoch == epoch_) {
      slot.mask = static_cast<std::uint16_t>(slot.mask | bits);
      return;
    }
    slot = {row, static_cast<std::uint16_t>(bits), epoch_};
    used_.push_back(static_cast<std::uint32_t>(at));
    if (used_.size() * 4 > 3 * last_) grow();
  }
  void add_if_there(std::uint32_t row, std::uint32_t bits) {
    Slot& slot = slots_[find(row)];
    if (slot.epoch == epoch_) slot.mask = static_cast<std::uint16_t>(slot.mask | bits);
  }
  std::size_t size() const { return used_.size(); }
  // In the order in which they came.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const std::uint32_t at : used_) visit(slots_[at].row, std::uint32_t{slots_[at].mask});
  }

 private:
  struct Slot {
    std::uint32_t row = 0;
    std::uint16_t mask = 0, epoch = 0;
  };
  std::size_t find(std::uint32_t row) const {
    std::size_t at = (row * 0x9E3779B97F4A7C15ULL >> 32) & last_;
    while (slots_[at].epoch == epoch_ && slots_[at].row != row) at = (at + 1) & last_;
    return at;
  }
  void grow() {
    std::vector<Slot> rows;
    for (const std::uint32_t at : used_) rows.push_back(slots_[at]);
    clear(4 * rows.size());
    for (const Slot& slot : rows) add(slot.row, slot.mask);
  }
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> used_;
  std::size_t last_ = 0;
  std::uint16_t epoch_ = 0;
};

// A query word with the list words that may mean it.
struct QueryWord {
  const ParsedToken* token;
  std::vector<std::uint32_t> words;
  std::size_t rows = 0;
  float heaviest = 0;  // of the word itself and those that may mean it
};

// Which words of the query a list word may mean; a few hundred list words.
class WordBits {
 public:
  void clear() {
    slots_.fill({});
    count_ = 0;
  }
  void add(std::uint32_t word, std::uint32_t bits) {
    if (count_ * 2 >= slots_.size()) return;  // then find() says too little, which full() tells
    Slot& slot = slots_[find_slot(word)];
    count_ += slot.bits == 0;
    slot.word = word;
    slot.bits |= bits;
  }
  bool full() const { return count_ * 2 >= slots_.size(); }
  std::uint32_t find(std::uint32_t word) const {
    const Slot& slot = slots_[find_slot(word)];
    return slot.word == word ? slot.bits : 0;
  }

 private:
  struct Slot {
    std::uint32_t word = 0, bits = 0;
  };
  std::size_t find_slot(std::uint32_t word) const {
    std::size_t at = (word * 2654435761u >> 16) & (slots_.size() - 1);
    while (slots_[at].bits != 0 && slots_[at].word != word) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  std::array<Slot, 1024> slots_{};
  std::size_t count_ = 0;
};

struct Workspace {
  RowMasks masks;
  WordBits bits;
  std::vector<std::uint32_t> found;
  std::array<QueryWord, kMaxTokens> words;
};

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

// The most similar that two names can be when of the query's words only those in `mask` have a partner.
// `matched_weights`: of a word and of its heaviest partner, whichever is more.
double best_possible(std::span<const float> weights, std::span<const float> matched_weights, std::uint32_t mask,
                     bool person) {
  float matched = 0, left = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (mask >> i & 1) {
      matched += matched_weights[i];
    } else {
      left += weights[i];
    }
  }
  // What is left over costs least when the other name has nothing against it.
  const float omitted = person ? std::clamp(1.9f - matched / 14.0f, 0.3f, 1.1f) : 0.5f;
  const double coverage = 1 - omitted * left / (2 * matched + left);
  return coverage * (1 - 0.05 * std::exp(-matched / 4.0));
}

}  // namespace

struct NameIndex::State {
  text::TokenWeights weights;
  std::vector<ParsedToken> words;
  std::vector<bool> of_person;  // by word: in names of persons, else of firms
  std::vector<Row> rows;
  std::vector<std::uint32_t> row_tokens;
  std::vector<std::uint32_t> entries;          // by name
  std::vector<std::uint64_t> folded;           // by name
  std::vector<std::uint32_t> posting_begins, postings;  // by word: rows
  KeyTable keys, joined;

  void add(const ParsedName& name, std::uint32_t number, std::unordered_map<std::uint64_t, std::uint32_t>& known) {
    folded[number] = name.folded_hash;
    for (const Reading& reading : name.readings) {
      Row row{number, static_cast<std::uint32_t>(row_tokens.size()), 0, 0, 0, reading.person, reading.derived,
              reading.romanisation == text::Romanisation::characters, false};
      for (const ParsedToken& token : reading.tokens) {
        const auto [at, fresh] = known.try_emplace(identity(token, reading.person), static_cast<std::uint32_t>(words.size()));
        if (fresh) {
          words.push_back(token);
          of_person.push_back(reading.person);
        }
        row_tokens.push_back(at->second);
        ++row.count;
        row.total += token.weight;
        if (is_name_word(token)) row.names += token.weight;
        row.has_initial = row.has_initial || token.kind == TokenKind::initial;
      }
      add_joined(reading, static_cast<std::uint32_t>(rows.size()));
      rows.push_back(row);
    }
  }

  void add_joined(const Reading& reading, std::uint32_t row) {
    for (std::size_t i = 0; i + 1 < reading.tokens.size(); ++i) {
      const ParsedToken &first = reading.tokens[i], &second = reading.tokens[i + 1];
      if (first.size == 0 || second.size == 0 || first.characters || second.characters) continue;
      std::string letters(first.view());
      letters += second.view();
      joined.add(joined_key(letters), row);
      if (i + 2 < reading.tokens.size() && reading.tokens[i + 2].size > 0) {
        letters += reading.tokens[i + 2].view();
        joined.add(joined_key(letters), row);
      }
    }
  }

  void settle() {
    posting_begins.assign(words.size() + 1, 0);
    for (const std::uint32_t word : row_tokens) ++posting_begins[word + 1];
    for (std::size_t i = 1; i < posting_begins.size(); ++i) posting_begins[i] += posting_begins[i - 1];
    postings.resize(row_tokens.size());
    std::vector<std::uint32_t> next(posting_begins.begin(), posting_begins.end() - 1);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      for (std::uint32_t k = 0; k < rows[row].count; ++k) postings[next[row_tokens[rows[row].begin + k]]++] = row;
    }
    for (std::uint32_t word = 0; word < words.size(); ++word) {
      for_each_key(words[word], [&](std::uint64_t key) { keys.add(key, word); });
    }
    keys.settle();
    joined.settle();
  }

  std::span<const std::uint32_t> rows_of(std::uint32_t word) const {
    return std::span(postings).subspan(posting_begins[word], posting_begins[word + 1] - posting_begins[word]);
  }

  void find_words(const ParsedToken& token, bool person, std::vector<std::uint32_t>& found,
                  QueryWord& query) const {
    query.token = &token;
    query.words.clear();
    query.rows = 0;
    query.heaviest = token.weight;
    found.clear();
    for_each_key(token, [&](std::uint64_t key) {
      for (const std::uint32_t word : keys.find(key)) found.push_back(word);
    });
    std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
    for (const std::uint32_t word : found) {
      // What is hardly alike (another name, one letter off) is no reason to look at a name.
      if (of_person[word] != person || words[word].characters != token.characters ||
          text::token_similarity(token, words[word], person) < kLeastLikeness) {
        continue;
      }
      query.words.push_back(word);
      query.heaviest = std::max(query.heaviest, words[word].weight);
      query.rows += rows_of(word).size();
    }
  }

  double compare_row(const Row& row, std::span<const ParsedToken* const> query, const Reading& reading,
                     const ParsedName& name) const {
    std::array<const ParsedToken*, kMaxTokens> tokens;
    const std::size_t count = std::min<std::size_t>(row.count, kMaxTokens);
    for (std::size_t i = 0; i < count; ++i) tokens[i] = &words[row_tokens[row.begin + i]];
    const bool alike = folded[row.name] == name.folded_hash;
    const double similarity = text::compare_tokens(query, std::span(tokens).first(count),
                                                   {reading.person, alike, nullptr});
    return row.derived || reading.derived ? similarity * kDerivedFit : similarity;
  }
};

namespace {

bool may_compare(const Row& row, const Reading& reading, bool query_has_characters, bool row_name_has_characters) {
  if ((row.derived && reading.derived) || row.person != reading.person) return false;
  const bool characters = reading.romanisation == text::Romanisation::characters;
  if (query_has_characters && row_name_has_characters) return row.characters && characters;
  return !row.characters && !characters;
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

bool has_characters(const ParsedName& name) {
  return std::ranges::any_of(name.readings,
                             [](const Reading& r) { return r.romanisation == text::Romanisation::characters; });
}

}  // namespace

NameIndex::NameIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;
NameIndex::~NameIndex() = default;

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
    for (std::size_t i = 0; i < count; ++i) state->add(parsed[i], static_cast<std::uint32_t>(from + i), known);
  }
  state->settle();
  return NameIndex(std::move(state));
}

text::ParsedName NameIndex::parse(std::string_view name, std::string_view schema, std::string_view country) const {
  return text::parse_name(name, {schema, country, &state_->weights});
}

std::size_t NameIndex::size() const { return state_->entries.size(); }
std::size_t NameIndex::word_count() const { return state_->words.size(); }

std::vector<NameMatch> NameIndex::find_exhaustively(const ParsedName& query, const FindOptions& options) const {
  std::vector<NameMatch> matches;
  const bool characters = has_characters(query);
  for (const Reading& reading : query.readings) {
    std::vector<const ParsedToken*> tokens;
    for (const ParsedToken& token : reading.tokens) tokens.push_back(&token);
    std::uint32_t name = 0xFFFFFFFF;
    bool row_characters = false;
    for (const Row& row : state_->rows) {
      // The reading in characters, where there is one, comes first of a name's or behind the Latin one.
      if (row.name != name) {
        name = row.name;
        row_characters = false;
        for (const Row* other = &row; other < state_->rows.data() + state_->rows.size() && other->name == name; ++other) {
          row_characters = row_characters || other->characters;
        }
      }
      if (!may_compare(row, reading, characters, row_characters)) continue;
      const double similarity = state_->compare_row(row, tokens, reading, query);
      if (similarity < options.cutoff) continue;
      matches.push_back({row.name, state_->entries[row.name], similarity,
                         state_->folded[row.name] == query.folded_hash});
    }
  }
  return best_of_each(std::move(matches), options.limit);
}

namespace {

// Weights of the words that choose, and which sets of them leave a chance.
struct Choice {
  std::array<float, kMaskTokens> weights{}, matched_weights{}, names{};
  std::array<bool, kMaskTokens> known{};
  float total = 0;
  bool has_initial = false;
  std::size_t count = 0;
  std::vector<bool> feasible;

  void compute(bool person, double cutoff) {
    feasible.assign(std::size_t{1} << count, false);
    for (std::uint32_t mask = 1; mask < feasible.size(); ++mask) {
      feasible[mask] = best_possible(std::span(weights).first(count),
                                     std::span(matched_weights).first(count), mask, person) >= cutoff;
    }
  }
  // The same for a row whose weights are known: what both names have left contradicts.
  double best_possible_of(const Row& row, std::uint32_t mask) const {
    if (row.has_initial || has_initial) return 1;
    float left = 0, known_left = 0, matched = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (mask >> i & 1) {
        matched += matched_weights[i];
      } else {
        left += names[i];
        if (known[i]) known_left += names[i];
      }
    }
    const float row_left = std::max(0.0f, row.names - matched);
    // Left-over names count at least 0.8 of their weight; a known name may still be one letter off another (similarity.cc).
    const float apart = known_left > 0 ? 0.65f : 2.0f;
    const float cost = apart * std::min(left, row_left) + 0.24f * std::abs(left - row_left);
    return 1 - cost / (total + row.total);
  }
  // No row that only words from `from` on have found can reach the cutoff.
  bool settled_before(std::size_t from) const {
    const auto rest = static_cast<std::uint32_t>(((1u << count) - 1) & ~((1u << from) - 1));
    return rest == 0 || !feasible[rest];
  }
};

}  // namespace

std::vector<NameMatch> NameIndex::find(const ParsedName& query, const FindOptions& options) const {
  const State& state = *state_;
  std::vector<NameMatch> matches;
  Workspace& work = workspace();
  const bool query_characters = has_characters(query);
  for (const Reading& reading : query.readings) {
    std::array<const ParsedToken*, kMaxTokens> tokens;
    const std::size_t count = std::min(reading.tokens.size(), kMaxTokens);
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < count; ++i) {
      tokens[i] = &reading.tokens[i];
      state.find_words(reading.tokens[i], reading.person, work.found, work.words[i]);
    }
    // Rare words choose; legal forms, particles and what is beyond ten words do not.
    std::array<QueryWord*, kMaxTokens> order;
    for (std::size_t i = 0; i < count; ++i) order[i] = &work.words[i];
    const auto is_lesser = [](const QueryWord* word) {
      return word->token->kind == TokenKind::legal || word->token->kind == TokenKind::particle ||
             word->token->kind == TokenKind::initial;
    };
    std::stable_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const QueryWord* a, const QueryWord* b) {
                       if (is_lesser(a) != is_lesser(b)) return is_lesser(b);
                       return a->rows < b->rows;
                     });
    Choice choice;
    for (std::size_t i = 0; i < count && chosen < kMaskTokens; ++i) {
      if (is_lesser(order[i]) && chosen > 0) break;
      choice.weights[chosen] = order[i]->token->weight;
      choice.known[chosen] = order[i]->token->known || order[i]->token->pinyin;
      choice.names[chosen] = is_name_word(*order[i]->token) ? order[i]->token->weight : 0;
      choice.matched_weights[chosen++] = order[i]->heaviest;
    }
    choice.count = chosen;
    for (std::size_t i = 0; i < count; ++i) {
      choice.total += tokens[i]->weight;
      choice.has_initial = choice.has_initial || tokens[i]->kind == TokenKind::initial;
    }
    choice.compute(reading.person, options.cutoff);

    std::size_t expected = 0;
    for (std::size_t k = 0; k < chosen && !choice.settled_before(k); ++k) expected += order[k]->rows;
    work.masks.clear(std::min(expected, kMostRows));
    work.bits.clear();
    for (std::size_t k = 0; k < chosen; ++k) {
      for (const std::uint32_t word : order[k]->words) work.bits.add(word, 1u << k);
    }
    std::uint32_t assumed = 0;
    std::size_t looked_at = 0;
    for (std::size_t k = 0; k < chosen; ++k) {
      const bool enumerate = !choice.settled_before(k) && looked_at < kMostRows;
      if (!enumerate && order[k]->rows > kRowsPerCandidate * work.masks.size()) {
        assumed |= 1u << k;
        continue;
      }
      for (const std::uint32_t word : order[k]->words) {
        for (const std::uint32_t row : state.rows_of(word)) {
          if (enumerate) {
            work.masks.add(row, 1u << k);
          } else {
            work.masks.add_if_there(row, 1u << k);
          }
        }
      }
      looked_at += order[k]->rows;
    }
    // Words joined here and parted there: such rows are few and are compared without further choice.
    const auto all = static_cast<std::uint32_t>((1u << chosen) - 1);
    std::string letters;
    for (std::size_t i = 0; i < count; ++i) {
      letters.clear();
      for (std::size_t k = i; k < count && k < i + 3; ++k) {
        if (tokens[k]->size == 0 || tokens[k]->characters) break;
        letters += tokens[k]->view();
        if (k == i) {
          for (const std::uint32_t row : state.joined.find(joined_key(letters))) work.masks.add(row, all);
          continue;
        }
        for (const std::uint32_t word : state.keys.find(base::hash_bytes(letters, kLettersSeed))) {
          if (state.words[word].view() != letters || state.rows_of(word).size() > 5000) continue;
          for (const std::uint32_t row : state.rows_of(word)) work.masks.add(row, all);
        }
      }
    }
    const std::span<const ParsedToken* const> query_tokens(tokens.data(), count);
    work.masks.for_each([&](std::uint32_t number, std::uint32_t mask) {
      if (!choice.feasible[mask | assumed]) return;
      const Row& row = state.rows[number];
      if (row.person != reading.person) return;
      if (mask != all && assumed != 0 && !work.bits.full()) {
        for (std::uint32_t k = 0; k < row.count; ++k) mask |= work.bits.find(state.row_tokens[row.begin + k]);
      } else {
        mask |= assumed;
      }
      if (!choice.feasible[mask] || choice.best_possible_of(row, mask) < options.cutoff) return;
      bool row_characters = row.characters;
      if (query_characters && !row_characters) {
        for (std::size_t other = number; other-- > 0 && state.rows[other].name == row.name;) {
          row_characters = row_characters || state.rows[other].characters;
        }
      }
      if (!may_compare(row, reading, query_characters, row_characters)) return;
      const double similarity = state.compare_row(row, query_tokens, reading, query);
      if (similarity < options.cutoff) return;
      matches.push_back({row.name, state.entries[row.name], similarity, state.folded[row.name] == query.folded_hash});
    });
  }
  return best_of_each(std::move(matches), options.limit);
}

}  // namespace chokepoint::screening
