#include "linkage/clustering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/parallel_for.h"

namespace chokepoint::linkage {
namespace {

constexpr float kMostFor = 14, kMostAgainst = -40;
constexpr float kForbidden = -1e6f;
constexpr float kDecided = std::numeric_limits<float>::infinity();
constexpr float kLastCut = 200;  // who is still together then stays so by decisions alone
// Of joins that are about as good the one that makes the larger group comes first: of two records
// that exclude each other one is left over, and the others stay together.
constexpr double kLargerFirst = 0.3;

class Groups {
 public:
  explicit Groups(std::size_t records) : parent_(records) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  std::uint32_t find(std::uint32_t record) {
    while (parent_[record] != record) {
      parent_[record] = parent_[parent_[record]];
      record = parent_[record];
    }
    return record;
  }
  void leave(std::uint32_t record) { parent_[record] = record; }
  // The lower number leads.
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

float probability_of(double log_odds) {
  return static_cast<float>(1 / (1 + std::exp(-log_odds)));
}

struct Component {
  std::vector<std::uint32_t> records;  // ascending
};

// All that stands between two groups.
class Between {
 public:
  void add(const PairParts& parts) {
    for (std::size_t field = 0; field < kFields; ++field) {
      if ((parts.present >> field & 1u) == 0) continue;
      sums_.by_field[field] += parts.weights.by_field[field];
      sums_.kin[field] += parts.weights.kin[field];
      ++counts_[field];
    }
    one_file_ += parts.one_file;
    ++pairs_;
  }
  void add(const Between& other) {
    for (std::size_t field = 0; field < kFields; ++field) {
      sums_.by_field[field] += other.sums_.by_field[field];
      sums_.kin[field] += other.sums_.kin[field];
      counts_[field] += other.counts_[field];
    }
    one_file_ += other.one_file_;
    pairs_ += other.pairs_;
  }
  PairParts mean() const {
    PairParts mean;
    for (std::size_t field = 0; field < kFields; ++field) {
      if (counts_[field] == 0) continue;
      mean.present |= 1u << field;
      mean.weights.by_field[field] = sums_.by_field[field] / static_cast<float>(counts_[field]);
      mean.weights.kin[field] = sums_.kin[field] / static_cast<float>(counts_[field]);
    }
    mean.one_file = one_file_ / static_cast<float>(pairs_);
    return mean;
  }

 private:
  Weights sums_;
  std::array<std::uint32_t, kFields> counts_{};
  float one_file_ = 0;
  std::uint32_t pairs_ = 0;
};

// All pairs of one component, and their agglomeration.
class Agglomeration {
 public:
  Agglomeration(const Component& component, const Scoring& scoring)
      : scoring_(scoring),
        records_(component.records),
        size_(records_.size()),
        pairs_(size_ * size_),
        group_(size_) {
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = i + 1; j < size_; ++j) {
        const float raw = scoring_.of_pair(records_[i], records_[j]);
        if (raw == kDecided) joined_.emplace_back(i, j);
        if (raw == -kDecided) parted_.emplace_back(i, j);
        all_agree_ = all_agree_ && raw > 0;
        pairs_[i * size_ + j] = pairs_[j * size_ + i] =
            raw <= kCannotLink ? kForbidden : std::clamp(raw, kMostAgainst, kMostFor);
      }
    }
  }

  void run(Parties& parties) {
    if (all_agree_) {
      std::ranges::fill(group_, std::size_t{0});
    } else {
      group();
    }
    for (std::size_t i = 0; i < size_; ++i) {
      parties.of_record[records_[i]] = records_[group_[i]];
      parties.probability[records_[i]] = probability_within(i);
    }
  }

 private:
  void group() {
    start();
    agglomerate();
    if (unite_decided()) return;
    start();
    for (const auto& [i, j] : joined_) {
      if (group_[i] != group_[j])
        join(std::min(group_[i], group_[j]), std::max(group_[i], group_[j]));
    }
    agglomerate();
  }

  // Each record a group. A pair decided to be one is as near as its evidence says.
  void start() {
    std::iota(group_.begin(), group_.end(), std::size_t{0});
    between_.assign(size_ * size_, {});
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = i + 1; j < size_; ++j)
        between_[i * size_ + j].add(scoring_.parts(records_[i], records_[j]));
    }
    odds_ = pairs_;
    for (const auto& [i, j] : joined_) odds_[i * size_ + j] = odds_of(between_[i * size_ + j]);
    weight_.assign(size_, 1);
    gone_.assign(size_, false);
  }

  void agglomerate() {
    while (true) {
      std::size_t best_i = 0, best_j = 0;
      double best = 0;
      for (std::size_t i = 0; i < size_; ++i) {
        if (gone_[i]) continue;
        for (std::size_t j = i + 1; j < size_; ++j) {
          const float odds = odds_[i * size_ + j];
          if (gone_[j] || odds <= 0) continue;
          const double rank = odds + kLargerFirst * std::log(weight_[i] + weight_[j]);
          if (rank > best) {
            best = rank;
            best_i = i;
            best_j = j;
          }
        }
      }
      if (best <= 0) return;
      join(best_i, best_j);
    }
  }

  // The second group goes into the first, which is the lower.
  void join(std::size_t first, std::size_t second) {
    weight_[first] += weight_[second];
    gone_[second] = true;
    for (std::size_t k = 0; k < size_; ++k) {
      if (gone_[k] || k == first) continue;
      const auto at = [&](std::size_t i) { return std::min(i, k) * size_ + std::max(i, k); };
      between_[at(first)].add(between_[at(second)]);
      const bool forbidden = odds_[at(first)] == kForbidden || odds_[at(second)] == kForbidden;
      odds_[at(first)] = forbidden ? kForbidden : odds_of(between_[at(first)]);
    }
    std::ranges::replace(group_, second, first);
  }

  float odds_of(const Between& between) const {
    return std::clamp(scoring_.of_parts(between.mean()), kMostAgainst, kMostFor);
  }

  // Makes one group of those between which a decision joins two records; false where that would
  // join what another decision parts.
  bool unite_decided() {
    for (const auto& [i, j] : joined_) {
      const std::size_t first = std::min(group_[i], group_[j]);
      const std::size_t second = std::max(group_[i], group_[j]);
      std::ranges::replace(group_, second, first);
    }
    return std::ranges::none_of(
        parted_, [&](const auto& pair) { return group_[pair.first] == group_[pair.second]; });
  }

  float probability_within(std::size_t record) const {
    double inside = 0, outside = kMostAgainst, members = 0;
    for (std::size_t other = 0; other < size_; ++other) {
      if (record == other) continue;
      const double odds = pairs_[record * size_ + other];
      if (group_[record] == group_[other]) {
        inside += odds;
        members += 1;
      } else {
        outside = std::max(outside, odds);
      }
    }
    return members > 0 ? probability_of(inside / members) : 1 - probability_of(outside);
  }

  const Scoring& scoring_;
  const std::vector<std::uint32_t>& records_;
  std::size_t size_;
  std::vector<float> pairs_;        // log-odds, both ways
  std::vector<std::size_t> group_;  // the first member of each one's group
  bool all_agree_ = true;
  std::vector<std::pair<std::size_t, std::size_t>> joined_, parted_;  // by decisions
  // Of groups, by their first members; of two the lower first.
  std::vector<Between> between_;
  std::vector<float> odds_;
  std::vector<double> weight_;  // members
  std::vector<bool> gone_;      // into another group
};

// Components of the links above `threshold` among `links`; too large ones are cut again.
void find_components(std::vector<Link>&& links, Groups& groups, float threshold,
                     std::vector<Component>& found) {
  for (const Link& link : links) {
    if (link.log_odds > threshold) groups.join(link.a, link.b);
  }
  // By component, ascending: the leading record in the upper half.
  std::vector<std::uint64_t> ends;
  ends.reserve(2 * links.size());
  for (const Link& link : links) {
    for (const std::uint32_t record : {link.a, link.b})
      ends.push_back(static_cast<std::uint64_t>(groups.find(record)) << 32 | record);
  }
  std::ranges::sort(ends);
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<std::uint32_t> members;
  members.reserve(ends.size());
  for (const std::uint64_t end : ends) members.push_back(static_cast<std::uint32_t>(end));
  std::vector<std::pair<std::size_t, std::size_t>> large;
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin + 1;
    while (end < members.size() && groups.find(members[end]) == groups.find(members[begin])) ++end;
    if (end - begin > kComponentMax && threshold < kLastCut) {
      large.push_back({begin, end});
    } else if (end - begin > 1) {
      found.push_back({{members.begin() + static_cast<std::ptrdiff_t>(begin),
                        members.begin() + static_cast<std::ptrdiff_t>(end)}});
    }
    begin = end;
  }
  if (large.empty()) return;
  // Links of the large ones alone, once more, with a higher threshold.
  std::vector<std::uint32_t> cut;
  for (const auto& [begin, end] : large) {
    cut.insert(cut.end(), members.begin() + static_cast<std::ptrdiff_t>(begin),
               members.begin() + static_cast<std::ptrdiff_t>(end));
  }
  std::ranges::sort(cut);
  float next = threshold < 1 ? 2.0f : threshold * 1.5f;
  if (next > kLastCut) next = std::numeric_limits<float>::max();
  std::vector<Link> kept;
  for (const Link& link : links) {
    if (link.log_odds > next && std::ranges::binary_search(cut, link.a)) kept.push_back(link);
  }
  links.clear();
  // Whole groups leave together: nobody else points at a record that leaves.
  for (const std::uint32_t record : cut) groups.leave(record);
  find_components(std::move(kept), groups, next, found);
}

}  // namespace

Parties cluster(std::size_t records, std::vector<Link> links, const Scoring& scoring, int threads) {
  Parties parties;
  parties.of_record.resize(records);
  std::iota(parties.of_record.begin(), parties.of_record.end(), 0u);
  parties.probability.assign(records, 1);
  for (const Link& link : links) {
    if (link.log_odds > 0) continue;
    const float alone = 1 - probability_of(link.log_odds);
    parties.probability[link.a] = std::min(parties.probability[link.a], alone);
    parties.probability[link.b] = std::min(parties.probability[link.b], alone);
  }
  std::erase_if(links, [](const Link& link) { return link.log_odds <= 0; });
  Groups groups(records);
  std::vector<Component> components;
  find_components(std::move(links), groups, 0, components);
  base::parallel_for(components.size(), {threads, 64}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) Agglomeration(components[i], scoring).run(parties);
  });
  return parties;
}

}  // namespace chokepoint::linkage
