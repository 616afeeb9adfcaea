#include "signals/typology.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/data_files.h"

namespace chokepoint::signals {
namespace {

using records::Text;

constexpr std::array<Text, 11> kAspectNames = {
    "consignor",       "consignee",         "consignor_name",    "consignee_name", "consignor_place", "consignee_place",
    "consignor_channel", "consignee_channel", "account", "pair", "consignment"};

// Reads one file; every complaint names the file and the key.
class TypologyReader {
 public:
  TypologyReader(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

  Expected<Typology> read() {
    TRY_ASSIGN(typology_.id, text("id"));
    TRY_ASSIGN(typology_.title, text("title"));
    TRY_ASSIGN(typology_.claim, text("claim"));
    TRY_ASSIGN(typology_.source, text("source"));
    TRY_ASSIGN(typology_.source_status, text("source_status"));
    TRY_ASSIGN(typology_.next_check, text("next_check"));
    TRY_ASSIGN(typology_.says, text("says"));
    typology_.enabled = table_["enabled"].value_or(typology_.source_status == "verified");
    typology_.mandatory = table_["mandatory"].value_or(false);
    if (const toml::array* causes = table_["innocent_causes"].as_array()) {
      for (const toml::node& cause : *causes) typology_.innocent_causes.push_back(cause.value_or(std::string()));
    }
    if (typology_.innocent_causes.empty()) return complain("innocent_causes", "name at least one");
    TRY(read_group());
    TRY(read_measures());
    TRY(read_conditions());
    TRY(read_strength());
    return std::move(typology_);
  }

 private:
  std::unexpected<Error> complain(std::string_view key, std::string_view what) const {
    return fail(ErrorCode::format, fmt::format("{}: {}: {}", file_, key, what));
  }

  Expected<std::string> text(std::string_view key) const {
    const std::string value = table_[key].value_or(std::string());
    if (value.empty()) return complain(key, "is missing or empty");
    return value;
  }

  Expected<> read_group() {
    const toml::table* group = table_["group"].as_table();
    if (group == nullptr) return {};
    const std::string by = (*group)["by"].value_or(std::string());
    const auto aspect = find_aspect(by);
    if (!aspect) return complain("group.by", fmt::format("unknown aspect '{}'", by));
    const int window_days = (*group)["window_days"].value_or(-1);
    if (window_days < 0 || window_days > 3660) return complain("group.window_days", "must lie in 0..3660");
    typology_.group = Group{*aspect, window_days};
    return {};
  }

  Expected<> read_measures() {
    const toml::array* measures = table_["measure"].as_array();
    if (measures == nullptr) return {};
    if (!typology_.group) return complain("measure", "needs a [group]");
    for (const toml::node& node : *measures) {
      const toml::table* table = node.as_table();
      if (table == nullptr) return complain("measure", "must be tables");
      Measure measure;
      measure.name = (*table)["name"].value_or(std::string());
      if (measure.name.empty()) return complain("measure.name", "is missing");
      const std::string distinct = (*table)["distinct"].value_or(std::string());
      const std::string sum = (*table)["sum"].value_or(std::string());
      const std::string max = (*table)["max"].value_or(std::string());
      if (!distinct.empty()) {
        const auto aspect = find_aspect(distinct);
        if (!aspect) return complain("measure.distinct", fmt::format("unknown aspect '{}'", distinct));
        measure.kind = Measure::Kind::distinct;
        measure.aspect = *aspect;
      } else if (!sum.empty() || !max.empty()) {
        const auto fact = find_fact(sum.empty() ? max : sum);
        if (!fact) return complain("measure", fmt::format("unknown fact '{}'", sum + max));
        measure.kind = sum.empty() ? Measure::Kind::max : Measure::Kind::sum;
        measure.fact = *fact;
      } else if (!(*table)["count"].value_or(false)) {
        return complain("measure", "needs one of distinct, sum, max, count");
      }
      typology_.measures.push_back(std::move(measure));
    }
    if (typology_.measures.size() > kMaxMeasures) return complain("measure", "at most 4 a typology");
    return {};
  }

  // Finds "measure = .." or "fact = .." (or `of`) in a table.
  Expected<> find_quantity(const std::string& wanted, std::string_view key, std::optional<std::size_t>& measure,
                           Fact& fact) const {
    const auto found = std::ranges::find(typology_.measures, wanted, &Measure::name);
    if (found != typology_.measures.end()) {
      measure = static_cast<std::size_t>(found - typology_.measures.begin());
      return {};
    }
    const auto known = find_fact(wanted);
    if (!known) return complain(key, fmt::format("no measure or fact is named '{}'", wanted));
    fact = *known;
    return {};
  }

  Expected<> read_conditions() {
    const toml::array* conditions = table_["when"].as_array();
    if (conditions == nullptr || conditions->empty()) return complain("when", "name at least one condition");
    for (const toml::node& node : *conditions) {
      const toml::table* table = node.as_table();
      if (table == nullptr) return complain("when", "must be tables");
      Condition condition;
      const std::string wanted = (*table)["measure"].value_or((*table)["fact"].value_or(std::string()));
      TRY(find_quantity(wanted, "when", condition.measure, condition.fact));
      const auto at_least = (*table)["at_least"].value<double>();
      const auto at_most = (*table)["at_most"].value<double>();
      if (!at_least && !at_most) return complain("when", "needs at_least or at_most");
      if (at_least) condition.at_least = *at_least;
      if (at_most) condition.at_most = *at_most;
      typology_.conditions.push_back(condition);
    }
    return {};
  }

  Expected<> read_strength() {
    const toml::table* table = table_["strength"].as_table();
    if (table == nullptr) return {};
    Strength strength;
    TRY(find_quantity((*table)["of"].value_or(std::string()), "strength.of", strength.measure, strength.fact));
    strength.from = (*table)["from"].value_or(0.0);
    strength.to = (*table)["to"].value_or(0.0);
    if (strength.from == strength.to) return complain("strength", "`from` and `to` must differ");
    typology_.strength = strength;
    return {};
  }

  static constexpr std::size_t kMaxMeasures = 4;
  const toml::table& table_;
  const std::string& file_;
  Typology typology_;
};

}  // namespace

std::optional<Aspect> find_aspect(Text name) {
  const auto found = std::ranges::find(kAspectNames, name);
  if (found == kAspectNames.end()) return std::nullopt;
  return static_cast<Aspect>(found - kAspectNames.begin());
}

float Strength::of(double value) const {
  return static_cast<float>(0.5 + 0.5 * std::clamp((value - from) / (to - from), 0.0, 1.0));
}

Expected<Typology> parse_typology(const std::string& toml, const std::string& file_name) {
  try {
    return TypologyReader(toml::parse(toml), file_name).read();
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::format, fmt::format("{}:{}: {}", file_name, error.source().begin.line, error.description()));
  }
}

Expected<std::vector<Typology>> load_typologies() {
  std::vector<Typology> typologies;
  for (const std::string& name : base::list_data_files("typologies/")) {
    if (!name.ends_with(".toml")) continue;
    TRY_ASSIGN(const std::string text, base::read_data_file(name));
    TRY_ASSIGN(Typology typology, parse_typology(text, name));
    if (typology.enabled) typologies.push_back(std::move(typology));
  }
  if (typologies.size() > 32) return fail(ErrorCode::format, "data/typologies: more than 32 are enabled");
  return typologies;
}

}  // namespace chokepoint::signals
