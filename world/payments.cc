#include <cmath>

#include "records/moment.h"
#include "world/contacts.h"
#include "world/feeds.h"
#include "world/names.h"
#include "world/truth.h"

namespace chokepoint::world {
namespace {

constexpr std::uint64_t kPaymentStream = 0x8001, kPaymentIds = 0x8002, kOtherStream = 0x8003;
constexpr double kReportingLimitUsd = 1000;

struct Transfer {
  const Actor* payer = nullptr;
  const Actor* payee = nullptr;
  records::Moment booked_at;
  double amount_usd = 0;
  std::string_view channel;
  std::string_view purpose;
};

std::string_view draw_channel(base::Rng& rng) {
  static constexpr std::string_view kChannels[] = {"card", "wire", "p2p", "msb", "crypto", "cash"};
  static const std::vector<double> kShares = {0.42, 0.66, 0.84, 0.91, 0.95, 1.0};
  return kChannels[pick(kShares, rng.uniform())];
}

void append_uetr(std::uint64_t high, std::uint64_t low, std::string& out) {
  std::string digits;
  append_hex((high & ~0xF000ULL) | 0x4000ULL, digits);
  append_hex((low & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL, digits);
  out.append(digits, 0, 8), out += '-', out.append(digits, 8, 4), out += '-',
      out.append(digits, 12, 4), out += '-';
  out.append(digits, 16, 4), out += '-', out.append(digits, 20);
}

void write_side(const Tables& tables, const Actor& actor, bool by_bank, base::Rng& rng,
                CsvRows& row) {
  const Spelling spelling = draw_spelling(actor, rng);
  row.field(
      [&](std::string& out) { append_party_name(tables, actor, {spelling.seed, false}, out); });
  if (rng.chance(0.3))
    row.skip();
  else
    row.field([&](std::string& out) { append_full_address(tables, actor, spelling.seed, out); });
  row.add_plain(tables.cities[actor.city].country);
  const bool has_account = by_bank && !rng.chance(0.05);
  if (has_account)
    row.field([&](std::string& out) { append_bank_account(tables, actor, out); });
  else
    row.skip();
  if (has_account && rng.chance(0.7))
    row.field([&](std::string& out) { append_bic(tables, actor, out); });
  else
    row.skip();
}

void write_transfer(const World& world, const Transfer& transfer, std::uint64_t number,
                    base::Rng& rng, ChunkText& out) {
  CsvRows& row = out.payments;
  std::string id = "P";
  append_hex(base::mix(world.seed ^ kPaymentIds, number), id);
  const Country& country =
      world.tables.countries[world.tables.cities[transfer.payer->city].country_index];
  const bool in_own_currency = rng.chance(0.2);
  const bool by_bank = transfer.channel != "crypto" && transfer.channel != "cash";
  row.add_plain(id);
  if (transfer.channel == "wire")
    row.field([&](std::string& text) { append_uetr(rng.next(), rng.next(), text); });
  else
    row.skip();
  row.add_plain(records::format_moment(transfer.booked_at));
  row.field([&](std::string& text) {
    append_decimal(transfer.amount_usd * (in_own_currency ? country.usd_rate : 1), 2, text);
  });
  row.add_plain(in_own_currency ? std::string_view(country.currency) : "USD");
  write_side(world.tables, *transfer.payer, by_bank, rng, row);
  write_side(world.tables, *transfer.payee, by_bank, rng, row);
  row.add_plain(transfer.purpose);
  row.field([&](std::string& text) {
    if (rng.chance(0.3)) return;
    text += world.tables.memos[rng.below(world.tables.memos.size())];
    if (rng.chance(0.4)) text += ' ', append_digits(rng.below(1'000'000), 6, text);
  });
  row.skip();
  row.skip();
  row.add_plain(transfer.channel);
  if (transfer.channel == "crypto") {
    row.field([&](std::string& text) { append_wallet(*transfer.payee, text); });
    row.field(
        [&](std::string& text) { append_hex(rng.next(), text), append_hex(rng.next(), text); });
  } else {
    row.skip(), row.skip();
  }
  row.end_row();
  ++out.payment_count;
  if (transfer.channel != "crypto") {
    write_party_truth("payment", id, "payer", *transfer.payer, out.truth_parties);
  }
  write_party_truth("payment", id, "payee", *transfer.payee, out.truth_parties);
}

}  // namespace

void write_payments(const World& world, std::size_t index, const Actor& sender,
                    const Actor& recipient, double value_usd, ChunkText& out) {
  const Plan& plan = world.plans[index];
  const Population& population = world.planting.population;
  base::Rng rng(base::mix(plan.seed, kPaymentStream));
  const bool is_seen = rng.chance(0.35), by_another = rng.chance(0.07), in_parts = rng.chance(0.02);
  if (!is_seen && !plan.is(kPaidBefore)) return;
  Actor payer = recipient;
  if (plan.payer != kNobody)
    payer = population.at(plan.payer);
  else if (by_another)
    payer = population.at(rng.chance(0.6) ? population.housemate(rng, plan.recipient)
                                          : population.draw_recipient(rng, plan.day()));
  const double days_before =
      rng.chance(0.85) || plan.is(kPaidBefore) ? 0.1 + rng.exponential(4) : -rng.exponential(9);
  Transfer transfer{&payer, &sender, {}, 0, {}, rng.chance(0.5) ? "GDDS" : ""};
  transfer.channel = draw_channel(rng);
  if (plan.is(kPaidByWallet)) transfer.channel = "crypto";
  const double booked = plan.second / static_cast<double>(kSecondsPerDay) - days_before;
  double amount = rng.chance(0.6) ? value_usd : value_usd * rng.uniform(0.95, 1.6);
  const bool is_split = in_parts || plan.is(kStructured);
  std::uint64_t parts = is_split ? 2 + rng.below(3) : 1;
  if (plan.is(kStructured)) transfer.channel = rng.chance(0.7) ? "msb" : transfer.channel;
  for (std::uint64_t part = 0; part < parts; ++part) {
    const double share = plan.is(kStructured) ? kReportingLimitUsd * rng.uniform(0.85, 0.998)
                                              : amount / static_cast<double>(parts);
    transfer.amount_usd = std::max(0.01, std::floor(share * 100 + 0.5) / 100);
    transfer.booked_at =
        moment_of(booked + (is_split ? rng.uniform() * (plan.is(kLooksAlike) ? 9 : 0.4) : 0));
    write_transfer(world, transfer, index * 8 + part, rng, out);
  }
}

void write_other_payment(const World& world, std::size_t index, ChunkText& out) {
  const Population& population = world.planting.population;
  base::Rng rng(base::mix(world.seed ^ kOtherStream, index));
  const int day = static_cast<int>(rng.below(kDays));
  const Actor payer = population.at(population.draw_recipient(rng, day));
  const Actor payee = population.at(rng.chance(0.6) ? population.draw_recipient(rng, day)
                                                    : population.draw_sender(rng, day));
  Transfer transfer{&payer, &payee, {}, 0, {}, rng.chance(0.3) ? "SUPP" : ""};
  transfer.channel = draw_channel(rng);
  transfer.booked_at = moment_of(day + rng.uniform());
  transfer.amount_usd = std::floor(rng.log_normal(240, 1.1) * 100 + 50) / 100;
  write_transfer(world, transfer, (world.plans.size() + index) * 8 + 7, rng, out);
}

}  // namespace chokepoint::world
