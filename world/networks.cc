#include "world/networks.h"

#include <algorithm>

#include "world/cast.h"

namespace chokepoint::world {
namespace {

// Two to eighteen, uniform over the bins of AMLworld.
int draw_size(base::Rng& rng) {
  static constexpr int kBins[][2] = {{2, 2}, {2, 4}, {4, 8}, {8, 12}, {12, 18}};
  const auto& bin = kBins[rng.below(5)];
  return static_cast<int>(rng.between(bin[0], bin[1]));
}

Typology draw_typology(base::Rng& rng) {
  return static_cast<Typology>(1 + rng.below(kTypologies));
}

bool needs_middle(const Cast& cast) {
  return cast.shows(Typology::payment_before_parcel) || cast.shows(Typology::inbound_onward) ||
         cast.shows(Typology::account_conflict);
}

Cast gather_cast(Stage& stage, int recipients, double second_chance, bool is_illicit,
                 base::Rng& rng) {
  Cast cast;
  cast.is_illicit = is_illicit;
  const int middle_day = static_cast<int>(rng.below(kDays)),
            half = 50 + static_cast<int>(rng.below(100));
  cast.first_day = std::max(0, middle_day - half);
  cast.last_day = std::min(kDays - 1, middle_day + half);
  cast.typologies.push_back(draw_typology(rng));
  while (cast.typologies.size() < 3 && rng.chance(second_chance)) {
    const Typology other = draw_typology(rng);
    if (!cast.shows(other)) cast.typologies.push_back(other);
  }
  const int suppliers =
      1 + recipients / 3 +
      (cast.shows(Typology::shared_internet_address) || cast.shows(Typology::shared_wallet) ? 1
                                                                                            : 0);
  for (int i = 0; i < suppliers; ++i) cast.suppliers.push_back(stage.new_supplier(rng, middle_day));
  for (int i = 0; i < recipients; ++i)
    cast.recipients.push_back(stage.new_recipient(rng, middle_day));
  if (needs_middle(cast)) cast.middle = stage.new_recipient(rng, middle_day);
  return cast;
}

std::size_t plant_network(Stage& stage, Planting& planting, const Profile& profile,
                          base::Rng& rng) {
  const std::size_t before = planting.plans.size();
  const int size = draw_size(rng);
  int findable = 0;
  for (int i = 0; i < size - 1; ++i) findable += rng.chance(1 - profile.unfindable_share);
  findable = std::max(1, findable);
  Cast cast = gather_cast(stage, findable, profile.second_typology_chance, true, rng);
  cast.network = static_cast<std::uint32_t>(planting.networks.size() + 1);
  stage.share_identities(cast, rng);
  Network network{.typology = cast.typologies.front(), .members = {}};
  for (const ActorRef supplier : cast.suppliers)
    network.members.push_back({supplier, "supplier", true});
  if (cast.middle != kNobody) network.members.push_back({cast.middle, "broker", true});
  for (const ActorRef recipient : cast.recipients) {
    network.members.push_back({recipient, "recipient", true});
    stage.send_parcels(cast, recipient, profile.parcels_a_member, rng);
  }
  const std::size_t patterned = planting.plans.size() - before;
  // Those without a tell are about `unfindable_share` of all members, suppliers and brokers
  // included.
  const double dark = static_cast<double>(network.members.size()) * profile.unfindable_share /
                      (1 - profile.unfindable_share);
  const int unfindable = static_cast<int>(dark) + rng.chance(dark - static_cast<int>(dark));
  for (int i = 0; i < unfindable; ++i) {
    const ActorRef recipient = planting.population.draw_recipient(rng, cast.first_day);
    network.members.push_back({recipient, "recipient", false});
    stage.send_plain_illicit(recipient, cast.network, cast.first_day, cast.last_day, rng);
  }
  const auto cover = static_cast<std::size_t>(static_cast<double>(patterned) * profile.cover_share);
  for (std::size_t i = 0; i < cover; ++i) stage.send_cover(cast, rng);
  planting.networks.push_back(std::move(network));
  return patterned;
}

std::size_t plant_look_alike(Stage& stage, Planting& planting, const Profile& profile,
                             base::Rng& rng) {
  const std::size_t before = planting.plans.size();
  Cast cast =
      gather_cast(stage, 1 + static_cast<int>(rng.below(9)), profile.look_alike_chance, false, rng);
  if (cast.shows(Typology::listed_without_paper)) {
    for (const ActorRef recipient : cast.recipients) {
      Actor& actor = planting.population.planted(recipient);
      actor.kind = Kind::institution;
      planting.population.move_to_campus(actor, rng);
    }
  }
  stage.share_identities(cast, rng);
  for (const ActorRef recipient : cast.recipients) stage.send_parcels(cast, recipient, 2.2, rng);
  const std::size_t made = planting.plans.size() - before;
  for (std::size_t i = 0; i < made / 3; ++i) stage.send_cover(cast, rng);
  return made;
}

// Names that mean nobody here, and homonyms of the innocent.
void fill_watch_list(Planting& planting, const Tables& tables, std::uint64_t consignments,
                     base::Rng& rng) {
  const auto wanted =
      static_cast<std::size_t>(std::clamp<std::uint64_t>(consignments / 500, 60, 5000));
  for (std::size_t i = 0; i < wanted; ++i) {
    ListedParty party;
    party.actor = planting.population.at(planting.population.sender(
        static_cast<std::uint32_t>(rng.below(planting.population.sender_count()))));
    const Actor other = reborn(party.actor, planting.population, tables, rng);
    party.actor = other;
    if (rng.chance(0.35)) {
      party.actor.company_seed = 0;
      party.actor.kind = Kind::person;
    }
    party.actor.phone_seed = rng.next();
    party.actor.wallet_seed = rng.next();
    party.shows_phone = rng.chance(0.3);
    party.shows_wallet = rng.chance(0.2);
    party.known_day = static_cast<int>(rng.below(1500)) - 1200;
    party.valid_from_day = party.known_day - static_cast<int>(rng.below(5));
    if (rng.chance(0.08))
      party.valid_to_day = party.known_day + 100 + static_cast<int>(rng.below(600));
    planting.listed.push_back(party);
  }
}

}  // namespace

Profile honest_profile() {
  return {.illicit_rate = 0.022,
          .patterned_share = 0.20,
          .unfindable_share = 0.42,
          .second_typology_chance = 0.7,
          .look_alike_chance = 0.06,
          .parcels_a_member = 1.9,
          .look_alikes_a_pattern = 2.5,
          .cover_share = 2.0};
}

Profile control_profile() {
  return {.illicit_rate = 0.022,
          .patterned_share = 0.65,
          .unfindable_share = 0.05,
          .second_typology_chance = 0.95,
          .look_alike_chance = 0.02,
          .parcels_a_member = 6,
          .look_alikes_a_pattern = 0.6,
          .cover_share = 0.2};
}

void plant(Planting& planting, const Tables& tables, const Trade& trade, const Calendar& calendar,
           const Profile& profile, std::uint64_t consignments, std::uint64_t seed) {
  Stage stage(planting, tables, trade, calendar);
  base::Rng rng(seed, "networks"), innocent(seed, "look-alikes"), list(seed, "watch-list");
  const double wanted =
      static_cast<double>(consignments) * profile.illicit_rate * profile.patterned_share;
  double patterned = 0, alike = 0;
  while (patterned < wanted)
    patterned += static_cast<double>(plant_network(stage, planting, profile, rng));
  while (alike < patterned * profile.look_alikes_a_pattern) {
    alike += static_cast<double>(plant_look_alike(stage, planting, profile, innocent));
  }
  fill_watch_list(planting, tables, consignments, list);
}

}  // namespace chokepoint::world
