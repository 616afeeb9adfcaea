#include "screening/chances.h"

#include <algorithm>
#include <cmath>

namespace chokepoint::screening {
namespace {

using text::TokenKind;

// From here on similarity.cc takes one letter for a slip even where both words are names; a little
// below, for rounding.
constexpr float kSlipInformation = 10.9f;
constexpr float kSlipShare = 0.66f;       // of its weight that such a word then costs at least
constexpr float kInitialShare = 0.45f;    // that a name costs for which an initial stands
constexpr float kLeastContradiction = 2;  // 2 * 1.25, and at least 0.8 of a name's weight
constexpr float kLeastOmission = 0.16f;
constexpr float kMiddleName = 0.55f, kMiddleInformation = 13.9f;  // as in text/similarity_weights.h
constexpr float kAnotherNameShare = 1.3f, kShortWordShare = 0.4f;
constexpr float kOmissionOfList = 1.25f;  // what an omitted word costs more against a list

// What a word without a partner costs at least, when the other name has nothing against it.
float omission_cost(const ChoosingWord& word, bool person, float matched) {
  switch (word.kind) {
    case TokenKind::patronymic: return 0.4f * word.left_weight;
    case TokenKind::number:
    case TokenKind::generation: return 1.2f * word.left_weight;
    case TokenKind::business:
    case TokenKind::place: return 0.6f * word.left_weight;
    case TokenKind::particle:
    case TokenKind::legal: return 0.5f * word.left_weight;
    default: break;
  }
  if (word.kind == TokenKind::initial) return 0;
  const float omitted = person ? std::clamp(1.9f - matched / 14.0f, 0.3f, 1.1f) : 1.1f;
  // A word that may be a slip in one that tells nothing weighs as that one and is no name then.
  const float cost =
      person && word.left_weight > 2.5f ? 0.5f * word.left_weight + 4 : word.left_weight;
  float least = omitted * cost * (person ? kOmissionOfList : 1);
  if (person && matched >= kMiddleInformation) least *= kMiddleName;
  // A word that keys do not find may still be near: another name one letter off, two letters.
  if (word.another_name) least = std::min(least, kAnotherNameShare * word.left_weight);
  if (word.is_short) least = std::min(least, kShortWordShare * word.left_weight);
  return word.another_name && matched >= kSlipInformation
             ? std::min(least, kSlipShare * word.left_weight)
             : least;
}

}  // namespace

float Chances::partner_of(const ChoosingWord& word, std::uint32_t mask) {
  const float partner = (mask & kHeavyPartner) != 0 ? word.heavy_partner : word.partner;
  return partner > 0 ? partner : word.weight;  // joined words have partners that no key names
}

double Chances::best_possible(std::uint32_t mask) const {
  float information = 0, total = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    const ChoosingWord& word = words_[i];
    if (mask >> i & 1) {
      const float partner = partner_of(word, mask);
      information += std::min(word.weight, partner);
      total += word.weight + partner;
    } else {
      total += word.left_weight;
    }
  }
  float cost = 0, most_saved = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (mask >> i & 1) continue;
    const float omission = omission_cost(words_[i], person_, information);
    cost += omission;
    const bool may_be_initial =
        words_[i].kind == TokenKind::plain || words_[i].kind == TokenKind::patronymic;
    if (may_be_initial)
      most_saved = std::max(most_saved, omission - kInitialShare * words_[i].left_weight);
  }
  if ((mask & kRowHasInitial) != 0) cost -= most_saved;
  const double coverage = 1 - cost / total;
  // What little information costs, as similarity.cc has it; a little below, for rounding.
  const double apart = std::clamp((1 - coverage) / 0.12, 0.0, 1.0);
  return coverage * (1 - (0.05 + 0.215 * apart) * std::exp(-information / 6.0));
}

bool Chances::may_suffice(bool person, double cutoff) {
  person_ = person;
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (words_[i].partner > 0) found |= 1u << i;
  }
  return found != 0 && best_possible(found | kFlags) >= cutoff;
}

void Chances::compute(bool person, float total, bool query_has_initial, double cutoff) {
  person_ = person;
  total_ = total;
  query_has_initial_ = query_has_initial;
  cutoff_ = cutoff;
  found_ = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (std::max(words_[i].partner, words_[i].heavy_partner) > 0) found_ |= 1u << i;
  }
  for (const std::uint32_t flags : {0u, kHeavyPartner, kRowHasInitial, kFlags}) {
    std::vector<bool>& feasible = feasible_[table(flags)];
    feasible.assign(std::size_t{1} << count_, false);
    // The subsets of what was found, from the largest down; and all, for words joined.
    for (std::uint32_t mask = found_; mask != 0; mask = (mask - 1) & found_)
      feasible[mask] = best_possible(mask | flags) >= cutoff;
    if (count_ > 0) feasible[all()] = best_possible(all() | flags) >= cutoff;
  }
  // Flags leave more of a chance, as words do: a part is also one without a flag.
  for (const std::uint32_t flags : {0u, kHeavyPartner, kRowHasInitial, kFlags}) {
    std::vector<std::uint8_t>& any_part = any_part_[table(flags)];
    any_part.assign(std::size_t{1} << count_, 0);
    for (std::uint32_t mask = 0; mask < any_part.size(); ++mask) {
      bool any = is_feasible(mask | flags) || (flags != 0 && any_part_[0][mask] != 0);
      if (flags == kFlags) {
        any = any || any_part_[table(kHeavyPartner)][mask] != 0 ||
              any_part_[table(kRowHasInitial)][mask] != 0;
      }
      for (std::size_t i = 0; i < count_; ++i)
        any = any || ((mask >> i & 1) != 0 && any_part[mask & ~(1u << i)] != 0);
      any_part[mask] = any;
    }
  }
}

bool Chances::is_feasible(std::uint32_t mask, const RowWeights& row) const {
  if (query_has_initial_ || (mask & kRowHasInitial) != 0) return true;
  float left = 0, matched = 0;
  bool another_name = false;
  for (std::size_t i = 0; i < count_; ++i) {
    if (mask >> i & 1) {
      matched += partner_of(words_[i], mask);
    } else if (words_[i].kind == TokenKind::plain || words_[i].kind == TokenKind::number) {
      left += words_[i].left_weight;
      another_name = another_name || words_[i].another_name;
    }
  }
  const float row_left = std::max(0.0f, row.names - matched);
  const float contradiction = another_name ? kSlipShare : kLeastContradiction;
  const float cost =
      contradiction * std::min(left, row_left) + kLeastOmission * std::abs(left - row_left);
  return 1 - cost / (total_ + row.total) >= cutoff_;
}

bool Chances::is_settled_before(std::size_t from, std::uint32_t flags) const {
  const std::uint32_t rest = found_ & ~((1u << from) - 1);
  return rest == 0 || !is_feasible(rest | flags);
}

}  // namespace chokepoint::screening
