#include <fmt/format.h>

#include "cli/layout.h"
#include "cli/report_target.h"
#include "cli/table.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

bool is_known(const Json& value) {
  return value.kind() == Json::Kind::number;
}

std::string share(const Json& value) {
  return is_known(value) ? percentage(value.number()) : std::string();
}

std::string count(const Json& value) {
  return is_known(value) ? grouped(static_cast<std::uint64_t>(value.number())) : std::string();
}

std::string interval(const Json& bounds) {
  if (bounds.size() != 2) return {};
  return fmt::format("{} to {}", percentage(bounds.items()[0].number()),
                     percentage(bounds.items()[1].number()));
}

}  // namespace

std::string lay_out_evaluation(const Json& document, const Console& console) {
  Table table;
  table.columns = {{"inspecting", true},    {"inspected", true},
                   {"found", true},         {"found of inspected", true},
                   {"95 % interval", true}, {"lift over random", true},
                   {"95 % interval", true}, {"of all finds", true}};
  for (const Json& at : document["at"].items()) {
    table.rows.push_back({is_known(at["share"]) ? share_in_words(at["share"].number()) : "",
                          count(at["inspected"]), count(at["found"]), share(at["precision"]),
                          interval(at["precision_interval"]),
                          is_known(at["lift"]) ? fmt::format("×{:.1f}", at["lift"].number()) : "",
                          lift_interval_in_words(at), share(at["recall"])});
  }
  std::string text = lay_out_table(table, console.width());
  text += '\n';
  if (is_known(document["auc"])) {
    text += fmt::format("Ranks a find above a non-find in {} of pairs (AUC {:.3f}).\n",
                        percentage(document["auc"].number()), document["auc"].number());
  }
  if (is_known(document["average_precision"])) {
    text += fmt::format("Average precision {:.3f}.\n", document["average_precision"].number());
  }
  if (is_known(document["calibration_error"])) {
    text += fmt::format("A stated chance is off by {} on average.\n",
                        percentage(document["calibration_error"].number()));
  }
  if (document["groups"].size() > 0) {
    Table groups;
    groups.columns = {{"group"},
                      {"innocent", true},
                      {"held", true},
                      {"false holds", true},
                      {"95 % interval", true}};
    for (const Json& group : document["groups"].items()) {
      groups.rows.push_back({in_words(group["group"].text()), count(group["innocents"]),
                             count(group["held"]), share(group["false_hold_rate"]),
                             interval(group["interval"])});
    }
    const Json& depth = document["holds_share"];
    text += fmt::format(
        "\nInnocent subjects held, by group{}\n{}",
        is_known(depth) ? fmt::format(", if the first {} were held", share_in_words(depth.number()))
                        : "",
        lay_out_table(groups, console.width()));
  }
  return text;
}

CaseFile::Rows evaluation_as_rows(const Json& document) {
  CaseFile::Rows rows;
  rows.columns = {"share",         "inspected",      "found",  "precision",
                  "precision_low", "precision_high", "recall", "lift"};
  rows.types = {"DOUBLE", "INTEGER", "INTEGER", "DOUBLE", "DOUBLE", "DOUBLE", "DOUBLE", "DOUBLE"};
  const auto known = [](const Json& value) -> std::optional<std::string> {
    if (!is_known(value)) return std::nullopt;
    return value.text();
  };
  for (const Json& at : document["at"].items()) {
    const Json& bounds = at["precision_interval"];
    const bool bounded = bounds.size() == 2;
    rows.rows.push_back({known(at["share"]), known(at["inspected"]), known(at["found"]),
                         known(at["precision"]), bounded ? known(bounds.items()[0]) : std::nullopt,
                         bounded ? known(bounds.items()[1]) : std::nullopt, known(at["recall"]),
                         known(at["lift"])});
  }
  return rows;
}

}  // namespace chokepoint::cli
