#include "linkage/clustering.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/parallel_for.h"

namespace chokepoint::linkage {
namespace {

constexpr float kMostFor = 14, kMostAgainst = -40;
constexpr float kForbidden = -1e6f;

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
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = i + 1; j < size_; ++j) {
        const float raw = score(records_[i], records_[j]);
        odds_[i * size_ + j] = odds_[j * size_ + i] =
            raw <= kCannotLink ? kForbidden : std::clamp(raw, kMostAgainst, kMostFor);
      }
    }
  }

  void run(Parties& parties) {
    const std::vector<float> pairs = odds_;
    std::vector<std::size_t> group(size_);
    std::iota(group.begin(), group.end(), std::size_t{0});
    std::vector<double> weight(size_, 1);
    std::vector<bool> gone(size_, false);
    while (true) {
      std::size_t best_i = 0, best_j = 0;
      double best = 0;
      for (std::size_t i = 0; i < size_; ++i) {
        if (gone[i]) continue;
        for (std::size_t j = i + 1; j < size_; ++j) {
          if (gone[j]) continue;
          const double mean = odds_[i * size_ + j] / (weight[i] * weight[j]);
          if (mean > best) {
            best = mean;
            best_i = i;
            best_j = j;
          }
        }
      }
      if (best <= 0) break;
      for (std::size_t k = 0; k < size_; ++k) {
        const float sum = odds_[best_i * size_ + k] + odds_[best_j * size_ + k];
        odds_[best_i * size_ + k] = odds_[k * size_ + best_i] = sum;
      }
      weight[best_i] += weight[best_j];
      gone[best_j] = true;
      for (std::size_t& member : group) {
        if (member == best_j) member = best_i;
      }
    }
    for (std::size_t i = 0; i < size_; ++i) {
      double inside = 0, outside = kMostAgainst, members = 0;
      for (std::size_t j = 0; j < size_; ++j) {
        if (i == j) continue;
        const double odds = pairs[i * size_ + j];
        if (group[i] == group[j]) {
          inside += odds;
          members += 1;
        } else {
          outside = std::max(outside, odds);
        }
      }
      parties.of_record[records_[i]] = records_[group[i]];
      parties.probability[records_[i]] =
          members > 0 ? probability_of(inside / members) : 1 - probability_of(outside);
    }
  }

 private:
  const std::vector<std::uint32_t>& records_;
  std::size_t size_;
  std::vector<float> odds_;  // sums between groups, by their first members
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
    if (end - begin > kComponentMax) {
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
  const float next = threshold < 1 ? 2.0f : threshold * 1.5f;
  if (next > 200) return;
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
