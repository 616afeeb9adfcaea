// Throws out, at a few dozen nanoseconds a pair, the pairs that cannot be links.
//
// Idea: an upper bound of the log-odds from what stands in one row a record: the numbers of its
// values, what each would weigh if it agreed, and a hint of its letters. Equal numbers give their
// weight; different ones at most what the most alike level still possible gives. Two words that
// differ in d kinds of letters on one side are at least d changes apart, so that hints rule out
// most likeness without a look at the letters. Then field by field in full, as long as the bound,
// against strangers and against relatives, stays above the threshold. What does not pass would have
// come out below it (pair_filter_test.cc checks that against the full comparison).
#pragma once

#include <cstdint>
#include <vector>

#include "linkage/evidence.h"

namespace chokepoint::linkage {

class PairFilter {
 public:
  // `evidence` is learnt. Pairs of log-odds above `threshold` always pass.
  PairFilter(const Evidence& evidence, double threshold, int threads);

  // By hints alone.
  bool may_pass(std::uint32_t a, std::uint32_t b) const;
  // Of those that may: letter by letter, and against relatives. Fills `levels` where it passes.
  bool passes(std::uint32_t a, std::uint32_t b, Levels& levels) const;
  void prefetch(std::uint32_t record) const {
    const std::uint32_t* row = rows_.data() + record * stride_ * 3;
    __builtin_prefetch(row);
    __builtin_prefetch(row + 16);
    __builtin_prefetch(row + 32);
  }

 private:
  // One pair on its way: what its fields weigh at most.
  struct Bound {
    float others = 0, places = 0;  // places: of all of them together
    std::uint32_t differ = 0;
    std::array<float, kFields> kin{};
  };
  bool fails(const Bound& bound) const {
    // log(moved + (1 - moved) e^places) is at most the larger of the two plus log 2.
    return bound.others + std::max(bound.places, moved_log_) + 0.7f < 0;
  }
  Bound first_bound(const std::uint32_t* row_a, const std::uint32_t* row_b) const;
  bool innocent(const Bound& bound, const std::uint32_t* row_a, const std::uint32_t* row_b) const;
  float differing_bound(std::size_t field, const std::uint32_t* row_a,
                        const std::uint32_t* row_b) const;
  bool may_be_swapped(const std::uint32_t* row_a, const std::uint32_t* row_b) const;

  const Evidence& evidence_;
  std::size_t fields_ = 0, stride_ = 0;
  float start_ = 0;                  // the prior, less the threshold
  float moved_log_ = 0;              // the least that places weigh together
  std::vector<std::uint32_t> rows_;  // by record: values, hints, weights if equal in 1/1024
  std::vector<Comparer> comparers_;
  // By field and level: the most that this level or a less alike one weighs.
  std::array<std::array<float, kLevels>, kFields> best_from_{};
  std::array<std::array<float, kLevels>, kFields> kin_from_{};
  std::array<float, kFields> differing_{};  // best_from_ of level 2
  std::vector<float> innocent_start_;       // by innocent class: its rarity, less the threshold
  std::array<std::int32_t, kFields> differing_parts_{};  // differing_ in 1/1024
  std::array<std::uint32_t, kFields> place_{};
  std::vector<Comparison::Crosswise> crosswise_;
  std::array<const Aliases*, kFields> aliases_{};  // null: none
  std::vector<std::size_t> order_;                 // fields whose hints rule out most, first
};

}  // namespace chokepoint::linkage
