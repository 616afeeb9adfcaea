#include "targets/scorecard.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/data_files.h"

namespace chokepoint::targets {
namespace {

constexpr const char* kFile = "targets/scorecard.toml";

std::unexpected<Error> complain(std::string_view what) {
  return fail(ErrorCode::format, fmt::format("{}: {}", kFile, what));
}

Expected<Prior> read_prior(const toml::table& table, std::string_view owner) {
  const auto weight = table["weight"].value<double>();
  const auto deviation = table["deviation"].value<double>();
  if (!weight || *weight < 0) return complain(fmt::format("{}: weight must be 0 or more", owner));
  if (!deviation || *deviation <= 0) return complain(fmt::format("{}: deviation must be above 0", owner));
  return Prior{*weight, *deviation};
}

// A pattern that is switched off has no feature: nothing is returned.
Expected<std::optional<Feature>> read_feature(const toml::table& table, const std::vector<signals::Typology>& typologies) {
  Feature feature;
  const std::string signal = table["signal"].value_or(std::string());
  const std::string fact = table["fact"].value_or(std::string());
  if (!signal.empty()) {
    const auto found = std::ranges::find(typologies, signal, &signals::Typology::id);
    if (found == typologies.end()) return std::optional<Feature>();
    feature.kind = Feature::Kind::signal;
    feature.index = static_cast<std::size_t>(found - typologies.begin());
    feature.name = "signal:" + signal;
  } else {
    const auto found = signals::find_fact(fact);
    if (!found) return complain(fmt::format("feature: no fact is named '{}'", fact));
    feature.kind = Feature::Kind::fact;
    feature.index = static_cast<std::size_t>(*found);
    feature.name = "fact:" + fact;
    feature.says = table["says"].value_or(std::string());
    if (feature.says.empty()) return complain(fmt::format("{}: says is missing", feature.name));
  }
  feature.cap = table["cap"].value_or(1.0);
  TRY_ASSIGN(feature.prior, read_prior(table, feature.name));
  return std::optional<Feature>(std::move(feature));
}

Expected<RatePath> read_path(const toml::table& table) {
  RatePath path;
  path.id = table["id"].value_or(std::string());
  path.says = table["says"].value_or(std::string());
  const toml::array* steps = table["steps"].as_array();
  if (path.id.empty() || path.says.empty() || steps == nullptr || steps->empty()) {
    return complain("path: needs id, says and steps");
  }
  for (const toml::node& node : *steps) {
    std::vector<Field> fields;
    if (const toml::array* names = node.as_array()) {
      for (const toml::node& name : *names) {
        const std::string wanted = name.value_or(std::string());
        const auto field = find_field(wanted);
        if (!field) return complain(fmt::format("path {}: no field is named '{}'", path.id, wanted));
        fields.push_back(*field);
      }
    }
    if (fields.empty()) return complain(fmt::format("path {}: a step needs fields", path.id));
    path.steps.push_back(std::move(fields));
  }
  return path;
}

}  // namespace

Expected<Scorecard> parse_scorecard(const std::string& toml, const std::vector<signals::Typology>& typologies) {
  toml::table table;
  try {
    table = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    return complain(fmt::format("line {}: {}", error.source().begin.line, error.description()));
  }
  Scorecard scorecard;
  scorecard.base_rate = table["base_rate"].value_or(0.0);
  scorecard.base_outcomes = table["base_outcomes"].value_or(0.0);
  if (scorecard.base_rate <= 0 || scorecard.base_rate >= 1) return complain("base_rate must lie between 0 and 1");
  if (scorecard.base_outcomes <= 0) return complain("base_outcomes must be above 0");
  if (const toml::array* features = table["feature"].as_array()) {
    for (const toml::node& node : *features) {
      if (node.as_table() == nullptr) return complain("feature: must be tables");
      TRY_ASSIGN(auto feature, read_feature(*node.as_table(), typologies));
      if (feature) scorecard.features.push_back(std::move(*feature));
    }
  }
  if (const toml::array* paths = table["path"].as_array()) {
    for (const toml::node& node : *paths) {
      if (node.as_table() == nullptr) return complain("path: must be tables");
      TRY_ASSIGN(RatePath path, read_path(*node.as_table()));
      Feature feature;
      feature.kind = Feature::Kind::rate;
      feature.index = scorecard.paths.size();
      feature.name = "rate:" + path.id;
      feature.says = path.says;
      TRY_ASSIGN(feature.prior, read_prior(*node.as_table(), feature.name));
      scorecard.features.push_back(std::move(feature));
      scorecard.paths.push_back(std::move(path));
    }
  }
  if (scorecard.features.empty()) return complain("no feature at all");
  return scorecard;
}

Expected<Scorecard> load_scorecard(const std::vector<signals::Typology>& typologies) {
  TRY_ASSIGN(const std::string text, base::read_data_file(kFile));
  return parse_scorecard(text, typologies);
}

}  // namespace chokepoint::targets
