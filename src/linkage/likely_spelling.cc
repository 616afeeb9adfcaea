#include "linkage/likely_spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>

#include "base/hash.h"
#include "base/parallel_for.h"
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

bool can_be_spelt(std::string_view look) {
  return look.size() >= kShortest && look.size() <= kLongest;
}

// tell(hash) of the whole and of every spelling that lacks one letter. The hash is a polynomial, so
// that one without a letter is put together from what stands before and behind it.
template <class Tell>
void spell(std::string_view look, Tell&& tell) {
  constexpr std::uint64_t kBase = 0x9e3779b97f4a7c15ULL;
  std::array<std::uint64_t, kLongest + 1> behind{}, power{};  // of the last i letters; kBase^i
  power[0] = 1;
  const std::size_t size = look.size();
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t letter = static_cast<unsigned char>(look[size - 1 - i]) + 1u;
    behind[i + 1] = behind[i] + letter * power[i];
    power[i + 1] = power[i] * kBase;
  }
  tell(base::mix(behind[size], size));
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t left = size - 1 - i;
    if (i == 0 || look[i] != look[i - 1])
      tell(base::mix(before * power[left] + behind[left], size - 1));
    before = before * kBase + static_cast<unsigned char>(look[i]) + 1u;
  }
}

// The words that are used, each under all its spellings.
class Spellings {
 public:
  // A word under one of them.
  struct Spelling {
    std::uint64_t hash;
    std::uint32_t value, count;
  };

  Spellings(const ValueTable& values, const FieldFacts& facts, int threads);

  // The commonest first.
  std::span<const Spelling> of(std::uint64_t hash) const {
    std::size_t begin = begins_[hash >> shift_];
    const std::size_t part_end = begins_[(hash >> shift_) + 1];
    while (begin < part_end && all_[begin].hash < hash) ++begin;
    std::size_t end = begin;
    while (end < part_end && all_[end].hash == hash) ++end;
    return std::span(all_).subspan(begin, end - begin);
  }

 private:
  std::vector<Spelling> all_;          // by hash, then the commonest first
  std::vector<std::uint32_t> begins_;  // by the upper bits of the hash, and the end
  int shift_ = 0;
};

Spellings::Spellings(const ValueTable& values, const FieldFacts& facts, int threads) {
  std::vector<Spelling> found;
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    const std::uint32_t count = values.count(value);
    if (count < kMoreOften) continue;
    const std::string_view look = facts.look(values, value);
    if (!can_be_spelt(look)) continue;
    spell(look, [&](std::uint64_t hash) { found.push_back({hash, value, count}); });
  }
  // About one in a part.
  const int bits = std::max(1, static_cast<int>(std::bit_width(found.size())));
  shift_ = 64 - bits;
  begins_.resize((std::size_t{1} << bits) + 1);
  for (const Spelling& spelling : found) ++begins_[(spelling.hash >> shift_) + 1];
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  all_.resize(found.size());
  std::vector<std::uint32_t> next = begins_;
  for (const Spelling& spelling : found) all_[next[spelling.hash >> shift_]++] = spelling;
  base::parallel_for(
      std::size_t{1} << bits, {threads, 4096}, [&](std::size_t begin, std::size_t end) {
        for (std::size_t part = begin; part < end; ++part) {
          std::sort(all_.begin() + begins_[part], all_.begin() + begins_[part + 1],
                    [](const Spelling& a, const Spelling& b) {
                      if (a.hash != b.hash) return a.hash < b.hash;
                      return a.count != b.count ? a.count > b.count : a.value < b.value;
                    });
        }
      });
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

std::vector<std::uint32_t> likely_spellings(const ValueTable& values, const FieldFacts& facts,
                                            int threads) {
  const Spellings spellings(values, facts, threads);
  std::vector<std::uint32_t> likely(values.size());
  const auto find = [&](std::uint32_t value) {
    likely[value] = value;
    const std::string_view look = facts.look(values, value);
    if (value == 0 || !can_be_spelt(look)) return;
    std::uint32_t best = values.count(value) * kMoreOften - 1;
    spell(look, [&](std::uint64_t hash) {
      for (const Spellings::Spelling& other : spellings.of(hash)) {
        if (other.count <= best) break;
        if (letter_distance(look, facts.look(values, other.value)) > 1) continue;
        best = other.count;
        likely[value] = other.value;
      }
    });
  };
  base::parallel_for(values.size(), {threads, 4096}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t value = begin; value < end; ++value) find(static_cast<std::uint32_t>(value));
  });
  return likely;
}

}  // namespace chokepoint::linkage
