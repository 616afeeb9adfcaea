#include "linkage/pair_filter.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/parallel_for.h"
#include "linkage/letters.h"

namespace chokepoint::linkage {
namespace {

// Kinds of letters in bits 0-25, the length (at most 63) above.
constexpr std::uint32_t kLetterBits = (1u << 26) - 1;
constexpr int kLongestHint = 63;

std::uint32_t letters_hint(std::string_view form) {
  std::uint32_t kinds = 0;
  for (const char c : form) {
    if (c != ' ') kinds |= 1u << (kLetterRow(c) % 26);
  }
  return kinds | static_cast<std::uint32_t>(std::min<std::size_t>(form.size(), kLongestHint)) << 26;
}

// A lower bound of letter_distance: a replaced letter takes away one kind and brings one.
int least_distance(std::uint32_t a, std::uint32_t b) {
  const int only_a = std::popcount(a & ~b & kLetterBits);
  const int only_b = std::popcount(b & ~a & kLetterBits);
  const int lengths = std::abs(static_cast<int>(a >> 26) - static_cast<int>(b >> 26));
  return std::max({only_a, only_b, lengths});
}

// Whole numbers, so that the sums of many lanes are the same in any order. Rounded up: a bound.
// Weights are logarithms of chances above e^-30, so that 16 bits hold them.
constexpr float kParts = 512;
std::int32_t in_parts(float weight) {
  return static_cast<std::int32_t>(std::ceil(std::clamp(weight, -63.0f, 63.0f) * kParts));
}

int longer_of(std::uint32_t a, std::uint32_t b) {
  return static_cast<int>(std::max(a >> 26, b >> 26));
}

// The most alike level that the hints of two different values leave open. Of long ones the hints do
// not know the length.
std::uint8_t likest_by_letters(Comparer comparer, std::uint32_t a, std::uint32_t b) {
  const int longer = longer_of(a, b), least = least_distance(a, b);
  if (longer == kLongestHint) return 2;
  const bool part = (a & ~b & kLetterBits) == 0 || (b & ~a & kLetterBits) == 0;
  switch (comparer) {
    case Comparer::word: return may_be_alike(least, longer) ? 2 : part ? 3 : 5;
    case Comparer::place: return least * 10 <= longer * 4 ? 2 : part ? 3 : 4;
    case Comparer::code: return least > 1 ? 3 : 2;
    case Comparer::email: return may_be_near(least, longer) ? 2 : 4;
    default: return 2;
  }
}

template <class Visit>
void for_each_bit(std::uint32_t bits, Visit&& visit) {
  for (; bits != 0; bits &= bits - 1) {
    if (!visit(static_cast<std::size_t>(std::countr_zero(bits)))) return;
  }
}

}  // namespace

PairFilter::PairFilter(const Evidence& evidence, double threshold, int threads)
    : evidence_(evidence) {
  const RecordTable& table = evidence.comparison().table();
  double prior = 0;
  for (const std::size_t where : {0, 1}) {
    if (evidence.pairs[where] > 0)
      prior = std::max(prior, evidence.matches[where] / evidence.pairs[where]);
  }
  start_ = static_cast<float>(std::log(std::max(prior, 1e-30)) - threshold);
  moved_log_ = static_cast<float>(std::log(evidence.moved));
  for (std::size_t field = 0; field < evidence.fields(); ++field) {
    const Comparer comparer = comparer_of(table.fields()[field].kind);
    const Aliases& aliases = evidence.comparison().aliases[field];
    Column column;
    column.field = field;
    column.comparer = comparer;
    column.place = evidence.is_place(field);
    column.dated = comparer == Comparer::date || comparer == Comparer::year;
    column.aliases = aliases.empty() ? nullptr : &aliases;
    column.best_from = evidence.most_from(field);
    column.kin_from = evidence.most_of_kin_from(field);
    column.differing = std::max(column.best_from[2], aliases.empty() ? -99.0f : aliases.most());
    columns_.push_back(column);
  }
  std::ranges::stable_sort(columns_, {}, [](const Column& column) {
    return column.dated ? 0 : column.comparer == Comparer::word ? 1 : 2;
  });
  const auto column_of = [&](std::size_t field) {
    return static_cast<std::size_t>(std::ranges::find(columns_, field, &Column::field) -
                                    columns_.begin());
  };
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    differing_parts_[i] = in_parts(columns_[i].differing);
    place_mask_[i] = columns_[i].place ? ~0u : 0u;
    (columns_[i].dated                        ? dated_
     : columns_[i].comparer == Comparer::word ? words_
                                              : others_) |= 1u << i;
  }
  for (const Innocent& innocent : evidence.innocents) {
    Way& way = ways_.emplace_back();
    way.start = static_cast<float>(
        std::log(prior * (evidence.pairs[0] + evidence.pairs[1]) / innocent.pairs) - threshold);
    way.places_count = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool shares = innocent.shares[columns_[i].field];
      if (columns_[i].place) {
        way.places_count = way.places_count && !shares;
      } else if (!shares) {
        way.counts[i] = 1;
      }
    }
  }
  for (const Comparison::Crosswise& pair : evidence.comparison().crosswise())
    crosswise_.push_back({column_of(pair.first), column_of(pair.second)});
  fill_rows(threads);
}

void PairFilter::fill_rows(int threads) {
  const RecordTable& table = evidence_.comparison().table();
  std::vector<base::LargeVector<std::uint32_t>> hints(columns_.size());
  base::parallel_for(columns_.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Column& column = columns_[i];
      const ValueTable& values = table.fields()[column.field].values;
      const bool stem = column.comparer == Comparer::place || column.comparer == Comparer::email;
      hints[i].resize(values.size());
      for (std::uint32_t value = 1; value < values.size(); ++value) {
        const FieldFacts& facts = evidence_.comparison().facts()[column.field];
        const ValueFacts& fact = facts.values[value];
        hints[i][value] = column.dated ? fact.date
                          : stem       ? letters_hint(values.text(value).substr(0, fact.stem))
                                       : letters_hint(facts.look(values, value).substr(0, 64));
      }
    }
  });
  stride_ = (columns_.size() + 3) / 4 * 4;
  row_size_ = (stride_ * 5 / 2 + kLineWords - 1) / kLineWords * kLineWords;
  lines_.resize(table.size() * row_size_ / kLineWords);
  base::parallel_for(table.size(), {threads, 4096}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t record = begin; record < end; ++record) {
      std::uint32_t* row = lines_[record * row_size_ / kLineWords].words.data();
      std::fill_n(row, row_size_, 0u);
      auto* weights = reinterpret_cast<std::int16_t*>(row + 2 * stride_);
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::size_t field = columns_[i].field;
        const std::uint32_t value = table.cell(record, field);
        if (value == 0) continue;
        row[i] = value;
        row[stride_ + i] = hints[i][value];
        weights[i] = static_cast<std::int16_t>(
            in_parts(evidence_.match[field][kSame] - evidence_.value_chance[field][value]));
      }
    }
  });
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

// Whether a way to be two is so likely that the log-odds stay below the threshold. In as many
// sums as there are lanes; what that rounds otherwise is less than kRounding.
bool PairFilter::innocent(const Bound& bound) const {
  constexpr float kRounding = 1e-3f;
  constexpr std::size_t kLanes = 8;
  const float places = std::max(bound.places, moved_log_) + 0.7f;
  for (const Way& way : ways_) {
    std::array<float, kLanes> sums{};
    for (std::size_t i = 0; i < kFields; i += kLanes) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        sums[lane] += way.counts[i + lane] * bound.kin[i + lane];
    }
    float sum = way.start + (way.places_count ? places : 0);
    for (const float part : sums) sum += part;
    if (sum + kRounding < 0) return true;
  }
  return false;
}

// What agrees weighs what it weighs, what differs at most what it could.
void PairFilter::start(const std::uint32_t* row_a, const std::uint32_t* row_b, Bound& bound) const {
  const std::int16_t* weights = weights_of(row_a);
  std::int32_t others = 0, places = 0;
  std::uint32_t differ = 0, all_there = 0;
  for (std::size_t i = 0; i < stride_; ++i) {
    const std::uint32_t value_a = row_a[i], value_b = row_b[i];
    const std::uint32_t same = value_a == value_b ? ~0u : 0u;
    const std::uint32_t there = value_a != 0 && value_b != 0 ? ~0u : 0u;
    const std::uint32_t weight =
        (static_cast<std::uint32_t>(static_cast<std::int32_t>(weights[i])) & same) |
        (static_cast<std::uint32_t>(differing_parts_[i]) & ~same & there);
    others += static_cast<std::int32_t>(weight & ~place_mask_[i]);
    places += static_cast<std::int32_t>(weight & place_mask_[i]);
    differ |= (~same & there & 1u) << i;
    all_there |= (there & 1u) << i;
  }
  bound.others = start_ + static_cast<float>(others) / kParts;
  bound.places = static_cast<float>(places) / kParts;
  bound.differ = differ;
  bound.there = all_there;
}

template <class LikestLevel>
void PairFilter::bound_by_hints(std::uint32_t columns, const std::uint32_t* row_a,
                                const std::uint32_t* row_b, Bound& bound,
                                LikestLevel&& likest_level) const {
  for_each_bit(bound.failed ? 0 : bound.differ & columns, [&](std::size_t i) {
    const Column& column = columns_[i];
    const std::uint8_t level =
        likest_level(column.comparer, row_a[stride_ + i], row_b[stride_ + i]);
    const float alias = column.aliases == nullptr ? 0 : column.aliases->weight(row_a[i], row_b[i]);
    bound.likest[i] = level;
    bound.most[i] = alias > 0 ? alias : column.best_from[level];
    bound.kin[i] = alias > 0 ? alias : std::max(column.kin_from[level], column.best_from[level]);
    (column.place ? bound.places : bound.others) += bound.most[i] - column.differing;
    bound.failed = fails(bound);
    return !bound.failed;
  });
}

bool PairFilter::may_pass(std::uint32_t a, std::uint32_t b, Bound& bound) const {
  const std::uint32_t* row_a = row(a);
  const std::uint32_t* row_b = row(b);
  start(row_a, row_b, bound);
  bound.kin.fill(0);
  bound.failed = fails(bound);
  // What is most telling first, and each kind with code of its own, whose branches can be foretold.
  bound_by_hints(dated_, row_a, row_b, bound,
                 [](Comparer comparer, std::uint32_t date_a, std::uint32_t date_b) {
                   return comparer == Comparer::date ? compare_dates(date_a, date_b)
                                                     : compare_years(date_a, date_b);
                 });
  bound_by_hints(words_, row_a, row_b, bound,
                 [](Comparer, std::uint32_t hint_a, std::uint32_t hint_b) {
                   return likest_by_letters(Comparer::word, hint_a, hint_b);
                 });
  bound_by_hints(others_, row_a, row_b, bound, likest_by_letters);
  if (!bound.failed) {
    const std::int16_t* weights = weights_of(row_a);
    for_each_bit(bound.there & ~bound.differ, [&](std::size_t i) {
      bound.kin[i] = static_cast<float>(weights[i]) / kParts;
      return true;
    });
    bound.failed = innocent(bound);
  }
  return !bound.failed || may_be_swapped(row_a, row_b);
}

bool PairFilter::passes(std::uint32_t a, std::uint32_t b, Bound& bound, Levels& levels) const {
  const std::uint32_t* row_a = row(a);
  const std::uint32_t* row_b = row(b);
  const Comparison& comparison = evidence_.comparison();
  for (std::size_t i = 0; i < columns_.size(); ++i)
    levels[columns_[i].field] = (bound.there >> i & 1u) != 0 ? kSame : kAbsent;
  for_each_bit(bound.failed ? 0 : bound.differ, [&](std::size_t i) {
    const Column& column = columns_[i];
    // Of dates the hint is all that is known.
    const std::uint8_t level =
        column.dated ? bound.likest[i]
                     : comparison.compare_values(column.field, row_a[i], row_b[i], bound.likest[i]);
    levels[column.field] = level;
    const float alias = column.aliases == nullptr ? 0 : column.aliases->weight(row_a[i], row_b[i]);
    if (alias > 0) return true;  // as it was by the hints
    (column.place ? bound.places : bound.others) += column.best_from[level] - bound.most[i];
    bound.kin[i] = std::max(column.kin_from[level], column.best_from[level]);
    bound.failed = fails(bound);
    return !bound.failed;
  });
  if (bound.failed || innocent(bound)) {
    if (!may_be_swapped(row_a, row_b)) return false;
    levels = comparison.compare(a, b);
    return true;
  }
  comparison.finish(a, b, levels);
  return true;
}

void PairFilter::prefetch_values(std::uint32_t a, std::uint32_t b, const Bound& bound) const {
  const std::uint32_t* row_a = row(a);
  const std::uint32_t* row_b = row(b);
  const Comparison& comparison = evidence_.comparison();
  for (const std::uint32_t record : {a, b}) {
    const std::uint32_t* cells = comparison.table().row(record);
    __builtin_prefetch(cells);
    __builtin_prefetch(cells + stride_ - 1);
  }
  for_each_bit(bound.differ & ~dated_, [&](std::size_t i) {
    comparison.prefetch_value(columns_[i].field, row_a[i]);
    comparison.prefetch_value(columns_[i].field, row_b[i]);
    return true;
  });
}

void PairFilter::prefetch_letters(std::uint32_t a, std::uint32_t b, const Bound& bound) const {
  const std::uint32_t* row_a = row(a);
  const std::uint32_t* row_b = row(b);
  const Comparison& comparison = evidence_.comparison();
  for_each_bit(bound.differ & ~dated_, [&](std::size_t i) {
    comparison.prefetch_letters(columns_[i].field, row_a[i]);
    comparison.prefetch_letters(columns_[i].field, row_b[i]);
    return true;
  });
}

}  // namespace chokepoint::linkage
