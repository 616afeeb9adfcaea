#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.h"
#include "cli/report_target.h"
#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

std::string chosen_in_words(std::string_view chosen_by) {
  if (chosen_by == "rank") return "by rank";
  if (chosen_by == "random") return "at random (control)";
  if (chosen_by == "mandatory") return "mandatory";
  return std::string(chosen_by);
}

// The consignment's parties in one line: "from A, to B".
std::string parties_in_words(const Json& parties) {
  std::string text;
  for (const Json& party : parties.items()) {
    const std::string& name = party["name"].text();
    if (name.empty()) continue;
    if (!text.empty()) text += " · ";
    text += fmt::format("{} {}", in_words(party["role"].text()), name);
  }
  return text;
}

std::string heading(const Json& target, std::size_t width, const Console& console) {
  const std::string chance = percentage_band(target["score"].number());
  const std::string right =
      fmt::format("{}   {}", chance, chosen_in_words(target["chosen_by"].text()));
  std::string left =
      fmt::format("{:>3}  {}", target["rank"].text(), printable(target["subject_id"].text()));
  if (const std::string& kind = target["subject_kind"].text();
      !kind.empty() && kind != "consignment") {
    left += fmt::format(" ({})", in_words(kind));
  }
  const std::size_t column = std::min<std::size_t>(width, 100) - 38;
  left = cut_to_width(left, column);
  return fmt::format("{}{}{}\n", console.strong(left),
                     std::string(column + 2 - width_of(left), ' '), right);
}

// "18 of 1,787 candidates: 13 by rank, 2 at random for control, 3 mandatory (capacity 1%)."
std::string capacity_in_words(const Json& document) {
  const Json& capacity = document["capacity"];
  std::string text = grouped(document["targets"].size());
  if (capacity["candidates"].kind() == Json::Kind::number) {
    text += fmt::format(" of {} candidates",
                        grouped(static_cast<std::uint64_t>(capacity["candidates"].number())));
  }
  text += ": " + chosen_counts_in_words(document);
  if (const std::string& asked = capacity["asked"].text(); !asked.empty()) {
    const std::string& per = capacity["per"].text();
    text += fmt::format(" (capacity {}{}{})", asked, per.empty() ? "" : " per ", per);
  }
  return text + '.';
}

std::string joined_says(const Json& reasons) {
  std::string text;
  for (const Json& reason : reasons.items()) {
    if (!text.empty()) text += "; ";
    text += says_in_words(reason);
  }
  return text;
}

std::optional<std::string> known(const Json& value) {
  if (value.text().empty()) return std::nullopt;
  return value.text();
}

}  // namespace

std::string lay_out_targets(const Json& document, const TargetsLayout& layout,
                            const Console& console) {
  const std::size_t width = console.width() > 60 ? console.width() : 100;
  const Json& targets = document["targets"];
  if (targets.size() == 0)
    return "No target: no subject without an outcome arrived in that window.\n";
  std::string text = console.faint(fmt::format("{:>3}  {:<{}}  {}\n", "", "subject",
                                               std::min<std::size_t>(width, 100) - 43,
                                               "chance of a find   chosen"));
  std::size_t shown = 0;
  for (const Json& target : targets.items()) {
    if (layout.targets_max > 0 && shown++ == layout.targets_max) break;
    text += heading(target, width, console);
    const auto append_line = [&](std::string_view label, const std::string& value) {
      if (value.empty()) return;
      for (const std::string& line :
           wrap_words(printable(fmt::format("{}{}", label, value)), width - 5)) {
        text += "     " + line + '\n';
      }
    };
    if (target["label"].text() != target["subject_id"].text()) {
      append_line("", target["label"].text());
    }
    append_line("", parties_in_words(target["parties"]));
    const Json& reasons = target["reasons"];
    for (std::size_t i = 0; i < reasons.size() && i < layout.reasons_max; ++i) {
      text += lay_out_reason(reasons.items()[i], '+', false, console);
    }
    if (reasons.size() > layout.reasons_max) {
      text += console.faint(
          fmt::format("           and {} in explain\n",
                      counted(reasons.size() - layout.reasons_max, "more reason", "more reasons")));
    }
    if (target["against"].size() > 0)
      text += lay_out_reason(target["against"].items()[0], '-', false, console);
    append_line("next check: ", target["next_check"].text());
    text += '\n';
  }
  if (layout.targets_max > 0 && targets.size() > layout.targets_max) {
    text += fmt::format("{} of {} targets shown.\n", layout.targets_max, targets.size());
  }
  for (const std::string& line : wrap_words(printable(capacity_in_words(document)), width)) {
    text += line + '\n';
  }
  return text;
}

CaseFile::Rows targets_as_rows(const Json& document) {
  CaseFile::Rows rows;
  rows.columns = {"rank",       "subject_kind", "subject_id", "score",    "chosen_by",
                  "propensity", "reasons",      "against",    "evidence", "next_check"};
  rows.types = {"INTEGER", "VARCHAR", "VARCHAR", "DOUBLE",  "VARCHAR",
                "DOUBLE",  "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"};
  for (const Json& target : document["targets"].items()) {
    std::string evidence;
    for (const Json& reason : target["reasons"].items()) {
      for (const Json& id : reason["evidence"].items())
        evidence += (evidence.empty() ? "" : " ") + id.text();
    }
    rows.rows.push_back({known(target["rank"]), known(target["subject_kind"]),
                         known(target["subject_id"]), known(target["score"]),
                         known(target["chosen_by"]), known(target["propensity"]),
                         joined_says(target["reasons"]), joined_says(target["against"]), evidence,
                         known(target["next_check"])});
  }
  return rows;
}

}  // namespace chokepoint::cli
