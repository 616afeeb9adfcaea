#include "world/goods.h"

#include <algorithm>
#include <cmath>

#include "world/contacts.h"

namespace chokepoint::world {
namespace {

constexpr std::uint64_t kGoodsStream = 0x6001;

const std::string& any_of(const std::vector<std::string>& words, base::Rng& rng) {
  return words[rng.below(words.size())];
}

void append_listed_text(const Substance& substance, base::Rng& rng, std::string& out) {
  const std::string& spelling = any_of(substance.spellings, rng);
  switch (rng.below(5)) {
    case 0: out += spelling, out += " CAS ", out += substance.cas; break;
    case 1: out += "reagent ", out += spelling; break;
    case 2: out += "CAS ", out += substance.cas, out += " sample"; break;
    case 3: out += spelling, out += " laboratory use"; break;
    default: out += spelling;
  }
}

void append_description(const Tables& tables, const Good& good, base::Rng& rng, std::string& out) {
  const std::size_t from = out.size();
  if (rng.chance(0.25)) out += any_of(tables.colours, rng), out += ' ';
  out += good.description;
  if (rng.chance(0.35)) out += rng.chance(0.5) ? " " : ", ", out += any_of(tables.qualifiers, rng);
  if (rng.chance(0.06)) out += " x", out += std::to_string(2 + rng.below(9));
  if (rng.chance(0.1)) {
    for (std::size_t i = from; i < out.size(); ++i) {
      if (out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
    }
  }
}

std::string draw_code(const std::string& ten_digits, base::Rng& rng) {
  const double share = rng.uniform();
  if (share < 0.12) return "";
  if (share < 0.16) return ten_digits.substr(0, 4);
  if (share < 0.62) return ten_digits.substr(0, 6);
  return share < 0.74 ? ten_digits.substr(0, 8) : ten_digits;
}

// Prices end as prices do: whole, in .99 or .50, or to the cent.
double to_price(double value, base::Rng& rng) {
  const double grain = rng.uniform();
  if (value < 1) return std::max(0.1, std::floor(value * 100 + 0.5) / 100);
  if (grain < 0.35) return std::floor(value + 0.5);
  if (grain < 0.60) return std::floor(value) + 0.99;
  if (grain < 0.70) return std::floor(value) + 0.5;
  return std::floor(value * 100 + 0.5) / 100;
}

std::uint64_t draw_piece_count(base::Rng& rng) {
  const double share = rng.uniform();
  if (share < 0.74) return 1;
  if (share < 0.89) return 2;
  return share < 0.96 ? 3 : 4 + rng.below(4);
}

// Scales masses and values to what the plan asks for.
void fit_to_plan(const Plan& plan, Contents& contents) {
  double mass = 0, value = 0;
  for (const Piece& piece : contents.pieces) mass += piece.net_mass_kg, value += piece.value;
  const double mass_factor = plan.mass_kg > 0 ? plan.mass_kg / mass : 1;
  const double value_factor = plan.value_usd > 0 ? plan.value_usd * contents.usd_rate / value : 1;
  for (Piece& piece : contents.pieces) {
    piece.net_mass_kg = std::max(0.001, piece.net_mass_kg * mass_factor);
    if (value_factor != 1)
      piece.value = std::max(0.01, std::floor(piece.value * value_factor * 100) / 100);
    contents.gross_mass_kg += piece.net_mass_kg;
    contents.value += piece.value;
  }
}

}  // namespace

Contents write_contents(const Tables& tables, const Plan& plan, const Actor& sender) {
  base::Rng rng(base::mix(plan.seed, kGoodsStream));
  Contents contents;
  const Country& home = tables.countries[tables.cities[sender.city].country_index];
  const bool in_own_currency = rng.chance(0.22);
  contents.currency = in_own_currency ? home.currency : "USD";
  contents.usd_rate = in_own_currency ? home.usd_rate : 1;
  contents.origin_country = rng.chance(0.9) ? std::string_view(home.code) : "CN";
  contents.pieces.resize(draw_piece_count(rng));
  const bool is_vague = rng.chance(0.06) || plan.is(kVagueText),
             keeps_code = rng.chance(0.35) || plan.is(kVagueText);
  for (std::size_t i = 0; i < contents.pieces.size(); ++i) {
    Piece& piece = contents.pieces[i];
    const std::uint8_t category = tables.goods[plan.good].category_index;
    const std::size_t other = pick(tables.cumulative_of_category[category], rng.uniform());
    const Good& good =
        i == 0 ? tables.goods[plan.good] : tables.goods[tables.goods_of_category[category][other]];
    piece.quantity = std::max(1.0, std::floor(good.units * rng.log_normal(1, 0.55) + 0.5));
    piece.net_mass_kg = piece.quantity * good.unit_mass_kg * rng.log_normal(1, 0.3);
    piece.value = to_price(
        piece.quantity * good.unit_value_usd * rng.log_normal(1, 0.4) * contents.usd_rate, rng);
    piece.hs_code = draw_code(good.hs_code, rng);
    if (is_vague && i == 0) {
      piece.description = any_of(tables.vague, rng);
      if (keeps_code) piece.hs_code = good.hs_code;
    } else {
      append_description(tables, good, rng, piece.description);
    }
  }
  if (plan.is(kNamesListed)) {
    Piece& piece = contents.pieces.front();
    const Substance& substance = tables.substances[plan.substance];
    piece.description.clear();
    append_listed_text(substance, rng, piece.description);
    if (rng.chance(0.6)) piece.hs_code = rng.chance(0.7) ? substance.hs_code : "382219";
  }
  fit_to_plan(plan, contents);
  contents.gross_mass_kg = contents.gross_mass_kg * rng.uniform(1.02, 1.2) + 0.02;
  return contents;
}

}  // namespace chokepoint::world
