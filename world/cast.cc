#include "world/cast.h"

#include <algorithm>
#include <cmath>

namespace chokepoint::world {
namespace {

constexpr double kValueLimitUsd = 800;  // below it one person may import in a day without duty

// New names and contacts on the same kind of actor, in the same country.
void renew(Actor& actor, const Population& population, const Tables& tables, base::Rng& rng) {
  actor.id = rng.next();
  actor.given_seed = rng.next();
  actor.family_seed = rng.next();
  const bool is_campus = actor.kind == Kind::institution;
  if (actor.company_seed != 0 && !is_campus) actor.company_seed = rng.next() | 1;
  if (!is_campus) population.move_to_country(actor, tables.cities[actor.city].country_index, rng);
  actor.phone_seed = rng.next();
  actor.phone_country = kOwnCountry;
  actor.email_seed = rng.next();
  actor.account_seed = rng.next();
  actor.bank_seed = rng.next();
  actor.wallet_seed = rng.next();
  actor.ip_seed = rng.next();
}

void share_phone(Actor& actor, const Actor& owner, const Tables& tables) {
  actor.phone_seed = owner.phone_seed;
  actor.phone_country = owner.phone_country == kOwnCountry ? tables.cities[owner.city].country_index
                                                           : owner.phone_country;
}

void share_address(Actor& actor, const Actor& owner) {
  actor.city = owner.city;
  actor.building_seed = owner.building_seed;
}

}  // namespace

bool Cast::needs_own_supplier() const {
  return shows(Typology::new_account) || shows(Typology::near_listed_party) ||
         shows(Typology::reborn_seller) || shows(Typology::shared_internet_address) ||
         shows(Typology::shared_wallet);
}

Actor reborn(const Actor& actor, const Population& population, const Tables& tables,
             base::Rng& rng) {
  Actor other = actor;
  renew(other, population, tables, rng);
  const double kept = rng.uniform();
  if (kept < 0.4) share_phone(other, actor, tables);
  if (kept > 0.2 && kept < 0.75) other.wallet_seed = actor.wallet_seed;
  return other;
}

ActorRef Stage::new_supplier(base::Rng& rng, int day) {
  Actor actor = planting_.population.at(planting_.population.draw_sender(rng, day));
  renew(actor, planting_.population, tables_, rng);
  return planting_.population.add(actor);
}

ActorRef Stage::new_recipient(base::Rng& rng, int day) {
  Actor actor = planting_.population.at(planting_.population.draw_recipient(rng, day));
  renew(actor, planting_.population, tables_, rng);
  if (actor.kind == Kind::person && rng.chance(0.05))
    planting_.population.move_to_forwarder(actor, rng);
  return planting_.population.add(actor);
}

void Stage::list_party(const Actor& actor, base::Rng& rng) {
  ListedParty party{.actor = actor, .is_real = true};
  party.shows_phone = true;
  party.shows_wallet = rng.chance(0.5);
  party.known_day = static_cast<int>(rng.below(240)) - 200;
  party.valid_from_day = party.known_day - static_cast<int>(rng.below(4));
  if (rng.chance(0.1)) party.valid_to_day = party.known_day + 60 + static_cast<int>(rng.below(300));
  planting_.listed.push_back(party);
}

void Stage::share_identities(Cast& cast, base::Rng& rng) {
  Population& population = planting_.population;
  const auto first = [&](const std::vector<ActorRef>& actors) {
    return population.at(actors.front());
  };
  if (cast.shows(Typology::shared_contact)) {
    const Actor owner = first(cast.recipients);
    const bool is_family = !cast.is_illicit && rng.chance(0.4);
    for (const ActorRef recipient : cast.recipients) {
      share_phone(population.planted(recipient), owner, tables_);
      if (is_family)
        share_address(population.planted(recipient), owner),
            population.planted(recipient).family_seed = owner.family_seed;
    }
  }
  if (cast.shows(Typology::one_address)) {
    const Actor owner = first(cast.recipients);
    for (const ActorRef recipient : cast.recipients)
      share_address(population.planted(recipient), owner);
  }
  if (cast.shows(Typology::shared_internet_address)) {
    const std::uint64_t ip = rng.next();
    for (const ActorRef supplier : cast.suppliers) population.planted(supplier).ip_seed = ip;
  }
  if (cast.shows(Typology::shared_wallet)) {
    const std::uint64_t wallet = rng.next();
    for (const ActorRef supplier : cast.suppliers)
      population.planted(supplier).wallet_seed = wallet;
  }
  if (cast.shows(Typology::fictitious_consignee)) {
    for (const ActorRef recipient : cast.recipients) {
      population.planted(recipient).placeholder_name = rng.chance(0.7);
      population.planted(recipient).company_seed = 0;
    }
  }
  if (cast.shows(Typology::near_listed_party)) {
    // The listed one does not ship; who does shares its telephone or its building.
    Actor listed = first(cast.suppliers);
    renew(listed, population, tables_, rng);
    if (cast.is_illicit || rng.chance(0.25)) {
      Actor& near = population.planted(cast.suppliers.front());
      if (rng.chance(0.6))
        share_phone(near, listed, tables_);
      else
        share_address(near, listed);
    } else {
      listed.city = first(cast.recipients).city;
      listed.building_seed = first(cast.recipients).building_seed;
    }
    list_party(listed, rng);
  }
  if (cast.shows(Typology::reborn_seller)) {
    Actor next = reborn(first(cast.suppliers), population, tables_, rng);
    next.wallet_seed = first(cast.suppliers).wallet_seed;
    if (rng.chance(0.7)) share_phone(next, first(cast.suppliers), tables_);
    if (!cast.is_illicit && rng.chance(0.5)) share_address(next, first(cast.suppliers));
    cast.suppliers.insert(cast.suppliers.begin() + 1, population.add(next));
  }
  if (cast.shows(Typology::inbound_onward)) {
    Actor& forwarder = population.planted(cast.middle);
    static constexpr const char* kBorder[] = {"Tucson", "El Paso", "San Diego", "Phoenix",
                                              "Los Angeles"};
    const char* wanted = kBorder[rng.below(5)];
    for (std::size_t city = 0; city < tables_.cities.size(); ++city) {
      if (tables_.cities[city].name.canonical() == wanted)
        forwarder.city = static_cast<std::uint16_t>(city);
    }
    for (const ActorRef recipient : cast.recipients)
      population.move_to_country(population.planted(recipient), tables_.country_of("MX"), rng);
  }
}

void Stage::dress(const Cast& cast, Plan& plan, base::Rng& rng) const {
  if (cast.shows(Typology::new_account) && rng.chance(0.9)) {
    plan.marks |= kNewAccount;
    plan.good = trade_.draw_sensitive_good(rng);
  }
  if (cast.shows(Typology::listed_without_paper) && rng.chance(0.5)) {
    plan.marks |= kNamesListed;
    plan.substance = static_cast<std::uint8_t>(rng.below(tables_.substances.size()));
    plan.good = trade_.draw_good(rng, tables_.category_of("reagent"));
  }
  if (cast.shows(Typology::payment_before_parcel))
    plan.marks |= kPaidBefore, plan.payer = cast.middle;
  if (cast.shows(Typology::vague_text) && rng.chance(0.8)) plan.marks |= kVagueText;
  if (cast.shows(Typology::shared_wallet) ||
      (cast.shows(Typology::reborn_seller) && rng.chance(0.5))) {
    plan.marks |= kPaidBefore | kPaidByWallet;
  }
  if (cast.shows(Typology::structured_payments)) plan.marks |= kPaidBefore | kStructured;
  if (cast.shows(Typology::odd_route)) {
    plan.marks |= kOddRoute;
    plan.transit = static_cast<std::uint8_t>(1 + rng.below(tables_.transits.size() - 1));
  }
  if (cast.shows(Typology::account_conflict))
    plan.marks |= kForeignAccount, plan.account_holder = cast.middle;
  if (cast.shows(Typology::regime_switch)) {
    plan.marks |= plan.day() < (cast.first_day + cast.last_day) / 2 ? kFormalEntry : kLowValueEntry;
  }
}

void Stage::finish(const Cast& cast, Plan& plan, base::Rng& rng) {
  dress(cast, plan, rng);
  plan.typology = cast.typologies.front();
  plan.network = cast.network;
  plan.marks |= cast.is_illicit ? kIllicit | kPatterned : kLooksAlike;
  plan.marks &= ~static_cast<std::uint32_t>(kKnownPaper);
  planting_.plans.push_back(plan);
}

void Stage::send_onward(const Cast& cast, const Plan& arrived, ActorRef recipient, base::Rng& rng) {
  const int day = arrived.day() + 2 + static_cast<int>(rng.below(7));
  if (day >= kDays) return;
  Plan onward = trade_.draw_between(rng, cast.middle, recipient, day);
  onward.good = arrived.good;
  onward.mass_kg = arrived.mass_kg * static_cast<float>(rng.uniform(0.93, 1.0));
  finish(cast, onward, rng);
}

void Stage::send_parcels(const Cast& cast, ActorRef recipient, double parcels, base::Rng& rng) {
  const auto count = static_cast<int>(std::max(1.0, std::floor(rng.exponential(parcels) + 0.5)));
  const bool is_split = cast.shows(Typology::split_under_limit);
  for (int sent = 0; sent < count;) {
    const int day = calendar_.draw_day(rng, cast.first_day, cast.last_day + 1);
    std::size_t which = rng.below(cast.suppliers.size());
    // The old name until the middle of the time, the new one after it.
    if (cast.shows(Typology::reborn_seller))
      which = day < (cast.first_day + cast.last_day) / 2 ? 0 : 1;
    const int burst = is_split ? 2 + static_cast<int>(rng.below(3)) : 1;
    for (int i = 0; i < burst; ++i, ++sent) {
      // A group order trickles in over days.
      const int later = is_split && !cast.is_illicit ? static_cast<int>(rng.below(4)) : 0;
      const bool is_inbound = cast.shows(Typology::inbound_onward);
      const int posted = std::min(day + later, kDays - 1);
      // Much of it passes through sellers of the ordinary trade, who may not know.
      const bool from_anyone = !cast.needs_own_supplier() && rng.chance(0.5);
      const ActorRef supplier =
          from_anyone ? planting_.population.draw_sender(rng, posted) : cast.suppliers[which];
      Plan plan = trade_.draw_between(rng, supplier, is_inbound ? cast.middle : recipient, posted);
      if (is_split) plan.value_usd = static_cast<float>(kValueLimitUsd * rng.uniform(0.45, 0.995));
      if (is_inbound) plan.mass_kg = static_cast<float>(rng.log_normal(3, 0.7));
      finish(cast, plan, rng);
      if (is_inbound) send_onward(cast, plan, recipient, rng);
    }
  }
}

void Stage::send_cover(const Cast& cast, base::Rng& rng) {
  const int day = calendar_.draw_day(rng, cast.first_day, cast.last_day + 1);
  const Population& population = planting_.population;
  const bool is_sale = rng.chance(0.4);
  const ActorRef sender =
      is_sale ? cast.suppliers[rng.below(cast.suppliers.size())] : population.draw_sender(rng, day);
  const ActorRef recipient = is_sale ? population.draw_recipient(rng, day)
                                     : cast.recipients[rng.below(cast.recipients.size())];
  planting_.plans.push_back(trade_.draw_between(rng, sender, recipient, day));
}

void Stage::send_plain_illicit(ActorRef recipient, std::uint32_t network, int first_day,
                               int last_day, base::Rng& rng) {
  const int day = calendar_.draw_day(rng, first_day, last_day + 1);
  Plan plan = trade_.draw_between(rng, planting_.population.draw_partner(rng, recipient, day),
                                  recipient, day);
  plan.marks |= kIllicit;
  plan.network = network;
  planting_.plans.push_back(plan);
}

}  // namespace chokepoint::world
