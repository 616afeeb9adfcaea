// The weights, learnt from the records themselves without a label.
//
// Expectation and maximisation over three samples: candidate pairs (what matches look like, and how
// many there are), random pairs (what strangers look like) and, per field and size of value, pairs
// that agree in that field (how often an agreement on a value of that size is chance, and what
// else then agrees with it). In the last one the field itself is left out, so that no field
// confirms itself. Same table and sample, same result, at any number of threads.
#pragma once

#include <span>

#include "linkage/evidence.h"

namespace chokepoint::linkage {

struct RecordPair {
  std::uint32_t a = 0, b = 0;
};

// Judged by a person.
struct LabelledPair {
  std::uint32_t a = 0, b = 0;
  bool match = false;
};

struct LearningInput {
  std::span<const RecordPair> candidates;
  double candidate_share = 1;  // of all candidate pairs
  int threads = 1;
  // One that matches teaches m as twenty found matches do, all together at most as much as those
  // that were found; one that does not is a match nowhere.
  std::span<const LabelledPair> labels = {};
};

// Fills `evidence`, which has its structure already.
void learn(const LearningInput& input, Evidence& evidence);

}  // namespace chokepoint::linkage
