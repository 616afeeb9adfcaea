#include "screening/namesakes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "text/edit_distance.h"
#include "text/similarity.h"

namespace chokepoint::screening {
namespace {

using text::ParsedToken;
using text::TokenKind;

// One accidental agreement in about 150 queries is where doubt begins, one in seven where it is
// whole.
constexpr float kMargin = 5.0f, kScale = 2.0f;
constexpr float kNameLeft = 4.0f, kLesserLeft = 1.0f;  // nats asked for by a word without partner
constexpr float kLeastLikeness = 0.44f;                // of words that agree otherwise spelt
constexpr float kOneLetterOff = 1.5f;  // nats less, of two names so near one another
// Syllables of Chinese and Korean names come in few combinations: two say hardly more than one.
constexpr float kSyllableShare = 0.6f;
constexpr std::size_t kMost = text::ParsedName::kMaxTokens;

bool is_syllable(const ParsedToken& token) {
  return token.pinyin || token.korean || token.korean_surname;
}

float information_of(const ParsedToken& a, const ParsedToken& b) {
  const float weight = std::min(a.weight, b.weight);
  return is_syllable(a) && is_syllable(b) ? kSyllableShare * weight : weight;
}

bool is_small(const ParsedToken& token) {
  return token.kind == TokenKind::particle || token.kind == TokenKind::legal;
}

struct Words {
  std::span<const ParsedToken* const> tokens;
  std::array<bool, kMost> used{};

  explicit Words(std::span<const ParsedToken* const> t)
      : tokens(t.first(std::min(t.size(), kMost))) {}

  // What is left, without spaces.
  std::string letters(bool with_small) const {
    std::string all;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!used[i] && (with_small || !is_small(*tokens[i]))) all += tokens[i]->view();
    }
    return all;
  }
  float weight_left() const {
    float weight = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!used[i] && !is_small(*tokens[i])) weight += tokens[i]->weight;
    }
    return weight;
  }
  // The one word that is left; null when there is none or more than one.
  const ParsedToken* only_one(bool with_small) const {
    const ParsedToken* one = nullptr;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (used[i] || (!with_small && is_small(*tokens[i]))) continue;
      if (one != nullptr) return nullptr;
      one = tokens[i];
    }
    return one;
  }
  float asked_for() const {
    float nats = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (used[i] || is_small(*tokens[i])) continue;
      nats += tokens[i]->kind == TokenKind::plain ? kNameLeft : kLesserLeft;
    }
    return nats;
  }
};

bool is_one_letter_off(const ParsedToken& a, const ParsedToken& b) {
  return !a.characters && !b.characters && text::edit_distance(a.view(), b.view()) <= 1;
}

bool is_slip(const ParsedToken& query, const ParsedToken& listed) {
  return is_one_letter_off(query, listed) && !query.has_variants() &&
         !text::TokenWeights::is_name(query.view());
}

// Of two words of which one may mean the other: 0 when it hardly does.
float information_if_alike(const ParsedToken& a, const ParsedToken& b) {
  const float likeness = text::token_similarity(a, b, true), whole = information_of(a, b);
  if (likeness >= kLeastLikeness) return likeness * whole;
  return is_one_letter_off(a, b) ? std::max(0.0f, whole - kOneLetterOff) : 0;
}

void match_spelt_otherwise(Words& query, Words& listed, AgreedWords& agreed) {
  while (true) {
    float best = 0;
    std::size_t best_i = kMost, best_j = kMost;
    for (std::size_t i = 0; i < query.tokens.size(); ++i) {
      if (query.used[i] || is_small(*query.tokens[i])) continue;
      for (std::size_t j = 0; j < listed.tokens.size(); ++j) {
        if (listed.used[j] || is_small(*listed.tokens[j])) continue;
        const float information = information_if_alike(*query.tokens[i], *listed.tokens[j]);
        if (information <= best) continue;
        best = information;
        best_i = i;
        best_j = j;
      }
    }
    if (best_i == kMost) return;
    query.used[best_i] = listed.used[best_j] = true;
    agreed.information += best;
  }
}

}  // namespace

AgreedWords find_agreed_words(std::span<const ParsedToken* const> query_words,
                              std::span<const ParsedToken* const> listed_words) {
  Words query(query_words), listed(listed_words);
  AgreedWords agreed;
  for (std::size_t i = 0; i < query.tokens.size(); ++i) {
    for (std::size_t j = 0; j < listed.tokens.size(); ++j) {
      if (listed.used[j] || query.tokens[i]->hash != listed.tokens[j]->hash) continue;
      query.used[i] = listed.used[j] = true;
      if (!is_small(*query.tokens[i]))
        agreed.information += information_of(*query.tokens[i], *listed.tokens[j]);
      break;
    }
  }
  const std::string rest = query.letters(false);
  if (rest == listed.letters(false) || query.letters(true) == listed.letters(true)) {
    agreed.information += std::min(query.weight_left(), listed.weight_left());
    agreed.is_word_for_word = true;
    return agreed;
  }
  for (const bool with_small : {false, true}) {
    const ParsedToken *in_query = query.only_one(with_small),
                      *in_listed = listed.only_one(with_small);
    if (in_query == nullptr || in_listed == nullptr || !is_slip(*in_query, *in_listed)) continue;
    agreed.information += information_of(*in_query, *in_listed);
    agreed.is_word_for_word = true;
    return agreed;
  }
  match_spelt_otherwise(query, listed, agreed);
  agreed.left_over = query.asked_for() + listed.asked_for();
  return agreed;
}

double doubt_of(const AgreedWords& agreed, std::size_t listed_names) {
  if (agreed.is_word_for_word) return 0;
  const double needed =
      std::log(static_cast<double>(std::max<std::size_t>(listed_names, 1))) + kMargin;
  return std::clamp((needed + agreed.left_over - agreed.information) / kScale, 0.0, 1.0);
}

double with_doubt(double similarity, double doubt) {
  constexpr double kMostTaken = 0.7;
  if (similarity <= kDoubtful) return similarity;
  return kDoubtful + (similarity - kDoubtful) * (1 - kMostTaken * doubt);
}

double bearers_per_million(const text::ParsedName& name) {
  constexpr double kCommonest = 10.8;  // 20 in a million words
  for (const text::Reading& reading : name.readings) {
    if (!reading.person || reading.romanisation == text::Romanisation::characters) continue;
    double nats = 0;
    int words = 0;
    for (const ParsedToken& token : reading.tokens) {
      if (token.kind == TokenKind::particle) continue;
      if (token.kind != TokenKind::plain || token.weight > kCommonest) return 0;
      // One word in two is a given name, the other a surname: each is twice as frequent there.
      nats += token.weight - std::log(2.0);
      ++words;
    }
    return words >= 2 ? 1e6 * std::exp(-nats) : 0;
  }
  return 0;
}

}  // namespace chokepoint::screening
