#include "world/trade.h"

#include <algorithm>
#include <cmath>

#include "base/parallel_for.h"

namespace chokepoint::world {
namespace {

// Of what a hazard is made: few are much riskier than most, for long. A single one tells little of
// all that is illicit.
constexpr double kRiskySellers = 0.012, kRiskyBuildings = 0.012;
constexpr float kSellerHazard = 7, kBuildingHazard = 6, kLaneHazard = 20;
constexpr std::uint64_t kHotLanes = 10, kLastingLanes = 7;
constexpr int kQuarterDays = 92;

double share_of(std::uint64_t a, std::uint64_t b) {
  return static_cast<double>(base::mix(a, b) >> 11) * 0x1.0p-53;
}

}  // namespace

Trade::Trade(const Tables& tables, const Population& population, const Calendar& calendar,
             std::uint64_t seed)
    : tables_(tables), population_(population), calendar_(calendar), seed_(seed) {}

std::uint16_t Trade::draw_good(base::Rng& rng, std::uint8_t category) const {
  return tables_
      .goods_of_category[category][pick(tables_.cumulative_of_category[category], rng.uniform())];
}

std::uint16_t Trade::draw_sensitive_good(base::Rng& rng) const {
  static constexpr const char* kSensitive[] = {"reagent", "reagent", "labware", "pigment",
                                               "equipment"};
  return draw_good(rng, tables_.category_of(kSensitive[rng.below(5)]));
}

Plan Trade::draw(base::Rng& rng, int from, int until) const {
  const int day = calendar_.draw_day(rng, from, until);
  const ActorRef recipient = population_.draw_recipient(rng, day);
  return draw_between(rng, population_.draw_partner(rng, recipient, day), recipient, day);
}

Plan Trade::draw_between(base::Rng& rng, ActorRef sender_ref, ActorRef recipient_ref,
                         int day) const {
  Plan plan;
  plan.second = calendar_.draw_second(rng, day);
  plan.sender = sender_ref;
  plan.recipient = recipient_ref;
  const Actor sender = population_.at(sender_ref), recipient = population_.at(recipient_ref);
  const bool buys_its_own =
      recipient.kind != Kind::person && rng.chance(recipient.kind == Kind::hobbyist ? 0.6 : 0.4);
  const auto any = static_cast<std::uint8_t>(pick(tables_.category_cumulative, rng.uniform()));
  plan.good = draw_good(rng, buys_its_own       ? recipient.category
                             : rng.chance(0.75) ? sender.category
                                                : any);
  plan.transit = sender.usual_transit;
  plan.broker = sender.usual_broker;
  if (rng.chance(0.5)) plan.transit = static_cast<std::uint8_t>(rng.below(tables_.transits.size()));
  if (rng.chance(0.5)) plan.broker = static_cast<std::uint8_t>(rng.below(tables_.brokers.size()));
  if (recipient.kind == Kind::institution && rng.chance(0.07)) {
    plan.marks |= kNamesListed | kKnownPaper;
    plan.substance =
        static_cast<std::uint8_t>(base::mix(recipient.company_seed, 5) % tables_.substances.size());
    plan.good = draw_good(rng, tables_.category_of("reagent"));
  }
  plan.hazard = hazard_of(plan, sender, recipient);
  plan.seed = rng.next();
  return plan;
}

// A few pairs of transit and broker, no two with one transit and none direct, so that neither alone
// tells much. Two thirds of them last, the others move on each quarter.
bool Trade::is_hot_lane(const Plan& plan) const {
  if (plan.transit == 0) return false;
  const std::uint64_t transits = tables_.transits.size() - 1;
  const std::uint64_t lane = (plan.transit + seed_) % transits;
  if (lane >= kHotLanes) return false;
  const auto quarter = static_cast<std::uint64_t>(plan.day() / kQuarterDays);
  const std::uint64_t era = lane < kLastingLanes ? 0 : 1 + quarter;
  return base::mix(seed_ ^ 0xc1, base::mix(lane, era)) % tables_.brokers.size() == plan.broker;
}

float Trade::hazard_of(const Plan& plan, const Actor& sender, const Actor& recipient) const {
  float hazard = 1;
  // A risky seller turned so on some day, half of them before the first.
  const double seller = share_of(sender.id, seed_ ^ 0xa1);
  if (seller < kRiskySellers && plan.day() >= (share_of(sender.id, 0xa2) - 0.5) * 2 * 0.7 * kDays)
    hazard *= kSellerHazard;
  if (share_of(recipient.building_seed, seed_ ^ 0xb1) < kRiskyBuildings) hazard *= kBuildingHazard;
  if (is_hot_lane(plan)) hazard *= kLaneHazard;
  return std::min(hazard, 40.0f);
}

std::vector<Plan> draw_background(const Trade& trade, std::uint64_t seed, std::size_t count,
                                  int threads) {
  std::vector<Plan> plans(count);
  base::parallel_for(count, {threads, 16384}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      base::Rng rng(base::mix(seed, i));
      plans[i] = trade.draw(rng);
    }
  });
  return plans;
}

void mark_illicit(std::vector<Plan>& plans, double expected, std::uint64_t seed) {
  double sum = 0;
  for (const Plan& plan : plans) sum += plan.hazard;
  const double unit = expected / std::max(sum, 1.0);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (share_of(seed, i) < std::min(0.8, unit * plans[i].hazard)) plans[i].marks |= kIllicit;
  }
}

}  // namespace chokepoint::world
