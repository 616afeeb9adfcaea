#include "world/feeds.h"

#include <cmath>

#include "records/moment.h"
#include "world/contacts.h"
#include "world/goods.h"
#include "world/names.h"
#include "world/truth.h"

namespace chokepoint::world {
namespace {

constexpr std::uint64_t kRowStream = 0x7001, kSerialSeed = 0x7002;

struct Missing {
  double name, region, phone, email, reference, identifier;
};
constexpr Missing kSenderMissing = {0.01, 0.35, 0.18, 0.55, 0.80, 0.78};
constexpr Missing kRecipientMissing = {0.005, 0.15, 0.24, 0.58, 0.82, 1};

// Name, company, street, city, postcode, region, country, phone, e-mail: the same columns for both
// sides.
void write_party(const Tables& tables, const Actor& actor, const Missing& missing, base::Rng& rng,
                 CsvRows& row) {
  const Spelling spelling = draw_spelling(actor, rng);
  const City& city = tables.cities[actor.city];
  const bool has_company = actor.company_seed != 0, names_person = !has_company || rng.chance(0.55);
  if (names_person && !rng.chance(missing.name))
    row.field([&](std::string& out) { append_person_name(tables, actor, spelling, out); });
  else
    row.skip();
  if (has_company)
    row.field([&](std::string& out) { append_company_name(tables, actor, spelling, out); });
  else
    row.skip();
  row.field([&](std::string& out) { append_street(tables, actor, spelling.seed, out); });
  row.field([&](std::string& out) { append_city(tables, actor, spelling.seed, out); });
  if (rng.chance(0.04))
    row.skip();
  else
    row.field([&](std::string& out) { append_postcode(tables, actor, out); });
  row.add(rng.chance(missing.region) ? std::string_view() : city.region);
  row.add_plain(city.country);
  if (rng.chance(missing.phone))
    row.skip();
  else
    row.field([&](std::string& out) { append_phone(tables, actor, spelling.seed, out); });
  if (rng.chance(missing.email))
    row.skip();
  else
    row.field([&](std::string& out) { append_email(tables, actor, out); });
}

enum class Entry { postal, express, low_value, formal };
constexpr const char* kEntryNames[] = {"postal", "express", "low_value", "formal"};

Entry draw_entry(const Plan& plan, const Actor& recipient, double mass_kg, base::Rng& rng) {
  const double share = rng.uniform();
  if (plan.is(kFormalEntry)) return Entry::formal;
  if (plan.is(kLowValueEntry)) return Entry::low_value;
  const bool is_business = recipient.company_seed != 0;
  if (share < (is_business ? 0.12 : 0.01) || mass_kg > 70) return Entry::formal;
  return share < 0.45 ? Entry::postal : share < 0.68 ? Entry::express : Entry::low_value;
}

struct Shipping {
  Entry entry = Entry::postal;
  std::uint32_t serial = 0;
};

// What the item's service is called in its id: two letters by the kind of transport.
void append_item_id(const World& world, std::size_t index, std::string_view country,
                    std::string& out) {
  const std::uint32_t serial =
      shuffle_serial(static_cast<std::uint32_t>(index), world.seed ^ kSerialSeed);
  static constexpr char kServices[] = "CELRUH";
  const std::uint64_t bits = base::mix(world.plans[index].seed, 3);
  const char service[3] = {kServices[bits % 6], static_cast<char>('A' + (bits >> 8) % 26), 0};
  append_s10(service, serial, country, out);
}

void write_account(const World& world, const Plan& plan, const Actor& sender, base::Rng& rng,
                   CsvRows& row) {
  // Always drawn, so that a mark does not shift what follows.
  const double age_noise = rng.uniform(), rate = rng.log_normal(1, 0.5);
  const bool ip_elsewhere = rng.chance(0.06), holder_differs = rng.chance(0.05);
  double opened = sender.account_opened_day;
  std::string account;
  append_shipping_account(sender, account);
  if (plan.is(kNewAccount)) opened = plan.day() - std::floor(age_noise * 12);
  if (opened > plan.day()) opened = plan.day();
  row.add_plain(account);
  row.add_plain(records::format_day(moment_of(opened).day()));
  const double daily =
      0.05 + 3 * std::pow(static_cast<double>(base::mix(sender.id, 9) >> 11) * 0x1.0p-53, 6);
  row.add_plain(
      std::to_string(static_cast<std::uint64_t>((plan.day() - opened + 0.2) * daily * rate)));
  const Actor holder =
      plan.account_holder != kNobody ? world.planting.population.at(plan.account_holder) : sender;
  const Actor stranger =
      holder_differs
          ? world.planting.population.at(world.planting.population.draw_sender(rng, plan.day()))
          : holder;
  row.field([&](std::string& out) {
    append_party_name(world.tables, stranger, draw_spelling(stranger, rng), out);
  });
  row.field([&](std::string& out) { append_ip_address(sender, out); });
  const std::string& home = world.tables.cities[sender.city].country;
  row.add_plain(ip_elsewhere || plan.is(kForeignAccount) ? (home == "HK" ? "CN" : "HK") : home);
}

void write_route(const World& world, const Plan& plan, const Actor& sender, const Actor& recipient,
                 CsvRows& row) {
  const std::string& from = world.tables.cities[sender.city].country;
  const std::string& to = world.tables.cities[recipient.city].country;
  const std::string& through = world.tables.transits[plan.transit];
  row.add_plain(from);
  row.add_plain(through == from || through == to ? std::string_view() : through);
  row.add_plain(to);
}

void write_tail(const World& world, const Plan& plan, const Actor& sender, const Actor& recipient,
                base::Rng& rng, CsvRows& row) {
  const Actor payer = plan.payer != kNobody ? world.planting.population.at(plan.payer) : recipient;
  const bool sender_pays = rng.chance(0.5), says_payer = rng.chance(0.4);
  const Actor& named = sender_pays && plan.payer == kNobody ? sender : payer;
  if (says_payer)
    row.field([&](std::string& out) {
      append_party_name(world.tables, named, draw_spelling(named, rng), out);
    });
  else
    row.skip();
  const bool is_sold_online =
      (sender.kind == Kind::seller || plan.is(kHasListing)) && rng.chance(0.55);
  const std::uint64_t which = rng.below(3);
  if (is_sold_online) {
    row.add_plain(world.tables.marketplaces[sender.id % world.tables.marketplaces.size()]);
    if (rng.chance(0.7))
      row.add_plain(listing_url_of(world, plan.sender, which));
    else
      row.skip();
  } else {
    row.skip(), row.skip();
  }
  const bool has_dispatch = rng.chance(0.5);
  const std::string day = records::format_day(moment_of(plan.day()).day());
  if (has_dispatch) {
    const std::string& from = world.tables.cities[sender.city].country;
    const std::uint64_t bag =
        base::mix(static_cast<std::uint64_t>(plan.day()), base::mix(world.seed, plan.transit)) %
        9000;
    row.field([&](std::string& out) { out += from, out += "A", append_digits(bag, 4, out); });
    row.field([&](std::string& out) {
      out += from, out += "A", append_digits(bag, 4, out), append_digits(rng.below(40), 3, out);
    });
  } else {
    row.skip(), row.skip();
  }
}

std::uint64_t write_items(const Contents& contents, std::string_view item_id, base::Rng& rng,
                          CsvRows& row) {
  std::uint64_t number = 0;
  for (const Piece& piece : contents.pieces) {
    row.add_plain(item_id);
    row.add_plain(std::to_string(++number));
    row.add(piece.description);
    row.field([&](std::string& out) { append_decimal(piece.quantity, 0, out); });
    if (rng.chance(0.1))
      row.skip();
    else
      row.field([&](std::string& out) { append_decimal(piece.net_mass_kg, 3, out); });
    row.field([&](std::string& out) { append_decimal(piece.value, 2, out); });
    row.add_plain(contents.currency);
    row.add_plain(piece.hs_code);
    row.add_plain(rng.chance(0.18) ? std::string_view() : contents.origin_country);
    row.end_row();
  }
  return number;
}

}  // namespace

std::string party_id_of(const Actor& actor) {
  std::string id = "T";
  append_hex(base::mix(actor.id, 0x717), id);
  return id;
}

std::uint32_t serial_of(const World& world, ActorRef actor) {
  const Population& population = world.planting.population;
  constexpr ActorRef kPlanted = 0x80000000;
  return actor >= kPlanted ? population.sender_count() + (actor - kPlanted) : actor;
}

std::string item_id_of(const World& world, std::size_t plan) {
  std::string id;
  const Actor sender = world.planting.population.at(world.plans[plan].sender);
  append_item_id(world, plan, world.tables.cities[sender.city].country, id);
  return id;
}

std::string listing_url_of(const World& world, ActorRef seller, std::uint64_t which) {
  const Actor actor = world.planting.population.at(seller);
  std::string url = "https://";
  url += world.tables.marketplaces[actor.id % world.tables.marketplaces.size()];
  url += ".example/item/";
  append_digits(shuffle_serial(serial_of(world, seller) * 3 + static_cast<std::uint32_t>(which),
                               world.seed ^ 0x115),
                8, url);
  return url;
}

void write_plan(const World& world, std::size_t index, ChunkText& out) {
  const Plan& plan = world.plans[index];
  const Tables& tables = world.tables;
  const Actor sender = world.planting.population.at(plan.sender),
              recipient = world.planting.population.at(plan.recipient);
  const Contents contents = write_contents(tables, plan, sender);
  base::Rng rng(base::mix(plan.seed, kRowStream));
  std::string item_id;
  append_item_id(world, index, tables.cities[sender.city].country, item_id);

  CsvRows& row = out.consignments;
  row.add_plain(item_id);
  row.add_plain(records::format_moment({moment_of(0).micros + plan.second * 1'000'000LL}));
  static constexpr const char* kCategories[] = {"sale", "sale",   "sale",  "sale",      "sale",
                                                "gift", "sample", "other", "documents", "return"};
  row.add_plain(rng.chance(0.03) ? "" : kCategories[rng.below(rng.chance(0.7) ? 6 : 10)]);
  if (rng.chance(0.02))
    row.skip();
  else
    row.field([&](std::string& text) { append_decimal(contents.gross_mass_kg, 3, text); });
  if (rng.chance(0.015))
    row.skip();
  else
    row.field([&](std::string& text) { append_decimal(contents.value, 2, text); });
  row.add_plain(contents.currency);
  if (rng.chance(0.6))
    row.skip();
  else
    row.field([&](std::string& text) {
      append_decimal((2 + 4 * contents.gross_mass_kg * rng.uniform(0.6, 1.6)) * contents.usd_rate,
                     2, text);
    });

  write_party(tables, sender, kSenderMissing, rng, row);
  if (rng.chance(kSenderMissing.reference))
    row.skip();
  else
    row.field([&](std::string& text) {
      text += "REF", append_digits(base::mix(sender.id, 77) % 1'000'000, 6, text);
    });
  if (rng.chance(kSenderMissing.identifier))
    row.skip();
  else
    row.field([&](std::string& text) { append_tax_number(tables, sender, text); });
  write_party(tables, recipient, kRecipientMissing, rng, row);
  if (rng.chance(kRecipientMissing.reference))
    row.skip();
  else
    row.field([&](std::string& text) { append_tax_number(tables, recipient, text); });
  row.add_plain(std::to_string(contents.pieces.size()));

  const Entry entry = draw_entry(plan, recipient, contents.gross_mass_kg, rng);
  row.add_plain(kEntryNames[static_cast<int>(entry)]);
  const std::uint64_t carrier = base::mix(sender.id, 15) % 3;
  // Posts are carriers 3 and 4 of the table, the others carry the rest.
  static constexpr std::uint8_t kCarrierOf[4][3] = {{3, 4, 3}, {0, 1, 2}, {2, 6, 1}, {5, 7, 0}};
  row.add(
      tables
          .carriers[kCarrierOf[static_cast<int>(entry)][rng.chance(0.8) ? carrier : rng.below(3)]]);
  row.add(entry == Entry::postal && rng.chance(0.25) ? std::string_view()
                                                     : tables.brokers[plan.broker]);
  const bool has_account = rng.chance(entry == Entry::express     ? 0.9
                                      : entry == Entry::low_value ? 0.7
                                                                  : 0.15);
  if (has_account || plan.is(kNewAccount | kForeignAccount))
    write_account(world, plan, sender, rng, row);
  else
    for (int i = 0; i < 6; ++i) row.skip();
  write_route(world, plan, sender, recipient, row);
  write_tail(world, plan, sender, recipient, rng, row);
  row.end_row();

  out.item_count += write_items(contents, item_id, rng, out.items);
  write_payments(world, index, sender, recipient, contents.value / contents.usd_rate, out);
  if (plan.is(kNamesListed) && plan.is(kKnownPaper))
    write_notification(world, index, sender, recipient, out);
  write_truth_of(plan, item_id, sender, recipient, out);
}

}  // namespace chokepoint::world
