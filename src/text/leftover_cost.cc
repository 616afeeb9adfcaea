#include "text/leftover_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/similarity_weights.h"

namespace chokepoint::text {
namespace {

constexpr float kOmittedLesser = 0.5f, kOmittedPatronymic = 0.4f, kOtherPatronymic = 2.5f,
                kOmittedNumber = 1.2f;

void explain_left(const Side& side, std::string_view name, std::string& why) {
  for (std::size_t i = 0; i < side.tokens.size(); ++i) {
    if (!side.used[i] && side.tokens[i]->size > 0)
      why += fmt::format("{} only in the {}; ", side.tokens[i]->view(), name);
  }
}

// First words and last words have found one another: what is left stands between them.
bool ends_agree(const Alignment& align) {
  for (const Side* side : {&align.a, &align.b}) {
    if (side->tokens.size() < 2 || !side->used[0] || !side->used[side->tokens.size() - 1])
      return false;
  }
  return true;
}

// "Research Institute": two words of one trade say no more than one.
bool is_said_twice(const Side& side, const ParsedToken& token) {
  for (std::size_t i = 0; i < side.tokens.size(); ++i) {
    if (side.used[i] && side.tokens[i]->hash == token.hash) return true;
  }
  return false;
}

// Both names have so much, or one has so much more than the other.
float both(const LeftWords::OfBoth& left) {
  return std::min(left[0], left[1]);
}
float one(const LeftWords::OfBoth& left) {
  return std::abs(left[0] - left[1]);
}

// The more has agreed, the less it says that a word is missing.
float share_of_omitted(const Alignment& align, float information) {
  return align.person ? std::clamp(1.9f - information / 14.0f, 0.3f, 1.1f) : kOmittedFirmWord;
}

float information_of_ends(const Alignment& align) {
  return align.against_a_list ? kMiddleInformationOfList : kMiddleInformation;
}

float cost_of_numbers_and_patronymics(const LeftWords& left, float cost) {
  cost +=
      2 * both(left.patronymics) * kOtherPatronymic + one(left.patronymics) * kOmittedPatronymic;
  cost += 2 * both(left.numbers) * kOtherNumber + one(left.numbers) * kOmittedNumber;
  return cost + 2 * both(left.initials) * kOtherInitial;
}

}  // namespace

void LeftWords::add(std::size_t side, const ParsedToken& token, bool person) {
  switch (token.kind) {
    case TokenKind::patronymic: patronymics[side] += token.weight; break;
    case TokenKind::number:
    case TokenKind::generation: numbers[side] += token.weight; break;
    case TokenKind::particle:
    case TokenKind::legal: lesser[side] += token.weight; break;
    case TokenKind::business:
    case TokenKind::place: trades[side] += token.weight; break;
    case TokenKind::initial:
      initials[side] += token.weight;
      names[side] += token.weight;
      break;
    // Whether a name is left out hardly depends on how common it is.
    default: names[side] += person ? 0.5f * token.weight + 4 : token.weight;
  }
}

int count_own_words(const Alignment& align) {
  const auto own = [](const Side& side) {
    return std::ranges::count_if(side.tokens, [](const ParsedToken* token) {
      return token->kind == TokenKind::plain || token->kind == TokenKind::number;
    });
  };
  return static_cast<int>(std::min(own(align.a), own(align.b)));
}

float cost_of_leftovers(Alignment& align) {
  const bool person = align.person, against_a_list = align.against_a_list;
  LeftWords left;
  for (std::size_t s = 0; s < 2; ++s) {
    const Side& side = s == 0 ? align.a : align.b;
    for (std::size_t i = 0; i < side.tokens.size(); ++i) {
      if (side.used[i]) continue;
      align.all_equal = false;
      const ParsedToken& token = *side.tokens[i];
      if (token.kind == TokenKind::business && is_said_twice(side, token)) continue;
      left.add(s, token, person);
    }
  }
  float omitted = share_of_omitted(align, align.information);
  // The first word left out of a longer name: a child's name before the father's.
  if (person && !align.in_front()) omitted = std::max(omitted, kOmittedFirst);
  float omission = one(left.names) * omitted * (person && against_a_list ? kOmissionOfList : 1);
  if (person && both(left.names) == 0 && align.information >= information_of_ends(align) &&
      ends_agree(align)) {
    omission *= kMiddleName;
  }
  float cost = 2 * both(left.names) * kContradiction + omission;
  // Another trade, or another place, makes another firm however much the rest weighs.
  if (both(left.trades) > 0)
    cost += std::max(2 * both(left.trades) * kContradiction, kOtherTrade * align.total);
  // "Apex Global", "Apex Gold": a trade on one side faces a word of its own on the other.
  if (!person && !against_a_list) {
    cost += 2 *
            (std::min(left.names[0], left.trades[1]) + std::min(left.names[1], left.trades[0])) *
            kContradiction;
  }
  // "Bank of China", "China Construction Bank": where there is no other name, trades are the name.
  const int own = count_own_words(align);
  float omitted_trade = own == 0 ? kOmittedOnlyTrade : kOmittedTradeWord;
  // One own word, and that only nearly: the trade is what would tell.
  if (own == 1 && align.slips > 0) omitted_trade = kOmittedTradeBySlip;
  // "OOO Alfa", "Alfa Bank JSC": two whole names of two firms.
  if (own == 1 && both(left.lesser) > 0 && !against_a_list)
    omitted_trade = std::max(omitted_trade, kOmittedTradeOfList);
  if (own <= 2 && against_a_list) omitted_trade = std::max(omitted_trade, kOmittedTradeOfList);
  cost += one(left.trades) * omitted_trade;
  cost = cost_of_numbers_and_patronymics(left, cost);
  // One own word that is frequent, or nearly agrees: it takes the legal form to tell.
  const bool hangs_on_form = against_a_list && !person && own == 1 &&
                             (align.own_near > 0 || align.information < kRareOwnWord);
  cost += (2 * both(left.lesser) + one(left.lesser) * kOmittedLesser) *
          (hangs_on_form ? kOtherFormOfList : 1);
  if (hangs_on_form && align.own_near > 0 && align.form_written_otherwise)
    cost += kFormWrittenOtherwise * align.total;
  if (align.why != nullptr) {
    explain_left(align.a, against_a_list ? "query" : "first", *align.why);
    explain_left(align.b, against_a_list ? "list" : "second", *align.why);
    if (both(left.names) + both(left.trades) > 0) *align.why += "these contradict; ";
  }
  return cost;
}

// Each further word that is left makes it more: what contradicts costs more than an omission.
float least_cost_of_leftovers(const LeftWords& left, const Alignment& align, float information) {
  float omission = one(left.names) * share_of_omitted(align, information) *
                   (align.person && align.against_a_list ? kOmissionOfList : 1);
  if (align.person && both(left.names) == 0 && information >= information_of_ends(align))
    omission *= kMiddleName;
  const float cost = 2 * both(left.names) * kContradiction + omission +
                     2 * both(left.trades) * kContradiction + one(left.trades) * kOmittedTradeWord;
  return cost_of_numbers_and_patronymics(left, cost) + 2 * both(left.lesser) +
         one(left.lesser) * kOmittedLesser;
}

float cost_of_frequent_words(float information) {
  return 1 + kFrequentWords * std::clamp((kRareWords - information) / kRareScale, 0.0f, 1.0f);
}

float graded(float coverage) {
  return coverage >= kLow ? coverage : kLow * std::exp((coverage - kLow) / kLow);
}

// Names that differ hardly at all are nearly as good as equal ones, however little they tell.
double similarity_of(float coverage, float information, bool equal) {
  const float apart = equal ? 0 : std::min(1.0f, (1 - coverage) / kApart);
  const float unnamed = kUnnamedAlike + (kUnnamed - kUnnamedAlike) * apart;
  return coverage * (1 - unnamed * std::exp(-information / kUnnamedScale));
}

}  // namespace chokepoint::text
