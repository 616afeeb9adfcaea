#include "engine/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/arena.h"
#include "goods/declaration_fit.h"
#include "signals/facts.h"
#include "signals/signal_rows.h"
#include "store/table_io.h"
#include "targets/scorecard.h"
#include "targets/target_rows.h"

namespace chokepoint::engine {

using records::RowId;
using signals::Typology;
using store::Store;

namespace {

constexpr double kWorthSaying = 0.02;  // in log-odds; less moves nobody

// A model's weights with the names of its features.
struct KnownModel {
  std::vector<std::string> features;
  std::vector<float> weights;
  double bias = 0;
  double base_rate = 0;
};

struct SaidOf {
  signals::Signal signal;
  std::vector<signals::Evidence> evidence;
};

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = list.find(';');
    parts.emplace_back(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  }
  return parts;
}

// Reads everything that a set of subjects needs, table by table.
class Explainer {
 public:
  Explainer(Store& store, const std::vector<Typology>& typologies,
            const targets::Scorecard& scorecard)
      : store_(store), typologies_(typologies), scorecard_(scorecard) {}

  Expected<std::vector<Explanation>> explain(const std::vector<RowId>& subject_ids) {
    TRY(fill_wanted(subject_ids));
    TRY(read_scores());
    TRY(read_models());
    TRY(read_signals());
    TRY(read_declarations());
    TRY(name_evidence());
    TRY_ASSIGN(
        const auto rows,
        store_.query("SELECT c.consignment_id, c.item_id, epoch_us(c.known_at) FROM consignment c "
                     "JOIN wanted w ON w.subject_id = c.consignment_id",
                     subject_ids.size() + 1));
    std::map<std::uint64_t, std::pair<std::string, std::string>> consignments;
    for (const auto& row : rows.rows) {
      consignments[std::stoull(*row[0])] = {row[1].value_or(""),
                                            records::format_moment({std::stoll(*row[2])})};
    }
    std::vector<Explanation> explanations;
    for (const RowId id : subject_ids) {
      const auto score = scores_.find(id.value);
      if (score == scores_.end()) continue;
      Explanation explanation = explain_one(id, score->second);
      explanation.item_id = consignments[id.value].first;
      explanation.known_at = consignments[id.value].second;
      explanations.push_back(std::move(explanation));
    }
    return explanations;
  }

 private:
  Expected<> fill_wanted(const std::vector<RowId>& subject_ids) {
    TRY(store_.execute("CREATE OR REPLACE TEMP TABLE wanted (subject_id UBIGINT)"));
    TRY_ASSIGN(auto appender, store::RawAppender::open(store_, "wanted"));
    for (const RowId id : subject_ids) {
      appender.put(0, id);
      TRY(appender.finish_row());
    }
    return appender.close();
  }

  Expected<> read_scores() {
    return store::read_rows<targets::Score>(
        store_,
        "WHERE rowid IN (SELECT max(s.rowid) FROM score s JOIN wanted w ON w.subject_id = "
        "s.subject_id GROUP BY s.subject_id)",
        arena_, [&](const targets::Score& score) { scores_[score.subject_id.value] = score; });
  }

  Expected<> read_models() {
    return store::read_rows<targets::Model>(store_, "", arena_, [&](const targets::Model& model) {
      models_[model.model_id.value] = {split(model.features),
                                       {model.weights.begin(), model.weights.end()},
                                       model.bias,
                                       model.base_rate};
    });
  }

  Expected<> read_signals() {
    std::map<std::uint64_t, std::vector<signals::Evidence>> evidence;
    TRY(store::read_rows<signals::Evidence>(store_,
                                            "WHERE signal_id IN (SELECT g.signal_id FROM signal g "
                                            "JOIN wanted w ON w.subject_id = g.subject_id) "
                                            "ORDER BY signal_id, position",
                                            arena_, [&](const signals::Evidence& row) {
                                              evidence[row.signal_id.value].push_back(row);
                                            }));
    return store::read_rows<signals::Signal>(
        store_,
        "WHERE subject_id IN (SELECT subject_id FROM wanted) ORDER BY subject_id, strength DESC, "
        "signal_id",
        arena_, [&](const signals::Signal& signal) {
          said_[signal.subject_id.value].push_back({signal, evidence[signal.signal_id.value]});
        });
  }

  Expected<> read_declarations() {
    return store::read_rows<goods::DeclarationFinding>(
        store_, "WHERE consignment_id IN (SELECT subject_id FROM wanted) ORDER BY ALL", arena_,
        [&](const goods::DeclarationFinding& finding) {
          declarations_[finding.consignment_id.value].push_back(finding);
        });
  }

  Expected<> name_evidence() {
    std::map<std::string, std::set<std::uint64_t>> ids;
    for (const auto& [subject, said] : said_) {
      for (const SaidOf& one : said) {
        for (const signals::Evidence& row : one.evidence)
          ids[std::string(row.row_table)].insert(row.row_id.value);
      }
    }
    for (const auto& [subject, score] : scores_) ids["consignment"].insert(subject);
    for (const auto& [table, wanted] : ids) {
      TRY_ASSIGN(names_[table], name_rows(store_, table, {wanted.begin(), wanted.end()}));
    }
    return {};
  }

  std::string name_of(const std::string& table, std::uint64_t id) const {
    const auto named = names_.find(table);
    if (named == names_.end()) return fmt::format("{}:{}", table, id);
    const auto row = named->second.find(id);
    return row == named->second.end() ? fmt::format("{}:{}", table, id) : row->second;
  }

  Explanation explain_one(RowId id, const targets::Score& score) const {
    Explanation explanation;
    explanation.subject_id = id;
    explanation.score = score.score;
    explanation.scored_at = records::format_moment(score.scored_at);
    const auto known = models_.find(score.model_id.value);
    if (known == models_.end()) return explanation;
    const KnownModel& model = known->second;
    explanation.bias = model.bias;
    for (std::size_t i = 0; i < score.features.size() && i < model.features.size(); ++i) {
      const double value = score.features[i];
      const double weight = value * static_cast<double>(model.weights[i]);
      if (std::abs(weight) < kWorthSaying) continue;
      Reason reason = reason_for(id, model, model.features[i], value);
      reason.weight = weight;
      (weight > 0 ? explanation.reasons : explanation.against).push_back(std::move(reason));
    }
    const auto by_weight = [](const Reason& a, const Reason& b) {
      return std::abs(a.weight) > std::abs(b.weight);
    };
    std::ranges::stable_sort(explanation.reasons, by_weight);
    std::ranges::stable_sort(explanation.against, by_weight);
    for (const Reason& reason : explanation.reasons) {
      if (explanation.next_check.empty()) explanation.next_check = reason.next_check;
    }
    if (explanation.next_check.empty()) {
      explanation.next_check =
          "Compare the declaration with its invoice and with the papers of the last parcel on this "
          "route.";
    }
    return explanation;
  }

  Reason reason_for(RowId id, const KnownModel& model, const std::string& feature,
                    double value) const {
    Reason reason;
    reason.signal = feature;
    if (feature.starts_with("signal:")) {
      fill_from_signal(id, feature.substr(7), reason);
      return reason;
    }
    const auto found = std::ranges::find(scorecard_.features, feature, &targets::Feature::name);
    reason.says = found == scorecard_.features.end() ? feature : found->says;
    reason.evidence = {name_of("consignment", id.value)};
    if (feature.starts_with("rate:")) {
      const double rate = targets::chance_of(value + targets::log_odds(model.base_rate));
      reason.says += fmt::format(": {:.1f} % found, against {:.1f} % of all", 100 * rate,
                                 100 * model.base_rate);
      reason.source = "outcomes known before the day of the score";
      reason.next_check = "Open the newest inspection reports of these goods and parties.";
    } else {
      reason.source = "the declaration itself";
      fill_from_declarations(id, feature.substr(5), reason);
    }
    return reason;
  }

  // What exactly does not fit, with the items.
  void fill_from_declarations(RowId id, const std::string& fact, Reason& reason) const {
    const auto found = declarations_.find(id.value);
    if (found == declarations_.end()) return;
    for (const goods::DeclarationFinding& finding : found->second) {
      const auto of = signals::misfit_of(finding.kind);
      if (!of || signals::name(*of) != fact) continue;
      if (!reason.says.ends_with(finding.says)) reason.says += fmt::format(": {}", finding.says);
      reason.evidence.push_back(fmt::format("item:{}", finding.item_row_id.value));
    }
  }

  void fill_from_signal(RowId id, const std::string& typology_id, Reason& reason) const {
    const auto typology = std::ranges::find(typologies_, typology_id, &Typology::id);
    if (typology != typologies_.end()) {
      reason.source = typology->source;
      reason.innocent_causes = typology->innocent_causes;
      reason.next_check = typology->next_check;
    }
    const auto said = said_.find(id.value);
    if (said == said_.end()) return;
    for (const SaidOf& one : said->second) {  // the strongest first; its words, everyone's rows
      if (one.signal.typology != typology_id) continue;
      if (reason.says.empty()) reason.says = one.signal.says;
      for (const signals::Evidence& row : one.evidence) {
        std::string name = name_of(std::string(row.row_table), row.row_id.value);
        if (std::ranges::find(reason.evidence, name) == reason.evidence.end())
          reason.evidence.push_back(std::move(name));
      }
    }
  }

  Store& store_;
  const std::vector<Typology>& typologies_;
  const targets::Scorecard& scorecard_;
  base::Arena arena_;
  std::map<std::uint64_t, targets::Score> scores_;
  std::map<std::uint64_t, KnownModel> models_;
  std::map<std::uint64_t, std::vector<SaidOf>> said_;
  std::map<std::uint64_t, std::vector<goods::DeclarationFinding>> declarations_;
  std::map<std::string, std::map<std::uint64_t, std::string>> names_;
};

}  // namespace

std::string band_of(double score) {
  return score >= 0.5 ? "high" : score >= 0.1 ? "medium" : "low";
}

std::string natural_id_of(std::string_view table) {
  static const std::map<std::string_view, std::string> kColumns = {
      {"consignment", "item_id"},
      {"payment", "payment_id"},
      {"listing", "listing_id"},
      {"licence", "licence_id"},
      {"notification", "notification_id"},
      {"outcome", "outcome_id"},
      {"list_entry", "list || '/' || entry_id"}};
  const auto found = kColumns.find(table);
  return found == kColumns.end() ? "" : found->second;
}

Expected<std::map<std::uint64_t, std::string>> name_rows(Store& store, const std::string& table,
                                                         const std::vector<std::uint64_t>& ids) {
  std::map<std::uint64_t, std::string> names;
  const std::string natural = natural_id_of(table);
  if (natural.empty()) return names;
  const std::string id_column = table == "consignment"  ? "consignment_id"
                                : table == "list_entry" ? "list_entry_id"
                                                        : table + "_row_id";
  TRY(store.execute("CREATE OR REPLACE TEMP TABLE named (id UBIGINT)"));
  TRY_ASSIGN(auto appender, store::RawAppender::open(store, "named"));
  for (const std::uint64_t id : ids) {
    appender.put(0, RowId{id});
    TRY(appender.finish_row());
  }
  TRY(appender.close());
  TRY_ASSIGN(const auto rows,
             store.query(fmt::format("SELECT n.id, {} FROM {} t JOIN named n ON n.id = t.{}",
                                     natural, table, id_column),
                         ids.size() + 1));
  for (const auto& row : rows.rows)
    names[std::stoull(*row[0])] = fmt::format("{}:{}", table, row[1].value_or(""));
  return names;
}

Expected<std::vector<Explanation>> explain_scores(Store& store,
                                                  const std::vector<RowId>& subject_ids,
                                                  const std::vector<Typology>& typologies) {
  TRY_ASSIGN(const targets::Scorecard scorecard, targets::load_scorecard(typologies));
  return Explainer(store, typologies, scorecard).explain(subject_ids);
}

}  // namespace chokepoint::engine
