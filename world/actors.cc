#include "world/actors.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "world/calendar.h"

namespace chokepoint::world {
namespace {

// Streams: one use of randomness does not shift another.
enum : std::uint64_t {
  kSenderStream = 0x51,
  kRecipientStream,
  kForwarderStream,
  kCampusStream,
  kParkStream,
  kHomeStream,
  kLinkStream
};

struct Share {
  const char* country;
  double share;
};
constexpr Share kOrigins[] = {{"CN", .51}, {"HK", .09}, {"IN", .07}, {"DE", .05}, {"US", .04},
                              {"GB", .04}, {"JP", .04}, {"KR", .04}, {"VN", .03}, {"TR", .03},
                              {"NL", .02}, {"MX", .02}, {"TW", .02}};
constexpr Share kDestinations[] = {{"US", .80}, {"CA", .06}, {"MX", .05},
                                   {"GB", .03}, {"DE", .03}, {"AU", .03}};

// Households of one to eight in blocks of eight neighbours on the index line.
constexpr std::uint8_t kHouseholds[][8] = {{0, 1, 2, 3, 4, 5, 6, 7}, {0, 0, 1, 2, 3, 4, 5, 6},
                                           {0, 0, 1, 1, 2, 3, 4, 5}, {0, 0, 0, 1, 2, 3, 4, 5},
                                           {0, 0, 0, 0, 1, 1, 2, 3}, {0, 0, 0, 1, 1, 2, 3, 4},
                                           {0, 0, 0, 0, 0, 1, 2, 3}, {0, 1, 2, 3, 4, 5, 6, 7}};
constexpr std::uint32_t kBlock = 8;

// Rank with P(rank) ~ 1 / (rank + offset): degrees have a tail of exponent 1.
std::uint32_t draw_zipf(base::Rng& rng, std::uint32_t count, double offset) {
  const double ratio = std::log((count + offset) / offset);
  return std::min(count - 1,
                  static_cast<std::uint32_t>(offset * (std::exp(rng.uniform() * ratio) - 1)));
}

// Rank with P(rank) ~ (rank + offset)^-2/3: degrees have a tail of exponent 1.5.
std::uint32_t draw_zipf_light(base::Rng& rng, std::uint32_t count, double offset) {
  const double low = std::cbrt(offset), high = std::cbrt(count + offset);
  const double root = low + (high - low) * rng.uniform();
  return std::min(count - 1, static_cast<std::uint32_t>(root * root * root - offset));
}

}  // namespace

Population::Population(const Tables& tables, std::uint64_t seed, std::uint64_t consignments)
    : tables_(tables), seed_(seed) {
  const auto scaled = [&](double share, double least) {
    return static_cast<std::uint32_t>(std::max(least, share * static_cast<double>(consignments)));
  };
  senders_ = scaled(0.08, 60);
  recipients_ = scaled(0.45, 160) / kBlock * kBlock;
  forwarders_ = scaled(0.0002, 6);
  campuses_ = scaled(0.0003, 6);
  const auto cumulate = [&](const auto& shares, auto& cumulative, auto& countries) {
    double sum = 0;
    for (const Share& share : shares) {
      cumulative.push_back(sum += share.share);
      countries.push_back(tables.country_of(share.country));
    }
  };
  cumulate(kOrigins, origins_, origin_countries_);
  cumulate(kDestinations, destinations_, destination_countries_);
}

void Population::set_contacts(Actor& actor, base::Rng& rng) const {
  actor.phone_seed = rng.next();
  actor.email_seed = rng.next();
  actor.account_seed = rng.next();
  actor.bank_seed = rng.next();
  actor.wallet_seed = rng.next();
  actor.ip_seed = rng.next();
}

// A year sees 25 % of the actors leave and 28 % come.
void Population::set_life(Actor& actor, base::Rng& rng) const {
  if (rng.chance(0.28)) actor.entered_day = static_cast<std::int16_t>(rng.below(kDays));
  if (rng.chance(0.25)) actor.left_day = static_cast<std::int16_t>(rng.below(kDays));
  if (actor.left_day <= actor.entered_day) actor.left_day = 1000;
  const double age = std::min(4000.0, 10 + rng.exponential(700));
  actor.account_opened_day = static_cast<std::int16_t>(
      actor.entered_day >= 0 ? actor.entered_day - static_cast<int>(rng.below(25))
                             : -static_cast<int>(age));
}

void Population::move_to_country(Actor& actor, std::uint8_t country, base::Rng& rng) const {
  const Country& home = tables_.countries[country];
  actor.city = home.cities[pick(home.cumulative, rng.uniform())];
  actor.building_seed = rng.next();
}

std::uint8_t Population::draw_destination(base::Rng& rng) const {
  return destination_countries_[pick(destinations_, rng.uniform())];
}

void Population::move_to_forwarder(Actor& actor, base::Rng& rng) const {
  const std::uint32_t forwarder = draw_zipf(rng, forwarders_, 3);
  base::Rng place(base::mix(seed_, base::mix(kForwarderStream, forwarder)));
  move_to_country(actor, tables_.country_of("US"), place);
  actor.unit_seed = rng.chance(0.5) ? rng.next() : 0;
  if (rng.chance(0.3)) actor.phone_seed = place.next();
}

void Population::move_to_campus(Actor& actor, base::Rng& rng) const {
  const Actor home = campus(static_cast<std::uint32_t>(rng.below(campuses_)));
  actor.city = home.city;
  actor.building_seed = home.building_seed;
  actor.company_seed = home.company_seed;
  actor.unit_seed = rng.chance(0.6) ? rng.next() : 0;
  if (rng.chance(0.4)) actor.phone_seed = home.phone_seed;
}

Actor Population::campus(std::uint32_t index) const {
  base::Rng rng(base::mix(seed_, base::mix(kCampusStream, index)));
  Actor actor;
  actor.id = rng.next();
  move_to_country(actor, draw_destination(rng), rng);
  actor.company_seed = rng.next() | 1;
  actor.kind = Kind::institution;
  set_contacts(actor, rng);
  return actor;
}

Actor Population::make_sender(std::uint32_t index) const {
  base::Rng rng(base::mix(seed_, base::mix(kSenderStream, index)));
  Actor actor;
  actor.id = rng.next();
  move_to_country(actor, origin_countries_[pick(origins_, rng.uniform())], rng);
  actor.person_culture = tables_.cities[actor.city].culture;
  actor.given_seed = rng.next();
  actor.family_seed = rng.next();
  set_contacts(actor, rng);
  set_life(actor, rng);
  const double kind = rng.uniform();
  actor.kind = kind < 0.50   ? Kind::seller
               : kind < 0.64 ? Kind::person
               : kind < 0.90 ? Kind::firm
               : kind < 0.96 ? Kind::chemical_firm
                             : Kind::forwarder;
  if (actor.kind != Kind::person && (actor.kind != Kind::seller || rng.chance(0.6)))
    actor.company_seed = rng.next() | 1;
  actor.category = static_cast<std::uint8_t>(pick(tables_.category_cumulative, rng.uniform()));
  if (actor.kind == Kind::chemical_firm) {
    actor.category = tables_.category_of(rng.chance(0.6)   ? "reagent"
                                         : rng.chance(0.5) ? "pigment"
                                                           : "labware");
  }
  // Industrial parks and warehouses house many firms, which share a line to the outside.
  if (rng.chance(0.2)) {
    base::Rng park(base::mix(
        seed_, base::mix(kParkStream, base::mix(actor.city, rng.below(4 + senders_ / 4000)))));
    actor.building_seed = park.next();
    actor.unit_seed = rng.next();
    if (rng.chance(0.5)) actor.ip_seed = park.next();
    if (rng.chance(0.25)) actor.phone_seed = park.next();
  } else if (rng.chance(0.3)) {
    actor.unit_seed = rng.next();
  }
  actor.usual_transit =
      static_cast<std::uint8_t>(rng.chance(0.45) ? 0 : rng.below(tables_.transits.size()));
  actor.usual_broker = static_cast<std::uint8_t>(
      draw_zipf(rng, static_cast<std::uint32_t>(tables_.brokers.size()), 6));
  return actor;
}

Actor Population::make_recipient(std::uint32_t index) const {
  base::Rng rng(base::mix(seed_, base::mix(kRecipientStream, index)));
  Actor actor;
  actor.id = rng.next();
  const double kind = rng.uniform();
  const bool is_large = index < recipients_ / 25;
  actor.kind = is_large ? (kind < .20   ? Kind::person
                           : kind < .60 ? Kind::small_trader
                           : kind < .86 ? Kind::firm
                           : kind < .96 ? Kind::institution
                                        : Kind::hobbyist)
                        : (kind < .86    ? Kind::person
                           : kind < .92  ? Kind::small_trader
                           : kind < .955 ? Kind::firm
                           : kind < .97  ? Kind::institution
                                         : Kind::hobbyist);
  // Those of a household draw address, surname and line from the same stream.
  const std::uint32_t block = index / kBlock;
  base::Rng street(base::mix(seed_, base::mix(kHomeStream, block)));
  const std::uint8_t* households = kHouseholds[street.below(std::size(kHouseholds))];
  base::Rng home(base::mix(street.next(), households[index % kBlock]));
  move_to_country(actor, draw_destination(home), home);
  static constexpr const char* kCultures[] = {"en", "es", "zh", "in", "vi", "ko", "de", "nl", "ja"};
  static const std::vector<double> kCultureShares = {.58, .78, .86, .91, .94, .96, .98, .99, 1.0};
  actor.person_culture = tables_.cities[actor.city].culture;
  const double culture = home.uniform();
  if (tables_.cities[actor.city].country == "US")
    actor.person_culture = tables_.culture_of(kCultures[pick(kCultureShares, culture)]);
  actor.family_seed = home.next();
  actor.unit_seed = home.chance(0.35) ? home.next() : 0;
  const std::uint64_t shared_phone = home.next(), shared_ip = home.next();
  actor.given_seed = rng.next();
  set_contacts(actor, rng);
  set_life(actor, rng);
  actor.category = static_cast<std::uint8_t>(pick(tables_.category_cumulative, rng.uniform()));
  if (actor.kind == Kind::person || actor.kind == Kind::hobbyist) {
    if (rng.chance(0.5)) actor.phone_seed = shared_phone;
    actor.ip_seed = shared_ip;
    if (actor.kind == Kind::hobbyist) actor.category = tables_.category_of("soapmaking");
    if (rng.chance(0.05)) move_to_forwarder(actor, rng);
  } else if (actor.kind == Kind::institution) {
    move_to_campus(actor, rng);
    actor.category = tables_.category_of(rng.chance(0.6) ? "reagent" : "labware");
  } else {
    actor.company_seed = rng.chance(0.85) ? rng.next() | 1 : 0;
    if (actor.kind == Kind::small_trader && rng.chance(0.12)) move_to_forwarder(actor, rng);
  }
  return actor;
}

Actor Population::at(ActorRef ref) const {
  if (ref >= kPlanted) return planted_[ref - kPlanted];
  return ref >= kRecipients ? make_recipient(ref - kRecipients) : make_sender(ref);
}

ActorRef Population::add(const Actor& actor) {
  planted_.push_back(actor);
  return kPlanted + static_cast<ActorRef>(planted_.size() - 1);
}

Actor& Population::planted(ActorRef ref) {
  CHECK(ref >= kPlanted && ref != kNobody);
  return planted_[ref - kPlanted];
}

ActorRef Population::draw_sender(base::Rng& rng, int day) const {
  ActorRef drawn = 0;
  for (int attempt = 0; attempt < 8; ++attempt) {
    drawn = draw_zipf(rng, senders_, std::max(2.0, senders_ * 0.0015));
    if (make_sender(drawn).is_active(day)) break;
  }
  return drawn;
}

ActorRef Population::draw_recipient(base::Rng& rng, int day) const {
  ActorRef drawn = 0;
  for (int attempt = 0; attempt < 4; ++attempt) {
    drawn = kRecipients + draw_zipf_light(rng, recipients_, std::max(2.0, recipients_ * 0.001));
    if (make_recipient(drawn - kRecipients).is_active(day)) break;
  }
  return drawn;
}

ActorRef Population::draw_partner(base::Rng& rng, ActorRef recipient, int day) const {
  constexpr double kHalfLifeDays = 395;
  const bool buys_often = recipient < kRecipients + recipients_ / 25;
  if (!rng.chance(buys_often ? 0.7 : 0.35)) return draw_sender(rng, day);
  // One of a few links; each is replaced after a lifetime without memory, so the day tells which
  // one holds now.
  const std::uint64_t slot = rng.below(buys_often ? 4 : 2);
  base::Rng link(base::mix(seed_, base::mix(kLinkStream, base::mix(recipient, slot))));
  double begins = 0;
  std::uint64_t generation = link.next();
  while ((begins += link.exponential(kHalfLifeDays / 0.6931)) < day) generation = link.next();
  base::Rng chosen(generation);
  return draw_sender(chosen, day);
}

ActorRef Population::housemate(base::Rng& rng, ActorRef recipient) const {
  if (recipient < kRecipients || recipient >= kPlanted) return recipient;
  const std::uint32_t index = recipient - kRecipients, block = index / kBlock;
  base::Rng street(base::mix(seed_, base::mix(kHomeStream, block)));
  const std::uint8_t* households = kHouseholds[street.below(std::size(kHouseholds))];
  for (int attempt = 0; attempt < 6; ++attempt) {
    const auto other = static_cast<std::uint32_t>(rng.below(kBlock));
    if (other != index % kBlock && households[other] == households[index % kBlock])
      return kRecipients + block * kBlock + other;
  }
  return recipient;
}

}  // namespace chokepoint::world
