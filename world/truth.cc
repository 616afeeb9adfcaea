#include "world/truth.h"

#include <map>

namespace chokepoint::world {
namespace {

constexpr const char* kKindNames[] = {"person",      "small_trader", "firm",   "chemical_firm",
                                      "institution", "hobbyist",     "seller", "forwarder"};

// By what kind of recipient it is, never by where people come from.
std::string_view group_of(const Actor& recipient) {
  switch (recipient.kind) {
    case Kind::small_trader: return recipient.entered_day >= 0 ? "new_trader" : "small_trader";
    case Kind::institution: return "institution";
    case Kind::firm:
    case Kind::chemical_firm:
    case Kind::forwarder: return "firm";
    default: return "person";
  }
}

}  // namespace

void write_party_truth(std::string_view record_kind, std::string_view record_id,
                       std::string_view role, const Actor& actor, CsvRows& out) {
  out.add_plain(record_kind);
  out.add_plain(record_id);
  out.add_plain(role);
  out.add_plain(party_id_of(actor));
  out.add_plain(kKindNames[static_cast<int>(actor.kind)]);
  out.end_row();
}

void write_truth_of(const Plan& plan, std::string_view item_id, const Actor& sender,
                    const Actor& recipient, ChunkText& out) {
  out.illicit_count += plan.is(kIllicit);
  out.truth_consignments.add_plain(item_id);
  out.truth_consignments.add_plain(plan.is(kIllicit) ? "1" : "0");
  out.truth_consignments.add_plain(group_of(recipient));
  out.truth_consignments.end_row();
  write_party_truth("consignment", item_id, "consignor", sender, out.truth_parties);
  write_party_truth("consignment", item_id, "consignee", recipient, out.truth_parties);
}

void write_networks(const World& world, CsvRows& networks, CsvRows& looks_alike) {
  const Population& population = world.planting.population;
  // Items by network and party, in the order of time.
  std::map<std::pair<std::uint32_t, ActorRef>, std::vector<std::size_t>> items;
  for (std::size_t i = 0; i < world.plans.size(); ++i) {
    const Plan& plan = world.plans[i];
    if (plan.is(kLooksAlike)) {
      looks_alike.add_plain(facts_of(plan.typology).name);
      looks_alike.add_plain(facts_of(plan.typology).innocent_cause);
      looks_alike.add_plain(party_id_of(population.at(plan.recipient)));
      looks_alike.add_plain(item_id_of(world, i));
      looks_alike.end_row();
    } else if (plan.network != 0 && plan.is(kIllicit)) {
      items[{plan.network, plan.sender}].push_back(i);
      items[{plan.network, plan.recipient}].push_back(i);
    }
  }
  for (std::size_t n = 0; n < world.planting.networks.size(); ++n) {
    const Network& network = world.planting.networks[n];
    for (const Member& member : network.members) {
      const auto found = items.find({static_cast<std::uint32_t>(n + 1), member.actor});
      const std::vector<std::size_t> none = {world.plans.size()};
      for (const std::size_t item : found == items.end() ? none : found->second) {
        networks.add_plain("N" + std::to_string(n + 1));
        networks.add_plain(facts_of(network.typology).name);
        networks.add_plain(party_id_of(population.at(member.actor)));
        networks.add_plain(member.role);
        networks.add_plain(member.is_findable ? "1" : "0");
        if (item < world.plans.size())
          networks.add_plain(item_id_of(world, item));
        else
          networks.skip();
        networks.end_row();
      }
    }
  }
}

}  // namespace chokepoint::world
