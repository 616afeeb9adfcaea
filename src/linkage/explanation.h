// Why a record stands in its cluster: numbers that a person can add up again.
//
//   prior                    -13.6   matches over all pairs
//   given_name   alike        +2.3
//   surname      same         +6.1
//   birth_date   same         +9.4
//   city         different    -2.9
//   places together           +1.2   who moves changes all places at once
//   perhaps a household       -0.1   the ways to be two that share all this
//   log_odds                  +2.4
//
// Weights are natural logarithms. `field` counts RecordTable::fields().
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "linkage/clustering.h"
#include "linkage/evidence.h"

namespace chokepoint::linkage {

// "same", "slip", "alike", "initial", "different", "swapped", "alias" and so on; "absent" for 0.
const char* level_name(Comparer comparer, std::uint8_t level);

struct FieldExplanation {
  std::size_t field = 0;
  const char* level = "";
  double weight = 0;  // log(m / u) of the very values
};

struct PairExplanation {
  std::uint32_t a = 0, b = 0;  // a < b
  double log_odds = 0;         // the sum of all that follows
  double prior = 0;
  std::vector<FieldExplanation> fields;  // those that both records have
  double places_together = 0;
  double innocent = 0;            // at most 0
  const char* innocent_way = "";  // the likeliest: "household", "twins"; "" where none counts
};
PairExplanation explain_pair(const Evidence& evidence, std::uint32_t a, std::uint32_t b);

// What was learnt of one level of one field. For "same", u and weight are those of a usual value.
struct WeightRow {
  std::size_t field = 0;
  const char* level = "";
  double m = 0, u = 0;  // how often it is met between two records of one party, of two
  double weight = 0;    // log(m / u)
};
std::vector<WeightRow> list_weights(const Evidence& evidence);

// For every record that is not the first of its cluster one pair: starting from the first record,
// each time the best pair between those that are in and one that is not. So every record's best
// pair is among them, and they connect the cluster. `tell` is called from the calling thread,
// cluster by cluster, within one by the record that came in; false ends the telling. Cost: all
// pairs of each cluster once more.
void explain_parties(const Evidence& evidence, const Parties& parties, int threads,
                     const std::function<bool(const PairExplanation&)>& tell);

}  // namespace chokepoint::linkage
