#include "linkage/linkage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "linkage/candidates.h"
#include "linkage/learning.h"
#include "linkage/pair_filter.h"

namespace chokepoint::linkage {
namespace {

constexpr double kLearningPairs = 300'000;  // looked at; a tenth or so is learnt from
constexpr float kWorthKeeping = -2;  // log-odds of links that still say something about a record

bool agree_twice(const RecordTable& table, std::uint32_t a, std::uint32_t b) {
  const std::uint32_t* row_a = table.row(a);
  const std::uint32_t* row_b = table.row(b);
  int agree = 0;
  for (std::size_t field = 0; field < table.fields().size(); ++field)
    agree += row_a[field] == row_b[field] && row_a[field] != 0 ? 1 : 0;
  return agree >= 2;
}

// Each pair is drawn by itself. Of a large table only pairs that agree in two values: the others
// teach nothing about matches.
std::vector<RecordPair> draw_candidates(const RecordTable& table, const Candidates& candidates,
                                        double share, int threads) {
  const bool thinned = share < 1 && table.fields().size() > 4;
  const auto is_drawn = [share](std::uint32_t a, std::uint32_t b) {
    return static_cast<double>(base::mix(a, b) >> 11) * 0x1.0p-53 < share;
  };
  std::vector<std::vector<RecordPair>> found(candidates.pieces().size());
  base::parallel_for(found.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Candidates::visit(
          candidates.pieces()[i], [](std::uint32_t) {},
          [&](std::uint32_t a, std::uint32_t b) {
            if (is_drawn(a, b) && (!thinned || agree_twice(table, a, b)))
              found[i].push_back({a, b});
          });
    }
  });
  std::vector<RecordPair> all;
  for (const std::vector<RecordPair>& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// Takes pairs one by one and keeps those that are links. Pairs that may be links wait a little for
// their letters to come from memory.
class LinkFinder {
 public:
  LinkFinder(const PairFilter& filter, const Evidence& evidence, std::vector<Link>& links)
      : filter_(filter),
        evidence_(evidence),
        table_(evidence.comparison().table()),
        one_table_(table_.files() <= 1),
        links_(links) {}

  void take(std::uint32_t a, std::uint32_t b) {
    Waiting& last = waiting_[taken_ % kWaiting];
    if (!filter_.may_pass(a, b, last.bound)) return;
    last.a = a;
    last.b = b;
    filter_.prefetch_values(a, b, last.bound);
    ++taken_;
    if (taken_ > kHalfWay) {
      const Waiting& half = waiting_[(taken_ - kHalfWay) % kWaiting];
      filter_.prefetch_letters(half.a, half.b, half.bound);
    }
    if (taken_ >= kWaiting) score(waiting_[scored_++ % kWaiting]);
  }
  void finish() {
    while (scored_ < taken_) score(waiting_[scored_++ % kWaiting]);
  }

 private:
  static constexpr std::size_t kWaiting = 16, kHalfWay = 8;
  struct Waiting {
    std::uint32_t a = 0, b = 0;
    PairFilter::Bound bound;
  };

  void score(Waiting& pair) {
    const std::size_t file = one_table_ ? 0 : table_.file_of(pair.a);
    const bool one_file = one_table_ || file == table_.file_of(pair.b);
    if (one_file && evidence_.without_twins[file]) return;
    Levels levels{};
    if (!filter_.passes(pair.a, pair.b, pair.bound, levels)) return;
    const double odds = evidence_.log_odds(evidence_.weigh(levels, pair.a, pair.b), one_file);
    if (odds > kWorthKeeping) links_.push_back({pair.a, pair.b, static_cast<float>(odds)});
  }

  const PairFilter& filter_;
  const Evidence& evidence_;
  const RecordTable& table_;
  const bool one_table_;
  std::vector<Link>& links_;
  std::array<Waiting, kWaiting> waiting_{};
  std::size_t taken_ = 0, scored_ = 0;
};

// By the lower record, then the other.
std::vector<Link> score_candidates(const Candidates& candidates, const Evidence& evidence,
                                   const LinkageOptions& options) {
  const PairFilter filter(evidence, kWorthKeeping, options.threads);
  std::vector<std::vector<Link>> found(candidates.pieces().size());
  base::parallel_for(found.size(), {options.threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      LinkFinder finder(filter, evidence, found[i]);
      Candidates::visit(
          candidates.pieces()[i], [&](std::uint32_t record) { filter.prefetch(record); },
          [&](std::uint32_t a, std::uint32_t b) { finder.take(a, b); });
      finder.finish();
    }
  });
  std::vector<Link> links;
  for (std::vector<Link>& part : found) {
    links.insert(links.end(), part.begin(), part.end());
    part = {};
  }
  return links;
}

// Log-odds of pairs, of which most have been scored before. `links` are in the order of the lower
// record, then of the other.
class ScoredPairs {
 public:
  ScoredPairs(const Evidence& evidence, std::vector<Link> links)
      : evidence_(evidence),
        links_(std::move(links)),
        begins_(evidence.comparison().table().size() + 1) {
    for (const Link& link : links_) ++begins_[link.a + 1];
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  }
  float operator()(std::uint32_t a, std::uint32_t b) const {
    const auto end = links_.begin() + begins_[a + 1];
    const auto found = std::find_if(links_.begin() + begins_[a], end,
                                    [b](const Link& link) { return link.b == b; });
    return found != end ? found->log_odds : static_cast<float>(evidence_.log_odds_of(a, b));
  }

 private:
  const Evidence& evidence_;
  std::vector<Link> links_;
  std::vector<std::uint32_t> begins_;  // by lower record, and the end
};

void describe(const Evidence& evidence, LinkageReport& report) {
  const RecordTable& table = evidence.comparison().table();
  report.weights = list_weights(evidence);
  for (std::size_t field = 0; field < evidence.fields(); ++field) {
    const std::size_t aliases = evidence.comparison().aliases[field].size();
    if (aliases > 0)
      report.notes.push_back(fmt::format("{}: {} values stand for one another",
                                         name(table.fields()[field].kind), aliases));
  }
  for (std::size_t file = 0; file < table.files(); ++file) {
    if (evidence.without_twins[file])
      report.notes.push_back(fmt::format("file {} names everyone once", file + 1));
  }
  report.notes.push_back(fmt::format("moved: {:.1f} % of matches", 100 * evidence.moved));
  for (const Innocent& way : evidence.innocents)
    report.notes.push_back(fmt::format("{}: {:.0f} pairs expected", way.name, way.pairs));
  report.notes.push_back(fmt::format("matches expected: {:.0f} across files, {:.0f} within",
                                     evidence.matches[0], evidence.matches[1]));
}

}  // namespace

Parties link_records(const RecordTable& table, const LinkageOptions& options,
                     LinkageReport& report) {
  const auto tell = [&](const char* what, std::uint64_t done) {
    if (options.progress) options.progress(what, done, 5);
  };
  if (table.size() < 2)
    return cluster(table.size(), {}, [](std::uint32_t, std::uint32_t) { return 0.0f; }, 1);
  tell("reading values", 0);
  const std::vector<FieldFacts> facts = read_facts(table, options.threads);
  tell("finding candidates", 1);
  const Candidates candidates(table, facts, {options.threads});
  tell("learning weights", 2);
  Comparison comparison(table, facts);
  Evidence evidence(comparison);
  set_structure(evidence);
  const std::uint64_t pairs = candidates.pair_count();
  const double share = std::min(1.0, kLearningPairs / std::max(static_cast<double>(pairs), 1.0));
  {
    const std::vector<RecordPair> sample =
        draw_candidates(table, candidates, share, options.threads);
    learn({sample, share, options.threads, options.labels}, evidence);
  }
  tell("comparing records", 3);
  std::vector<Link> links = score_candidates(candidates, evidence, options);
  tell("grouping records", 4);
  report.candidate_pairs = pairs;
  report.links = static_cast<std::uint64_t>(
      std::ranges::count_if(links, [](const Link& link) { return link.log_odds > 0; }));
  report.expected_matches = evidence.matches[0] + evidence.matches[1];
  describe(evidence, report);
  const ScoredPairs score(evidence, links);
  Parties parties = cluster(
      table.size(), std::move(links), [&](std::uint32_t a, std::uint32_t b) { return score(a, b); },
      options.threads);
  if (options.explain) explain_parties(evidence, parties, options.threads, options.explain);
  tell("grouping records", 5);
  return parties;
}

}  // namespace chokepoint::linkage
