#include "targets/evaluation.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace chokepoint::targets {
namespace {

double ratio(double a, double b) { return b == 0 ? 0 : a / b; }

std::size_t count_at(double share, std::size_t total) {
  return std::min(total, static_cast<std::size_t>(std::llround(share * static_cast<double>(total))));
}

// The chance that a find outranks a non-find, ties counting half: by mean ranks.
double area_under_curve(const std::vector<JudgedSubject>& ranked, std::size_t finds) {
  const std::size_t others = ranked.size() - finds;
  if (finds == 0 || others == 0) return 0.5;
  double rank_sum = 0;  // of finds, the worst score having rank 1
  for (std::size_t i = 0; i < ranked.size();) {
    std::size_t end = i;
    std::size_t tied_finds = 0;
    while (end < ranked.size() && ranked[end].score == ranked[i].score) tied_finds += ranked[end++].is_find ? 1 : 0;
    const double mean_rank = static_cast<double>(ranked.size()) - (static_cast<double>(i + end - 1) / 2);
    rank_sum += mean_rank * static_cast<double>(tied_finds);
    i = end;
  }
  const auto n = static_cast<double>(finds);
  return (rank_sum - n * (n + 1) / 2) / (n * static_cast<double>(others));
}

double average_precision(const std::vector<JudgedSubject>& ranked, std::size_t finds) {
  double sum = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (!ranked[i].is_find) continue;
    ++found;
    sum += static_cast<double>(found) / static_cast<double>(i + 1);
  }
  return ratio(sum, static_cast<double>(finds));
}

double calibration_error(const std::vector<JudgedSubject>& ranked) {
  constexpr std::size_t kParts = 10;
  double error = 0;
  for (std::size_t part = 0; part < kParts; ++part) {
    const std::size_t begin = ranked.size() * part / kParts;
    const std::size_t end = ranked.size() * (part + 1) / kParts;
    double scores = 0;
    double finds = 0;
    for (std::size_t i = begin; i < end; ++i) {
      scores += ranked[i].score;
      finds += ranked[i].is_find ? 1 : 0;
    }
    error += std::abs(scores - finds);
  }
  return ratio(error, static_cast<double>(ranked.size()));
}

PrecisionAt precision_at(const std::vector<JudgedSubject>& ranked, double share, std::size_t finds) {
  PrecisionAt at;
  at.share = share;
  at.inspected = count_at(share, ranked.size());
  at.found = static_cast<std::size_t>(
      std::count_if(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(at.inspected),
                    [](const JudgedSubject& subject) { return subject.is_find; }));
  const double base_rate = ratio(static_cast<double>(finds), static_cast<double>(ranked.size()));
  at.precision = ratio(static_cast<double>(at.found), static_cast<double>(at.inspected));
  at.recall = ratio(static_cast<double>(at.found), static_cast<double>(finds));
  at.lift = ratio(at.precision, base_rate);
  const Interval interval = wilson_interval(at.found, at.inspected);
  at.precision_low = interval.low;
  at.precision_high = interval.high;
  at.lift_low = ratio(interval.low, base_rate);
  at.lift_high = ratio(interval.high, base_rate);
  return at;
}

std::vector<GroupHolds> count_holds(const std::vector<JudgedSubject>& ranked, std::size_t inspected) {
  std::map<std::string, GroupHolds> groups;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i].group.empty() || ranked[i].is_find) continue;
    GroupHolds& holds = groups[ranked[i].group];
    ++holds.innocents;
    holds.held += i < inspected ? 1 : 0;
  }
  std::vector<GroupHolds> all;
  for (auto& [name, holds] : groups) {
    holds.group = name;
    holds.false_hold_rate = ratio(static_cast<double>(holds.held), static_cast<double>(holds.innocents));
    const Interval interval = wilson_interval(holds.held, holds.innocents);
    holds.low = interval.low;
    holds.high = interval.high;
    all.push_back(holds);
  }
  return all;
}

}  // namespace

Interval wilson_interval(std::size_t found, std::size_t tried) {
  if (tried == 0) return {0, 1};
  constexpr double z = 1.959964;
  const auto n = static_cast<double>(tried);
  const double p = static_cast<double>(found) / n;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Evaluation evaluate(std::vector<JudgedSubject> subjects, const std::vector<double>& shares) {
  std::ranges::sort(subjects, [](const JudgedSubject& a, const JudgedSubject& b) {
    return a.score != b.score ? a.score > b.score : a.subject_id < b.subject_id;
  });
  Evaluation evaluation;
  evaluation.subjects = subjects.size();
  evaluation.finds = static_cast<std::size_t>(std::ranges::count_if(subjects, &JudgedSubject::is_find));
  evaluation.base_rate = ratio(static_cast<double>(evaluation.finds), static_cast<double>(evaluation.subjects));
  for (const double share : shares) {
    evaluation.at.push_back(precision_at(subjects, share, evaluation.finds));
    evaluation.holds_share = std::max(evaluation.holds_share, share);
  }
  evaluation.auc = area_under_curve(subjects, evaluation.finds);
  evaluation.average_precision = average_precision(subjects, evaluation.finds);
  evaluation.calibration_error = calibration_error(subjects);
  evaluation.groups = count_holds(subjects, count_at(evaluation.holds_share, subjects.size()));
  return evaluation;
}

}  // namespace chokepoint::targets
