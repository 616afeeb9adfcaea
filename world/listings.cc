#include <cmath>

#include "records/moment.h"
#include "world/contacts.h"
#include "world/feeds.h"
#include "world/names.h"
#include "world/truth.h"

namespace chokepoint::world {
namespace {

constexpr std::uint64_t kListingStream = 0x9001, kListingSerials = 0x115, kSellerSerials = 0x9003;

void write_listing(const World& world, ActorRef seller, const Actor& actor, std::uint64_t which,
                   CsvRows& row, CsvRows& truth) {
  base::Rng rng(base::mix(world.seed ^ kListingStream, base::mix(actor.id, which)));
  const Tables& tables = world.tables;
  const std::uint32_t serial = serial_of(world, seller);
  std::string id = "L", seller_id = "S";
  append_digits(
      shuffle_serial(serial * 3 + static_cast<std::uint32_t>(which), world.seed ^ kListingSerials),
      8, id);
  append_digits(shuffle_serial(serial, world.seed ^ kSellerSerials), 8, seller_id);
  const auto& goods = tables.goods_of_category[actor.category];
  const Good& good = tables.goods[goods[rng.below(goods.size())]];
  row.add_plain(tables.marketplaces[actor.id % tables.marketplaces.size()]);
  row.add_plain(id);
  row.add_plain(
      records::format_moment(moment_of(std::max<int>(actor.entered_day, 0) + rng.uniform() * 60)));
  row.field([&](std::string& out) {
    out += tables.qualifiers[rng.below(tables.qualifiers.size())], out += ' ',
        out += good.description;
  });
  row.field([&](std::string& out) {
    out += good.description, out += ", ", out += tables.colours[rng.below(tables.colours.size())],
        out += ". Ships in ";
    out += std::to_string(1 + rng.below(9)), out += " days";
    if (rng.chance(0.3)) out += ", ask for \"bulk\" price";
  });
  row.field([&](std::string& out) {
    append_decimal(good.unit_value_usd * rng.log_normal(1, 0.4), 2, out);
  });
  row.add_plain("USD");
  row.add_plain(seller_id);
  row.field(
      [&](std::string& out) { append_party_name(tables, actor, draw_spelling(actor, rng), out); });
  row.add_plain(tables.cities[actor.city].country);
  row.add_plain(rng.chance(0.4) ? "US" : "worldwide");
  row.field([&](std::string& out) {
    if (rng.chance(0.35)) return;
    append_handles(tables, actor, out);
    if (rng.chance(0.5)) out += ';', append_phone(tables, actor, 0, out);
  });
  row.field([&](std::string& out) {
    append_hex(base::hash_bytes(listing_url_of(world, seller, which)), out);
  });
  row.add_plain("en");
  row.end_row();
  write_party_truth("listing", id, "seller", actor, truth);
}

}  // namespace

std::uint64_t write_listings(const World& world, ActorRef seller, CsvRows& out, CsvRows& truth) {
  const Actor actor = world.planting.population.at(seller);
  if (actor.kind != Kind::seller) return 0;
  std::uint64_t written = 0;
  for (std::uint64_t which = 0; which < 3; ++which) {
    if (base::mix(actor.id, which + 50) % 10 >= 6) continue;
    write_listing(world, seller, actor, which, out, truth);
    ++written;
  }
  return written;
}

}  // namespace chokepoint::world
