// What moves: every consignment of the year as a plan, from which its rows are written.
#pragma once

#include <cstdint>
#include <vector>

#include "world/actors.h"
#include "world/calendar.h"
#include "world/typologies.h"

namespace chokepoint::world {

// What is out of the ordinary about a consignment, as bits.
enum Mark : std::uint32_t {
  kIllicit = 1,
  kVagueText = 1 << 1,    // a placeholder for a description, beside a code of ten digits
  kNamesListed = 1 << 2,  // the text names a listed substance
  kPaidBefore = 1 << 3,   // there is a payment, booked before the parcel
  kPaidByWallet = 1 << 4,
  kStructured = 1 << 5,      // paid in several transfers just below a limit
  kNewAccount = 1 << 6,      // the shipping account was opened days ago
  kForeignAccount = 1 << 7,  // the account's holder is not the shipper
  kOddRoute = 1 << 8,
  kKnownPaper = 1 << 9,  // its recipient holds the paper that the listed goods take
  kLatePaper = 1 << 10,  // .. but it came after the parcel
  kSensitive = 1 << 11,  // goods that chemistry uses: reagents, glass, mixers
  kHasListing = 1 << 12,
  kFormalEntry = 1 << 13,
  kLowValueEntry = 1 << 14,
  kLooksAlike = 1 << 15,  // innocent, in the likeness of a typology
  kPatterned = 1 << 16,   // shows the network's pattern
};

struct Plan {
  std::uint64_t seed = 0;    // of everything that is not stated here
  std::uint32_t second = 0;  // since the first midnight
  ActorRef sender = 0, recipient = 0;
  ActorRef payer = kNobody;           // kNobody: as usual
  ActorRef account_holder = kNobody;  // kNobody: the sender
  std::uint32_t network = 0;          // 0: none; else 1 + index
  std::uint32_t marks = 0;
  float value_usd = 0, mass_kg = 0;  // 0: as the goods have it
  float hazard = 1;                  // how much likelier than most to be illicit
  std::uint16_t good = 0;
  std::uint8_t transit = 0, broker = 0;
  std::uint8_t substance = 0;  // index, where the text names one
  Typology typology = Typology::none;

  int day() const { return static_cast<int>(second / kSecondsPerDay); }
  bool is(std::uint32_t mark) const { return (marks & mark) != 0; }
};

// Draws consignments as the trade goes. The same for innocent and illicit: what sets them apart is
// planted elsewhere.
class Trade {
 public:
  Trade(const Tables& tables, const Population& population, const Calendar& calendar,
        std::uint64_t seed);

  // Somebody buys something, on a day in [from, until).
  Plan draw(base::Rng& rng, int from = 0, int until = kDays) const;
  // This one buys from that one, on that day.
  Plan draw_between(base::Rng& rng, ActorRef sender, ActorRef recipient, int day) const;
  std::uint16_t draw_good(base::Rng& rng, std::uint8_t category) const;
  std::uint16_t draw_sensitive_good(base::Rng& rng) const;
  // Persisting differences of risk between sellers, buildings and lanes (transit and broker
  // together).
  float hazard_of(const Plan& plan, const Actor& sender, const Actor& recipient) const;

 private:
  bool is_hot_lane(const Plan& plan) const;

  const Tables& tables_;
  const Population& population_;
  const Calendar& calendar_;
  std::uint64_t seed_;
};

// `count` consignments of the background, in no order, without labels.
std::vector<Plan> draw_background(const Trade& trade, std::uint64_t seed, std::size_t count,
                                  int threads);

// Marks about `expected` of the plans illicit, each with a chance in proportion to its hazard.
void mark_illicit(std::vector<Plan>& plans, double expected, std::uint64_t seed);

}  // namespace chokepoint::world
