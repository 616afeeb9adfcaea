#include "screening/name_rows.h"

#include <cstring>

#include "base/hash.h"
#include "screening/namesakes.h"
#include "screening/word_keys.h"
#include "text/similarity.h"

namespace chokepoint::screening {
namespace {

constexpr double kDerivedFit = 0.96;  // as in text/similarity.cc

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

// A name of whose kind nobody says anything and that is nothing but frequent names of persons, or
// one given name alone: its words, read so. None for any other.
Words words_of_frequent_names(const ParsedName& name) {
  const auto reading = std::ranges::find(name.readings, true, &Reading::person);
  if (!name.is_person || reading == name.readings.end()) return Words(nullptr);
  const bool is_alone = reading->tokens.size() == 1;
  const bool are_names = std::ranges::all_of(reading->tokens, [&](const ParsedToken& token) {
    if (is_alone) return token.given_name;
    return token.kind != TokenKind::plain || text::TokenWeights::is_name(token.view());
  });
  return Words(are_names ? &*reading : nullptr);
}

}  // namespace

bool has_characters(const ParsedName& name) {
  return std::ranges::any_of(name.readings, [](const Reading& r) {
    return r.romanisation == text::Romanisation::characters;
  });
}

void NameRows::add(const ParsedName& name, std::uint32_t number,
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
      if (is_name_word(token.kind)) row.weights.names += token.weight;
      row.has_initial = row.has_initial || token.kind == TokenKind::initial;
    }
    add_joined(reading, static_cast<std::uint32_t>(rows.size()));
    rows.push_back(row);
  }
}

void NameRows::add_joined(const Reading& reading, std::uint32_t row) {
  std::string room;
  for_each_joined(reading.tokens, room,
                  [&](std::string_view letters) { joined.add(joined_key(letters), row); });
}

void NameRows::settle() {
  posting_begins.assign(words.size() + 1, 0);
  for (const std::uint32_t word : row_tokens) ++posting_begins[word + 1];
  for (std::size_t i = 1; i < posting_begins.size(); ++i)
    posting_begins[i] += posting_begins[i - 1];
  postings.resize(row_tokens.size());
  std::vector<std::uint32_t> next(posting_begins.begin(), posting_begins.end() - 1);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    Posting posting{rows[row].has_initial ? row | Posting::kInitial : row, 0};
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
}

NameMatch NameRows::compare_row(const Row& row, std::span<const ParsedToken* const> query,
                                const Reading& reading, const ParsedName& name, double at_least,
                                std::string* why) const {
  std::array<const ParsedToken*, kMaxTokens> tokens;
  const auto listed = tokens_of(row, tokens);
  const bool alike = row.folded == name.folded_hash;
  NameMatch match{row.name, 0,
                  text::compare_tokens(query, listed, {reading.person, alike, true, why, at_least}),
                  alike};
  if (row.derived || reading.derived) match.similarity *= kDerivedFit;
  if (alike || match.similarity <= kDoubtful) return match;
  match.doubt = doubt_of_row(row, query, reading, name);
  match.similarity = with_doubt(match.similarity, match.doubt);
  return match;
}

double NameRows::doubt_of_row(const Row& row, std::span<const ParsedToken* const> query,
                              const Reading& reading, const ParsedName& name) const {
  const Words frequent = words_of_frequent_names(name);
  if (!reading.person && frequent.count == 0) return 0;
  std::array<const ParsedToken*, kMaxTokens> tokens;
  const auto listed = tokens_of(row, tokens);
  AgreedWords agreed = find_agreed_words(reading.person ? query : frequent.span(), listed);
  // Of two customs of writing one has to be guessed; a given name alone is anybody's.
  if (row.derived || reading.derived || frequent.count == 1) agreed.is_word_for_word = false;
  return doubt_of(agreed, reading.person ? person_names : entries.size());
}

void NameRows::add_whole(std::span<const WholeNames::Match> whole, const ParsedName& query,
                         double cutoff, std::vector<NameMatch>& matches) const {
  if (query.readings.empty()) return;
  for (const auto& [name, similarity, why] : whole) {
    if (similarity >= cutoff)
      matches.push_back({name, entries[name], similarity, folded[name] == query.folded_hash});
  }
}

}  // namespace chokepoint::screening
