// Resolves a table written as text, for tests: the clusters by record id.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "chokepoint/resolve.h"

namespace chokepoint::testing {

struct Resolved {
  std::map<std::string, std::string> cluster_of;  // by record id
  std::vector<std::string> ids;                   // in the order of the output
  std::string text;                               // the output as it is
  ResolveReport report;
};

// Each text becomes a file of its own in a folder that is removed again. Failures fail the test.
Resolved resolve_texts(const std::vector<std::string>& files, ResolveOptions options = {});
Expected<Resolved> try_resolve_texts(const std::vector<std::string>& files,
                                     const ResolveOptions& options = {},
                                     const std::string& mapping = "");

// Against known parties.
struct PairCounts {
  std::size_t true_pairs = 0, found_pairs = 0, both = 0;
  std::vector<std::string> wrong;  // "a + b" for pairs found that are none
  double recall() const { return static_cast<double>(both) / static_cast<double>(true_pairs); }
  double f1() const {
    return 2.0 * static_cast<double>(both) / static_cast<double>(true_pairs + found_pairs);
  }
};
PairCounts count_pairs(const std::map<std::string, std::string>& found,
                       const std::map<std::string, std::string>& truth);

}  // namespace chokepoint::testing
