#include "linkage/clustering.h"

#include <algorithm>
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

// All pairs of one component, and their agglomeration.
class Agglomeration {
 public:
  Agglomeration(const Component& component,
                const std::function<float(std::uint32_t, std::uint32_t)>& score)
      : records_(component.records), size_(records_.size()), odds_(size_ * size_) {
    start();
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = i + 1; j < size_; ++j) {
        const float raw = score(records_[i], records_[j]);
        if (raw == kDecided) joined_.emplace_back(i, j);
        if (raw == -kDecided) parted_.emplace_back(i, j);
        // What is decided joins, but draws nobody else.
        const float odds = raw == kDecided      ? 0
                           : raw <= kCannotLink ? kForbidden
                                                : std::clamp(raw, kMostAgainst, kMostFor);
        odds_[i * size_ + j] = odds_[j * size_ + i] = odds;
      }
    }
  }

  void run(Parties& parties) {
    std::vector<float> pairs = odds_;
    for (const auto& [i, j] : joined_) pairs[i * size_ + j] = pairs[j * size_ + i] = kMostFor;
    agglomerate();
    if (!unite_decided()) {
      odds_ = pairs;
      start();
      join_decided();
      agglomerate();
    }
    tell(pairs, parties);
  }

 private:
  // Each record a group.
  void start() {
    group_.resize(size_);
    std::iota(group_.begin(), group_.end(), std::size_t{0});
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
          if (gone_[j]) continue;
          const double mean = odds_[i * size_ + j] / (weight_[i] * weight_[j]);
          if (mean > best) {
            best = mean;
            best_i = i;
            best_j = j;
          }
        }
      }
      if (best <= 0) break;
      join(best_i, best_j);
    }
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

  // Joined records begin as one, which is as near to another as its nearest.
  void join_decided() {
    for (const auto& [i, j] : joined_) {
      const std::size_t first = std::min(group_[i], group_[j]);
      const std::size_t second = std::max(group_[i], group_[j]);
      if (first == second) continue;
      for (std::size_t k = 0; k < size_; ++k) {
        const float one = odds_[first * size_ + k], other = odds_[second * size_ + k];
        const bool forbids = one == kForbidden || other == kForbidden;
        odds_[first * size_ + k] = odds_[k * size_ + first] =
            forbids ? kForbidden : std::max(one, other);
      }
      gone_[second] = true;
      std::ranges::replace(group_, second, first);
    }
  }

  // The second group goes into the first.
  void join(std::size_t first, std::size_t second) {
    for (std::size_t k = 0; k < size_; ++k) {
      const float sum = odds_[first * size_ + k] + odds_[second * size_ + k];
      odds_[first * size_ + k] = odds_[k * size_ + first] = sum;
    }
    weight_[first] += weight_[second];
    gone_[second] = true;
    std::ranges::replace(group_, second, first);
  }

  void tell(const std::vector<float>& pairs, Parties& parties) const {
    for (std::size_t i = 0; i < size_; ++i) {
      double inside = 0, outside = kMostAgainst, members = 0;
      for (std::size_t j = 0; j < size_; ++j) {
        if (i == j) continue;
        const double odds = pairs[i * size_ + j];
        if (group_[i] == group_[j]) {
          inside += odds;
          members += 1;
        } else {
          outside = std::max(outside, odds);
        }
      }
      parties.of_record[records_[i]] = records_[group_[i]];
      parties.probability[records_[i]] =
          members > 0 ? probability_of(inside / members) : 1 - probability_of(outside);
    }
  }

  const std::vector<std::uint32_t>& records_;
  std::size_t size_;
  std::vector<float> odds_;         // sums between groups, by their first members
  std::vector<std::size_t> group_;  // the first member of each one's group
  std::vector<double> weight_;      // of a group: its members
  std::vector<bool> gone_;          // into another group
  std::vector<std::pair<std::size_t, std::size_t>> joined_, parted_;  // by decisions
};

// Components of the links above `threshold` among `links`; too large ones are cut again.
void find_components(std::vector<Link>&& links, Groups& groups, float threshold,
                     std::vector<Component>& found) {
  for (const Link& link : links) {
    if (link.log_odds > threshold) groups.join(link.a, link.b);
  }
  std::vector<std::uint32_t> members;
  for (const Link& link : links) {
    members.push_back(link.a);
    members.push_back(link.b);
  }
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  std::ranges::stable_sort(members, {}, [&](std::uint32_t record) { return groups.find(record); });
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

Parties cluster(std::size_t records, std::vector<Link> links,
                const std::function<float(std::uint32_t, std::uint32_t)>& score, int threads) {
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
    for (std::size_t i = begin; i < end; ++i) Agglomeration(components[i], score).run(parties);
  });
  return parties;
}

}  // namespace chokepoint::linkage
