#include "linkage/pair_filter.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/parallel_for.h"

namespace chokepoint::linkage {
namespace {

// Kinds of letters in bits 0-25, the length (at most 63) above.
constexpr std::uint32_t kLetterBits = (1u << 26) - 1;

std::uint32_t letters_hint(std::string_view form) {
  std::uint32_t kinds = 0;
  for (const char c : form) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != ' ') kinds |= 1u << (byte % 26);
  }
  return kinds | static_cast<std::uint32_t>(std::min<std::size_t>(form.size(), 63)) << 26;
}

// A lower bound of letter_distance: a replaced letter takes away one kind and brings one.
int least_distance(std::uint32_t a, std::uint32_t b) {
  const int only_a = std::popcount(a & ~b & kLetterBits);
  const int only_b = std::popcount(b & ~a & kLetterBits);
  const int lengths = std::abs(static_cast<int>(a >> 26) - static_cast<int>(b >> 26));
  return std::max({only_a, only_b, lengths});
}

// Whole numbers, so that the sums of many lanes are the same in any order. Rounded up: a bound.
std::int32_t in_parts(float weight) {
  return static_cast<std::int32_t>(std::ceil(weight * 1024));
}

int longer_of(std::uint32_t a, std::uint32_t b) {
  return static_cast<int>(std::max(a >> 26, b >> 26));
}

}  // namespace

PairFilter::PairFilter(const Evidence& evidence, double threshold, int threads)
    : evidence_(evidence), fields_(evidence.fields()) {
  const RecordTable& table = evidence.comparison().table();
  stride_ = (fields_ + 3) / 4 * 4;
  double prior = 0;
  for (const std::size_t where : {0, 1}) {
    if (evidence.pairs[where] > 0)
      prior = std::max(prior, evidence.matches[where] / evidence.pairs[where]);
  }
  start_ = static_cast<float>(std::log(std::max(prior, 1e-30)) - threshold);
  for (const Innocent& way : evidence.innocents) {
    innocent_start_.push_back(static_cast<float>(
        std::log(prior * (evidence.pairs[0] + evidence.pairs[1]) / way.pairs) - threshold));
  }
  moved_log_ = static_cast<float>(std::log(evidence.moved));
  for (std::size_t field = 0; field < fields_; ++field) {
    comparers_.push_back(comparer_of(table.fields()[field].kind));
    place_[field] = evidence.is_place(field) ? ~0u : 0u;
    best_from_[field] = evidence.most_from(field);
    const Aliases& aliases = evidence.comparison().aliases[field];
    aliases_[field] = aliases.empty() ? nullptr : &aliases;
    kin_from_[field] = evidence.most_of_kin_from(field);
    differing_[field] = std::max(best_from_[field][2], aliases.empty() ? -99.0f : aliases.most());
    differing_parts_[field] = in_parts(differing_[field]);
    order_.push_back(field);
  }
  crosswise_ = evidence.comparison().crosswise();
  const auto cost = [&](std::size_t field) {
    return comparers_[field] == Comparer::date || comparers_[field] == Comparer::year ? 0
           : comparers_[field] == Comparer::word                                      ? 1
                                                                                      : 2;
  };
  std::ranges::stable_sort(order_, {}, cost);
  std::vector<std::vector<std::uint32_t>> hints(fields_);
  base::parallel_for(fields_, {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t field = begin; field < end; ++field) {
      const ValueTable& values = table.fields()[field].values;
      const bool dated = comparers_[field] == Comparer::date || comparers_[field] == Comparer::year;
      hints[field].resize(values.size());
      for (std::uint32_t value = 1; value < values.size(); ++value) {
        const ValueFacts& fact = evidence.comparison().facts()[field].values[value];
        const bool stem =
            comparers_[field] == Comparer::place || comparers_[field] == Comparer::email;
        hints[field][value] =
            dated  ? fact.date
            : stem ? letters_hint(values.text(value).substr(0, fact.stem))
                   : letters_hint(
                         evidence.comparison().facts()[field].look(values, value).substr(0, 64));
      }
    }
  });
  rows_.resize(table.size() * stride_ * 3);
  base::parallel_for(table.size(), {threads, 4096}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t record = begin; record < end; ++record) {
      std::uint32_t* row = rows_.data() + record * stride_ * 3;
      for (std::size_t field = 0; field < fields_; ++field) {
        const std::uint32_t value = table.cell(record, field);
        if (value == 0) continue;
        row[field] = value;
        row[stride_ + field] = hints[field][value];
        row[2 * stride_ + field] = static_cast<std::uint32_t>(
            in_parts(evidence.match[field][kSame] - evidence.value_chance[field][value]));
      }
    }
  });
}

float PairFilter::differing_bound(std::size_t field, const std::uint32_t* row_a,
                                  const std::uint32_t* row_b) const {
  const auto& best = best_from_[field];
  const std::uint32_t hint_a = row_a[stride_ + field], hint_b = row_b[stride_ + field];
  if (aliases_[field] != nullptr) {
    const float alias = aliases_[field]->weight(row_a[field], row_b[field]);
    if (alias > 0) return alias;
  }
  const bool part = (hint_a & ~hint_b & kLetterBits) == 0 || (hint_b & ~hint_a & kLetterBits) == 0;
  switch (comparers_[field]) {
    case Comparer::date: return best[compare_dates(hint_a, hint_b)];
    case Comparer::year: return best[compare_years(hint_a, hint_b)];
    case Comparer::word:
      if (may_be_alike(least_distance(hint_a, hint_b), longer_of(hint_a, hint_b))) return best[2];
      return best[part ? 3 : 5];
    case Comparer::place:
      if (least_distance(hint_a, hint_b) * 10 <= longer_of(hint_a, hint_b) * 4) return best[2];
      return best[part ? 3 : 4];
    case Comparer::code: return best[least_distance(hint_a, hint_b) > 1 ? 3 : 2];
    case Comparer::email:
      return best[may_be_near(least_distance(hint_a, hint_b), longer_of(hint_a, hint_b)) ? 2 : 4];
    default: return best[2];
  }
}

// Values that stand crosswise have the same hint; by chance that is rare.
bool PairFilter::may_be_swapped(const std::uint32_t* row_a, const std::uint32_t* row_b) const {
  for (const Comparison::Crosswise& pair : crosswise_) {
    const std::size_t first = stride_ + pair.first, second = stride_ + pair.second;
    if ((row_a[first] != 0 && row_a[first] == row_b[second]) ||
        (row_a[second] != 0 && row_a[second] == row_b[first]))
      return true;
  }
  return false;
}

// Whether a way to be two is so likely that the log-odds stay below the threshold.
bool PairFilter::innocent(const Bound& bound, const std::uint32_t* row_a,
                          const std::uint32_t* row_b) const {
  for (std::size_t i = 0; i < innocent_start_.size(); ++i) {
    const Innocent& way = evidence_.innocents[i];
    float sum = innocent_start_[i];
    bool places_shared = false;
    for (std::size_t field = 0; field < fields_; ++field) {
      if (place_[field] != 0) {
        places_shared = places_shared || way.shares[field];
        continue;
      }
      if (way.shares[field] || row_a[field] == 0 || row_b[field] == 0) continue;
      if (row_a[field] == row_b[field]) {
        sum += static_cast<float>(static_cast<std::int32_t>(row_a[2 * stride_ + field])) / 1024;
      } else {
        sum += bound.kin[field];
      }
    }
    if (!places_shared) sum += std::max(bound.places, moved_log_) + 0.7f;
    if (sum < 0) return true;
  }
  return false;
}

bool PairFilter::may_pass(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t* row_a = rows_.data() + a * stride_ * 3;
  const std::uint32_t* row_b = rows_.data() + b * stride_ * 3;
  Bound bound = first_bound(row_a, row_b);
  if (fails(bound)) return may_be_swapped(row_a, row_b);
  for (const std::size_t field : order_) {
    if ((bound.differ >> field & 1u) == 0) continue;
    (place_[field] != 0 ? bound.places : bound.others) +=
        differing_bound(field, row_a, row_b) - differing_[field];
    if (fails(bound)) return may_be_swapped(row_a, row_b);
  }
  return true;
}

// What agrees weighs what it weighs, what differs at most what it could.
PairFilter::Bound PairFilter::first_bound(const std::uint32_t* row_a,
                                          const std::uint32_t* row_b) const {
  Bound bound;
  std::int32_t others = 0, places = 0;
  std::uint32_t differ = 0;
  for (std::size_t field = 0; field < stride_; ++field) {
    const std::uint32_t value_a = row_a[field], value_b = row_b[field];
    const std::uint32_t same = value_a == value_b ? ~0u : 0u;
    const std::uint32_t there = value_a != 0 && value_b != 0 ? ~0u : 0u;
    const std::uint32_t weight =
        (row_a[2 * stride_ + field] & same) |
        (static_cast<std::uint32_t>(differing_parts_[field]) & ~same & there);
    others += static_cast<std::int32_t>(weight & ~place_[field]);
    places += static_cast<std::int32_t>(weight & place_[field]);
    differ |= (~same & there & 1u) << field;
  }
  bound.others = start_ + static_cast<float>(others) / 1024;
  bound.places = static_cast<float>(places) / 1024;
  bound.differ = differ;
  return bound;
}

bool PairFilter::passes(std::uint32_t a, std::uint32_t b, Levels& levels) const {
  const std::uint32_t* row_a = rows_.data() + a * stride_ * 3;
  const std::uint32_t* row_b = rows_.data() + b * stride_ * 3;
  const Comparison& comparison = evidence_.comparison();
  Bound bound = first_bound(row_a, row_b);
  bool failed = false;
  for (const std::size_t field : order_) {
    if ((bound.differ >> field & 1u) == 0) {
      levels[field] = row_a[field] != 0 && row_b[field] != 0 ? kSame : kAbsent;
      continue;
    }
    const std::uint8_t level = comparison.compare_values(field, row_a[field], row_b[field]);
    const float alias =
        aliases_[field] == nullptr ? 0 : aliases_[field]->weight(row_a[field], row_b[field]);
    const float now = alias > 0 ? alias : best_from_[field][level];
    levels[field] = level;
    bound.kin[field] = alias > 0 ? alias : std::max(kin_from_[field][level], now);
    (place_[field] != 0 ? bound.places : bound.others) += now - differing_[field];
    failed = fails(bound);
    if (failed) break;
  }
  if (failed || innocent(bound, row_a, row_b)) {
    if (!may_be_swapped(row_a, row_b)) return false;
    levels = comparison.compare(a, b);
    return true;
  }
  comparison.finish(a, b, levels);
  return true;
}

}  // namespace chokepoint::linkage
