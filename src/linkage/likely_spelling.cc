#include "linkage/likely_spelling.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "linkage/letters.h"

namespace chokepoint::linkage {
namespace {

constexpr std::uint32_t kMoreOften = 3;
constexpr std::size_t kShortest = 3, kLongest = 40;

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

char letter_like(char digit) {
  constexpr std::string_view kDigits = "012569", kLetters = "olzsbg";
  const std::size_t at = kDigits.find(digit);
  return at == std::string_view::npos ? digit : kLetters[at];
}

// A word that is used, under one of its spellings with a letter left out.
struct Spelling {
  std::uint64_t hash;
  std::uint32_t value, count;
};

// tell(hash) of the whole and of every spelling that lacks one letter.
template <class Tell>
void spell(std::string_view look, std::string& room, Tell&& tell) {
  tell(base::hash_bytes(look));
  for (std::size_t i = 0; i < look.size(); ++i) {
    if (i > 0 && look[i] == look[i - 1]) continue;
    room.assign(look.substr(0, i)).append(look.substr(i + 1));
    tell(base::hash_bytes(room));
  }
}

bool can_be_spelt(std::string_view look) {
  return look.size() >= kShortest && look.size() <= kLongest;
}

// By hash, the commonest first.
std::vector<Spelling> list_spellings(const ValueTable& values, const FieldFacts& facts) {
  std::vector<Spelling> all;
  std::string room;
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const std::uint32_t count = values.count(value);
    const std::string_view look = facts.look(values, value);
    if (count < kMoreOften || !can_be_spelt(look)) continue;
    spell(look, room, [&](std::uint64_t hash) { all.push_back({hash, value, count}); });
  }
  std::ranges::sort(all, [](const Spelling& a, const Spelling& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return all;
}

}  // namespace

std::string look_of(std::string_view form) {
  constexpr std::array<std::string_view, 3> kTwo = {"rn", "vv", "cl"};
  constexpr std::string_view kOne = "mwd";
  std::string look;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto two = std::ranges::find(kTwo, form.substr(i, 2));
    if (two != kTwo.end()) {
      look.push_back(kOne[static_cast<std::size_t>(two - kTwo.begin())]);
      ++i;
      continue;
    }
    const bool beside_letter =
        (i > 0 && is_letter(form[i - 1])) || (i + 1 < form.size() && is_letter(form[i + 1]));
    look.push_back(beside_letter ? letter_like(form[i]) : form[i]);
  }
  return look;
}

std::vector<std::uint32_t> likely_spellings(const ValueTable& values, const FieldFacts& facts) {
  const std::vector<Spelling> spellings = list_spellings(values, facts);
  std::vector<std::uint32_t> likely(values.size());
  std::string room;
  for (std::uint32_t value = 0; value < values.size(); ++value) {
    likely[value] = value;
    const std::string_view look = facts.look(values, value);
    if (value == 0 || !can_be_spelt(look)) continue;
    std::uint32_t best = values.count(value) * kMoreOften - 1;
    spell(look, room, [&](std::uint64_t hash) {
      auto found = std::ranges::lower_bound(spellings, hash, {}, &Spelling::hash);
      for (; found != spellings.end() && found->hash == hash && found->count > best; ++found) {
        if (letter_distance(look, facts.look(values, found->value)) > 1) continue;
        best = found->count;
        likely[value] = found->value;
      }
    });
  }
  return likely;
}

}  // namespace chokepoint::linkage
