#include "world/inspections.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "records/moment.h"
#include "world/contacts.h"

namespace chokepoint::world {
namespace {

constexpr int kHistoryEnds = kDays - 30;  // after it next to nothing is selected: those are for
                                          // others to rank
constexpr double kDetected = 0.78;

class Office {
 public:
  explicit Office(World& world) : world_(world), rng_(world.seed, "inspections") {}

  std::vector<Inspection> work() {
    for (std::size_t i = 0; i < world_.plans.size(); ++i) {
      Plan& plan = world_.plans[i];
      move_on(plan);
      const std::optional<Selection> selection = select(plan);
      if (selection) inspect(i, *selection);
    }
    std::ranges::sort(done_, {}, [](const Inspection& row) {
      return std::tuple(row.known_day, row.plan, row.result);
    });
    return std::move(done_);
  }

 private:
  struct Lane {
    double inspected = 4, found = 0.1;
  };
  Lane& lane_of(const Plan& plan) { return lanes_[plan.transit * 64u + plan.broker]; }

  // Simple rules of the day, what was found before, an older ranking, and a slice at random.
  std::optional<Selection> select(const Plan& plan) {
    const double share = rng_.uniform();
    if (plan.day() >= kHistoryEnds)
      return share < 0.002 ? std::optional(Selection::random) : std::nullopt;
    double edge = 0.02;
    if (share < edge) return Selection::random;
    edge += 0.002;
    if (share < edge) return Selection::other;
    if (plan.is(kNamesListed)) edge += 0.4;
    if (share < edge) return Selection::mandatory;
    const int oddities = std::popcount(plan.marks & (kVagueText | kNewAccount | kStructured |
                                                     kForeignAccount | kOddRoute | kPaidByWallet));
    edge += 0.015 + 0.05 * oddities;
    if (was_found(plan.sender, plan.day()) || was_found(plan.recipient, plan.day())) edge += 0.35;
    const Lane& lane = lane_of(plan);
    if (lane.found > 1 && lane.found / lane.inspected > 0.07) edge += 0.15;
    if (share < edge) return Selection::rules;
    edge += 0.012 * std::min(plan.hazard, 6.0f);
    return share < edge ? std::optional(Selection::rank) : std::nullopt;
  }

  bool was_found(ActorRef actor, int day) const {
    const auto found = finds_.find(actor);
    return found != finds_.end() && found->second <= day;
  }

  void inspect(std::size_t index, Selection selection) {
    const Plan& plan = world_.plans[index];
    Inspection row{.plan = static_cast<std::uint32_t>(index), .selected_by = selection};
    row.happened_day = plan.second / static_cast<double>(kSecondsPerDay) + rng_.uniform(0.1, 2.5);
    row.known_day = row.happened_day + rng_.uniform(0, 1.5);
    // Some brokers bring what is asked for less often than others, and the less the more there is
    // to hide.
    const double absent =
        0.05 + 0.15 * static_cast<double>(base::mix(plan.broker, world_.seed) % 100) / 100 +
        (plan.is(kIllicit) ? 0.05 : 0);
    if (rng_.chance(absent)) {
      row.is_presented = row.is_inspected = false;
      row.result = Result::not_presented;
    } else if (rng_.chance(0.06)) {
      row.is_inspected = false;
      row.result = Result::released;
    } else {
      row.result = look_inside(plan);
      Lane& lane = lane_of(plan);
      lane.inspected += 1;
      lane.found += row.result == Result::found;
    }
    if (row.result == Result::found) {
      row.quantity_kg = static_cast<float>(rng_.log_normal(0.8, 1.0));
      row.known_day += rng_.uniform(0.5, 4);
    }
    const bool goes_to_laboratory =
        row.is_inspected && rng_.chance(row.result == Result::found ? 0.15 : 0.006);
    if (goes_to_laboratory) {
      Inspection pending = row;
      pending.result = Result::laboratory_pending;
      pending.quantity_kg = 0;
      done_.push_back(pending);
      row.known_day += rng_.uniform(15, 60);
    }
    if (row.result == Result::found) remember(plan, row.known_day);
    // What the laboratory has not said by the end of the year is not in the feed.
    if (row.known_day < kDays) done_.push_back(row);
  }

  Result look_inside(const Plan& plan) {
    const double share = rng_.uniform();
    if (plan.is(kIllicit) && share < kDetected) return Result::found;
    const double other = rng_.uniform();
    if (other < 0.06) return Result::misdeclared;
    return other < 0.08 ? Result::other_enforcement : Result::no_finding;
  }

  void remember(const Plan& plan, double known_day) {
    const int day = static_cast<int>(known_day) + 1;
    finds_.try_emplace(plan.sender, day);
    finds_.try_emplace(plan.recipient, day);
    if (plan.network == 0) return;
    int& caught = world_.planting.networks[plan.network - 1].caught_day;
    if (caught < 0) caught = day;
  }

  // After a find a network sends under other names and by other ways.
  void move_on(Plan& plan) {
    if (plan.network == 0 || !plan.is(kPatterned)) return;
    Network& network = world_.planting.networks[plan.network - 1];
    if (network.caught_day < 0 || plan.day() < network.caught_day + 7) return;
    plan.sender = successor(network, plan.sender, "reborn_supplier");
    if (base::mix(plan.recipient, 3) % 2 == 0)
      plan.recipient = successor(network, plan.recipient, "reborn_recipient");
    base::Rng lane(base::mix(plan.network, world_.seed));
    plan.transit = static_cast<std::uint8_t>(lane.below(world_.tables.transits.size()));
    plan.broker = static_cast<std::uint8_t>(lane.below(world_.tables.brokers.size()));
  }

  ActorRef successor(Network& network, ActorRef actor, const char* role) {
    const auto [place, is_new] = successors_.try_emplace(actor, kNobody);
    if (is_new) {
      Population& population = world_.planting.population;
      base::Rng rng(base::mix(world_.seed ^ 0xc001, actor));
      Actor next = reborn(population.at(actor), population, world_.tables, rng);
      next.account_opened_day = static_cast<std::int16_t>(network.caught_day);
      place->second = population.add(next);
      network.members.push_back({place->second, role, true});
    }
    return place->second;
  }

  World& world_;
  base::Rng rng_;
  std::vector<Inspection> done_;
  std::unordered_map<ActorRef, int> finds_;  // the day from which a find is known
  std::unordered_map<ActorRef, ActorRef> successors_;
  std::array<Lane, 32 * 64> lanes_;
};

constexpr const char* kResults[] = {"found",      "misdeclared",        "other_enforcement",
                                    "no_finding", "laboratory_pending", "not_presented",
                                    "released"};
constexpr const char* kSelections[] = {"mandatory", "rules", "rank", "random", "other"};

// What a find is called: a listed identity, or equipment.
std::string_view finding_of(const World& world, const Plan& plan) {
  const std::uint64_t which = base::mix(plan.seed, 0xf1) % (world.tables.substances.size() + 2);
  if (plan.is(kNamesListed)) return world.tables.substances[plan.substance].name;
  if (which < world.tables.substances.size()) return world.tables.substances[which].name;
  return which == world.tables.substances.size() ? "tablet press" : "tablet press dies";
}

}  // namespace

std::vector<Inspection> inspect_year(World& world) {
  return Office(world).work();
}

void write_outcomes(const World& world, const std::vector<Inspection>& inspections, CsvRows& out) {
  for (std::size_t i = 0; i < inspections.size(); ++i) {
    const Inspection& row = inspections[i];
    std::string id = "O";
    append_digits(shuffle_serial(static_cast<std::uint32_t>(i), world.seed ^ 0xc002), 8, id);
    out.add_plain(id);
    out.add_plain(item_id_of(world, row.plan));
    out.add_plain(kSelections[static_cast<int>(row.selected_by)]);
    out.add_plain("yes");
    out.add_plain(row.is_presented ? "yes" : "no");
    out.add_plain(row.is_inspected ? "yes" : "no");
    out.add_plain(kResults[static_cast<int>(row.result)]);
    if (row.result == Result::found) {
      out.add(finding_of(world, world.plans[row.plan]));
      out.field([&](std::string& text) { append_decimal(row.quantity_kg, 3, text); });
    } else {
      out.skip(), out.skip();
    }
    out.add_plain(records::format_moment(moment_of(row.happened_day)));
    out.add_plain(records::format_moment(moment_of(row.known_day)));
    out.end_row();
  }
}

}  // namespace chokepoint::world
