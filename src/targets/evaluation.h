// How good a ranking is, against known truth: precision, recall and lift at shares of the capacity, with intervals;
// the area under the curve; calibration; and how often innocents of each group would have been held.
//
// Intervals are Wilson's at 95 %. The lift's interval is that of the precision over the base rate. The calibration error is
// the mean distance, over ten equal parts of the ranking, of the mean score from the share of finds. Pure functions.
#pragma once

#include <string>
#include <vector>

namespace chokepoint::targets {

struct JudgedSubject {
  double score = 0;
  bool is_find = false;
  std::string group;      // empty: none is given
  std::string subject_id; // breaks ties
};

struct PrecisionAt {
  double share = 0;
  std::size_t inspected = 0, found = 0;
  double precision = 0, recall = 0, lift = 0;
  double precision_low = 0, precision_high = 0, lift_low = 0, lift_high = 0;
};

struct GroupHolds {
  std::string group;
  std::size_t innocents = 0, held = 0;
  double false_hold_rate = 0, low = 0, high = 0;
};

struct Evaluation {
  std::size_t subjects = 0, finds = 0;
  double base_rate = 0;
  std::vector<PrecisionAt> at;
  double auc = 0, average_precision = 0, calibration_error = 0;
  double holds_share = 0;          // the share at which holds are counted: the largest asked for
  std::vector<GroupHolds> groups;  // in the order of their names
};

struct Interval {
  double low = 0, high = 1;
};
Interval wilson_interval(std::size_t found, std::size_t tried);

Evaluation evaluate(std::vector<JudgedSubject> subjects, const std::vector<double>& shares);

}  // namespace chokepoint::targets
