#include "text/joined_words.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#include "base/hash.h"
#include "text/edit_distance.h"
#include "text/foreign_sound.h"
#include "text/similarity_weights.h"
#include "text/sound.h"

namespace chokepoint::text {
namespace {

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
float best_alone(const ParsedToken& whole, const Side& side, bool person, Against against) {
  float best = 0;
  for (std::size_t j = 0; j < side.tokens.size(); ++j) {
    if (!side.used[j] && side.tokens[j]->script != whole.script)
      best = std::max(best, token_similarity(whole, *side.tokens[j], person, against));
  }
  return best;
}

// Neighbours of one side that together are a word of the other.
struct Parts {
  std::size_t begin = 0, end = 0;
  float likeness = 0, weight = 0;
};

float parts_likeness(const ParsedToken& whole, std::span<const ParsedToken* const> parts,
                     Joining how, Against against) {
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
    default:
      if (against == Against::list) return joined_likeness(whole, letters, parts.back()->script);
      if (whole.korean || parts[0]->korean)
        return korean_sound(whole.view()) == korean_sound(letters) ? kOneSyllable : 0;
      // One letter off another syllable is another name.
      if (whole.pinyin || parts[0]->pinyin)
        return light_sound(whole.view()) == light_sound(letters) ? kOneSyllable : 0;
      return joined_likeness(whole, letters, parts.back()->script);
  }
}

// Two or three neighbours of `side` from `begin` on that are alike to `whole` by more than `alone`.
Parts find_parts(const ParsedToken& whole, const Side& side, std::size_t begin, Joining how,
                 float alone, Against against) {
  Parts parts{begin, begin, 0, 0};
  std::size_t size = 0;
  std::uint32_t letters = 0;
  for (std::size_t k = begin; k < side.tokens.size() && k < begin + kJoinedWords; ++k) {
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
                             : how == Joining::of_one_sound ? kSoundPlay
                                                            : 1;
    if (size > whole.size + play || size > ParsedToken::kMaxLetters) break;
    if (size + play < whole.size) continue;
    if (how == Joining::with_slips && !foreign &&
        std::popcount(letters ^ whole.letters) > kLettersOfOneWrong)
      continue;
    parts.likeness = parts_likeness(whole, side.tokens.subspan(begin, k + 1 - begin), how, against);
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
    const float alone =
        how == Joining::of_two_scripts ? best_alone(whole, parts_side, person, align.against()) : 0;
    for (std::size_t j = 0; j + 1 < parts_side.tokens.size(); ++j) {
      if (parts_side.used[j] || (same_start && parts_side.tokens[j]->text[0] != whole.text[0]))
        continue;
      const Parts parts = find_parts(whole, parts_side, j, how, alone, align.against());
      if (parts.end == 0) continue;
      whole_side.used[i] = true;
      for (std::size_t u = j; u < parts.end; ++u) parts_side.used[u] = true;
      align.cost += (whole.weight + parts.weight) * (1 - parts.likeness);
      align.information += std::min(whole.weight, parts.weight) * parts.likeness;
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

}  // namespace

// One word against two at least.
void match_joined(Alignment& align, Joining how, bool person) {
  if (count_left(align.a) + count_left(align.b) < 3) return;
  if (how == Joining::of_two_scripts && !align.of_two_scripts()) return;
  match_joined(align.a, align.b, align, how, person);
  match_joined(align.b, align.a, align, how, person);
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

}  // namespace chokepoint::text
