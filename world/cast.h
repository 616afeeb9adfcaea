// One pattern being staged: who takes part and when.
#pragma once

#include <vector>

#include "world/networks.h"

namespace chokepoint::world {

struct Cast {
  std::vector<Typology> typologies;  // the first is the one it is named for
  std::vector<ActorRef> suppliers, recipients;
  ActorRef middle = kNobody;  // broker, payer or forwarder, where a typology has one
  int first_day = 0, last_day = kDays - 1;
  bool is_illicit = false;
  std::uint32_t network = 0;

  bool shows(Typology typology) const {
    for (const Typology shown : typologies) {
      if (shown == typology) return true;
    }
    return false;
  }
  // The tell lies with who sends.
  bool needs_own_supplier() const;
};

class Stage {
 public:
  Stage(Planting& planting, const Tables& tables, const Trade& trade, const Calendar& calendar)
      : planting_(planting), tables_(tables), trade_(trade), calendar_(calendar) {}

  // Somebody new, drawn as the trade's own senders and recipients are.
  ActorRef new_supplier(base::Rng& rng, int day);
  ActorRef new_recipient(base::Rng& rng, int day);
  // Gives the actors what the cast's typologies say they share.
  void share_identities(Cast& cast, base::Rng& rng);
  // About `parcels` consignments from the cast's suppliers to one of its recipients.
  void send_parcels(const Cast& cast, ActorRef recipient, double parcels, base::Rng& rng);
  // An ordinary purchase by, or sale of, somebody of the cast.
  void send_cover(const Cast& cast, base::Rng& rng);
  void send_plain_illicit(ActorRef recipient, std::uint32_t network, int first_day, int last_day,
                          base::Rng& rng);
  void list_party(const Actor& actor, base::Rng& rng);

 private:
  void send_onward(const Cast& cast, const Plan& arrived, ActorRef recipient, base::Rng& rng);
  void dress(const Cast& cast, Plan& plan, base::Rng& rng) const;
  void finish(const Cast& cast, Plan& plan, base::Rng& rng);

  Planting& planting_;
  const Tables& tables_;
  const Trade& trade_;
  const Calendar& calendar_;
};

}  // namespace chokepoint::world
