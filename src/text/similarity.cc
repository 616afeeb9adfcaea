#include "text/similarity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "base/hash.h"
#include "text/edit_distance.h"
#include "text/foreign_sound.h"
#include "text/similarity_weights.h"
#include "text/sound.h"

namespace chokepoint::text {
namespace {

constexpr std::size_t kMax = ParsedName::kMaxTokens;

bool is_lesser(TokenKind kind) {
  return kind == TokenKind::legal || kind == TokenKind::business || kind == TokenKind::place ||
         kind == TokenKind::particle;
}

// Spellings of one name, rather than one with a letter wrong.
bool is_another_spelling(const ParsedToken& a, const ParsedToken& b) {
  return a.script != b.script || (a.light != 0 && a.light == b.light) ||
         variant_similarity(a, b) > 0;
}

// One name's side of an alignment.
struct Side {
  std::span<const ParsedToken* const> tokens;
  std::array<bool, kMax> used{};
  float total = 0, left = 0;

  explicit Side(std::span<const ParsedToken* const> t) : tokens(t.first(std::min(t.size(), kMax))) {
    for (const ParsedToken* token : tokens) total += token->weight;
  }
};

struct Alignment {
  Side a, b;
  float cost = 0;         // in the unit of the weights, both sides together
  float information = 0;  // weight of what agrees
  float total = 0;
  int near = 0;            // pairs that agree nearly
  int own_near = 0;        // of them those that are no trade, place or legal form
  int slips = 0;           // of them those that have a letter wrong
  float another_name = 0;  // weight of pairs one letter apart that are names of their own
  float least = 1;         // likeness of any pair
  bool all_equal = true;
  bool form_written_otherwise = false;  // OOO, S.A.S.
  bool in_order = true;
  int last_b = -1;
  std::string* why;

  bool against_a_list;

  Alignment(std::span<const ParsedToken* const> x, std::span<const ParsedToken* const> y,
            const KernelOptions& options)
      : a(x),
        b(y),
        total(a.total + b.total),
        why(options.why),
        against_a_list(options.against_a_list) {}

  bool of_two_scripts() const {
    const auto differs = [&](const ParsedToken* token) {
      return token->script != a.tokens[0]->script;
    };
    return std::ranges::any_of(a.tokens, differs) || std::ranges::any_of(b.tokens, differs);
  }

  // The first word of the longer name has found one in the other.
  bool in_front() const {
    const Side& longer = a.tokens.size() >= b.tokens.size() ? a : b;
    return a.tokens.size() == b.tokens.size() || longer.used[0] ||
           longer.tokens[0]->kind != TokenKind::plain;
  }

  void take(std::size_t i, std::size_t j, float likeness) {
    const ParsedToken &x = *a.tokens[i], &y = *b.tokens[j];
    a.used[i] = b.used[j] = true;
    if (x.kind == TokenKind::legal && x.view() != y.view()) form_written_otherwise = true;
    // "Limitd" is Limited with a slip, and worth no more than that.
    if (is_lesser(x.kind) != is_lesser(y.kind)) {
      const float lighter = std::min(x.weight, y.weight);
      total -= x.weight + y.weight - 2 * lighter;
      cost += 2 * lighter * (1 - likeness);
      ++near;
      information += lighter * likeness;
      all_equal = false;
      if (why != nullptr) *why += fmt::format("{} ~ {} ({:.2f}); ", x.view(), y.view(), likeness);
      return;
    }
    if (likeness == kAnotherName) {
      another_name += x.weight + y.weight;
      // Says nothing for itself; a list, where the other may well be meant, is asked all the same.
      if (!against_a_list) information -= std::min(x.weight, y.weight) * likeness;
    }
    // In short codes (EP-MOQ) all else has to agree anyway.
    if (against_a_list && likeness == kOneLetterWrong[2]) likeness = kTwoLettersOneWrongOfList;
    if (against_a_list && likeness == kAnotherKorean) likeness = kAnotherKoreanOfList;
    // One slip is easily made, two in one name seldom.
    const bool slip = likeness < kOneSound && !is_another_spelling(x, y);
    float factor = likeness < kOneSound && near > 0 ? kSecondSlip : 1;
    if (against_a_list && likeness < kOneSound && (slips > 0 || (slip && near > 0)))
      factor = kSecondSlipOfList;
    if (against_a_list && slip) {
      if (likeness < kGoodSlip && likeness > kAnotherKoreanOfList) factor *= kTwoLettersOfList;
    }
    cost += (x.weight + y.weight) * (1 - likeness) * factor;
    if (likeness < 1) ++near;
    if (likeness < 1 && !is_lesser(x.kind)) ++own_near;
    least = std::min(least, likeness);
    if (slip) ++slips;
    information += std::min(x.weight, y.weight) * likeness;
    if (likeness < 1) {
      all_equal = false;
      if (why != nullptr) *why += fmt::format("{} ~ {} ({:.2f}); ", x.view(), y.view(), likeness);
    }
  }
};

// One letter wrong in a word that is no name.
bool is_slip(const ParsedToken& x, const ParsedToken& y) {
  return !x.characters && !y.characters && std::abs(x.size - y.size) <= 1 &&
         edit_distance(x.view(), y.view()) <= 1;
}

bool may_meet(const ParsedToken& x, const ParsedToken& y) {
  if (x.kind == y.kind) return true;
  if (is_lesser(x.kind) && is_lesser(y.kind))
    return x.kind == TokenKind::particle || y.kind == TokenKind::particle;
  return x.kind != TokenKind::initial && y.kind != TokenKind::initial;
}

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
      float likeness = token_similarity(x, y, person);
      if (x.kind != y.kind && (is_lesser(x.kind) || is_lesser(y.kind))) {
        if (x.size < 2 || y.size < 2 || x.kind == TokenKind::number ||
            y.kind == TokenKind::number || !is_slip(x, y) ||
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

bool may_join(const ParsedToken& token) {
  return !token.characters && token.kind != TokenKind::legal && token.size > 0;
}

// "Sang hoon" is Sanghun, "Abd al Qadir" is Abdelkader.
float joined_sound_likeness(const ParsedToken& whole, std::string_view joined) {
  const std::string light = light_sound(joined);
  if ((static_cast<std::uint32_t>(base::hash_bytes(light)) | 1) == whole.light) return kOneSound;
  if (whole.consonant_count < kJoinedConsonants) return 0;
  const std::string consonants = consonants_of(light);
  return (static_cast<std::uint32_t>(base::hash_bytes(consonants)) | 1) == whole.consonants
             ? kJoinedSkeleton
             : 0;
}

float joined_likeness(const ParsedToken& whole, std::string_view joined, Script script) {
  const int distance = edit_distance(whole.view(), joined);
  if (distance == 0) return kJoined;
  if (distance == 1 && whole.size >= 5) return kOneLetterWrong[whole.size];
  return foreign_likeness(whole.view(), whole.script, joined, script);
}

// How well a word of another script fits one word alone.
float best_alone(const ParsedToken& whole, const Side& side, bool person) {
  float best = 0;
  for (std::size_t j = 0; j < side.tokens.size(); ++j) {
    if (!side.used[j] && side.tokens[j]->script != whole.script)
      best = std::max(best, token_similarity(whole, *side.tokens[j], person));
  }
  return best;
}

enum class Joining { exact, of_one_sound, of_two_scripts, with_slips };

// Neighbours of one side that together are a word of the other.
struct Parts {
  std::size_t begin = 0, end = 0;
  float likeness = 0, weight = 0;
};

float parts_likeness(const ParsedToken& whole, std::span<const ParsedToken* const> parts,
                     Joining how) {
  std::array<char, ParsedToken::kMaxLetters> joined;
  std::size_t size = 0;
  for (const ParsedToken* part : parts) {
    std::memcpy(joined.data() + size, part->text.data(), part->size);
    size += part->size;
  }
  const std::string_view letters(joined.data(), size);
  switch (how) {
    case Joining::exact: return letters == whole.view() ? kJoined : 0;
    case Joining::of_one_sound: return joined_sound_likeness(whole, letters);
    default: return joined_likeness(whole, letters, parts.back()->script);
  }
}

// Two or three neighbours of `side` from `begin` on that are alike to `whole` by more than `alone`.
Parts find_parts(const ParsedToken& whole, const Side& side, std::size_t begin, Joining how,
                 float alone) {
  Parts parts{begin, begin, 0, 0};
  std::size_t size = 0;
  std::uint32_t letters = 0;
  for (std::size_t k = begin; k < side.tokens.size() && k < begin + 3; ++k) {
    const ParsedToken& part = *side.tokens[k];
    // "Valfajr 2" is Valfajr2; a number with a slip is another number.
    const bool number = how != Joining::exact && part.kind == TokenKind::number;
    if (side.used[k] || !may_join(part) || number) break;
    size += part.size;
    letters |= part.letters;
    parts.weight += part.weight;
    if (k == begin) continue;
    const bool foreign = whole.script != part.script;
    if (foreign ? how == Joining::of_one_sound : how == Joining::of_two_scripts) continue;
    const std::size_t play = foreign                        ? 6
                             : how == Joining::exact        ? 0
                             : how == Joining::of_one_sound ? 3
                                                            : 1;
    if (size > whole.size + play || size > ParsedToken::kMaxLetters) break;
    if (size + play < whole.size) continue;
    // One letter wrong changes two at most of those that occur.
    if (how == Joining::with_slips && !foreign && std::popcount(letters ^ whole.letters) > 2)
      continue;
    parts.likeness = parts_likeness(whole, side.tokens.subspan(begin, k + 1 - begin), how);
    parts.end = k + 1;
    if (parts.likeness > alone) return parts;
  }
  return {};
}

// The words of one side against two or three neighbours of the other.
void match_joined(Side& whole_side, Side& parts_side, Alignment& align, Joining how, bool person) {
  const bool same_start = how == Joining::exact || how == Joining::of_one_sound;
  for (std::size_t i = 0; i < whole_side.tokens.size(); ++i) {
    const ParsedToken& whole = *whole_side.tokens[i];
    if (whole_side.used[i] || !may_join(whole) || whole.size < 3) continue;
    const float alone = how == Joining::of_two_scripts ? best_alone(whole, parts_side, person) : 0;
    for (std::size_t j = 0; j + 1 < parts_side.tokens.size(); ++j) {
      if (parts_side.used[j] || (same_start && parts_side.tokens[j]->text[0] != whole.text[0]))
        continue;
      const Parts parts = find_parts(whole, parts_side, j, how, alone);
      if (parts.end == 0) continue;
      whole_side.used[i] = true;
      for (std::size_t u = j; u < parts.end; ++u) parts_side.used[u] = true;
      align.cost += (whole.weight + parts.weight) * (1 - parts.likeness);
      align.information += whole.weight * parts.likeness;
      align.all_equal = false;
      if (align.why != nullptr) *align.why += fmt::format("{} joined; ", whole.view());
      break;
    }
  }
}

int count_left(const Side& side) {
  int left = 0;
  for (std::size_t i = 0; i < side.tokens.size(); ++i) left += side.used[i] ? 0 : 1;
  return left;
}

// One word against two at least.
void match_joined(Alignment& align, Joining how, bool person) {
  if (count_left(align.a) + count_left(align.b) < 3) return;
  if (how == Joining::of_two_scripts && !align.of_two_scripts()) return;
  match_joined(align.a, align.b, align, how, person);
  match_joined(align.b, align.a, align, how, person);
}

std::size_t join_left(const Side& side, std::array<char, kMax * ParsedToken::kMaxLetters>& letters,
                      float& weight) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < side.tokens.size(); ++i) {
    const ParsedToken& token = *side.tokens[i];
    if (side.used[i] || token.kind != TokenKind::plain || token.characters) continue;
    std::memcpy(letters.data() + size, token.text.data(), token.size);
    size += token.size;
    weight += token.weight;
  }
  return size;
}

// All that is left of both sides, parted differently: "Abd Alrahman", "Abdal Rahman".
void match_reparted(Alignment& align) {
  std::array<char, kMax * ParsedToken::kMaxLetters> x, y;
  float weight_x = 0, weight_y = 0;
  const std::size_t size = join_left(align.a, x, weight_x),
                    size_y = join_left(align.b, y, weight_y);
  if (size < 5 || size != size_y || std::memcmp(x.data(), y.data(), size) != 0) return;
  for (Side* side : {&align.a, &align.b}) {
    for (std::size_t i = 0; i < side->tokens.size(); ++i) {
      if (side->tokens[i]->kind == TokenKind::plain && !side->tokens[i]->characters)
        side->used[i] = true;
    }
  }
  align.cost += (weight_x + weight_y) * (1 - kJoined);
  align.information += std::min(weight_x, weight_y);
  align.all_equal = false;
  if (align.why != nullptr) *align.why += "parted differently; ";
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

void explain_left(const Side& side, std::string_view name, std::string& why) {
  for (std::size_t i = 0; i < side.tokens.size(); ++i) {
    if (!side.used[i] && side.tokens[i]->size > 0)
      why += fmt::format("{} only in the {}; ", side.tokens[i]->view(), name);
  }
}

// Words of the name that has fewer that are no trade, place or legal form.
int count_own_words(const Alignment& align) {
  const auto own = [](const Side& side) {
    return std::ranges::count_if(side.tokens, [](const ParsedToken* token) {
      return token->kind == TokenKind::plain || token->kind == TokenKind::number;
    });
  };
  return static_cast<int>(std::min(own(align.a), own(align.b)));
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

// What is left over: on one side an omission, on both a contradiction.
float cost_of_leftovers(Alignment& align, const KernelOptions& options) {
  const bool person = options.person;
  std::array<float, 2> names{}, trades{}, patronymics{}, numbers{}, lesser{}, initials{};
  for (std::size_t s = 0; s < 2; ++s) {
    const Side& side = s == 0 ? align.a : align.b;
    for (std::size_t i = 0; i < side.tokens.size(); ++i) {
      if (side.used[i]) continue;
      align.all_equal = false;
      const ParsedToken& token = *side.tokens[i];
      if (token.kind == TokenKind::business && is_said_twice(side, token)) continue;
      switch (token.kind) {
        case TokenKind::patronymic: patronymics[s] += token.weight; break;
        case TokenKind::number:
        case TokenKind::generation: numbers[s] += token.weight; break;
        case TokenKind::particle:
        case TokenKind::legal: lesser[s] += token.weight; break;
        case TokenKind::business:
        case TokenKind::place: trades[s] += token.weight; break;
        case TokenKind::initial:
          initials[s] += token.weight;
          names[s] += token.weight;
          break;
        // Whether a name is left out hardly depends on how common it is.
        default:
          names[s] +=
              person && token.kind == TokenKind::plain ? 0.5f * token.weight + 4 : token.weight;
      }
    }
  }
  // The more has agreed, the less it says that a word is missing.
  float omitted =
      person ? std::clamp(1.9f - align.information / 14.0f, 0.3f, 1.1f) : kOmittedFirmWord;
  const auto both = [](const std::array<float, 2>& left) { return std::min(left[0], left[1]); };
  const auto one = [](const std::array<float, 2>& left) { return std::abs(left[0] - left[1]); };
  // The first word left out of a longer name: a child's name before the father's.
  if (person && !align.in_front()) omitted = std::max(omitted, kOmittedFirst);
  float omission = one(names) * omitted * (person && options.against_a_list ? kOmissionOfList : 1);
  if (person && !options.against_a_list && both(names) == 0 &&
      align.information >= kMiddleInformation && ends_agree(align)) {
    omission *= kMiddleName;
  }
  float cost = 2 * both(names) * kContradiction + omission;
  // Another trade, or another place, makes another firm however much the rest weighs.
  if (both(trades) > 0)
    cost += std::max(2 * both(trades) * kContradiction, kOtherTrade * align.total);
  // "Bank of China", "China Construction Bank": where there is no other name, trades are the name.
  const int own = count_own_words(align);
  float omitted_trade = own == 0 ? kOmittedOnlyTrade : kOmittedTradeWord;
  // One own word, and that only nearly: the trade is what would tell.
  if (own == 1 && align.slips > 0) omitted_trade = kOmittedTradeBySlip;
  // "OOO Alfa", "Alfa Bank JSC": two whole names of two firms.
  if (own == 1 && both(lesser) > 0 && !options.against_a_list)
    omitted_trade = std::max(omitted_trade, kOmittedTradeOfList);
  if (own <= 2 && options.against_a_list)
    omitted_trade = std::max(omitted_trade, kOmittedTradeOfList);
  cost += one(trades) * omitted_trade;
  cost += 2 * both(patronymics) * 2.5f + one(patronymics) * 0.4f;
  cost += 2 * both(numbers) * kOtherNumber + one(numbers) * 1.2f;
  cost += 2 * both(initials) * kOtherInitial;
  // One own word that is frequent, or nearly agrees: it takes the legal form to tell.
  const bool hangs_on_form = options.against_a_list && !person && own == 1 &&
                             (align.own_near > 0 || align.information < kRareOwnWord);
  cost += (2 * both(lesser) + one(lesser) * 0.5f) * (hangs_on_form ? kOtherFormOfList : 1);
  if (hangs_on_form && align.own_near > 0 && align.form_written_otherwise)
    cost += kFormWrittenOtherwise * align.total;
  if (align.why != nullptr) {
    explain_left(align.a, "first", *align.why);
    explain_left(align.b, "second", *align.why);
    if (both(names) + both(trades) > 0) *align.why += "these contradict; ";
  }
  return cost;
}

// Where all that agrees is frequent, the rest has to agree too.
float cost_of_frequent_words(float information) {
  return 1 + kFrequentWords * std::clamp((kRareWords - information) / kRareScale, 0.0f, 1.0f);
}

// Names that share nothing are still ranked: no value is a heap.
float graded(float coverage) {
  return coverage >= kLow ? coverage : kLow * std::exp((coverage - kLow) / kLow);
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
    match_joined(align, Joining::exact, options.person);
    match_joined(align, Joining::of_one_sound, options.person);
    match_joined(align, Joining::of_two_scripts, options.person);
    match_near(align, options.person);
    match_joined(align, Joining::with_slips, options.person);
    match_reparted(align);
    if (options.person) {
      match_initials(align.a, align.b, align);
      match_initials(align.b, align.a, align);
    }
  }
  if (!options.person) {
    take_own_acronym(align.a, align);
    take_own_acronym(align.b, align);
  }
  const float left_over = cost_of_leftovers(align, options);
  // Where all else agrees and says much, one letter is a slip even if it makes another name.
  if (left_over == 0 && align.another_name > 0 && align.information >= kSlipInformation) {
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
  float coverage = graded(1 - align.cost / align.total);
  if (!options.person && coverage < kAcronym) {
    if (is_acronym_of(align.a, align.b) || is_acronym_of(align.b, align.a)) {
      coverage = kAcronym;
      // The longer the name that the initials spell, the less is it chance.
      align.information = std::max(align.information, 6 + align.total / 12);
      if (options.why != nullptr) *options.why += "one is the initials of the other; ";
    }
  }
  // Names that differ hardly at all are nearly as good as equal ones, however little they tell.
  const float apart =
      options.written_alike || align.all_equal ? 0 : std::min(1.0f, (1 - coverage) / kApart);
  const float unnamed = kUnnamedAlike + (kUnnamed - kUnnamedAlike) * apart;
  return coverage * (1 - unnamed * std::exp(-align.information / kUnnamedScale));
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
