// Throws out, at a few dozen nanoseconds a pair, the pairs that cannot be links.
//
// Idea: an upper bound of the log-odds from what stands in one row a record: the numbers of its
// values, what each would weigh if it agreed, and a hint of its letters. Equal numbers give their
// weight; different ones at most what the most alike level still possible gives. Two words that
// differ in d kinds of letters on one side are at least d changes apart, so that hints rule out
// most likeness without a look at the letters. Then field by field in full, each in the place of
// its hint, as long as the bound, against strangers and against relatives, stays above the
// threshold. What does not pass would have come out below it (pair_filter_test.cc checks that
// against the full comparison).
#pragma once

#include <cstdint>
#include <vector>

#include "base/large_pages.h"
#include "linkage/evidence.h"

namespace chokepoint::linkage {

class PairFilter {
 public:
  // `evidence` is learnt. Pairs of log-odds above `threshold` always pass.
  PairFilter(const Evidence& evidence, double threshold, int threads);

  // One pair on its way: what its fields weigh at most. By column, the order in which the filter
  // looks at fields.
  struct Bound {
    float others = 0, places = 0;  // places: of all of them together
    std::uint32_t there = 0, differ = 0;
    bool failed = false;                       // passes only if two values stand crosswise
    std::array<float, kFields> most, kin;      // of what is there; kin: against relatives
    std::array<std::uint8_t, kFields> likest;  // of what differs: the most alike level left open
  };
  // By hints alone.
  bool may_pass(std::uint32_t a, std::uint32_t b, Bound& bound) const;
  // Of those that may, with the bound made there: letter by letter. Fills `levels` where it passes.
  bool passes(std::uint32_t a, std::uint32_t b, Bound& bound, Levels& levels) const;

  // Of a record that comes soon; of a pair that may pass, first the values, some pairs later the
  // letters, which are found through them.
  void prefetch(std::uint32_t record) const {
    const std::uint32_t* words = row(record);
    for (std::size_t i = 0; i < row_size_; i += kLineWords) __builtin_prefetch(words + i);
  }
  void prefetch_values(std::uint32_t a, std::uint32_t b, const Bound& bound) const;
  void prefetch_letters(std::uint32_t a, std::uint32_t b, const Bound& bound) const;

 private:
  static constexpr std::size_t kLineWords = 16;
  struct alignas(64) Line {
    std::array<std::uint32_t, kLineWords> words;
  };
  struct Column {
    std::size_t field = 0;
    Comparer comparer = Comparer::word;
    bool place = false, dated = false;
    const Aliases* aliases = nullptr;  // null: none
    // By level: the most that this level or a less alike one weighs.
    std::array<float, kLevels> best_from{}, kin_from{};
    float differing = 0;  // the most of all levels
  };

  const std::uint32_t* row(std::uint32_t record) const {
    return lines_[record * row_size_ / kLineWords].words.data();
  }
  const std::int16_t* weights_of(const std::uint32_t* row) const {
    return reinterpret_cast<const std::int16_t*>(row + 2 * stride_);
  }
  bool fails(const Bound& bound) const {
    // log(moved + (1 - moved) e^places) is at most the larger of the two plus log 2.
    return bound.others + std::max(bound.places, moved_log_) + 0.7f < 0;
  }
  void fill_rows(int threads);
  void start(const std::uint32_t* row_a, const std::uint32_t* row_b, Bound& bound) const;
  bool innocent(const Bound& bound) const;
  // Bounds what differs among `columns`, until the pair cannot pass.
  template <class LikestLevel>
  void bound_by_hints(std::uint32_t columns, const std::uint32_t* row_a, const std::uint32_t* row_b,
                      Bound& bound, LikestLevel&& likest_level) const;
  bool may_be_swapped(const std::uint32_t* row_a, const std::uint32_t* row_b) const;

  const Evidence& evidence_;
  std::vector<Column> columns_;        // those whose hints rule out most, first
  std::size_t stride_ = 0;             // of the columns in a row
  std::size_t row_size_ = 0;           // in words, whole lines
  float start_ = 0;                    // the prior, less the threshold
  float moved_log_ = 0;                // the least that places weigh together
  base::UnclearedVector<Line> lines_;  // by record: values, hints, and weights if equal
  std::array<std::int32_t, kFields> differing_parts_{};  // Column::differing
  std::array<std::uint32_t, kFields> place_mask_{};      // all bits or none
  std::uint32_t dated_ = 0, words_ = 0, others_ = 0;     // columns, by bit
  struct Way {
    float start = 0;  // the rarity of the innocent class, less the threshold
    // By column, 1 where it counts: what is neither shared nor a place.
    std::array<float, kFields> counts{};
    bool places_count = false;
  };
  std::vector<Way> ways_;
  std::vector<Comparison::Crosswise> crosswise_;  // columns
};

}  // namespace chokepoint::linkage
