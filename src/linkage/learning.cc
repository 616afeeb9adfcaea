#include "linkage/learning.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/parallel_for.h"
#include "linkage/first_guesses.h"
#include "linkage/learning_aliases.h"
#include "linkage/learning_samples.h"

namespace chokepoint::linkage {
namespace {

constexpr int kRounds = 12;
constexpr double kDoubt = 12;  // pseudo-pairs behind the first guess of m

constexpr double kInHouseholds = 0.25;  // twins or namesakes, at most, of pairs of a household
constexpr double kCleanShare = 0.05;
constexpr double kLabelCounts = 20;

// Kinds of which one thing has several names; numbers and dates have none.
bool has_aliases(Kind kind) {
  return kind == Kind::given_name || kind == Kind::venue || kind == Kind::city ||
         kind == Kind::state || kind == Kind::country;
}

class Learner {
 public:
  Learner(const LearningInput& input, Evidence& evidence)
      : input_(input), evidence_(evidence), table_(evidence.comparison().table()) {}

  void run();

 private:
  void count_pairs();
  void draw_samples();
  template <class Work>
  void weigh(std::span<const Sampled> sample, std::size_t begin, std::size_t end,
             Work&& work) const;
  template <class Work>
  void weigh_all(std::span<const Sampled> sample, Work&& work) const;
  void count_values(std::size_t field);
  void guess();
  void set_value_chances(std::size_t field, std::span<const double> strangers);
  struct SizeLearnt;
  SizeLearnt learn_size(std::size_t field, const SizeSample& sample) const;
  void learn_sizes(std::size_t field);
  void learn_matches();
  void read_labels();
  void count_labels(std::array<Probabilities, kFields>& counts, double& moved,
                    double& placed) const;
  void apply_all_aliases();
  void learn_chances();
  void learn_aliases(std::size_t field);
  void find_clean_files();
  void order_levels(std::size_t field);

  const LearningInput& input_;
  Evidence& evidence_;
  const RecordTable& table_;
  std::vector<Sampled> candidates_, random_;
  std::vector<Sampled> labelled_;  // those that match
  std::array<std::array<SizeSample, kSizes>, kFields> agreeing_;
  std::array<base::LargeVector<std::uint32_t>, kFields> counts_;  // by value: its uses
  std::array<double, kFields> present_{};                         // all uses of values
  std::array<Probabilities, kFields> m_{}, u_{};
  std::vector<double> within_file_, across_file_;  // expected matches, by file
};

void Learner::count_pairs() {
  const double all = static_cast<double>(table_.size());
  evidence_.pairs = {all * (all - 1) / 2, 0};
  for (std::size_t file = 0; file < table_.files(); ++file) {
    const double size = static_cast<double>(table_.file_size(file));
    evidence_.pairs[1] += size * (size - 1) / 2;
  }
  evidence_.pairs[0] = std::max(0.0, evidence_.pairs[0] - evidence_.pairs[1]);
  const double smaller = table_.files() < 2 ? 0 : all / 3;
  evidence_.matches = {
      std::min(evidence_.pairs[0] / 4, smaller),
      std::min(evidence_.pairs[1] / 4, table_.files() < 2 ? 0.3 * all : 0.1 * all)};
}

// Calls work(i, weights) for the pairs from `begin` to `end`. Rows and chances lie anywhere: those
// of the pairs behind are called from memory meanwhile.
template <class Work>
void Learner::weigh(std::span<const Sampled> sample, std::size_t begin, std::size_t end,
                    Work&& work) const {
  constexpr std::size_t kAhead = 8;
  for (std::size_t i = begin; i < end; ++i) {
    if (i + 2 * kAhead < end) {
      const RecordPair& coming = sample[i + 2 * kAhead].pair;
      evidence_.prefetch_rows(coming.a, coming.b);
    }
    if (i + kAhead < end) {
      const Sampled& next = sample[i + kAhead];
      evidence_.prefetch_chances(next.levels, next.pair.a, next.pair.b);
    }
    work(i, evidence_.weigh(sample[i].levels, sample[i].pair.a, sample[i].pair.b));
  }
}

template <class Work>
void Learner::weigh_all(std::span<const Sampled> sample, Work&& work) const {
  base::parallel_for(sample.size(), {input_.threads, 1024},
                     [&](std::size_t begin, std::size_t end) { weigh(sample, begin, end, work); });
}

void Learner::draw_samples() {
  const Comparison& comparison = evidence_.comparison();
  random_ = draw_random_pairs(table_);
  compare_all(comparison, input_.threads, random_);
  base::parallel_for(evidence_.fields(), {input_.threads, 1},
                     [&](std::size_t begin, std::size_t end) {
                       for (std::size_t field = begin; field < end; ++field) {
                         agreeing_[field] = draw_agreeing_pairs(table_, field);
                         count_values(field);
                       }
                     });
  for (auto& sizes : agreeing_) {
    for (SizeSample& sample : sizes) compare_all(comparison, input_.threads, sample.pairs);
  }
  candidates_.reserve(input_.candidates.size());
  for (const RecordPair& pair : input_.candidates) candidates_.push_back({pair, {}, true});
  compare_all(comparison, input_.threads, candidates_);
}

void Learner::count_values(std::size_t field) {
  const ValueTable& values = table_.fields()[field].values;
  counts_[field].resize(values.size());
  for (std::uint32_t value = 1; value < values.size(); ++value) {
    counts_[field][value] = values.count(value);
    present_[field] += values.count(value);
  }
}

void Learner::guess() {
  for (std::size_t field = 0; field < evidence_.fields(); ++field) {
    m_[field] = first_guess(comparer_of(table_.fields()[field].kind));
    // Few random pairs are matches: their levels are those of strangers until more is known.
    Probabilities counts{};
    double all = 0;
    for (const Sampled& sampled : random_) {
      counts[sampled.levels[field]] += 1;
      all += sampled.levels[field] != kAbsent ? 1 : 0;
    }
    for (std::size_t level = 1; level < kLevels; ++level)
      u_[field][level] = (counts[level] + 0.5) / (all + 4);
    set_value_chances(field, {});
    order_levels(field);
    for (std::size_t parent = 0; parent < evidence_.fields(); ++parent)
      evidence_.chance_given[parent] = evidence_.chance;
  }
  for (std::size_t parent = 0; parent < evidence_.fields(); ++parent)
    evidence_.chance_given[parent] = evidence_.chance;
}

// `strangers` by size: the share of agreeing pairs that are strangers; empty: not known yet.
void Learner::set_value_chances(std::size_t field, std::span<const double> strangers) {
  const base::LargeVector<std::uint32_t>& counts = counts_[field];
  base::LargeVector<float>& chances = evidence_.value_chance[field];
  chances.resize(counts.size());
  struct OfCount {
    double others = 0;
    float chance = 0;
  };
  const auto of_count = [&](std::uint32_t count) {
    const double share = strangers.empty() ? 0.7 : strangers[size_class(count)];
    const double others = std::max((count - 1.0) * share, 0.05);
    return OfCount{others, static_cast<float>(
                               std::log(std::min(1.0, others / std::max(present_[field], 1.0))))};
  };
  // Most values are rare: their logarithms are taken once.
  std::array<OfCount, 256> of_rare;
  for (std::uint32_t count = 0; count < of_rare.size(); ++count) of_rare[count] = of_count(count);
  double sum = 0, weight = 0;
  for (std::size_t value = 1; value < counts.size(); ++value) {
    const std::uint32_t count = counts[value];
    const OfCount of = count < of_rare.size() ? of_rare[count] : of_count(count);
    chances[value] = of.chance;
    sum += count * of.others * of.chance;
    weight += count * of.others;
  }
  evidence_.usual_chance[field] = static_cast<float>(weight > 0 ? sum / weight : 0);
}

// Of the pairs that agree on values of one size: the share of each way to be (a match, strangers,
// the others), and how likely each pair is one of strangers.
struct Learner::SizeLearnt {
  std::vector<double> shares, stranger;
};

Learner::SizeLearnt Learner::learn_size(std::size_t field, const SizeSample& sample) const {
  const std::size_t ways = evidence_.innocents.size() + 2;
  const std::size_t pairs = sample.pairs.size();
  std::vector<double> likelihood(pairs * ways);
  weigh(sample.pairs, 0, pairs, [&](std::size_t i, const Weights& weights) {
    double* row = likelihood.data() + i * ways;
    row[0] = 0;
    std::copy_n(evidence_.against(weights, field).begin(), ways - 1, row + 1);
    const double high = *std::max_element(row, row + ways);
    for (std::size_t way = 0; way < ways; ++way) row[way] = std::exp(row[way] - high);
  });
  SizeLearnt learnt{std::vector<double>(ways, 1.0 / static_cast<double>(ways)),
                    std::vector<double>(pairs)};
  std::vector<double>& shares = learnt.shares;
  const auto sum_of = [&](const double* row) {
    double all = 0;
    for (std::size_t way = 0; way < ways; ++way) all += shares[way] * row[way];
    return all;
  };
  std::vector<double> sums(ways);
  for (int round = 0; round < 15; ++round) {
    std::ranges::fill(sums, 0.2);
    for (std::size_t i = 0; i < pairs; ++i) {
      const double* row = likelihood.data() + i * ways;
      const double all = sum_of(row);
      for (std::size_t way = 0; way < ways; ++way) sums[way] += shares[way] * row[way] / all;
    }
    double all = 0;
    for (const double sum : sums) all += sum;
    for (std::size_t way = 0; way < ways; ++way) shares[way] = sums[way] / all;
  }
  const double scale = sample.all_pairs / static_cast<double>(pairs);
  for (std::size_t i = 0; i < pairs; ++i) {
    const double* row = likelihood.data() + i * ways;
    learnt.stranger[i] = scale * shares[1] * row[1] / sum_of(row);
  }
  return learnt;
}

// How many of the pairs that agree in `field` are strangers, by size of the value, and what else
// agrees between those strangers.
void Learner::learn_sizes(std::size_t field) {
  std::array<SizeLearnt, kSizes> learnt;
  base::parallel_for(kSizes, {input_.threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t size = begin; size < end; ++size) {
      const SizeSample& sample = agreeing_[field][size];
      if (!sample.pairs.empty()) learnt[size] = learn_size(field, sample);
    }
  });
  std::array<double, kSizes> strangers{};
  std::array<Probabilities, kFields> seen{};
  double last = 0.7;
  for (std::size_t size = 0; size < kSizes; ++size) {
    const std::vector<Sampled>& pairs = agreeing_[field][size].pairs;
    if (!pairs.empty()) last = std::max(learnt[size].shares[1], 0.01);
    strangers[size] = last;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      for (std::size_t child = 0; child < evidence_.fields(); ++child)
        seen[child][pairs[i].levels[child]] += learnt[size].stranger[i];
    }
  }
  set_value_chances(field, strangers);
  for (std::size_t child = 0; child < evidence_.fields(); ++child) {
    if (!evidence_.explains[field][child]) continue;
    double all = 0;
    for (std::size_t level = 1; level < kLevels; ++level) all += seen[child][level];
    for (std::size_t level = 1; level < kLevels; ++level) {
      evidence_.chance_given[field][child][level] =
          static_cast<float>(std::log((seen[child][level] + 10 * u_[child][level]) / (all + 10)));
    }
  }
}

// Levels that are more alike never speak less for a match; then the logarithms.
void Learner::order_levels(std::size_t field) {
  const std::uint8_t last = different_level(comparer_of(table_.fields()[field].kind));
  double best = u_[field][last] > 0 ? m_[field][last] / u_[field][last] : 0;
  for (std::uint8_t level = last - 1; level >= 2; --level) {
    const double ratio = m_[field][level] / u_[field][level];
    if (ratio < best) {
      // Too few of them to tell: as the less alike level.
      m_[field][level] = best * u_[field][level];
    } else {
      best = ratio;
    }
  }
  for (std::size_t level = 1; level < kLevels; ++level) {
    evidence_.match[field][level] = static_cast<float>(std::log(std::max(m_[field][level], 1e-4)));
    evidence_.chance[field][level] = static_cast<float>(std::log(std::max(u_[field][level], 1e-9)));
  }
}

void Learner::count_labels(std::array<Probabilities, kFields>& counts, double& moved,
                           double& placed) const {
  if (labelled_.empty()) return;
  const double weight =
      std::min(kLabelCounts, (placed + 1) / static_cast<double>(labelled_.size()));
  for (const Sampled& sampled : labelled_) {
    const double stays =
        evidence_.stays(evidence_.weigh(sampled.levels, sampled.pair.a, sampled.pair.b));
    for (std::size_t field = 0; field < evidence_.fields(); ++field)
      counts[field][sampled.levels[field]] += weight * (evidence_.is_place(field) ? stays : 1);
    moved += weight * (1 - stays);
    placed += weight;
  }
}

void Learner::learn_matches() {
  const std::size_t ways = evidence_.innocents.size();
  struct Expected {
    double match = 0, stays = 0;
    std::array<double, 8> innocent{};
  };
  std::array<double, 2> match_logs{};
  for (std::size_t where = 0; where < 2; ++where)
    match_logs[where] = std::log(evidence_.matches[where] / evidence_.pairs[where]);
  std::array<double, Evidence::kInnocentsMax> way_logs{};
  for (std::size_t way = 0; way < ways; ++way) {
    way_logs[way] =
        std::log(evidence_.innocents[way].pairs / (evidence_.pairs[0] + evidence_.pairs[1]));
  }
  std::vector<Expected> expected(candidates_.size());
  weigh_all(candidates_, [&](std::size_t i, const Weights& weights) {
    const Sampled& sampled = candidates_[i];
    const Evidence::Against against = evidence_.against(weights, kNoField);
    const double odds = evidence_.log_odds(against, sampled.one_file);
    const double found = 1 / (1 + std::exp(-odds));
    expected[i].match = sampled.judged < 0 ? found : sampled.judged;
    expected[i].stays = evidence_.stays(weights);
    const std::size_t where = sampled.one_file ? 1 : 0;
    for (std::size_t way = 0; way < ways; ++way) {
      const double relative = against[way + 1] - match_logs[where] + way_logs[way];
      expected[i].innocent[way] = found * std::exp(std::min(relative, 60.0));
    }
  });
  std::array<Probabilities, kFields> counts{};
  std::array<double, 2> matches{};
  std::array<double, 8> innocents{};
  double moved = 0, placed = 0;
  within_file_.assign(table_.files(), 0);
  across_file_.assign(table_.files(), 0);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    matches[candidates_[i].one_file ? 1 : 0] += expected[i].match;
    std::vector<double>& by_file = candidates_[i].one_file ? within_file_ : across_file_;
    by_file[table_.file_of(candidates_[i].pair.a)] += expected[i].match;
    if (!candidates_[i].one_file)
      by_file[table_.file_of(candidates_[i].pair.b)] += expected[i].match;
    for (std::size_t way = 0; way < ways; ++way)
      innocents[way] += std::min(1.0, expected[i].innocent[way]);
    for (std::size_t field = 0; field < evidence_.fields(); ++field)
      counts[field][candidates_[i].levels[field]] +=
          expected[i].match * (evidence_.is_place(field) ? expected[i].stays : 1);
    moved += expected[i].match * (1 - expected[i].stays);
    placed += expected[i].match;
  }
  count_labels(counts, moved, placed);
  evidence_.moved = std::clamp((moved + 1) / (placed + 20), 0.005, 0.6);
  for (std::size_t where = 0; where < 2; ++where) {
    evidence_.matches[where] = std::min((matches[where] + 0.2) / input_.candidate_share,
                                        0.5 * std::max(evidence_.pairs[where], 1.0));
  }
  const double records = static_cast<double>(table_.size());
  for (std::size_t way = 0; way < ways; ++way) {
    evidence_.innocents[way].pairs =
        std::clamp(innocents[way] / input_.candidate_share, 0.002 * records, 5.0 * records);
  }
  // Twins and namesakes live in households: where there are hardly any, there are fewer of them.
  for (std::size_t way = 1; way < ways; ++way) {
    if (!evidence_.innocents[way].in_households) continue;
    evidence_.innocents[way].pairs =
        std::min(evidence_.innocents[way].pairs,
                 kInHouseholds * evidence_.innocents[0].pairs + 0.001 * records);
  }
  evidence_.settle();
  for (std::size_t field = 0; field < evidence_.fields(); ++field) {
    const Probabilities& guessed = first_guess(comparer_of(table_.fields()[field].kind));
    double all = 0;
    for (std::size_t level = 1; level < kLevels; ++level) all += counts[field][level];
    for (std::size_t level = 1; level < kLevels; ++level)
      m_[field][level] = std::min((counts[field][level] + kDoubt * guessed[level]) / (all + kDoubt),
                                  most_of_matches(role_of(table_.fields()[field].kind), level));
  }
}

void Learner::learn_chances() {
  std::vector<double> stranger(random_.size());
  weigh_all(random_, [&](std::size_t i, const Weights& weights) {
    stranger[i] = 1 / (1 + std::exp(evidence_.log_odds(weights, random_[i].one_file)));
  });
  for (std::size_t field = 0; field < evidence_.fields(); ++field) {
    Probabilities counts{};
    double all = 0;
    for (std::size_t i = 0; i < random_.size(); ++i) {
      if (random_[i].levels[field] == kAbsent) continue;
      counts[random_[i].levels[field]] += stranger[i];
      all += stranger[i];
    }
    for (std::size_t level = 1; level < kLevels; ++level)
      u_[field][level] = (counts[level] + 0.5) / (all + 4);
  }
}

// Pairs that match by everything else, and which two values they have here.
void Learner::learn_aliases(std::size_t field) {
  if (!has_aliases(table_.fields()[field].kind)) return;
  std::vector<SeenTogether> seen(candidates_.size());
  std::vector<std::uint8_t> matching(candidates_.size());
  weigh_all(candidates_, [&](std::size_t i, Weights weights) {
    const Sampled& sampled = candidates_[i];
    const std::uint8_t level = sampled.levels[field];
    if (level == kAbsent) return;
    matching[i] = evidence_.log_odds(weights, sampled.one_file) > 0 ? 1 : 0;
    if (level == kSame || level == kSwapped) return;
    const auto a = table_.cell(sampled.pair.a, field), b = table_.cell(sampled.pair.b, field);
    if (std::min(counts_[field][a], counts_[field][b]) < kAliasParties) return;
    weights.by_field[field] = weights.kin[field] = 0;
    if (evidence_.log_odds(weights, sampled.one_file) < 3) return;
    seen[i] = {static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b), sampled.pair};
  });
  std::erase_if(seen, [](const SeenTogether& one) { return one.values == 0; });
  find_aliases(
      std::move(seen),
      {counts_[field], present_[field], static_cast<double>(std::ranges::count(matching, 1))},
      evidence_.comparison().aliases[field]);
}

// A file whose records match others' but hardly ever each other names everyone once: what looks
// alike inside it is two.
void Learner::find_clean_files() {
  evidence_.without_twins.assign(table_.files(), false);
  for (std::size_t file = 0; file < table_.files() && table_.files() > 1; ++file) {
    evidence_.without_twins[file] =
        across_file_[file] >= 20 && within_file_[file] < kCleanShare * across_file_[file];
  }
}

void Learner::apply_all_aliases() {
  const auto apply = [&](std::vector<Sampled>& sample) {
    for (Sampled& sampled : sample)
      evidence_.comparison().apply_aliases(sampled.pair.a, sampled.pair.b, sampled.levels);
  };
  for (std::vector<Sampled>* sample : {&candidates_, &random_, &labelled_}) apply(*sample);
  for (auto& sizes : agreeing_) {
    for (SizeSample& sample : sizes) apply(sample.pairs);
  }
}

void Learner::read_labels() {
  std::unordered_map<std::uint64_t, bool> judged;
  const auto key = [](std::uint32_t a, std::uint32_t b) {
    return static_cast<std::uint64_t>(std::min(a, b)) << 32 | std::max(a, b);
  };
  for (const LabelledPair& label : input_.labels) {
    judged[key(label.a, label.b)] = label.match;
    if (label.match) labelled_.push_back({{label.a, label.b}, {}, true});
  }
  compare_all(evidence_.comparison(), input_.threads, labelled_);
  if (judged.empty()) return;
  for (Sampled& sampled : candidates_) {
    const auto found = judged.find(key(sampled.pair.a, sampled.pair.b));
    if (found != judged.end()) sampled.judged = found->second ? 1 : 0;
  }
}

void Learner::run() {
  count_pairs();
  draw_samples();
  read_labels();
  guess();
  evidence_.settle();
  for (int round = 0; round < kRounds; ++round) {
    if (round % 3 == 1) {
      for (std::size_t field = 0; field < evidence_.fields(); ++field) learn_sizes(field);
    }
    if (round == 3 || round == 6) {
      for (std::size_t field = 0; field < evidence_.fields(); ++field) learn_aliases(field);
      apply_all_aliases();
    }
    learn_matches();
    if (round % 3 == 0) learn_chances();
    for (std::size_t field = 0; field < evidence_.fields(); ++field) order_levels(field);
    evidence_.settle();
  }
  find_clean_files();
}

}  // namespace

void learn(const LearningInput& input, Evidence& evidence) {
  evidence.without_twins.assign(evidence.comparison().table().files(), false);
  if (evidence.comparison().table().size() < 2) return;
  Learner(input, evidence).run();
}

}  // namespace chokepoint::linkage
