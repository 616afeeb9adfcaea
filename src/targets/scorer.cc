#include "targets/scorer.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

#include "base/parallel_for.h"

namespace chokepoint::targets {

using records::Day;
using records::Moment;
using records::RowId;

namespace {

constexpr double kHighestLogOdds = 6;  // a cell of three hundred finds in a row says no more than
                                       // this

constexpr std::size_t kBlockSlots = 1 << 14;

// An outcome waiting for midnight.
struct Pending {
  RowId consignment_id;
  bool found;
};

double bounded_log_odds(double chance, double base) {
  return std::clamp(log_odds(chance) - log_odds(base), -kHighestLogOdds, kHighestLogOdds);
}

}  // namespace

std::optional<bool> label_of(records::Text result) {
  if (result == "found") return true;
  if (result == "no_finding" || result == "misdeclared" || result == "other_enforcement")
    return false;
  return std::nullopt;
}

struct Scorer::State {
  Scorecard scorecard;
  RateBook rates;
  std::vector<Prior> priors;
  std::vector<std::size_t> rate_features;  // feature index by path
  std::vector<std::optional<std::size_t>> feature_of_typology;
  std::string feature_names;

  Weights weights;
  RowId model_id;
  std::deque<std::vector<float>> kept_floats;  // what models written point to
  bool is_open = false;
  Day day;

  // Open consignments in slots of a ring; a slot is taken over when the ring has come round. They
  // lie in blocks, so that growing moves none.
  struct Slot {
    RowId consignment_id;
    Profile profile;
  };
  struct Block {
    std::vector<Slot> slots;
    std::vector<float> features;
  };
  std::vector<Block> blocks;
  std::size_t slot_count = 0;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> slot_of;
  std::size_t next_slot = 0;

  std::vector<Pending> pending;
  Sample sample;
  std::size_t sample_size_learnt = 0;
  std::uint64_t outcomes = 0;

  explicit State(Scorecard card)
      : scorecard(std::move(card)),
        rates(scorecard.paths, scorecard.base_rate * scorecard.base_outcomes,
              scorecard.base_outcomes) {
    rate_features.resize(scorecard.paths.size());
    for (std::size_t i = 0; i < scorecard.features.size(); ++i) {
      const Feature& feature = scorecard.features[i];
      priors.push_back(feature.prior);
      weights.weights.push_back(feature.prior.weight);
      feature_names += (i == 0 ? "" : ";") + feature.name;
      if (feature.kind == Feature::Kind::rate) rate_features[feature.index] = i;
      if (feature.kind == Feature::Kind::signal) {
        feature_of_typology.resize(std::max(feature_of_typology.size(), feature.index + 1));
        feature_of_typology[feature.index] = i;
      }
    }
    weights.bias = log_odds(scorecard.base_rate);
    sample.feature_count = feature_count();
  }

  std::size_t feature_count() const { return scorecard.features.size(); }

  double score(std::span<const float> features) const {
    double z = weights.bias;
    for (std::size_t i = 0; i < features.size(); ++i)
      z += weights.weights[i] * static_cast<double>(features[i]);
    return chance_of(z);
  }

  Slot& slot_at(std::size_t slot) { return blocks[slot / kBlockSlots].slots[slot % kBlockSlots]; }

  std::span<float> features_of(std::uint32_t slot) {
    return std::span(blocks[slot / kBlockSlots].features)
        .subspan(slot % kBlockSlots * feature_count(), feature_count());
  }

  void add_slot() {
    if (slot_count % kBlockSlots == 0) {
      Block& block = blocks.emplace_back();
      block.slots.reserve(kBlockSlots);
      block.features.reserve(kBlockSlots * feature_count());
    }
    Block& block = blocks.back();
    block.slots.emplace_back();
    block.features.resize(block.features.size() + feature_count());
    ++slot_count;
  }

  std::uint32_t take_slot(const Candidate& candidate) {
    std::size_t slot = slot_count;
    if (slot_count < kOpenConsignments) {
      add_slot();
    } else {
      slot = next_slot;
      next_slot = (next_slot + 1) % kOpenConsignments;
      const auto old = slot_of.find(slot_at(slot).consignment_id.value);
      if (old != slot_of.end() && old->second == slot) slot_of.erase(old);
    }
    slot_at(slot) = {candidate.consignment_id, candidate.profile};
    return static_cast<std::uint32_t>(slot);
  }

  // Nothing where it is scored again and its result is known, or it has left the ring.
  std::optional<std::uint32_t> slot_for(const Candidate& candidate) {
    if (candidate.is_again) {
      const auto open = slot_of.find(candidate.consignment_id.value);
      if (open == slot_of.end()) return std::nullopt;
      slot_at(open->second).profile = candidate.profile;
      return open->second;
    }
    const std::uint32_t slot = take_slot(candidate);
    slot_of[candidate.consignment_id.value] = slot;
    std::ranges::fill(features_of(slot), 0.0F);
    return slot;
  }

  // Rates and facts; patterns that were said stay said.
  void fill_in(std::span<float> features, const Candidate& candidate,
               std::span<const float> read_rates) const {
    for (std::size_t i = 0; i < features.size(); ++i) {
      const Feature& feature = scorecard.features[i];
      if (feature.kind == Feature::Kind::rate) features[i] = read_rates[feature.index];
      if (feature.kind == Feature::Kind::fact) {
        const double value = candidate.facts[feature.index];
        features[i] = records::is_known(value)
                          ? static_cast<float>(std::clamp(value, 0.0, feature.cap))
                          : 0.0F;
      }
    }
  }

  void write_score(RowId subject_id, Moment scored_at, std::span<const float> features,
                   ScoreOutput& output) const {
    output.scores.push_back({subject_id, scored_at, score(features), model_id, {}});
    output.feature_values.insert(output.feature_values.end(), features.begin(), features.end());
  }

  // Raises the pattern's feature; true when that changed anything.
  bool raise(std::span<float> features, const signals::SaidSignal& signal) const {
    if (signal.typology >= feature_of_typology.size() || !feature_of_typology[signal.typology])
      return false;
    float& feature = features[*feature_of_typology[signal.typology]];
    if (signal.row.strength <= feature) return false;
    feature = signal.row.strength;
    return true;
  }

  void write_model(Moment known_at, ScoreOutput& output) {
    model_id =
        records::make_row_id("model", RowId{static_cast<std::uint64_t>(known_at.micros) + 1}, "");
    kept_floats.emplace_back(weights.weights.begin(), weights.weights.end());
    const records::Floats kept_weights = kept_floats.back();
    kept_floats.push_back(rates.concentrations());
    output.models.push_back({model_id, known_at, feature_names, kept_weights, weights.bias,
                             rates.base_rate(), outcomes, kept_floats.back()});
  }

  void add_to_sample(std::span<const float> features, bool found) {
    if (sample.size() == 2 * kSampleRows) {  // the older half leaves
      sample.features.erase(
          sample.features.begin(),
          sample.features.begin() + static_cast<std::ptrdiff_t>(kSampleRows * feature_count()));
      sample.labels.erase(sample.labels.begin(),
                          sample.labels.begin() + static_cast<std::ptrdiff_t>(kSampleRows));
      sample_size_learnt = std::min(sample_size_learnt, kSampleRows);
    }
    sample.features.insert(sample.features.end(), features.begin(), features.end());
    sample.labels.push_back(found ? 1 : 0);
  }

  // Rates move every midnight; weights when the sample has grown by a tenth.
  void learn_pending(Moment midnight, ScoreOutput& output) {
    if (pending.empty()) return;
    for (const Pending& outcome : pending) {
      const auto found = slot_of.find(outcome.consignment_id.value);
      if (found == slot_of.end()) continue;
      rates.learn(slot_at(found->second).profile, outcome.found);
      add_to_sample(features_of(found->second), outcome.found);
      slot_of.erase(found);
      ++outcomes;
    }
    pending.clear();
    rates.settle();
    if (sample.size() >= 20 &&
        static_cast<double>(sample.size()) >= 1.1 * static_cast<double>(sample_size_learnt)) {
      weights = learn_weights(sample, {log_odds(scorecard.base_rate), 2.0}, priors, weights);
      sample_size_learnt = sample.size();
    }
    write_model(midnight, output);
  }
};

Scorer::Scorer(Scorecard scorecard) : state_(std::make_unique<State>(std::move(scorecard))) {}
Scorer::Scorer(Scorer&&) noexcept = default;
Scorer& Scorer::operator=(Scorer&&) noexcept = default;
Scorer::~Scorer() = default;

std::size_t Scorer::feature_count() const {
  return state_->feature_count();
}
std::size_t Scorer::rate_count() const {
  return state_->scorecard.paths.size();
}

void Scorer::open_day(Day day, ScoreOutput& output) {
  State& state = *state_;
  if (!state.is_open) {
    state.is_open = true;
    state.write_model(records::start_of(day), output);
  } else if (day > state.day) {
    state.learn_pending(records::start_of(day), output);
  }
  state.day = std::max(state.day, day);
}

void Scorer::read_rates(std::span<const Candidate> candidates, std::span<float> rates,
                        int threads) const {
  const State& state = *state_;
  const double base = state.rates.base_rate();
  const std::size_t count = rate_count();
  base::parallel_for(candidates.size(), {threads, 512}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t path = 0; path < count; ++path) {
        rates[i * count + path] = static_cast<float>(
            bounded_log_odds(state.rates.rate(path, candidates[i].profile), base));
      }
    }
  });
}

void Scorer::advance(const Candidate& candidate, std::span<const float> rates,
                     std::span<const signals::SaidSignal> said, ScoreOutput& output) {
  State& state = *state_;
  const std::optional<std::uint32_t> slot = state.slot_for(candidate);
  if (!slot) return;
  const std::span<float> features = state.features_of(*slot);
  state.fill_in(features, candidate, rates);
  std::vector<std::uint32_t> raised;  // earlier consignments whose score changes
  for (const signals::SaidSignal& signal : said) {
    if (signal.row.subject_id == candidate.consignment_id) {
      state.raise(features, signal);
      continue;
    }
    const auto open = state.slot_of.find(signal.row.subject_id.value);
    if (open == state.slot_of.end()) continue;
    if (state.raise(state.features_of(open->second), signal)) raised.push_back(open->second);
  }
  state.write_score(candidate.consignment_id, candidate.known_at, features, output);
  std::ranges::sort(raised, {},
                    [&](std::uint32_t index) { return state.slot_at(index).consignment_id; });
  raised.erase(std::unique(raised.begin(), raised.end()), raised.end());
  for (const std::uint32_t index : raised) {
    state.write_score(state.slot_at(index).consignment_id, candidate.known_at,
                      state.features_of(index), output);
  }
}

void Scorer::advance(const records::Outcome& outcome) {
  if (const auto found = label_of(outcome.result))
    state_->pending.push_back({outcome.consignment_id, *found});
}

void view_features(ScoreOutput& output, std::size_t feature_count) {
  for (std::size_t i = 0; i < output.scores.size(); ++i) {
    output.scores[i].features =
        std::span(output.feature_values).subspan(i * feature_count, feature_count);
  }
}

}  // namespace chokepoint::targets
