#include "records/moment.h"
#include "world/contacts.h"
#include "world/feeds.h"
#include "world/names.h"
#include "world/truth.h"

namespace chokepoint::world {
namespace {

constexpr std::uint64_t kPaperStream = 0xa001, kNoticeStream = 0xa002;

std::uint8_t substance_of(const Actor& campus, const Tables& tables) {
  return static_cast<std::uint8_t>(base::mix(campus.company_seed, 5) % tables.substances.size());
}

void write_licence(const World& world, const Actor& holder, std::uint8_t which, const char* kind,
                   int valid_from, int known, std::uint64_t number, base::Rng& rng, CsvRows& row,
                   CsvRows& truth) {
  const Substance& substance = world.tables.substances[which];
  const std::uint64_t spelling = base::mix(holder.id, 1);
  std::string id = "LIC";
  append_digits(shuffle_serial(static_cast<std::uint32_t>(number), world.seed ^ kPaperStream), 8,
                id);
  row.add_plain(id);
  row.field(
      [&](std::string& out) { append_company_name(world.tables, holder, plain_spelling(), out); });
  row.field([&](std::string& out) { append_street(world.tables, holder, spelling, out); });
  row.field([&](std::string& out) { append_city(world.tables, holder, spelling, out); });
  row.field([&](std::string& out) { append_postcode(world.tables, holder, out); });
  row.add_plain(world.tables.cities[holder.city].country);
  row.add(substance.name);
  row.add_plain(substance.cas);
  row.add_plain(substance.hs_code);
  if (rng.chance(0.3))
    row.skip();
  else
    row.field([&](std::string& out) { append_decimal(rng.log_normal(3, 0.8), 1, out); });
  row.add_plain(kind);
  row.add_plain(records::format_day(moment_of(valid_from).day()));
  if (rng.chance(0.3))
    row.skip();
  else
    row.add_plain(records::format_day(moment_of(valid_from + 730).day()));
  row.add_plain(records::format_moment(moment_of(known)));
  row.end_row();
  write_party_truth("licence", id, "holder", holder, truth);
}

}  // namespace

std::uint64_t write_licences(const World& world, CsvRows& out, CsvRows& truth) {
  const Population& population = world.planting.population;
  base::Rng rng(world.seed, "licences");
  std::uint64_t number = 0;
  for (std::uint32_t index = 0; index < population.campus_count(); ++index) {
    const Actor campus = population.campus(index);
    const double paper = rng.uniform();
    const std::uint8_t substance = substance_of(campus, world.tables);
    if (paper < 0.10) continue;  // exempt, or it buys too little to need one
    const int valid_from =
        paper < 0.22 ? static_cast<int>(rng.below(kDays)) : -static_cast<int>(rng.below(600));
    const int known = valid_from + static_cast<int>(rng.below(20));
    write_licence(world, campus, substance, "registration", valid_from, known, number++, rng, out,
                  truth);
    if (rng.chance(0.8))
      write_licence(world, campus, substance, "import", valid_from, known, number++, rng, out,
                    truth);
  }
  // Importers of chemicals, who hold papers for what they seldom declare.
  const std::uint64_t firms = 10 + world.plans.size() / 4000;
  for (std::uint64_t i = 0; i < firms; ++i) {
    Actor firm = population.at(
        population.recipient(static_cast<std::uint32_t>(rng.below(population.recipient_count()))));
    if (firm.company_seed == 0) firm.company_seed = rng.next() | 1;
    const auto substance = static_cast<std::uint8_t>(rng.below(world.tables.substances.size()));
    const int valid_from = -static_cast<int>(rng.below(600));
    write_licence(world, firm, substance, rng.chance(0.5) ? "registration" : "import", valid_from,
                  valid_from + 3, number++, rng, out, truth);
  }
  return number;
}

void write_notification(const World& world, std::size_t index, const Actor& sender,
                        const Actor& recipient, ChunkText& out) {
  const Plan& plan = world.plans[index];
  base::Rng rng(base::mix(plan.seed, kNoticeStream));
  if (!rng.chance(0.6)) return;
  const Substance& substance = world.tables.substances[plan.substance];
  std::string id = "PEN";
  append_digits(shuffle_serial(static_cast<std::uint32_t>(index), world.seed ^ kNoticeStream), 8,
                id);
  CsvRows& row = out.notifications;
  row.add_plain(id);
  row.add_plain("pre_export");
  row.field([&](std::string& text) {
    append_party_name(world.tables, sender, draw_spelling(sender, rng), text);
  });
  row.add_plain(world.tables.cities[sender.city].country);
  row.field([&](std::string& text) {
    append_company_name(world.tables, recipient, draw_spelling(recipient, rng), text);
  });
  row.add_plain(world.tables.cities[recipient.city].country);
  row.add(substance.name);
  row.add_plain(substance.cas);
  row.field([&](std::string& text) { append_decimal(rng.log_normal(1, 0.7), 2, text); });
  row.add_plain(records::format_day(moment_of(plan.day() + 1).day()));
  row.add_plain(rng.chance(0.75) ? "no_objection" : "none");
  row.add_plain(
      records::format_moment(moment_of(plan.day() - 1.0 - static_cast<double>(rng.below(14)))));
  row.end_row();
  ++out.notification_count;
  write_party_truth("notification", id, "exporter", sender, out.truth_parties);
  write_party_truth("notification", id, "importer", recipient, out.truth_parties);
}

}  // namespace chokepoint::world
