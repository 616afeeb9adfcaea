#include "linkage/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace chokepoint::linkage {
namespace {

// Levels of relatives' and neighbours' names: log P(level | not one, but kin).
constexpr std::array<double, kLevels> kKinGiven = {1,    0.01, 0.003, 0.004, 0.01,
                                                   0.97, 0.97, 0.01,  0.01};
constexpr std::array<double, kLevels> kKinWhole = {1,    0.01, 0.005, 0.02, 0.05,
                                                   0.37, 0.55, 0.01,  0.01};
constexpr std::array<double, kLevels> kKinBirth = {1,    0.002, 0.005, 0.01, 0.03,
                                                   0.97, 0.97,  0.01,  0.01};

const std::array<double, kLevels>* kin_table(Role role) {
  switch (role) {
    case Role::given: return &kKinGiven;
    case Role::whole_name:
    case Role::title: return &kKinWhole;
    case Role::birth: return &kKinBirth;
    default: return nullptr;
  }
}

// The rank of a kind as an explanation of others: what tells most comes first.
int rank_of(Kind kind) {
  switch (kind) {
    case Kind::postcode: return 1;
    case Kind::street: return 2;
    case Kind::address_line: return 3;
    case Kind::full_address: return 4;
    case Kind::city: return 5;
    case Kind::state: return 6;
    case Kind::country: return 7;
    case Kind::surname: return 8;
    case Kind::given_name: return 9;
    case Kind::full_name:
    case Kind::organisation_name: return 10;
    default: return 0;
  }
}

bool explains(Kind parent, Kind child) {
  const int rank = rank_of(parent);
  if (rank == 0) return false;
  if (child == Kind::email) return rank >= 8;
  const int child_rank = rank_of(child);
  return rank <= 7 && child_rank > rank && child_rank <= 7;
}

Innocent innocent(const RecordTable& table, const char* name, std::initializer_list<Role> shared,
                  std::initializer_list<Role> kin, double pairs) {
  Innocent made;
  made.name = name;
  made.pairs = pairs;
  made.in_households =
      made.name == std::string_view("twins") || made.name == std::string_view("namesakes");
  for (std::size_t i = 0; i < table.fields().size(); ++i) {
    const Role role = role_of(table.fields()[i].kind);
    made.shares[i] = std::ranges::find(shared, role) != shared.end();
    made.kin[i] = std::ranges::find(kin, role) != kin.end();
  }
  return made;
}

}  // namespace

Evidence::Evidence(Comparison& comparison)
    : comparison_(comparison), fields_(comparison.table().fields().size()) {
  for (std::size_t i = 0; i < fields_; ++i) {
    roles_[i] = role_of(comparison.table().fields()[i].kind);
    places_[i] = roles_[i] == Role::place;
    const Comparer comparer = comparer_of(comparison.table().fields()[i].kind);
    texts_[i] = comparer == Comparer::text;
    has_kin_[i] = kin_table(roles_[i]) != nullptr;
    different_[i] = different_level(comparer);
  }
}

float Evidence::chance_of(std::size_t field, std::uint8_t level, std::uint32_t value_a,
                          std::uint32_t value_b) const {
  // Values are looked up only where they matter: each is a visit to memory.
  const base::LargeVector<float>& values = value_chance[field];
  if (level == kSame) return values[value_a];
  if (level == kSwapped) return 0.5f * (values[value_a] + values[value_b]);
  if (level == different_[field]) return chance[field][level];
  if (level == 5 && !texts_[field]) return chance[field][level];  // different as well
  const float commoner = std::max(values[value_a], values[value_b]);
  // A slip of a common name is met more often by chance than one of a rare name.
  return chance[field][level] + 0.5f * std::clamp(commoner - usual_chance[field], -4.0f, 2.0f);
}

float Evidence::kin_chance(std::size_t field, std::uint8_t level) const {
  const auto* kin = kin_table(roles_[field]);
  if (level < 5 || level > 6 || texts_[field]) return static_cast<float>(std::log((*kin)[level]));
  // Different as strangers are, each kind of difference by its own share.
  const float both = std::exp(chance[field][5]) + std::exp(chance[field][6]);
  return chance[field][level] + std::log(0.97f / both);
}

void Evidence::prefetch_rows(std::size_t a, std::size_t b) const {
  for (const std::size_t record : {a, b}) {
    const std::uint32_t* row = comparison_.table().row(record);
    __builtin_prefetch(row);
    __builtin_prefetch(row + fields_ - 1);
  }
}

void Evidence::prefetch_chances(const Levels& levels, std::size_t a, std::size_t b) const {
  const std::uint32_t* row_a = comparison_.table().row(a);
  const std::uint32_t* row_b = comparison_.table().row(b);
  for (std::size_t field = 0; field < fields_; ++field) {
    if (levels[field] == kAbsent || levels[field] == different_[field]) continue;
    __builtin_prefetch(&value_chance[field][row_a[field]]);
    if (levels[field] != kSame) __builtin_prefetch(&value_chance[field][row_b[field]]);
  }
}

Weights Evidence::weigh(const Levels& levels, std::size_t a, std::size_t b) const {
  Weights weights;
  const std::uint32_t* row_a = comparison_.table().row(a);
  const std::uint32_t* row_b = comparison_.table().row(b);
  std::uint32_t same = 0;  // parents that agree
  for (std::size_t i = 0; i < parents.size(); ++i)
    same |= static_cast<std::uint32_t>(levels[parents[i]] == kSame) << i;
  bool swapped_before = false;
  for (std::size_t field = 0; field < fields_; ++field) {
    const std::uint8_t level = levels[field];
    if (level == kAbsent) continue;
    float m = match[field][level];
    if (level == kSwapped) {
      if (swapped_before) m = 0;  // the first of the two has paid for it
      swapped_before = !swapped_before;
    }
    if (level == kAlias) {
      const float alias = comparison_.aliases[field].weight(row_a[field], row_b[field]);
      weights.by_field[field] = weights.kin[field] = alias;
      continue;
    }
    float weight = m - chance_of(field, level, row_a[field], row_b[field]);
    if (const std::uint32_t explained = same & explained_by_[field]; explained != 0) {
      const std::size_t parent = parents[static_cast<std::size_t>(std::countr_zero(explained))];
      weight = std::min(weight, m - chance_given[parent][field][level]);
    }
    weights.by_field[field] = weight;
    const bool as_strangers = !has_kin_[field] || level == kSame || level == kSwapped;
    weights.kin[field] = as_strangers ? weight : m - kin_logs_[field][level];
  }
  return weights;
}

Evidence::Against Evidence::against(const Weights& weights, std::size_t without) const {
  Against sums{};
  const double places = place_weight(weights, without);
  for (std::size_t i = 0; i <= innocents.size(); ++i) {
    const Innocent* way = i == 0 ? nullptr : &innocents[i - 1];
    double sum = 0;
    bool places_shared = false;
    for (std::size_t field = 0; field < fields_; ++field) {
      if (way != nullptr && way->shares[field]) {
        places_shared = places_shared || places_[field];
        continue;
      }
      if (field == without || places_[field]) continue;
      sum -= way != nullptr && way->kin[field] ? weights.kin[field] : weights.by_field[field];
    }
    sums[i] = places_shared ? sum : sum - places;
  }
  return sums;
}

double Evidence::place_weight(const Weights& weights, std::size_t without) const {
  double sum = 0;
  for (std::size_t field = 0; field < fields_; ++field) {
    if (places_[field] && field != without) sum += weights.by_field[field];
  }
  return sum == 0 ? 0 : std::log(moved + (1 - moved) * std::exp(std::min(sum, 60.0)));
}

std::array<float, kLevels> Evidence::most_from(std::size_t field) const {
  std::array<float, kLevels> most{};
  const std::uint8_t last = different_[field];
  const base::LargeVector<float>& values = value_chance[field];
  const float rarest = values.size() > 1 ? *std::min_element(values.begin() + 1, values.end()) : 0;
  float best = match[field][last] - chance[field][last];
  for (std::uint8_t level = last; level >= 2; --level) {
    // Slips of rare values weigh more than those of usual ones: chance_of().
    const bool slip = level < last && !(level == 5 && last == 6 && !texts_[field]);
    const float more = slip ? 0.5f * std::clamp(usual_chance[field] - rarest, 0.0f, 4.0f) : 0;
    best = std::max(best, match[field][level] - chance[field][level] + more);
    most[level] = best;
  }
  return most;
}

std::array<float, kLevels> Evidence::most_of_kin_from(std::size_t field) const {
  if (kin_table(roles_[field]) == nullptr) return most_from(field);
  std::array<float, kLevels> most{};
  float best = -100;
  for (std::uint8_t level = different_[field]; level >= 2; --level) {
    best = std::max(best, match[field][level] - kin_chance(field, level));
    most[level] = best;
  }
  return most;
}

double Evidence::stays(const Weights& weights) const {
  double sum = 0;
  for (std::size_t field = 0; field < fields_; ++field) {
    if (places_[field]) sum += weights.by_field[field];
  }
  const double lives_there = (1 - moved) * std::exp(std::clamp(sum, -60.0, 60.0));
  return lives_there / (lives_there + moved);
}

void Evidence::settle() {
  for (std::size_t field = 0; field < fields_; ++field) {
    for (std::uint8_t level = 1; level < kLevels && has_kin_[field]; ++level)
      kin_logs_[field][level] = kin_chance(field, level);
    explained_by_[field] = 0;
    for (std::size_t i = 0; i < parents.size(); ++i)
      explained_by_[field] |= static_cast<std::uint32_t>(explains[parents[i]][field]) << i;
  }
  for (std::size_t where = 0; where < 2; ++where)
    prior_logs_[where] = std::log(matches[where] / std::max(pairs[where], 1.0));
  innocent_logs_.clear();
  for (const Innocent& way : innocents)
    innocent_logs_.push_back(std::log(way.pairs / (pairs[0] + pairs[1])));
}

double Evidence::log_odds(const Weights& weights, bool one_file) const {
  return log_odds(against(weights, kNoField), one_file);
}

double Evidence::log_odds(const Against& against, bool one_file) const {
  Against ways = against;
  double high = ways[0];
  for (std::size_t i = 0; i < innocents.size(); ++i) {
    ways[i + 1] += innocent_logs_[i];
    high = std::max(high, ways[i + 1]);
  }
  double sum = 0;
  for (std::size_t i = 0; i <= innocents.size(); ++i) {
    // What is e^-30 of the likeliest way changes nothing.
    if (ways[i] > high - 30) sum += std::exp(ways[i] - high);
  }
  return prior_logs_[one_file ? 1 : 0] - high - std::log(sum);
}

OddsParts Evidence::split_odds(const Weights& weights, bool one_file) const {
  OddsParts parts;
  parts.prior = prior_logs_[one_file ? 1 : 0];
  double places = 0, others = 0;
  for (std::size_t field = 0; field < fields_; ++field)
    (places_[field] ? places : others) += weights.by_field[field];
  parts.places_together = place_weight(weights, kNoField) - places;
  parts.innocent =
      log_odds(weights, one_file) - parts.prior - others - places - parts.places_together;
  if (parts.innocent > -0.01) return parts;
  const Against ways = against(weights, kNoField);
  double likeliest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < innocents.size(); ++i) {
    const double way = ways[i + 1] + innocent_logs_[i];
    if (way <= likeliest) continue;
    likeliest = way;
    parts.innocent_way = innocents[i].name;
  }
  return parts;
}

double Evidence::log_odds_of(std::size_t a, std::size_t b) const {
  const RecordTable& table = comparison_.table();
  const std::size_t file = table.files() <= 1 ? 0 : table.file_of(a);
  const bool one_file = table.files() <= 1 || file == table.file_of(b);
  if (one_file && without_twins[file]) return kNever;
  return log_odds(weigh(comparison_.compare(a, b), a, b), one_file);
}

PairParts Evidence::parts_of(std::size_t a, std::size_t b) const {
  const RecordTable& table = comparison_.table();
  PairParts parts;
  const Levels levels = comparison_.compare(a, b);
  parts.weights = weigh(levels, a, b);
  for (std::size_t field = 0; field < fields_; ++field)
    parts.present |= (levels[field] != kAbsent ? 1u : 0u) << field;
  parts.one_file = table.files() <= 1 || table.file_of(a) == table.file_of(b) ? 1 : 0;
  return parts;
}

double Evidence::log_odds_of(const PairParts& parts) const {
  const double within = log_odds(parts.weights, true);
  if (parts.one_file == 1) return within;
  return within + (1 - parts.one_file) * (prior_logs_[0] - prior_logs_[1]);
}

void set_structure(Evidence& evidence) {
  const RecordTable& table = evidence.comparison().table();
  const auto& fields = table.fields();
  std::vector<std::size_t> order(fields.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return rank_of(fields[i].kind); });
  for (const std::size_t parent : order) {
    bool any = false;
    for (std::size_t child = 0; child < fields.size(); ++child) {
      evidence.explains[parent][child] = explains(fields[parent].kind, fields[child].kind);
      any = any || evidence.explains[parent][child];
    }
    if (any) evidence.parents.push_back(parent);
  }
  const auto has = [&](Role role) {
    return std::ranges::any_of(fields, [&](const Field& f) { return role_of(f.kind) == role; });
  };
  const bool organisations = std::ranges::any_of(
      fields, [](const Field& field) { return field.kind == Kind::organisation_name; });
  const double records = static_cast<double>(std::max<std::size_t>(table.size(), 2));
  if (has(Role::given) || has(Role::surname) || (has(Role::whole_name) && !organisations)) {
    evidence.innocents.push_back(
        innocent(table, "household", {Role::surname, Role::place, Role::contact},
                 {Role::given, Role::whole_name, Role::birth}, 0.2 * records));
    if (has(Role::birth)) {
      evidence.innocents.push_back(
          innocent(table, "twins", {Role::surname, Role::place, Role::contact, Role::birth},
                   {Role::given, Role::whole_name}, 0.02 * records));
      evidence.innocents.push_back(
          innocent(table, "namesakes",
                   {Role::given, Role::surname, Role::whole_name, Role::place, Role::contact}, {},
                   0.02 * records));
    }
  }
  if (has(Role::mail) && !evidence.innocents.empty()) {
    evidence.innocents.push_back(innocent(
        table, "household of one e-mail", {Role::surname, Role::place, Role::contact, Role::mail},
        {Role::given, Role::whole_name, Role::birth}, 0.05 * records));
  }
  if (organisations && has(Role::mail)) {
    evidence.innocents.push_back(innocent(table, "co-located with one e-mail",
                                          {Role::place, Role::contact, Role::mail},
                                          {Role::whole_name}, 0.1 * records));
  }
  if (organisations && (has(Role::place) || has(Role::contact))) {
    evidence.innocents.push_back(innocent(table, "co-located", {Role::place, Role::contact},
                                          {Role::whole_name}, 0.2 * records));
  }
  if (has(Role::title)) {
    evidence.innocents.push_back(
        innocent(table, "versions", {Role::title, Role::authors}, {}, 0.02 * records));
    evidence.innocents.push_back(
        innocent(table, "colleagues", {Role::authors, Role::issue}, {Role::title}, 0.05 * records));
  }
}

}  // namespace chokepoint::linkage
