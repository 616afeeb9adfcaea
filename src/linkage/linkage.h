// The whole way from a table of records to parties: facts, candidate pairs, weights, links,
// parties.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "linkage/clustering.h"
#include "linkage/explanation.h"
#include "linkage/learning.h"
#include "linkage/record_table.h"

namespace chokepoint::linkage {

struct LinkageOptions {
  int threads = 1;
  std::span<const LabelledPair> labels = {};  // see linkage/learning.h
  // Pairs that are one party, or never one, whatever the records say. They must not contradict one
  // another, not even through third records.
  std::span<const LabelledPair> decided = {};
  std::function<void(const char* what, std::uint64_t done, std::uint64_t total)> progress = {};
  // Gets the pairs that hold each cluster together, as explain_parties() tells them; costs nothing
  // where it is empty.
  std::function<bool(const PairExplanation&)> explain = {};
};

struct LinkageReport {
  std::uint64_t candidate_pairs = 0;  // compared
  std::uint64_t links = 0;            // likelier one than two
  double expected_matches = 0;
  std::vector<WeightRow> weights;
  std::vector<std::string> notes;        // what else was learnt, a line each
  std::vector<PairExplanation> decided;  // what the records alone say of LinkageOptions::decided
};

// `table` is settled. Memory: about 150 bytes a record besides the table.
Parties link_records(const RecordTable& table, const LinkageOptions& options,
                     LinkageReport& report);

}  // namespace chokepoint::linkage
