#include "cli/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "chokepoint/data_folder.h"
#include "cli/json.h"
#include "cli/layout.h"
#include "cli/report_drawings.h"
#include "cli/report_target.h"
#include "cli/template.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

Expected<Json> parse_or_empty(const std::string& document, std::string_view what) {
  if (document.empty()) return Json();
  auto parsed = Json::parse(document);
  if (!parsed) return std::unexpected(std::move(parsed.error()).in(what));
  return parsed;
}

bool is_known(const Json& value) {
  return value.kind() == Json::Kind::number;
}

std::uint64_t whole(const Json& value) {
  return static_cast<std::uint64_t>(std::max(0.0, value.number()));
}

std::string window_in_words(const ReportInput& input) {
  const auto day = [](const std::string& moment) { return moment.substr(0, 10); };
  if (!input.from.empty() && !input.until.empty())
    return fmt::format("{} to before {}", day(input.from), day(input.until));
  if (!input.from.empty()) return fmt::format("since {}", day(input.from));
  if (!input.until.empty()) return fmt::format("before {}", day(input.until));
  return "all that has no outcome yet";
}

// A CSS text between double quotes; used for the running footer of a printed page.
std::string css_text(std::string_view text) {
  std::string quoted;
  for (const char letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == '"' || letter == '\\' ||
        letter == '<' || letter == '>') {
      quoted += fmt::format("\\{:x} ", static_cast<unsigned>(static_cast<unsigned char>(letter)));
    } else {
      quoted += letter;
    }
  }
  return quoted;
}

std::string interval_in_words(const Json& bounds) {
  if (bounds.size() != 2) return {};
  return fmt::format("{} to {}", percentage(bounds.items()[0].number()),
                     percentage(bounds.items()[1].number()));
}

std::uint64_t consignments_read(const Json& summary) {
  const Json& tables = summary["tables"];
  for (const Json& table : tables.items()) {
    if (table["table"].text() == "consignment") return whole(table["rows"]);
  }
  return 0;
}

std::uint64_t rejects_kept(const Json& summary) {
  std::uint64_t total = 0;
  for (const Json& reject : summary["rejects"].items()) total += whole(reject["count"]);
  return total;
}

void fill_evaluation(Parts& page, const Json& evaluation) {
  page.set_claim("measured", evaluation["at"].size() > 0);
  page.set("precision_chart", draw_precision(evaluation));
  page.declare("share").declare("group").declare("tile");
  for (const Json& at : evaluation["at"].items()) {
    page.add("share", Parts()
                          .set("share", share_in_words(at["share"].number()))
                          .set("inspected", grouped(whole(at["inspected"])))
                          .set("found", grouped(whole(at["found"])))
                          .set("precision", percentage(at["precision"].number()))
                          .set("interval", interval_in_words(at["precision_interval"]))
                          .set("lift", fmt::format("×{:.1f}", at["lift"].number()))
                          .set("lift_interval", lift_interval_in_words(at))
                          .set("recall", percentage(at["recall"].number())));
  }
  double worst = 0;
  for (const Json& group : evaluation["groups"].items())
    worst = std::max(worst, group["false_hold_rate"].number());
  for (const Json& group : evaluation["groups"].items()) {
    const double rate = group["false_hold_rate"].number();
    page.add("group", Parts()
                          .set("name", in_words(group["group"].text()))
                          .set("innocents", grouped(whole(group["innocents"])))
                          .set("held", grouped(whole(group["held"])))
                          .set("rate", percentage(rate))
                          .set("interval", interval_in_words(group["interval"]))
                          .set("width", fmt::format("{:.0f}", worst > 0 ? 100 * rate / worst : 0)));
  }
  page.set("holds", is_known(evaluation["holds_share"])
                        ? fmt::format("if the first {} were held",
                                      share_in_words(evaluation["holds_share"].number()))
                        : "at that depth");
  page.set("auc", is_known(evaluation["auc"]) ? fmt::format("{:.3f}", evaluation["auc"].number())
                                              : "not measured");
  page.set("average_precision",
           is_known(evaluation["average_precision"])
               ? fmt::format("{:.3f}", evaluation["average_precision"].number())
               : "not measured");
  page.set("calibration_error",
           is_known(evaluation["calibration_error"])
               ? fmt::format("{:.1f} %", evaluation["calibration_error"].number() * 100)
               : "not measured");
}

void fill_tiles(Parts& page, const Json& summary, const Json& targets, const Json& evaluation) {
  const auto tile = [&](std::string value, std::string what, std::string more) {
    page.add("tile", Parts()
                         .set("value", std::move(value))
                         .set("what", std::move(what))
                         .set("more", std::move(more)));
  };
  if (evaluation["at"].size() > 0) {
    const Json& first = evaluation["at"].items().front();
    const std::string share = share_in_words(first["share"].number());
    tile(fmt::format("×{:.1f}", first["lift"].number()), "more finds than a blind pick",
         fmt::format("inspecting the first {}; 95 % interval {}", share,
                     lift_interval_in_words(first)));
    tile(
        fmt::format("{} of {}", grouped(whole(first["found"])), grouped(whole(first["inspected"]))),
        "inspections would find",
        fmt::format("that is {} of all there is to find", percentage(first["recall"].number())));
  }
  tile(grouped(targets["targets"].size()), "targets proposed", chosen_counts_in_words(targets));
  if (const std::uint64_t read = consignments_read(summary); read > 0) {
    tile(grouped(read), "consignments read",
         fmt::format("{} kept aside as rejects",
                     counted(rejects_kept(summary), "row or field", "rows and fields")));
  }
}

void fill_quality(Parts& page, const Json& summary) {
  page.declare("source").declare("reject").declare("failed_check");
  for (const Json& source : summary["sources"].items()) {
    page.add("source", Parts()
                           .set("name", source["name"].text())
                           .set("kind", source["kind"].text())
                           .set("rows", grouped(whole(source["rows"])))
                           .set("added", grouped(whole(source["added"])))
                           .set("rejects", grouped(whole(source["rejects"]))));
  }
  for (const Json& reject : summary["rejects"].items()) {
    const std::string& field = reject["field"].text();
    page.add("reject",
             Parts()
                 .set("reason", field.empty() ? reject["reason"].text()
                                              : in_words(field) + ": " + reject["reason"].text())
                 .set("count", grouped(whole(reject["count"]))));
  }
  for (const Json& check : summary["failed_checks"].items()) {
    page.add("failed_check", Parts()
                                 .set("check", in_words(check["check"].text()))
                                 .set("count", grouped(whole(check["count"]))));
  }
}

std::string lede(const Json& targets) {
  const std::size_t count = targets["targets"].size();
  const Json& candidates = targets["capacity"]["candidates"];
  std::string text =
      is_known(candidates)
          ? fmt::format("Of {}, {}", counted(whole(candidates), "candidate", "candidates"),
                        grouped(count))
          : grouped(count);
  return text + fmt::format(
                    " {} proposed for inspection. Each comes with the reasons for and against it, "
                    "the rows they "
                    "rest on, and the cheapest next check. A person decides.",
                    count == 1 ? "is" : "are");
}

}  // namespace

std::string lift_interval_in_words(const Json& at) {
  const Json& bounds = at["lift_interval"];
  if (bounds.size() != 2) return {};
  return fmt::format("×{:.1f} to ×{:.1f}", bounds.items()[0].number(), bounds.items()[1].number());
}

std::string chosen_counts_in_words(const Json& targets) {
  std::uint64_t by_rank = 0, random = 0, mandatory = 0;
  for (const Json& target : targets["targets"].items()) {
    const std::string& chosen_by = target["chosen_by"].text();
    by_rank += chosen_by == "rank" ? 1 : 0;
    random += chosen_by == "random" ? 1 : 0;
    mandatory += chosen_by == "mandatory" ? 1 : 0;
  }
  std::string text =
      fmt::format("{} by rank, {} at random for control", grouped(by_rank), grouped(random));
  if (mandatory > 0) text += fmt::format(", {} mandatory", grouped(mandatory));
  return text;
}

Expected<std::string> render_report(const ReportInput& input) {
  TRY_ASSIGN(const Json summary, parse_or_empty(input.summary_json, "summary"));
  TRY_ASSIGN(const Json targets, parse_or_empty(input.targets_json, "targets"));
  TRY_ASSIGN(const Json evaluation, parse_or_empty(input.evaluation_json, "evaluation"));
  std::vector<Json> explanations;
  for (const std::string& document : input.explanations_json) {
    TRY_ASSIGN(Json explanation, parse_or_empty(document, "explanation"));
    explanations.push_back(std::move(explanation));
  }
  TRY_ASSIGN(const std::string page_text, data_file("report/report.html"));
  TRY_ASSIGN(std::string style, data_file("report/report.css"));

  Parts page;
  const std::string running =
      fmt::format("{} · as of {}{}", input.case_name, moment_in_words(input.as_of),
                  input.case_hash.empty() ? "" : " · " + input.case_hash.substr(0, 16));
  page.set("style", style + fmt::format("\n@page {{ @bottom-left {{ content: \"{}\"; }} }}\n",
                                        css_text(running)));
  page.set("case_name", input.case_name).set("as_of", moment_in_words(input.as_of));
  page.set("case_hash", input.case_hash).set("audit_lines", grouped(input.audit_lines));
  page.set_claim("has_case_hash", !input.case_hash.empty())
      .set_claim("has_as_of", !input.as_of.empty());
  page.set_claim("synthetic", input.synthetic).set("window", window_in_words(input));
  page.set("lede", lede(targets)).set("version", CHOKEPOINT_VERSION);
  page.set("span_from", moment_in_words(summary["first_known_at"].text()))
      .set("span_until", moment_in_words(summary["last_known_at"].text()));
  page.set_claim("has_span", !summary["first_known_at"].text().empty());
  fill_evaluation(page, evaluation);
  fill_tiles(page, summary, targets, evaluation);
  fill_quality(page, summary);
  fill_targets(page, targets, explanations);
  auto html = fill_template(page_text, page);
  if (!html) return std::unexpected(std::move(html.error()).in("report/report.html"));
  return html;
}

}  // namespace chokepoint::cli
