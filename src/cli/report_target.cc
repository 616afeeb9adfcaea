#include "cli/report_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/layout.h"
#include "cli/report_drawings.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kReasonsMax = 6;       // for, and as many against
constexpr std::size_t kBriefReasonsMax = 2;  // in the table of all other targets
constexpr std::size_t kRowsMax = 6;          // evidence rows printed on a card
constexpr std::size_t kFieldsMax = 14;       // of each row
constexpr std::size_t kLinksMax = 18;
constexpr std::size_t kEvidenceMax = 6;  // ids beside a reason

std::string chosen_in_words(std::string_view chosen_by) {
  if (chosen_by == "rank") return "chosen by rank";
  if (chosen_by == "random") return "drawn at random, for control";
  if (chosen_by == "mandatory") return "mandatory inspection";
  return in_words(chosen_by);
}

std::string joined(const Json& list, std::string_view between) {
  std::string text = list.text();
  for (const Json& entry : list.items()) {
    if (!text.empty()) text += between;
    text += entry.text();
  }
  return text;
}

// A link's end by its name, or by its id where it has none.
std::string labelled(const Json& link, const std::string& end) {
  const std::string& label = link[end + "_label"].text();
  return label.empty() ? link[end].text() : label;
}

double greatest_weight(const std::vector<Json>& explanations, const Json& targets) {
  double greatest = 0;
  const auto look = [&](const Json& subject) {
    for (const char* side : {"reasons", "against"}) {
      for (const Json& reason : subject[side].items()) {
        greatest = std::max(greatest, std::abs(reason["weight"].number()));
      }
    }
  };
  for (const Json& explanation : explanations) look(explanation);
  for (const Json& target : targets["targets"].items()) look(target);
  return greatest;
}

Parts make_reason(const Json& reason, double greatest) {
  const bool weighs = reason["weight"].kind() == Json::Kind::number;
  const double weight = std::abs(reason["weight"].number());
  const std::string innocent = joined(reason["innocent_causes"], "; ");
  return Parts()
      .set("says", says_in_words(reason))
      .set("signal", signal_in_words(reason))
      .set("weight", weighs ? fmt::format("{:.2f}", weight) : "")
      .set("bar", fmt::format("{:.1f}", greatest > 0 ? 100 * weight / greatest : 0))
      .set("evidence", evidence_in_words(reason["evidence"], kEvidenceMax))
      .set("source", reason["source"].text())
      .set("innocent", innocent)
      .set_claim("has_evidence", reason["evidence"].size() > 0)
      .set_claim("has_source", !reason["source"].text().empty())
      .set_claim("has_innocent", !innocent.empty());
}

// The strongest come first; what the rest weigh together is told, so that nothing is hidden.
void add_reasons(Parts& card, const std::string& name, const Json& reasons, double greatest) {
  card.declare(name);
  double left_out = 0;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    const Json& reason = reasons.items()[i];
    if (i < kReasonsMax) {
      card.add(name, make_reason(reason, greatest));
    } else {
      left_out += std::abs(reason["weight"].number());
    }
  }
  card.set(name + "s_left_out",
           reasons.size() <= kReasonsMax
               ? ""
               : fmt::format("{}, {:.2f} together, in chokepoint explain.",
                             counted(reasons.size() - kReasonsMax, "weaker one", "weaker ones"),
                             left_out));
}

// Ids that only tables use say nothing to a reader; the row is named by its id already.
bool tells_a_reader(const std::string& name, const std::string& value) {
  if (value.empty() || name == "known_at") return false;
  const bool is_number = value.find_first_not_of("0123456789") == std::string::npos;
  return !(name.ends_with("_id") && is_number && value.size() >= 15);
}

std::string fields_in_words(const Json& fields) {
  std::string text;
  std::size_t told = 0;
  for (std::size_t i = 0; i < fields.size() && told < kFieldsMax; ++i) {
    std::string value = fields.items()[i].text();
    if (!tells_a_reader(fields.names()[i], value)) continue;
    if (value.ends_with(" 00:00:00")) value.resize(value.size() - 9);
    text += fmt::format("{}{}: {}", text.empty() ? "" : " · ", in_words(fields.names()[i]), value);
    ++told;
  }
  return text;
}

void add_rows(Parts& card, const Json& rows) {
  card.declare("row");
  for (std::size_t i = 0; i < rows.size() && i < kRowsMax; ++i) {
    const Json& row = rows.items()[i];
    std::string where = row["source_file"].text();
    if (!row["source_row"].text().empty()) where += " line " + row["source_row"].text();
    card.add("row", Parts()
                        .set("id", row["id"].text())
                        .set("where", where)
                        .set("fields", fields_in_words(row["fields"])));
  }
  const std::size_t left_out = rows.size() - std::min(rows.size(), kRowsMax);
  card.set("rows_left_out", left_out == 0
                                ? ""
                                : fmt::format("{} in chokepoint explain.",
                                              counted(left_out, "more row", "more rows")));
}

void add_texts(Parts& card, const std::string& name, const Json& list) {
  card.declare(name);
  if (!list.text().empty()) card.add(name, Parts().set("text", list.text()));
  for (const Json& entry : list.items()) card.add(name, Parts().set("text", entry.text()));
}

Parts make_card(const Json& target, const Json& explanation, double greatest) {
  Parts card;
  const Json& subject = explanation.is_null() ? target : explanation;
  const double score = target["score"].kind() == Json::Kind::number ? target["score"].number()
                                                                    : subject["score"].number();
  card.set("rank", target["rank"].text());
  card.set("subject_id", target["subject_id"].text());
  card.set("subject_kind", in_words(target["subject_kind"].text()));
  card.set("chance", percentage_band(score)).set("meter", draw_meter(score));
  card.set("band", in_words(subject["band"].text()))
      .set_claim("has_band", !subject["band"].text().empty());
  card.set("chosen", chosen_in_words(target["chosen_by"].text()));
  card.set("known_at", moment_in_words(subject["known_at"].text()));
  card.set_claim("has_known_at", !subject["known_at"].text().empty());
  card.declare("party");
  const Json& parties = subject["parties"].size() > 0 ? subject["parties"] : target["parties"];
  for (const Json& party : parties.items()) {
    if (party["name"].text().empty()) continue;
    card.add("party",
             Parts().set("role", in_words(party["role"].text())).set("name", party["name"].text()));
  }
  add_reasons(card, "reason",
              subject["reasons"].size() > 0 ? subject["reasons"] : target["reasons"], greatest);
  add_reasons(card, "counter",
              subject["against"].size() > 0 ? subject["against"] : target["against"], greatest);
  add_texts(card, "check",
            subject["next_check"].is_null() ? target["next_check"] : subject["next_check"]);
  add_texts(card, "change", subject["would_change"]);
  add_texts(card, "gap", subject["gaps"]);
  add_rows(card, subject["rows"]);
  const std::string network = draw_network(subject);
  card.set("network", network).set_claim("has_network", !network.empty());
  card.declare("link");
  const Json& links = subject["links"];
  for (std::size_t i = 0; i < links.size() && i < kLinksMax; ++i) {
    const Json& link = links.items()[i];
    card.add("link", Parts()
                         .set("from", labelled(link, "from"))
                         .set("kind", in_words(link["kind"].text()))
                         .set("to", labelled(link, "to")));
  }
  return card;
}

Parts make_brief(const Json& target) {
  std::string why;
  const Json& reasons = target["reasons"];
  for (std::size_t i = 0; i < reasons.size() && i < kBriefReasonsMax; ++i) {
    why += (i > 0 ? "; " : "") + says_in_words(reasons.items()[i]);
  }
  return Parts()
      .set("rank", target["rank"].text())
      .set("subject_id", target["subject_id"].text())
      .set("chance", percentage_band(target["score"].number()))
      .set("chosen", in_words(target["chosen_by"].text()))
      .set("why", why);
}

}  // namespace

void fill_targets(Parts& page, const Json& targets, const std::vector<Json>& explanations) {
  page.declare("target").declare("brief");
  std::map<std::string, const Json*> explained;
  for (const Json& explanation : explanations)
    explained.emplace(explanation["subject_id"].text(), &explanation);
  const double greatest = greatest_weight(explanations, targets);
  std::size_t briefs = 0;
  for (const Json& target : targets["targets"].items()) {
    const auto explanation = explained.find(target["subject_id"].text());
    if (explanation != explained.end()) {
      page.add("target", make_card(target, *explanation->second, greatest));
    } else {
      page.add("brief", make_brief(target));
      ++briefs;
    }
  }
  page.set_claim("has_briefs", briefs > 0);
}

}  // namespace chokepoint::cli
