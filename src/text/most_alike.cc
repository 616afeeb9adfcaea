#include "text/most_alike.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/joined_words.h"
#include "text/leftover_cost.h"
#include "text/similarity_weights.h"

namespace chokepoint::text {
namespace {

constexpr double kRounding = 1e-4;  // sums are made in another order here

// The words of one side that have no equal one, and which of them may still find a partner: a bit
// a word.
struct Left {
  std::uint32_t words = 0, hopeful = 0;

  explicit Left(const Side& side) {
    for (std::size_t i = 0; i < side.tokens.size(); ++i) words |= side.used[i] ? 0 : 1u << i;
  }
};

template <class Visit>
void for_each_bit(std::uint32_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}

bool are_of_one_alphabet(const Alignment& align, const Left& a, const Left& b) {
  const Script script = align.a.tokens[static_cast<std::size_t>(std::countr_zero(a.words))]->script;
  bool are = true;
  const auto ask = [&](const ParsedToken& token) {
    are = are && token.script == script && !token.characters;
  };
  for_each_bit(a.words, [&](std::size_t i) { ask(*align.a.tokens[i]); });
  for_each_bit(b.words, [&](std::size_t j) { ask(*align.b.tokens[j]); });
  return are;
}

// False only where token_similarity is 0 and where neither is the other with a letter wrong.
bool may_be_alike(const ParsedToken& a, const ParsedToken& b) {
  // What follows the most letters is in the sounds, not in the text.
  if (std::max(a.size, b.size) == ParsedToken::kMaxLetters || may_share_letters(a, b)) return true;
  if ((a.soft == b.soft && a.soft != 0) || (a.consonants == b.consonants && a.consonants != 0) ||
      (a.light == b.light && a.light != 0)) {
    return true;
  }
  if (std::min(a.size, b.size) >= 4 && std::memcmp(a.text.data(), b.text.data(), 4) == 0)
    return true;
  return (a.has_variants() && b.has_variants() && variant_similarity(a, b) > 0) ||
         (a.korean && b.korean) || (a.kind == TokenKind::number && b.kind == TokenKind::number);
}

void find_pairs(const Alignment& align, Left& a, Left& b) {
  for_each_bit(a.words, [&](std::size_t i) {
    for_each_bit(b.words, [&](std::size_t j) {
      const ParsedToken &x = *align.a.tokens[i], &y = *align.b.tokens[j];
      const bool may_stand_for =
          (x.kind == TokenKind::initial || y.kind == TokenKind::initial) && x.text[0] == y.text[0];
      if (!may_stand_for && (!may_meet(x, y) || !may_be_alike(x, y))) return;
      a.hopeful |= 1u << i;
      b.hopeful |= 1u << j;
    });
  });
}

// Words of one side that may be two or three neighbours of the other, written together.
void find_joined(const Side& whole_side, const Side& parts_side, Left& wholes, Left& parts) {
  for_each_bit(wholes.words, [&](std::size_t i) {
    const ParsedToken& whole = *whole_side.tokens[i];
    for_each_bit(parts.words & parts.words >> 1, [&](std::size_t j) {
      int size = parts_side.tokens[j]->size;
      std::uint32_t letters = parts_side.tokens[j]->letters, together = 1u << j;
      for (std::size_t k = j + 1; k < j + kJoinedWords && (parts.words >> k & 1) != 0; ++k) {
        size += parts_side.tokens[k]->size;
        letters |= parts_side.tokens[k]->letters;
        together |= 1u << k;
        if (std::abs(size - whole.size) > static_cast<int>(kSoundPlay)) continue;
        if (parts_side.tokens[j]->text[0] != whole.text[0] &&
            std::popcount(letters ^ whole.letters) > kLettersOfOneWrong) {
          continue;
        }
        wholes.hopeful |= 1u << i;
        parts.hopeful |= together;
      }
    });
  });
}

std::uint32_t letters_of(const Side& side, std::uint32_t words) {
  std::uint32_t letters = 0;
  for_each_bit(words, [&](std::size_t i) { letters |= side.tokens[i]->letters; });
  return letters;
}

// All that is left of both may be the same letters, parted otherwise.
bool may_be_reparted(const Alignment& align, const Left& a, const Left& b) {
  const std::uint32_t alone_a = letters_of(align.a, a.words & ~a.hopeful),
                      alone_b = letters_of(align.b, b.words & ~b.hopeful);
  return (alone_a & ~letters_of(align.b, b.words)) == 0 &&
         (alone_b & ~letters_of(align.a, a.words)) == 0;
}

// Words that may cost nothing though they have no partner: initials beside what they stand for, a
// trade said twice.
void spare_free_words(const Side& side, bool person, Left& left) {
  if (person) return;
  for_each_bit(left.words & ~left.hopeful, [&](std::size_t i) {
    const ParsedToken& token = *side.tokens[i];
    const auto is_same = [&](const ParsedToken* other) { return other->hash == token.hash; };
    const bool is_twice =
        token.kind == TokenKind::business && std::ranges::count_if(side.tokens, is_same) > 1;
    if (is_twice || (i >= 3 && token.kind == TokenKind::plain && token.size <= 8))
      left.hopeful |= 1u << i;
  });
}

float weight_of(const Side& side, std::uint32_t words) {
  float weight = 0;
  for_each_bit(words, [&](std::size_t i) { weight += side.tokens[i]->weight; });
  return weight;
}

}  // namespace

double most_alike(const Alignment& align) {
  Left a(align.a), b(align.b);
  if (!align.against_a_list || a.words == 0 || b.words == 0 || !are_of_one_alphabet(align, a, b))
    return 1;
  find_pairs(align, a, b);
  if (a.words == a.hopeful && b.words == b.hopeful) return 1;
  find_joined(align.a, align.b, a, b);
  find_joined(align.b, align.a, b, a);
  if (may_be_reparted(align, a, b)) return 1;
  spare_free_words(align.a, align.person, a);
  spare_free_words(align.b, align.person, b);
  LeftWords left;
  for_each_bit(a.words & ~a.hopeful,
               [&](std::size_t i) { left.add(0, *align.a.tokens[i], align.person); });
  for_each_bit(b.words & ~b.hopeful,
               [&](std::size_t j) { left.add(1, *align.b.tokens[j], align.person); });
  const float information =
      align.information + std::max(weight_of(align.a, a.hopeful), weight_of(align.b, b.hopeful));
  float cost = least_cost_of_leftovers(left, align, information);
  if (align.person && cost > 0 && count_own_words(align) > 1)
    cost *= cost_of_frequent_words(information);
  const float coverage = std::max(1 - (align.cost + cost) / align.total, kLow);
  return similarity_of(coverage, information, false) + kRounding;
}

}  // namespace chokepoint::text
