#include "records/moment.h"
#include "world/contacts.h"
#include "world/feeds.h"
#include "world/names.h"

namespace chokepoint::world {
namespace {

void write_entry(const World& world, const ListedParty& party, std::uint32_t number, CsvRows& row) {
  base::Rng rng(base::mix(world.seed ^ 0xb001, number));
  const Tables& tables = world.tables;
  const Actor& actor = party.actor;
  const bool is_firm = actor.company_seed != 0;
  std::string id = "W";
  append_digits(shuffle_serial(number, world.seed ^ 0xb002), 8, id);
  row.add_plain(id);
  // The list has its own spelling, which is none of those on the documents.
  row.field([&](std::string& out) {
    append_party_name(tables, actor, {base::mix(actor.id, 4), false}, out);
  });
  row.field([&](std::string& out) {
    for (std::uint64_t alias = 0, aliases = rng.below(4); alias < aliases; ++alias) {
      if (alias > 0) out += ';';
      append_party_name(tables, actor, {base::mix(actor.id, 5 + alias), false}, out);
    }
  });
  row.add_plain(is_firm ? "organization" : "person");
  row.add_plain(tables.cities[actor.city].country);
  if (party.shows_address)
    row.field([&](std::string& out) { append_full_address(tables, actor, 0, out); });
  else
    row.skip();
  if (party.shows_phone)
    row.field([&](std::string& out) { append_phone(tables, actor, 3, out); });
  else
    row.skip();
  if (rng.chance(0.2))
    row.field([&](std::string& out) { append_email(tables, actor, out); });
  else
    row.skip();
  if (party.shows_wallet)
    row.field([&](std::string& out) { append_wallet(actor, out); });
  else
    row.skip();
  if (rng.chance(0.2))
    row.field([&](std::string& out) { append_tax_number(tables, actor, out); });
  else
    row.skip();
  static constexpr const char* kReasons[] = {"synthetic opioid supply", "money laundering",
                                             "counterfeit pills", "export control"};
  row.add_plain(kReasons[rng.below(4)]);
  row.add_plain(records::format_day(moment_of(party.valid_from_day).day()));
  if (party.valid_to_day == 0)
    row.skip();
  else
    row.add_plain(records::format_day(moment_of(party.valid_to_day).day()));
  row.add_plain(records::format_moment(moment_of(party.known_day)));
  row.end_row();
}

}  // namespace

void write_watch_list(const World& world, CsvRows& out) {
  for (std::size_t i = 0; i < world.planting.listed.size(); ++i) {
    write_entry(world, world.planting.listed[i], static_cast<std::uint32_t>(i), out);
  }
}

}  // namespace chokepoint::world
