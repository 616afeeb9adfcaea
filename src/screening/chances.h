// Which sets of a query's words, when a name has partners for them, leave that name a chance to be
// similar enough.
//
// Bounds from above of what text/similarity.cc would say: never too low, so that no name above the
// cutoff is passed over, as the tests hold against the exhaustive scan. Cheap: a table look-up a
// name, and some arithmetic for those that pass it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "text/parsed_name.h"

namespace chokepoint::screening {

// What is known of a listed name before its words are looked at.
struct RowWeights {
  float total = 0;  // of all words
  float names = 0;  // of those that contradict when they have no partner
};

// A word of the query that takes part in choosing names.
struct ChoosingWord {
  text::TokenKind kind = text::TokenKind::plain;
  float weight = 0;         // its own
  float left_weight = 0;    // what it costs at least to be without a partner is reckoned from this
  float partner = 0;        // the heaviest of the common words that may be its partners
  float heavy_partner = 0;  // the heaviest of all
  bool another_name = false;  // may be one letter off a partner that is a name of its own, unseen
                              // by the keys
  bool is_short = false;      // two letters at most: no key finds it with a letter wrong
};

class Chances {
 public:
  static constexpr std::size_t kMaxWords = 10;
  // Two further bits of a mask, beside those of the words.
  static constexpr std::uint32_t kHeavyPartner = 1u << 14;   // a partner is rarer than the common
                                                             // ones
  static constexpr std::uint32_t kRowHasInitial = 1u << 15;  // the name has an initial, which may
                                                             // stand for a word
  static constexpr std::uint32_t kFlags = kHeavyPartner | kRowHasInitial;

  // `total`: weight of all words of the query, choosing or not.
  void compute(bool person, float total, bool query_has_initial, double cutoff);
  void add(const ChoosingWord& word) { words_[count_++] = word; }
  void clear() { count_ = 0; }
  std::size_t count() const { return count_; }
  std::uint32_t all() const { return (1u << count_) - 1; }

  // Whether all words that have partners together may suffice; stands alone, for one quick
  // question.
  bool may_suffice(bool person, double cutoff);

  bool is_feasible(std::uint32_t mask) const { return feasible_[table(mask)][mask & ~kFlags]; }
  bool is_feasible(std::uint32_t mask, const RowWeights& row) const;
  // Any part of these words is feasible.
  bool may_become_feasible(std::uint32_t mask) const {
    return any_part_[table(mask)][mask & ~kFlags & all()];
  }
  // No name that only the words from `from` on have found has a chance; `flags` as in a mask.
  bool is_settled_before(std::size_t from, std::uint32_t flags) const;

 private:
  static std::size_t table(std::uint32_t mask) { return mask >> 14 & 3; }
  static float partner_of(const ChoosingWord& word, std::uint32_t mask);
  double best_possible(std::uint32_t mask) const;

  std::array<ChoosingWord, kMaxWords> words_{};
  std::size_t count_ = 0;
  std::array<std::vector<bool>, 4> feasible_;
  std::array<std::vector<std::uint8_t>, 4> any_part_;
  std::uint32_t found_ = 0;  // words that have any partner
  bool person_ = false, query_has_initial_ = false;
  float total_ = 0;
  double cutoff_ = 0;
};

}  // namespace chokepoint::screening
