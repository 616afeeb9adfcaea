#include "linkage/explanation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "base/parallel_for.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kRecordsAtOnce = 1 << 16;

using Names = std::array<const char*, kLevels>;
constexpr Names kWordLevels = {"absent",    "same",         "slip",    "alike", "initial",
                               "different", "another name", "swapped", "alias"};
constexpr Names kTextLevels = {"absent",    "same",      "slip",    "most words", "some words",
                               "few words", "different", "swapped", "alias"};
constexpr Names kDateLevels = {"absent", "same",      "slip",    "two parts", "year",
                               "near",   "different", "swapped", "alias"};
constexpr Names kYearLevels = {"absent",    "same",      "a year apart", "near", "different",
                               "different", "different", "swapped",      "alias"};
constexpr Names kCodeLevels = {"absent",    "same",      "slip",    "alike", "different",
                               "different", "different", "swapped", "alias"};
constexpr Names kPlaceLevels = {"absent",    "same",      "slip",    "alike", "different",
                                "different", "different", "swapped", "alias"};

Comparer comparer_at(const Evidence& evidence, std::size_t field) {
  return comparer_of(evidence.comparison().table().fields()[field].kind);
}

// The best pairs of one cluster, by the record that they bring in.
std::vector<PairExplanation> explain_party(const Evidence& evidence,
                                           std::span<const std::uint32_t> records) {
  struct Tie {
    std::size_t with = 0;
    double log_odds = -std::numeric_limits<double>::infinity();
    bool inside = false;
  };
  std::vector<Tie> ties(records.size());
  std::vector<PairExplanation> found(records.size() - 1);
  std::size_t last = 0;
  ties[0].inside = true;
  for (std::size_t round = 1; round < records.size(); ++round) {
    std::size_t next = 0;
    for (std::size_t i = 1; i < records.size(); ++i) {
      if (ties[i].inside) continue;
      const double log_odds = evidence.log_odds_of(records[last], records[i]);
      if (log_odds > ties[i].log_odds) ties[i] = {last, log_odds, false};
      if (next == 0 || ties[i].log_odds > ties[next].log_odds) next = i;
    }
    const std::uint32_t one = records[ties[next].with], other = records[next];
    found[next - 1] = explain_pair(evidence, std::min(one, other), std::max(one, other));
    ties[next].inside = true;
    last = next;
  }
  return found;
}

}  // namespace

const char* level_name(Comparer comparer, std::uint8_t level) {
  switch (comparer) {
    case Comparer::word: return kWordLevels[level];
    case Comparer::text: return kTextLevels[level];
    case Comparer::date: return kDateLevels[level];
    case Comparer::year: return kYearLevels[level];
    case Comparer::code: return kCodeLevels[level];
    case Comparer::place:
    case Comparer::email: return kPlaceLevels[level];
  }
  return "";
}

PairExplanation explain_pair(const Evidence& evidence, std::uint32_t a, std::uint32_t b) {
  const RecordTable& table = evidence.comparison().table();
  const Levels levels = evidence.comparison().compare(a, b);
  const Weights weights = evidence.weigh(levels, a, b);
  const bool one_file = table.files() <= 1 || table.file_of(a) == table.file_of(b);
  const OddsParts parts = evidence.split_odds(weights, one_file);
  PairExplanation made;
  made.a = a;
  made.b = b;
  made.log_odds = evidence.log_odds(weights, one_file);
  made.prior = parts.prior;
  made.places_together = parts.places_together;
  made.innocent = parts.innocent;
  made.innocent_way = parts.innocent_way;
  for (std::size_t field = 0; field < evidence.fields(); ++field) {
    if (levels[field] == kAbsent) continue;
    made.fields.push_back(
        {field, level_name(comparer_at(evidence, field), levels[field]), weights.by_field[field]});
  }
  return made;
}

std::vector<WeightRow> list_weights(const Evidence& evidence) {
  std::vector<WeightRow> rows;
  for (std::size_t field = 0; field < evidence.fields(); ++field) {
    const Comparer comparer = comparer_at(evidence, field);
    for (std::uint8_t level = kSame; level <= different_level(comparer); ++level) {
      const double m = evidence.match[field][level];
      const double u =
          level == kSame ? evidence.usual_chance[field] : evidence.chance[field][level];
      rows.push_back({field, level_name(comparer, level), std::exp(m), std::exp(u), m - u});
    }
  }
  return rows;
}

void explain_parties(const Evidence& evidence, const Parties& parties, int threads,
                     const std::function<bool(const PairExplanation&)>& tell) {
  const std::vector<std::uint32_t>& of = parties.of_record;
  std::vector<std::uint32_t> records(of.size());
  std::iota(records.begin(), records.end(), 0u);
  std::ranges::stable_sort(records, {}, [&](std::uint32_t record) { return of[record]; });
  std::vector<std::span<const std::uint32_t>> clusters;
  std::vector<std::vector<PairExplanation>> found;
  for (std::size_t begin = 0; begin < records.size();) {
    clusters.clear();
    const std::size_t first = begin;
    while (begin < records.size() && begin - first < kRecordsAtOnce) {
      std::size_t end = begin + 1;
      while (end < records.size() && of[records[end]] == of[records[begin]]) ++end;
      if (end - begin > 1)
        clusters.push_back(std::span<const std::uint32_t>(records).subspan(begin, end - begin));
      begin = end;
    }
    found.assign(clusters.size(), {});
    base::parallel_for(clusters.size(), {threads, 64}, [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) found[i] = explain_party(evidence, clusters[i]);
    });
    for (const std::vector<PairExplanation>& pairs : found) {
      for (const PairExplanation& pair : pairs) {
        if (!tell(pair)) return;
      }
    }
  }
}

}  // namespace chokepoint::linkage
