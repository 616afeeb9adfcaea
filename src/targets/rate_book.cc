#include "targets/rate_book.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>

#include "base/hash.h"

namespace chokepoint::targets {
namespace {

using records::Text;

constexpr std::array<Text, kFieldCount> kFieldNames = {
    "route_origin", "route_destination", "origin_country", "hs2",    "hs4",           "hs6",          "duty_regime",
    "duty_rate",    "entry_type",        "carrier",        "marketplace", "office",   "procedure",    "intended_use",
    "payment_terms", "consignor",        "consignor_place", "consignee", "consignee_place", "declarant", "account"};

constexpr std::array<double, 11> kGrid = {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256};
constexpr double kFirstConcentration = 8;

struct Cell {
  double inspected = 0;
  double found = 0;
};

struct Step {
  double concentration = kFirstConcentration;
  std::array<double, kGrid.size()> loss{};  // minus log-likelihood of past outcomes under each candidate
};

double lean(const Cell& cell, double concentration, double wider) {
  return (cell.found + concentration * wider) / (cell.inspected + concentration);
}

}  // namespace

std::optional<Field> find_field(Text name) {
  const auto found = std::ranges::find(kFieldNames, name);
  if (found == kFieldNames.end()) return std::nullopt;
  return static_cast<Field>(found - kFieldNames.begin());
}

Text name(Field field) { return kFieldNames[static_cast<std::size_t>(field)]; }

struct RateBook::State {
  std::vector<RatePath> paths;
  std::vector<std::vector<Step>> steps;  // by path
  absl::flat_hash_map<std::uint64_t, Cell> cells;
  Cell base;

  double base_rate() const { return base.found / base.inspected; }

  // A path whose first step nobody stated (no account, no declarant) says nothing.
  bool speaks_of(std::size_t path, const Profile& profile) const {
    return std::ranges::any_of(paths[path].steps.front(),
                               [&](Field field) { return profile[static_cast<std::size_t>(field)] != 0; });
  }

  static std::uint64_t narrow(std::uint64_t key, const std::vector<Field>& fields, const Profile& profile) {
    key = base::mix(key, fields.size());
    for (const Field field : fields) key = base::mix(key, profile[static_cast<std::size_t>(field)]);
    return key;
  }
};

RateBook::RateBook(std::vector<RatePath> paths, double base_found, double base_outcomes)
    : state_(std::make_unique<State>()) {
  state_->base = {base_outcomes, base_found};
  for (const RatePath& path : paths) state_->steps.emplace_back(path.steps.size());
  state_->paths = std::move(paths);
}
RateBook::RateBook(RateBook&&) noexcept = default;
RateBook& RateBook::operator=(RateBook&&) noexcept = default;
RateBook::~RateBook() = default;

const std::vector<RatePath>& RateBook::paths() const { return state_->paths; }
double RateBook::base_rate() const { return state_->base_rate(); }

double RateBook::rate(std::size_t path, const Profile& profile) const {
  const State& state = *state_;
  double rate = state.base_rate();
  if (!state.speaks_of(path, profile)) return rate;
  std::uint64_t key = path + 1;
  for (std::size_t i = 0; i < state.paths[path].steps.size(); ++i) {
    key = State::narrow(key, state.paths[path].steps[i], profile);
    const auto cell = state.cells.find(key);
    if (cell == state.cells.end()) break;  // a narrower cell cannot have been seen either
    rate = lean(cell->second, state.steps[path][i].concentration, rate);
  }
  return rate;
}

void RateBook::learn(const Profile& profile, bool found) {
  State& state = *state_;
  for (std::size_t path = 0; path < state.paths.size(); ++path) {
    if (!state.speaks_of(path, profile)) continue;
    double wider = state.base_rate();
    std::uint64_t key = path + 1;
    for (std::size_t i = 0; i < state.paths[path].steps.size(); ++i) {
      key = State::narrow(key, state.paths[path].steps[i], profile);
      Cell& cell = state.cells[key];
      Step& step = state.steps[path][i];
      for (std::size_t candidate = 0; candidate < kGrid.size(); ++candidate) {
        const double chance = lean(cell, kGrid[candidate], wider);
        step.loss[candidate] -= std::log(std::max(found ? chance : 1 - chance, 1e-9));
      }
      wider = lean(cell, step.concentration, wider);
      cell.inspected += 1;
      cell.found += found ? 1 : 0;
    }
  }
  state.base.inspected += 1;
  state.base.found += found ? 1 : 0;
}

void RateBook::settle() {
  for (std::vector<Step>& steps : state_->steps) {
    for (Step& step : steps) {
      const auto best = std::ranges::min_element(step.loss);
      if (*best > 0) step.concentration = kGrid[static_cast<std::size_t>(best - step.loss.begin())];
    }
  }
}

std::vector<float> RateBook::concentrations() const {
  std::vector<float> all;
  for (const std::vector<Step>& steps : state_->steps) {
    for (const Step& step : steps) all.push_back(static_cast<float>(step.concentration));
  }
  return all;
}

}  // namespace chokepoint::targets
