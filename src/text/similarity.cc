#include "text/similarity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "text/alignment.h"
#include "text/edit_distance.h"
#include "text/joined_words.h"
#include "text/leftover_cost.h"
#include "text/most_alike.h"
#include "text/similarity_weights.h"

namespace chokepoint::text {
namespace {

// One letter wrong in a word that is no name.
bool is_slip(const ParsedToken& x, const ParsedToken& y) {
  return !x.characters && !y.characters && std::abs(x.size - y.size) <= 1 &&
         edit_distance(x.view(), y.view()) <= 1;
}

// Volga and Volna are two words.
constexpr int kShortestPlaceWithSlip = 7;

void match_equal(Alignment& align) {
  for (std::size_t i = 0; i < align.a.tokens.size(); ++i) {
    for (std::size_t j = 0; j < align.b.tokens.size(); ++j) {
      if (align.b.used[j] || align.a.tokens[i]->hash != align.b.tokens[j]->hash) continue;
      align.take(i, j, 1);
      if (static_cast<int>(j) < align.last_b) align.in_order = false;
      align.last_b = std::max(align.last_b, static_cast<int>(j));
      break;
    }
  }
}

void match_near(Alignment& align, bool person) {
  struct Pair {
    float gain, likeness, weight;
    std::uint8_t i, j;
  };
  std::array<Pair, kMax * kMax> pairs;
  std::size_t count = 0;
  for (std::size_t i = 0; i < align.a.tokens.size(); ++i) {
    if (align.a.used[i]) continue;
    for (std::size_t j = 0; j < align.b.tokens.size(); ++j) {
      if (align.b.used[j] || !may_meet(*align.a.tokens[i], *align.b.tokens[j])) continue;
      const ParsedToken &x = *align.a.tokens[i], &y = *align.b.tokens[j];
      float likeness = token_similarity(x, y, person, align.against());
      if (x.kind != y.kind && (is_lesser(x.kind) || is_lesser(y.kind))) {
        if (x.size < 2 || y.size < 2 || x.kind == TokenKind::number ||
            y.kind == TokenKind::number || !is_slip(x, y) ||
            (!align.against_a_list && x.view() != y.view() &&
             (x.kind == TokenKind::place || y.kind == TokenKind::place) &&
             std::max(x.size, y.size) < kShortestPlaceWithSlip) ||
            (i != j && std::max(x.size, y.size) < 3))
          continue;
        likeness = std::max(likeness, kOneLetterWrong[4]);
      }
      if (likeness <= 0) continue;
      // Among thousands of firms two letters are another word.
      if (align.against_a_list && !person && likeness < kLeastOfList &&
          (likeness != kOneLetterWrong[2] || i != j)) {
        continue;
      }
      pairs[count++] = {likeness * std::min(x.weight, y.weight), likeness, x.weight + y.weight,
                        static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(j)};
    }
  }
  std::sort(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(count),
            [](const Pair& x, const Pair& y) {
              if (x.likeness != y.likeness) return x.likeness > y.likeness;
              if (x.gain != y.gain) return x.gain > y.gain;
              // The same whichever name comes first.
              if (x.weight != y.weight) return x.weight > y.weight;
              return x.i + x.j != y.i + y.j ? x.i + x.j < y.i + y.j : x.i < y.i;
            });
  for (std::size_t k = 0; k < count; ++k) {
    const Pair& pair = pairs[k];
    if (align.a.used[pair.i] || align.b.used[pair.j]) continue;
    align.take(pair.i, pair.j, pair.likeness);
  }
}

// "Fwdrs" for Forwarders, "Prod." for Productos: letters in order with no vowel, or the beginning.
bool is_abbreviation(const ParsedToken& abbreviation, const ParsedToken& word) {
  const std::string_view letters = abbreviation.view(), whole = word.view();
  if (letters.size() < 3 || letters.size() > 6 || whole.size() < letters.size() + 2 ||
      abbreviation.characters || word.characters || letters[0] != whole[0]) {
    return false;
  }
  if (whole.starts_with(letters)) return true;
  if (letters.find_first_of("aeiou") != letters.npos) return false;
  std::size_t at = 0;
  for (const char c : letters) {
    at = whole.find(c, at);
    if (at == whole.npos) return false;
    ++at;
  }
  return true;
}

void match_abbreviations(Side& abbreviations, Side& words, Alignment& align) {
  for (std::size_t i = 0; i < abbreviations.tokens.size(); ++i) {
    const ParsedToken& abbreviation = *abbreviations.tokens[i];
    if (abbreviations.used[i] || abbreviation.kind != TokenKind::plain) continue;
    for (std::size_t j = 0; j < words.tokens.size(); ++j) {
      const ParsedToken& word = *words.tokens[j];
      const bool fits = word.kind == TokenKind::plain || word.kind == TokenKind::business;
      if (words.used[j] || !fits || !is_abbreviation(abbreviation, word)) continue;
      abbreviations.used[i] = words.used[j] = true;
      const float lighter = std::min(abbreviation.weight, word.weight);
      align.total -= abbreviation.weight + word.weight - 2 * lighter;
      align.cost += 2 * lighter * (1 - kAbbreviation);
      align.information += lighter * kAbbreviation;
      align.all_equal = false;
      if (align.why != nullptr)
        *align.why += fmt::format("{} for {}; ", abbreviation.view(), word.view());
      break;
    }
  }
}

// "J." for "John": what the full name tells beyond its first letter stays unsaid.
void match_initials(Side& initials, Side& names, Alignment& align) {
  for (std::size_t i = 0; i < initials.tokens.size(); ++i) {
    const ParsedToken& initial = *initials.tokens[i];
    if (initials.used[i] || initial.kind != TokenKind::initial) continue;
    for (std::size_t j = 0; j < names.tokens.size(); ++j) {
      const ParsedToken& name = *names.tokens[j];
      const bool fits = name.kind == TokenKind::plain || name.kind == TokenKind::patronymic;
      if (names.used[j] || !fits || name.size < 2 || name.text[0] != initial.text[0]) continue;
      initials.used[i] = names.used[j] = true;
      align.cost += (align.against_a_list ? kInitialOfList : kInitial) * name.weight;
      align.information += initial.weight;
      align.all_equal = false;
      if (align.why != nullptr)
        *align.why += fmt::format("{}. for {}; ", initial.view(), name.view());
      break;
    }
  }
}

// "CNPC" for "China National Petroleum Corporation", "AMD Inc" for "Advanced Micro Devices, Inc.":
// first letters in order; small words and legal forms may lend one or not.
bool spells(std::string_view letters, std::span<const ParsedToken* const> words) {
  if (words.empty()) return letters.empty();
  const ParsedToken& word = *words[0];
  const bool small =
      is_lesser(word.kind) && word.kind != TokenKind::business && word.kind != TokenKind::place;
  if ((small || word.size == 0) && spells(letters, words.subspan(1))) return true;
  if (word.size == 0 || letters.empty() || word.characters) return false;
  const bool short_form = word.kind == TokenKind::legal && word.size <= 3;
  if (short_form && letters == word.view() && words.size() == 1) return true;
  return word.text[0] == letters[0] && spells(letters.substr(1), words.subspan(1));
}

bool is_acronym_of(const Side& short_side, const Side& long_side) {
  std::string_view letters;
  for (const ParsedToken* token : short_side.tokens) {
    if (token->kind == TokenKind::legal) continue;
    if (!letters.empty() || token->characters || token->kind != TokenKind::plain) return false;
    letters = token->view();
  }
  return letters.size() >= 2 && letters.size() <= 8 && long_side.tokens.size() >= 3 &&
         spells(letters, long_side.tokens);
}

// "Uranium Processing Technology Company (UPTC)": the initials beside what they stand for.
void take_own_acronym(Side& side, Alignment& align) {
  for (std::size_t i = 1; i < side.tokens.size(); ++i) {
    const ParsedToken& token = *side.tokens[i];
    if (side.used[i] || token.characters || token.kind != TokenKind::plain || token.size < 3 ||
        token.size > 8 || i < 3 || !spells(token.view(), side.tokens.first(i))) {
      continue;
    }
    side.used[i] = true;
    align.all_equal = false;
    align.total -= token.weight;
  }
}

// "Ali bin Omar": the order tells the son from the father.
bool says_child_of(const Side& side) {
  return std::ranges::any_of(side.tokens, [](const ParsedToken* token) {
    return token->kind == TokenKind::particle &&
           (token->view() == "bin" || token->view() == "ibn" || token->view() == "bint" ||
            token->view() == "binti");
  });
}

bool has_left(const Side& side) {
  for (std::size_t i = 0; i < side.tokens.size(); ++i) {
    if (!side.used[i]) return true;
  }
  return false;
}

}  // namespace

double compare_tokens(std::span<const ParsedToken* const> a, std::span<const ParsedToken* const> b,
                      const KernelOptions& options) {
  Alignment align(a, b, options);
  if (align.total <= 0) return 0;
  match_equal(align);
  if (has_left(align.a) && has_left(align.b)) {
    if (options.at_least > 0 && most_alike(align) < options.at_least &&
        (options.person || (!is_acronym_of(align.a, align.b) && !is_acronym_of(align.b, align.a))))
      return 0;
    match_joined(align, Joining::exact, options.person);
    match_joined(align, Joining::of_one_sound, options.person);
    match_joined(align, Joining::of_two_scripts, options.person);
    match_near(align, options.person);
    match_joined(align, Joining::with_slips, options.person);
    match_reparted(align);
    if (options.person) {
      match_initials(align.a, align.b, align);
      match_initials(align.b, align.a, align);
    } else if (!options.against_a_list) {
      match_abbreviations(align.a, align.b, align);
      match_abbreviations(align.b, align.a, align);
    }
  }
  if (!options.person) {
    take_own_acronym(align.a, align);
    take_own_acronym(align.b, align);
  }
  const float left_over = cost_of_leftovers(align);
  // In a list, where all else agrees and says much, one letter is a slip even if it makes another
  // name. Of two names alone it is as likely a brother's.
  if (options.against_a_list && left_over == 0 && align.another_name > 0 &&
      align.information >= kSlipInformation) {
    align.cost -= align.another_name * (kAnotherNameSlip - kAnotherName);
  }
  align.cost += left_over;
  const bool one_slip_alone = left_over == 0 && align.near <= 1 && align.least >= kGoodSlip;
  if (options.against_a_list && options.person && !one_slip_alone && count_own_words(align) > 1)
    align.cost *= cost_of_frequent_words(align.information);
  if (!align.in_order) {
    align.cost += align.total * (options.person ? kOrderPerson : kOrderFirm);
    if (options.why != nullptr) *options.why += "another order; ";
  }
  if (options.person && !options.against_a_list && !align.in_order && says_child_of(align.a) &&
      says_child_of(align.b))
    align.cost += kFatherForSon * align.total;
  float coverage = graded(1 - align.cost / align.total);
  if (!options.person && coverage < kAcronym) {
    if (is_acronym_of(align.a, align.b) || is_acronym_of(align.b, align.a)) {
      coverage = kAcronym;
      // The longer the name that the initials spell, the less is it chance.
      align.information = std::max(align.information, 6 + align.total / 12);
      if (options.why != nullptr) *options.why += "one is the initials of the other; ";
    }
  }
  return similarity_of(coverage, align.information, options.written_alike || align.all_equal);
}

namespace {

struct Refs {
  std::array<const ParsedToken*, kMax> tokens;
  std::size_t count = 0;

  explicit Refs(const Reading& reading) {
    for (const ParsedToken& token : reading.tokens) {
      if (count < kMax) tokens[count++] = &token;
    }
  }
  std::span<const ParsedToken* const> span() const { return std::span(tokens).first(count); }
};

bool worth_comparing(const Reading& x, const Reading& y, bool both_have_characters) {
  if ((x.derived && y.derived) || x.person != y.person) return false;
  const bool characters_x = x.romanisation == Romanisation::characters,
             characters_y = y.romanisation == Romanisation::characters;
  // Two names in characters are compared as such: 王 and 汪 sound alike and are two names.
  if (both_have_characters) return characters_x && characters_y;
  return !characters_x && !characters_y;
}

bool has_characters(const ParsedName& name) {
  return std::ranges::any_of(
      name.readings, [](const Reading& r) { return r.romanisation == Romanisation::characters; });
}

// What a reading that is not the likeliest costs.
double fit(const Reading& x, const Reading& y) {
  return x.derived || y.derived ? 0.96 : 1.0;
}

}  // namespace

NameComparison compare(const ParsedName& a, const ParsedName& b, const CompareOptions& options) {
  NameComparison result;
  if (a.readings.empty() || b.readings.empty()) {
    if (options.explain) result.why = "nothing to compare";
    return result;
  }
  const bool both_have_characters = has_characters(a) && has_characters(b);
  const Reading *best_a = nullptr, *best_b = nullptr;
  const bool alike = a.folded_hash == b.folded_hash;
  // Always in one order, so that the two names may be given in either.
  const bool is_swapped = b.folded_hash < a.folded_hash;
  for (const Reading& x : (is_swapped ? b : a).readings) {
    const Refs refs_x(x);
    for (const Reading& y : (is_swapped ? a : b).readings) {
      if (!worth_comparing(x, y, both_have_characters)) continue;
      if ((x.derived || y.derived) && result.similarity > 0.9) continue;
      const Refs refs_y(y);
      const double similarity =
          compare_tokens(refs_x.span(), refs_y.span(), {x.person, alike, false, nullptr}) *
          fit(x, y);
      if (best_a == nullptr || similarity > result.similarity) {
        result.similarity = similarity;
        best_a = &x;
        best_b = &y;
      }
    }
  }
  if (best_a == nullptr) return result;
  if (is_swapped) std::swap(best_a, best_b);
  result.match = result.similarity >= options.threshold && !a.is_placeholder && !b.is_placeholder;
  if (options.explain) {
    compare_tokens(Refs(*best_a).span(), Refs(*best_b).span(),
                   {best_a->person, alike, false, &result.why});
    const Romanisation read = best_a->romanisation != Romanisation::as_written
                                  ? best_a->romanisation
                                  : best_b->romanisation;
    if (read != Romanisation::as_written && read != Romanisation::characters) {
      result.why += fmt::format("read as {}; ", romanisation_name(read));
    }
    if (a.is_placeholder || b.is_placeholder) result.why += "a placeholder, not a name; ";
    if (result.why.empty()) result.why = "all words agree; ";
    result.why.resize(result.why.size() - 2);
  }
  return result;
}

}  // namespace chokepoint::text
