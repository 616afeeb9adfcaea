// Who trades: every actor is a handful of seeds, from which its name, address, phone and accounts
// are written. Two actors that share a seed share what is written from it; that is how families,
// offices, mail drops and networks are made.
#pragma once

#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "world/tables.h"

namespace chokepoint::world {

enum class Kind : std::uint8_t {
  person,
  small_trader,
  firm,
  chemical_firm,
  institution,
  hobbyist,
  seller,
  forwarder
};

inline constexpr std::uint8_t kOwnCountry = 255;

struct Actor {
  std::uint64_t id = 0;  // known to the truth alone
  std::uint64_t given_seed = 0, family_seed = 0;
  std::uint64_t company_seed = 0;  // 0: no company
  std::uint64_t building_seed = 0;
  std::uint64_t unit_seed = 0;  // 0: none is written
  std::uint64_t phone_seed = 0, email_seed = 0, account_seed = 0, bank_seed = 0, wallet_seed = 0,
                ip_seed = 0;
  std::uint16_t city = 0;
  std::int16_t entered_day = -1000, left_day = 1000, account_opened_day = -1000;
  std::uint8_t person_culture = 0;
  std::uint8_t category = 0;  // of the goods it mostly deals in
  std::uint8_t usual_transit = 0, usual_broker = 0;
  Kind kind = Kind::person;
  std::uint8_t phone_country = kOwnCountry;  // whose calling code its telephone has
  bool placeholder_name = false;             // a made-up addressee: "Resident", "Unknown"

  bool is_active(int day) const { return entered_day <= day && day < left_day; }
};

// A sender, a recipient or a planted actor, as one number.
using ActorRef = std::uint32_t;
inline constexpr ActorRef kNobody = 0xffffffff;

// The background population is a function of seed and index: it takes no memory. Planted actors are
// kept.
class Population {
 public:
  Population(const Tables& tables, std::uint64_t seed, std::uint64_t consignments);

  Actor at(ActorRef ref) const;
  ActorRef add(const Actor& actor);
  Actor& planted(ActorRef ref);
  const std::vector<Actor>& all_planted() const { return planted_; }

  // Drawn by weight (Zipf), among those active on `day`.
  ActorRef draw_sender(base::Rng& rng, int day) const;
  ActorRef draw_recipient(base::Rng& rng, int day) const;
  // The sender that this recipient buys from that day: an old link, as a rule, or a new one.
  ActorRef draw_partner(base::Rng& rng, ActorRef recipient, int day) const;
  // An institution as such: the holder of its papers.
  Actor campus(std::uint32_t index) const;
  std::uint32_t campus_count() const { return campuses_; }
  ActorRef planted_ref(std::size_t index) const { return kPlanted + static_cast<ActorRef>(index); }
  // Someone of the recipient's household, or itself where it lives alone.
  ActorRef housemate(base::Rng& rng, ActorRef recipient) const;

  ActorRef sender(std::uint32_t index) const { return index; }
  ActorRef recipient(std::uint32_t index) const { return kRecipients + index; }
  std::uint32_t sender_count() const { return senders_; }
  std::uint32_t recipient_count() const { return recipients_; }
  // Takes the address of a mail drop or forwarder, Zipf by size.
  void move_to_forwarder(Actor& actor, base::Rng& rng) const;
  void move_to_campus(Actor& actor, base::Rng& rng) const;
  // A fresh city of the country, and a fresh building in it.
  void move_to_country(Actor& actor, std::uint8_t country, base::Rng& rng) const;
  std::uint8_t draw_destination(base::Rng& rng) const;

 private:
  static constexpr ActorRef kRecipients = 0x40000000, kPlanted = 0x80000000;
  Actor make_sender(std::uint32_t index) const;
  Actor make_recipient(std::uint32_t index) const;
  void set_contacts(Actor& actor, base::Rng& rng) const;
  void set_life(Actor& actor, base::Rng& rng) const;

  const Tables& tables_;
  std::uint64_t seed_;
  std::uint32_t senders_, recipients_, forwarders_, campuses_;
  std::vector<double> origins_, destinations_;
  std::vector<std::uint8_t> origin_countries_, destination_countries_;
  std::vector<Actor> planted_;
};

}  // namespace chokepoint::world
