// What two records' levels weigh: the log-odds that they are one party.
//
// Fellegi and Sunter's weights, log(m / u) a field, against not one but several ways to be two
// parties (docs/internals/resolving.md):
//
//   strangers      every agreement is chance: u of the value itself, so that rare values weigh more
//   a household    surname, address and phone are shared, nothing else; or the e-mail too
//   twins          the birth date too
//   namesakes      parent and child: names and address are shared, the birth date is not
//   co-located     organisations that share address and phone; or the e-mail too
//   versions       works that share title and authors but neither venue nor year
//   colleagues     works that share authors, venue and year but not the title
//
// The prior counts pairs: matches over all pairs of records, so that the evidence asked for grows
// with the logarithm of the number of pairs. A field that another one explains (city by postcode,
// state by city, an e-mail by the name) counts with its chance given that the other agrees. Who
// moves changes street, city and postcode at once: the places together never speak stronger against
// a match than the share of those who moved. Read
// only once learnt; thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "linkage/comparison.h"

namespace chokepoint::linkage {

inline constexpr std::size_t kFields = RecordTable::kFieldsMax;
inline constexpr std::size_t kNoField = static_cast<std::size_t>(-1);

// Logarithms by field and level; level 0 (absent) is 0.
using LevelLogs = std::array<std::array<float, kLevels>, kFields>;

// A way to be two parties. Shared fields agree as those of one party do.
struct Innocent {
  const char* name = "";
  std::array<bool, kFields> shares{};
  std::array<bool, kFields> kin{};  // not shared, but closer than by chance: `kin_level` logs
  double pairs = 0;                 // expected number of such pairs among all
  bool in_households = false;       // the first class is the household, which this one presupposes
};

// Weights of one pair, by field: log(m / u), 0 where absent.
struct Weights {
  std::array<float, kFields> by_field{};
  std::array<float, kFields> kin{};  // the same against a relative
};

// What two records say field by field, or what those of two groups say on the average of the pairs
// that have the field.
struct PairParts {
  Weights weights;
  std::uint32_t present = 0;  // a bit for each field that both have
  float one_file = 0;         // the share of pairs within one file
};

// The log-odds as a sum: with the weights of all fields they make Evidence::log_odds().
struct OddsParts {
  double prior = 0;
  double places_together = 0;     // what all places weigh as one, less the sum of their weights
  double innocent = 0;            // for the ways to be two other than as strangers; at most 0
  const char* innocent_way = "";  // the likeliest; "" where they take off less than a hundredth
};

class Evidence {
 public:
  explicit Evidence(Comparison& comparison);

  // To be called whenever something learnt has changed.
  void settle();

  // For pairs that are weighed soon: what weigh() needs is called from memory, first the rows,
  // then, once those are there, the chances of their values.
  void prefetch_rows(std::size_t a, std::size_t b) const;
  void prefetch_chances(const Levels& levels, std::size_t a, std::size_t b) const;
  // What every field weighs.
  Weights weigh(const Levels& levels, std::size_t a, std::size_t b) const;
  // Log-odds of a match.
  double log_odds(const Weights& weights, bool one_file) const;
  OddsParts split_odds(const Weights& weights, bool one_file) const;
  // The logarithm of how much likelier the levels are under each way to be two than under a match:
  // strangers, then the innocents. `without` leaves one field out (kNoField: none).
  static constexpr std::size_t kInnocentsMax = 8;
  using Against = std::array<double, kInnocentsMax + 1>;
  Against against(const Weights& weights, std::size_t without) const;
  // From what against() says without leaving a field out.
  double log_odds(const Against& against, bool one_file) const;

  // How likely a match whose places weigh this lives where it lived.
  double stays(const Weights& weights) const;
  // By level: the most that a field whose values differ can weigh at this level or a less alike
  // one; swaps and aliases apart.
  std::array<float, kLevels> most_from(std::size_t field) const;
  std::array<float, kLevels> most_of_kin_from(std::size_t field) const;  // against relatives
  bool is_place(std::size_t field) const { return places_[field]; }

  // Of two records; kNever for two of a file that names everyone once.
  double log_odds_of(std::size_t a, std::size_t b) const;
  PairParts parts_of(std::size_t a, std::size_t b) const;
  double log_odds_of(const PairParts& parts) const;  // of one pair: log_odds_of(a, b)
  static constexpr double kNever = -1000;

  // Learnt; see linkage/learning.h.
  LevelLogs match{};
  LevelLogs chance{};                                         // strangers, by level
  std::array<LevelLogs, kFields> chance_given{};              // by parent: when the parent agrees
  std::array<std::array<bool, kFields>, kFields> explains{};  // [parent][child]
  std::vector<std::size_t> parents;  // in the order in which they are asked
  std::array<base::LargeVector<float>, kFields> value_chance;  // by value: log P(another has it)
  std::array<float, kFields> usual_chance{};                   // of an agreeing pair's value, log
  double moved = 0.05;  // the share of matches whose places have nothing to do with one another
  std::vector<Innocent> innocents;  // without the strangers
  std::array<double, 2> matches{};  // expected matches across files, within one
  std::array<double, 2> pairs{};    // all pairs across files, within one
  std::vector<bool> without_twins;  // by file: linked to others, it names everyone once

  const Comparison& comparison() const { return comparison_; }
  Comparison& comparison() { return comparison_; }
  std::size_t fields() const { return fields_; }

 private:
  float kin_chance(std::size_t field, std::uint8_t level) const;
  float chance_of(std::size_t field, std::uint8_t level, std::uint32_t value_a,
                  std::uint32_t value_b) const;

  Comparison& comparison_;
  std::array<double, 2> prior_logs_{};
  std::vector<double> innocent_logs_;
  std::size_t fields_;
  // Settled, of what is learnt or fixed: by field and level, how likely relatives have that level
  // (0: as strangers); by field, the parents that explain it, a bit for each place in `parents`.
  LevelLogs kin_logs_{};
  std::array<std::uint32_t, kFields> explained_by_{};
  double place_weight(const Weights& weights, std::size_t without) const;

  std::array<Role, kFields> roles_{};
  std::array<bool, kFields> places_{}, texts_{}, has_kin_{};
  std::array<std::uint8_t, kFields> different_{};  // the level that means it
};

// Of the highest rank first: which fields explain which, and which innocent classes a table knows.
void set_structure(Evidence& evidence);

}  // namespace chokepoint::linkage
