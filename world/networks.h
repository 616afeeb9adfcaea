// Supply networks and their innocent look-alikes: casts of actors that share what a typology says
// they share, and the consignments between them. Both are made by the same steps; only the label,
// the causes and the company they keep differ.
#pragma once

#include <cstdint>
#include <vector>

#include "world/actors.h"
#include "world/trade.h"

namespace chokepoint::world {

struct Member {
  ActorRef actor = kNobody;
  const char* role = "";
  bool is_findable = true;  // false: nothing that it does tells it from the innocent
};

struct Network {
  Typology typology = Typology::none;
  std::vector<Member> members;
  int caught_day = -1;  // the day its first find became known
};

// An actor of this world that stands on the watch-list, or somebody invented.
struct ListedParty {
  Actor actor;
  bool is_real = false;  // trades in this world
  bool shows_phone = false, shows_wallet = false, shows_address = true;
  int valid_from_day = -500, valid_to_day = 0, known_day = -500;  // valid_to 0: open
};

struct Planting {
  Population population;
  std::vector<Network> networks;
  std::vector<ListedParty> listed;
  std::vector<Plan> plans;
};

// How loud and how frequent the planted patterns are.
struct Profile {
  double illicit_rate;            // of all consignments
  double patterned_share;         // of the illicit ones
  double unfindable_share;        // of a network's members
  double second_typology_chance;  // that a network shows another typology too
  double look_alike_chance;       // the same for look-alikes
  double parcels_a_member;        // illicit ones, on average
  double look_alikes_a_pattern;   // look-alike consignments for one patterned one
  double cover_share;             // ordinary consignments for one patterned one
};
Profile honest_profile();
Profile control_profile();

// Plants networks until `profile.patterned_share` of the expected illicit consignments is reached,
// then look-alikes in proportion; appends to planting.plans. Deterministic in `seed`.
void plant(Planting& planting, const Tables& tables, const Trade& trade, const Calendar& calendar,
           const Profile& profile, std::uint64_t consignments, std::uint64_t seed);

// The same person or firm under another name: new name, e-mail, account and address; telephone or
// wallet stay now and then.
Actor reborn(const Actor& actor, const Population& population, const Tables& tables,
             base::Rng& rng);

}  // namespace chokepoint::world
