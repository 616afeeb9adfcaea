#include "screening/seen_names.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <string>

#include "base/arena.h"
#include "base/hash.h"
#include "base/parallel_for.h"
#include "screening/chances.h"
#include "screening/whole_names.h"
#include "screening/word_keys.h"

namespace chokepoint::screening {
namespace {

using text::ParsedName;
using text::ParsedToken;
using text::Reading;
using text::TokenKind;

constexpr std::size_t kAtOnce = 16'384, kGrain = 1'024;
constexpr float kNever = std::numeric_limits<float>::max();

std::uint64_t of_kind(std::uint64_t key, bool person) {
  return person ? ~key : key;  // persons' words and firms' words never meet
}

// A word of the names seen, in names of persons or else of firms. Words that are equal here have
// equal keys.
struct Word {
  ChoosingWord choosing;  // without its partners
  bool person = false;
  std::uint32_t keys = 0;  // where they begin; they end where the next word's do
};

std::uint64_t identity(const ParsedToken& token, bool person) {
  std::uint64_t id = base::mix(token.hash, base::hash_bytes(token.view()));
  id = base::mix(id, static_cast<std::uint64_t>(token.light) << 32 | token.consonants);
  const std::uint64_t flags = static_cast<std::uint64_t>(token.kind) |
                              static_cast<std::uint64_t>(person) << 8 |
                              static_cast<std::uint64_t>(token.characters) << 9 |
                              static_cast<std::uint64_t>(token.without_vowels) << 10 |
                              static_cast<std::uint64_t>(token.known || token.pinyin) << 11;
  return base::mix(id, flags << 32 | std::bit_cast<std::uint32_t>(token.weight));
}

// What the words of new list names offer to a word that shares a key with them.
struct Partner {
  float heaviest = 0;  // of the words that are no legal form or particle
  float heaviest_of_all = 0;
  float lightest_lesser = kNever;  // of legal forms, trades, places: what a slip of one weighs
};

class ListedWords {
 public:
  ListedWords(std::span<const ListedName> listed, const NameIndex& index) {
    std::string room;
    for (const ListedName& name : listed) {
      const ParsedName parsed = index.parse(name.name, name.schema, name.country);
      const WholeKeys whole = listed_whole_keys(parsed.words);
      whole_.insert(whole.span().begin(), whole.span().end());
      for (const Reading& reading : parsed.readings) {
        for (const ParsedToken& token : reading.tokens) add(token, reading.person);
        for_each_joined(reading.tokens, room,
                        [&](std::string_view letters) { joined_.insert(joined_key(letters)); });
      }
    }
  }

  bool is_joined(std::uint64_t key) const { return joined_.contains(key); }
  bool is_whole(std::uint64_t key) const { return whole_.contains(key); }
  bool has_word(std::uint64_t key) const { return partners_.contains(key); }

  // The word with its partners; without any where it has none.
  ChoosingWord hold_against(const Word& word, std::span<const std::uint64_t> keys) const {
    ChoosingWord choosing = word.choosing;
    if (choosing.kind == TokenKind::initial) return choosing;
    for (const std::uint64_t key : keys) {
      const auto found = partners_.find(key);
      if (found == partners_.end()) continue;
      const Partner& partner = found->second;
      const float heaviest = is_lesser(choosing.kind) ? partner.heaviest_of_all : partner.heaviest;
      choosing.partner = std::max(choosing.partner, heaviest);
      if (is_name_word(choosing.kind))
        choosing.left_weight = std::min(choosing.left_weight, partner.lightest_lesser);
    }
    choosing.heavy_partner = choosing.partner;
    return choosing;
  }

 private:
  void add(const ParsedToken& token, bool person) {
    for_each_key(token, [&](std::uint64_t key) {
      Partner& partner = partners_[of_kind(key, person)];
      partner.heaviest_of_all = std::max(partner.heaviest_of_all, token.weight);
      if (!is_lesser(token.kind)) partner.heaviest = std::max(partner.heaviest, token.weight);
      if (!is_name_word(token.kind))
        partner.lightest_lesser = std::min(partner.lightest_lesser, token.weight);
    });
  }

  absl::flat_hash_map<std::uint64_t, Partner> partners_;
  absl::flat_hash_set<std::uint64_t> joined_, whole_;
};

}  // namespace

ParsedName parse_seen(const SeenName& name) {
  return text::parse_name(name.name, {name.is_organisation ? std::string_view("Organization") : "",
                                      name.country, nullptr});
}

struct SeenNames::State {
  // One reading of a name.
  struct Row {
    std::uint32_t name = 0;
    std::uint32_t words = 0, joined = 0;  // where they begin; they end where the next row's do
    bool person = false;
  };

  base::Arena arena;
  std::vector<SeenName> names;
  std::size_t read = 0;  // names whose words are kept
  std::vector<std::uint64_t> whole_keys;
  std::vector<std::uint32_t> whole_begins;  // by name; they end where the next name's do
  std::vector<Row> rows;
  std::vector<std::uint32_t> row_words;
  std::vector<std::uint64_t> row_joined;  // keys of words written together
  std::vector<Word> words;
  std::vector<std::uint64_t> word_keys;
  std::vector<std::uint64_t> word_joined;  // by word: its key as two words in one; 0: too short
  absl::flat_hash_map<std::uint64_t, std::uint32_t> number_of;  // words by identity

  std::uint32_t number_of_word(const ParsedToken& token, bool person) {
    const auto [found, is_new] =
        number_of.try_emplace(identity(token, person), static_cast<std::uint32_t>(words.size()));
    if (is_new) {
      words.push_back({{token.kind, token.weight, token.weight, 0, 0, token.known || token.pinyin,
                        token.size <= 2},
                       person,
                       static_cast<std::uint32_t>(word_keys.size())});
      for_each_key(token, [&](std::uint64_t key) { word_keys.push_back(of_kind(key, person)); });
      const bool may_be_joined = token.size >= kJoinedLetters && !token.characters;
      word_joined.push_back(may_be_joined ? joined_key(token.view()) : 0);
    }
    return found->second;
  }

  void keep(std::uint32_t name, const ParsedName& parsed) {
    whole_begins.push_back(static_cast<std::uint32_t>(whole_keys.size()));
    if (parsed.is_placeholder) return;
    const WholeKeys whole = asked_whole_keys(parsed.words);
    whole_keys.insert(whole_keys.end(), whole.span().begin(), whole.span().end());
    std::string room;
    for (const Reading& reading : parsed.readings) {
      rows.push_back({name, static_cast<std::uint32_t>(row_words.size()),
                      static_cast<std::uint32_t>(row_joined.size()), reading.person});
      const std::size_t count = std::min(reading.tokens.size(), ParsedName::kMaxTokens);
      for (std::size_t i = 0; i < count; ++i)
        row_words.push_back(number_of_word(reading.tokens[i], reading.person));
      for_each_joined(reading.tokens, room, [&](std::string_view letters) {
        row_joined.push_back(of_kind(base::hash_bytes(letters, kLettersSeed), reading.person));
      });
    }
  }

  // Reads the names that came since the last time.
  void read_names(int threads) {
    std::vector<ParsedName> parsed;
    while (read < names.size()) {
      const std::size_t count = std::min(kAtOnce, names.size() - read);
      parsed.assign(count, {});
      base::parallel_for(count, {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) parsed[i] = parse_seen(names[read + i]);
      });
      for (const ParsedName& name : parsed) keep(static_cast<std::uint32_t>(read++), name);
    }
  }

  std::span<const std::uint64_t> keys_of(std::size_t word) const {
    const std::size_t end = word + 1 < words.size() ? words[word + 1].keys : word_keys.size();
    return std::span(word_keys).subspan(words[word].keys, end - words[word].keys);
  }
  std::span<const std::uint32_t> words_of(std::size_t row) const {
    const std::size_t end = row + 1 < rows.size() ? rows[row + 1].words : row_words.size();
    return std::span(row_words).subspan(rows[row].words, end - rows[row].words);
  }
  std::span<const std::uint64_t> joined_of(std::size_t row) const {
    const std::size_t end = row + 1 < rows.size() ? rows[row + 1].joined : row_joined.size();
    return std::span(row_joined).subspan(rows[row].joined, end - rows[row].joined);
  }

  std::span<const std::uint64_t> whole_keys_of(std::size_t name) const {
    const std::size_t end =
        name + 1 < whole_begins.size() ? whole_begins[name + 1] : whole_keys.size();
    return std::span(whole_keys).subspan(whole_begins[name], end - whole_begins[name]);
  }

  // By word: itself with its partners among the new list names.
  struct Held {
    std::vector<ChoosingWord> choosing;
    std::vector<std::uint8_t> counts;  // it has a partner, or may be two list words in one
  };
  static constexpr std::uint8_t kHasPartner = 1, kIsJoined = 2;

  Held hold_words(const ListedWords& listed, int threads) const {
    Held held;
    held.choosing.resize(words.size());
    held.counts.resize(words.size());
    base::parallel_for(words.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        held.choosing[i] = listed.hold_against(words[i], keys_of(i));
        const bool is_joined = word_joined[i] != 0 && listed.is_joined(word_joined[i]);
        held.counts[i] = static_cast<std::uint8_t>(
            (held.choosing[i].partner > 0 ? kHasPartner : 0) | (is_joined ? kIsJoined : 0));
      }
    });
    return held;
  }

  bool is_hopeful(std::size_t row, const Held& held, const ListedWords& listed, double cutoff,
                  Chances& chances) const {
    for (const std::uint64_t key : whole_keys_of(rows[row].name)) {
      if (listed.is_whole(key)) return true;
    }
    const std::span<const std::uint32_t> own = words_of(row);
    std::uint8_t counts = 0;
    for (const std::uint32_t word : own) counts |= held.counts[word];
    if ((counts & kIsJoined) != 0) return true;
    for (const std::uint64_t key : joined_of(row)) {
      if (listed.has_word(key)) return true;
    }
    if (counts == 0) return false;
    chances.clear();
    for (const bool lesser : {false, true}) {
      if (lesser && chances.count() > 0) break;  // they choose only where there is nothing else
      for (const std::uint32_t word : own) {
        if (is_lesser(held.choosing[word].kind) != lesser) continue;
        if (chances.count() == Chances::kMaxWords) return true;
        chances.add(held.choosing[word]);
      }
    }
    return chances.may_suffice(rows[row].person, cutoff);
  }
};

SeenNames::SeenNames() : state_(std::make_unique<State>()) {}
SeenNames::SeenNames(SeenNames&&) noexcept = default;
SeenNames& SeenNames::operator=(SeenNames&&) noexcept = default;
SeenNames::~SeenNames() = default;

void SeenNames::add(const SeenName& name) {
  SeenName kept = name;
  kept.name = state_->arena.keep(name.name);
  kept.country = state_->arena.keep(name.country);
  state_->names.push_back(kept);
}

std::vector<SeenName> SeenNames::find_hopeful(std::span<const ListedName> listed,
                                              const NameIndex& index, double cutoff, int threads) {
  State& state = *state_;
  state.read_names(threads);
  const ListedWords words(listed, index);
  const State::Held held = state.hold_words(words, threads);
  std::vector<std::uint8_t> hopeful(state.rows.size());
  base::parallel_for(hopeful.size(), {threads, kGrain}, [&](std::size_t begin, std::size_t end) {
    Chances chances;
    for (std::size_t i = begin; i < end; ++i)
      hopeful[i] = state.is_hopeful(i, held, words, cutoff, chances) ? 1 : 0;
  });
  std::vector<SeenName> found;
  std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = 0; i < hopeful.size(); ++i) {
    if (hopeful[i] == 0 || state.rows[i].name == last) continue;
    last = state.rows[i].name;
    found.push_back(state.names[last]);
  }
  return found;
}

}  // namespace chokepoint::screening
