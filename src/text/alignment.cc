#include "text/alignment.h"

#include <fmt/format.h>

#include "text/similarity_weights.h"

namespace chokepoint::text {

// Spellings of one name, rather than one with a letter wrong.
static bool is_another_spelling(const ParsedToken& a, const ParsedToken& b) {
  return a.script != b.script || (a.light != 0 && a.light == b.light) ||
         variant_similarity(a, b) > 0;
}

// Dylan and Rylan, Lange and Langer: of two persons with a letter apart at the front or at the end
// of a name, few are one. Ivanova bears the name of Ivanov.
static bool begins_or_ends_otherwise(const ParsedToken& a, const ParsedToken& b) {
  if (a.script != b.script || a.kind != TokenKind::plain || b.kind != TokenKind::plain ||
      is_another_spelling(a, b) || (a.soft != 0 && a.soft == b.soft)) {
    return false;
  }
  if (a.text[0] != b.text[0]) return a.text[0] != b.text[1] && a.text[1] != b.text[0];
  const ParsedToken& longer = a.size >= b.size ? a : b;
  const ParsedToken& shorter = a.size >= b.size ? b : a;
  const std::string_view stem = shorter.view().substr(0, longer.size - 1u);
  if (longer.view().substr(0, longer.size - 1u) != stem) return false;
  return !(longer.view().ends_with("ova") || longer.view().ends_with("eva") ||
           longer.view().ends_with("ina"));
}

void Alignment::take(std::size_t i, std::size_t j, float likeness) {
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
  if (!against_a_list && person && likeness >= kGoodSlip && likeness < kOneSound &&
      begins_or_ends_otherwise(x, y)) {
    likeness = kAnotherBeginning;
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

}  // namespace chokepoint::text
