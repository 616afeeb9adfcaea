#include "world/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/check.h"
#include "base/data_files.h"

namespace chokepoint::world {
namespace {

using Fields = std::vector<std::string>;

Fields split(std::string_view text, char separator) {
  Fields fields;
  while (true) {
    const std::size_t end = text.find(separator);
    fields.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return fields;
    text.remove_prefix(end + 1);
  }
}

Expected<std::vector<Fields>> read_rows(std::string_view name, std::size_t least_fields) {
  TRY_ASSIGN(const std::string text, base::read_data_file(name));
  std::vector<Fields> rows;
  for (const std::string& line : split(text, '\n')) {
    if (line.empty() || line[0] == '#') continue;
    Fields fields = split(line, '\t');
    if (fields.size() < least_fields) {
      return fail(ErrorCode::format,
                  fmt::format("{}: expected {} fields: {}", name, least_fields, line));
    }
    rows.push_back(std::move(fields));
  }
  return rows;
}

double to_number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Forms to_forms(const Fields& fields, std::size_t first) {
  Forms forms;
  for (std::size_t i = first; i < fields.size() && i - first < forms.written.size(); ++i) {
    forms.written[i - first] = fields[i];
  }
  return forms;
}

struct CountryFacts {
  const char *code, *calling_code, *currency, *culture;
  double usd_rate;
};

// Round exchange rates of 2023; a world needs them to be plausible, not exact.
constexpr CountryFacts kCountries[] = {
    {"CN", "86", "CNY", "zh", 7.1},   {"HK", "852", "HKD", "zh", 7.8},
    {"TW", "886", "TWD", "zh", 31},   {"IN", "91", "INR", "in", 82},
    {"DE", "49", "EUR", "de", 0.92},  {"GB", "44", "GBP", "en", 0.8},
    {"JP", "81", "JPY", "ja", 140},   {"KR", "82", "KRW", "ko", 1300},
    {"VN", "84", "VND", "vi", 24000}, {"TR", "90", "TRY", "tr", 24},
    {"NL", "31", "EUR", "nl", 0.92},  {"MX", "52", "MXN", "es", 17.5},
    {"US", "1", "USD", "en", 1},      {"CA", "1", "CAD", "en", 1.35},
    {"AU", "61", "AUD", "en", 1.5},
};

Expected<> read_names(Tables& tables) {
  TRY_ASSIGN(const auto rows, read_rows("world/names.tsv", 3));
  std::map<std::string, std::size_t> index;
  for (const Fields& row : rows) {
    const auto [place, is_new] = index.try_emplace(row[0], tables.cultures.size());
    if (is_new) tables.cultures.emplace_back().code = row[0];
    Culture& culture = tables.cultures[place->second];
    const Forms forms = to_forms(row, 2);
    if (row[1] == "surname")
      culture.surnames.push_back(forms);
    else if (row[1] == "given")
      culture.given_names.push_back(forms);
    else if (row[1] == "brand")
      culture.brands.push_back(forms);
    else if (row[1] == "trade")
      culture.trades.push_back(forms);
    else if (row[1] == "form")
      culture.legal_forms.push_back(forms);
    else
      return fail(ErrorCode::format, "world/names.tsv: unknown kind " + row[1]);
  }
  TRY_ASSIGN(const auto streets, read_rows("world/streets.tsv", 2));
  for (const Fields& row : streets) {
    if (!index.contains(row[0]))
      return fail(ErrorCode::format, "world/streets.tsv: unknown culture " + row[0]);
    tables.cultures[index[row[0]]].streets.push_back(to_forms(row, 1));
  }
  return {};
}

Expected<> read_places(Tables& tables) {
  for (const CountryFacts& facts : kCountries) {
    tables.countries.push_back(
        {facts.code, facts.calling_code, facts.currency, facts.usd_rate, {}, {}});
  }
  TRY_ASSIGN(const auto rows, read_rows("world/places.tsv", 7));
  for (const Fields& row : rows) {
    const auto facts =
        std::ranges::find_if(kCountries, [&](const auto& f) { return row[0] == f.code; });
    if (facts == std::end(kCountries))
      return fail(ErrorCode::format, "world/places.tsv: unknown country " + row[0]);
    const auto country = static_cast<std::uint8_t>(facts - std::begin(kCountries));
    City city{row[0],
              row[1],
              {{row[2], row[3]}},
              row[4],
              row[5],
              to_number(row[6]),
              tables.culture_of(facts->culture),
              country};
    Country& owner = tables.countries[country];
    owner.cities.push_back(static_cast<std::uint16_t>(tables.cities.size()));
    owner.cumulative.push_back((owner.cumulative.empty() ? 0 : owner.cumulative.back()) +
                               city.weight);
    tables.cities.push_back(std::move(city));
  }
  return {};
}

Expected<> read_goods(Tables& tables) {
  TRY_ASSIGN(const auto rows, read_rows("world/goods.tsv", 7));
  for (const Fields& row : rows) {
    Good good{row[0],
              row[1],
              row[2],
              to_number(row[3]),
              to_number(row[4]),
              to_number(row[5]),
              to_number(row[6]),
              0};
    if (tables.categories.empty() || tables.categories.back() != good.category) {
      tables.categories.push_back(good.category);
      tables.goods_of_category.emplace_back();
      tables.cumulative_of_category.emplace_back();
      tables.category_cumulative.push_back(
          tables.category_cumulative.empty() ? 0 : tables.category_cumulative.back());
    }
    good.category_index = static_cast<std::uint8_t>(tables.categories.size() - 1);
    auto& cumulative = tables.cumulative_of_category.back();
    cumulative.push_back((cumulative.empty() ? 0 : cumulative.back()) + good.weight);
    tables.category_cumulative.back() += good.weight;
    tables.goods_of_category.back().push_back(static_cast<std::uint16_t>(tables.goods.size()));
    tables.goods.push_back(std::move(good));
  }
  TRY_ASSIGN(const auto substances, read_rows("world/substances.tsv", 3));
  for (const Fields& row : substances) {
    Substance substance{row[0], row[1], row[2], {row[0]}};
    substance.spellings.insert(substance.spellings.end(), row.begin() + 3, row.end());
    tables.substances.push_back(std::move(substance));
  }
  return {};
}

Expected<> read_words(Tables& tables) {
  TRY_ASSIGN(const auto rows, read_rows("world/words.tsv", 2));
  const std::map<std::string, std::vector<std::string>*> uses = {
      {"colour", &tables.colours},   {"qualifier", &tables.qualifiers},
      {"vague", &tables.vague},      {"placeholder", &tables.placeholders},
      {"mail", &tables.mail_hosts},  {"carrier", &tables.carriers},
      {"broker", &tables.brokers},   {"marketplace", &tables.marketplaces},
      {"transit", &tables.transits}, {"memo", &tables.memos}};
  for (const Fields& row : rows) {
    const auto use = uses.find(row[0]);
    if (use == uses.end()) return fail(ErrorCode::format, "world/words.tsv: unknown use " + row[0]);
    use->second->push_back(row[1]);
  }
  return {};
}

template <class Rows, class Key>
std::uint8_t index_of(const Rows& rows, std::string_view wanted, Key key) {
  const auto found =
      std::ranges::find_if(rows, [&](const auto& row) { return key(row) == wanted; });
  CHECK(found != rows.end());
  return static_cast<std::uint8_t>(found - rows.begin());
}

}  // namespace

std::uint8_t Tables::culture_of(std::string_view code) const {
  return index_of(cultures, code,
                  [](const Culture& culture) -> std::string_view { return culture.code; });
}

std::uint8_t Tables::country_of(std::string_view code) const {
  return index_of(countries, code,
                  [](const Country& country) -> std::string_view { return country.code; });
}

std::uint8_t Tables::category_of(std::string_view name) const {
  return index_of(categories, name,
                  [](const std::string& category) -> std::string_view { return category; });
}

Expected<Tables> read_tables() {
  Tables tables;
  TRY(read_names(tables));
  TRY(read_places(tables));
  TRY(read_goods(tables));
  TRY(read_words(tables));
  return tables;
}

std::size_t pick(const std::vector<double>& cumulative, double share) {
  const auto found = std::ranges::upper_bound(cumulative, share * cumulative.back());
  return std::min<std::size_t>(static_cast<std::size_t>(found - cumulative.begin()),
                               cumulative.size() - 1);
}

}  // namespace chokepoint::world
