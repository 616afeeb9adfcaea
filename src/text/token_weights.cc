#include "text/token_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "text/data_table.h"

namespace chokepoint::text {
namespace {

constexpr float kKnownPerMillion = 20;
struct Background {
  WordMap words;
  std::vector<float> per_million;
  WordMap given_names;

  Background() {
    for (const auto& row : read_table("names/given_names.tsv")) {
      for (const std::string& word : split_words(row[1])) given_names.add(word, 1);
    }
    for (const auto& row : read_table("names/frequencies.tsv")) raise(row[0], std::stof(row[1]));
    for (const auto& row : read_table("names/frequent_names.tsv")) {
      const float share = std::stof(row[0]);
      for (const std::string& word : split_words(row[1])) raise(word, share);
    }
  }
  void raise(std::string_view word, float share) {
    words.add(word, static_cast<std::uint32_t>(per_million.size()));
    const std::uint32_t at = words.find(word);
    if (at == per_million.size()) per_million.push_back(0);
    per_million[at] = std::max(per_million[at], share);
  }
  float find(std::string_view word) const {
    const std::uint32_t at = words.find(word);
    return at == WordMap::kAbsent ? 0 : per_million[at];
  }
  // "Alzahrani" is as frequent as Zahrani.
  float find_with_article(std::string_view word) const {
    const float share = find(word);
    const bool article = word.size() >= 7 && (word.starts_with("al") || word.starts_with("el"));
    return article ? std::max(share, find(word.substr(2))) : share;
  }
};

const Background& tables() {
  static const Background instance;
  return instance;
}

// Surprise of a letter in names, in nats, from their usual shares; digits and other letters 3.6.
float letter_surprise(char c) {
  static constexpr std::array<float, 26> kShare = {
      13.0f, 2.2f, 2.6f, 3.4f, 9.0f, 1.0f, 2.0f, 3.6f, 8.0f, 1.2f, 2.4f, 5.6f, 3.6f,
      7.6f,  6.6f, 1.6f, 0.3f, 6.6f, 5.2f, 4.2f, 3.4f, 1.6f, 0.9f, 0.3f, 2.0f, 1.2f};
  if (c < 'a' || c > 'z') return 3.6f;
  return -std::log(kShare[static_cast<std::size_t>(c - 'a')] / 100.0f);
}

float unknown_weight(std::string_view word) {
  float surprise = 0;
  for (const char c : word.substr(0, 16)) surprise += letter_surprise(c);
  // Letters of a name are far from independent: a third of the sum is about right for words of
  // three to nine letters.
  return std::clamp(5.0f + 0.3f * surprise, 6.0f, TokenWeights::kHeaviest);
}

float weight_of_share(float per_million) {
  return std::clamp(std::log(1e6f / per_million), TokenWeights::kLightest, TokenWeights::kHeaviest);
}

}  // namespace

const TokenWeights& TokenWeights::background() {
  static const TokenWeights instance;
  return instance;
}

void TokenWeights::count(std::string_view word) {
  words_.add(word, static_cast<std::uint32_t>(counts_.size()));
  const std::uint32_t at = words_.find(word);
  if (at == counts_.size()) counts_.push_back(0);
  ++counts_[at];
  ++total_;
}

void TokenWeights::settle() {
  weights_.assign(counts_.size(), kHeaviest);
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    // A word seen once or twice in a short list is not thereby common.
    if (counts_[i] < 3) continue;
    weights_[i] = weight_of_share(1e6f * (static_cast<float>(counts_[i]) - 1.5f) /
                                  static_cast<float>(total_));
  }
}

float TokenWeights::weight(std::string_view word) const {
  const float share = tables().find_with_article(word);
  float weight =
      share > 0 ? std::min(weight_of_share(share), unknown_weight(word)) : unknown_weight(word);
  if (!weights_.empty()) {
    const std::uint32_t at = words_.find(word);
    if (at != WordMap::kAbsent) weight = std::min(weight, weights_[at]);
  }
  return weight;
}

bool TokenWeights::is_given_name(std::string_view word) {
  return tables().given_names.contains(word);
}

bool TokenWeights::is_known_name(std::string_view word) {
  return tables().find(word) >= kKnownPerMillion;
}

bool TokenWeights::is_name(std::string_view word) {
  return tables().find(word) > 0;
}

}  // namespace chokepoint::text
