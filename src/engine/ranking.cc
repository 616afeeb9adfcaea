#include "engine/ranking.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/json_writer.h"
#include "engine/explanation.h"
#include "engine/option_time.h"
#include "engine/output_writer.h"
#include "engine/subjects.h"
#include "store/table_io.h"
#include "targets/capacity.h"
#include "targets/target_rows.h"

namespace chokepoint::engine {

using records::Moment;
using records::RowId;
using store::Store;
using targets::Choice;

namespace {

struct Ranking {
  RowId ranking_id;
  Moment as_of;
  std::vector<OpenSubject> subjects;
  std::vector<Choice> choices;
  std::size_t capacity = 0;
};

Expected<> keep_choices(Store& store, const Ranking& ranking, const std::string& subject_kind) {
  TRY(store.execute(
      fmt::format("DELETE FROM target WHERE ranking_id = {}", ranking.ranking_id.value)));
  TRY_ASSIGN(auto appender, store::Appender<targets::Target>::open(store));
  std::int32_t rank = 0;
  for (const Choice& choice : ranking.choices) {
    const OpenSubject& subject = ranking.subjects[choice.subject];
    ++rank;
    TRY(appender.append({records::make_row_id("target", ranking.ranking_id, std::to_string(rank)),
                         ranking.ranking_id, rank, subject_kind, subject.key, subject.score,
                         targets::name(choice.chosen_by), choice.propensity, ranking.as_of}));
  }
  return appender.close();
}

void write_reason(base::JsonWriter& json, const Reason& reason) {
  json.begin_object()
      .field("signal", reason.signal)
      .field("says", reason.says)
      .field("weight", reason.weight);
  json.key("evidence").begin_array();
  for (const std::string& row : reason.evidence) json.value(row);
  json.end_array().field("source", reason.source).end_object();
}

void write_reasons(base::JsonWriter& json, const Explanation& explanation) {
  json.key("reasons").begin_array();
  for (const Reason& reason : explanation.reasons) write_reason(json, reason);
  json.end_array().key("against").begin_array();
  for (const Reason& reason : explanation.against) write_reason(json, reason);
  json.end_array().field("next_check", explanation.next_check);
}

}  // namespace

Expected<std::string> rank_targets(Store& store, const TargetsOptions& options) {
  OpenSubjectsQuery query;
  query.subject_kind = options.subject;
  query.per = options.per;
  TRY_ASSIGN(query.from, read_option_time(options.from, "--from"));
  TRY_ASSIGN(query.until, read_option_time(options.until, "--until"));
  TRY_ASSIGN(const targets::Amount capacity, targets::parse_amount(options.capacity));
  TRY_ASSIGN(const targets::Amount random_share, targets::parse_amount(options.random_share));
  TRY_ASSIGN(const auto typologies, signals::load_typologies());

  Ranking ranking;
  TRY_ASSIGN(ranking.as_of, read_reached(store));
  ranking.ranking_id = records::make_row_id(
      "ranking", fmt::format("{}|{}|{}|{}|{}|{}|{}", records::format_moment(ranking.as_of),
                             options.subject, options.capacity, options.random_share, options.from,
                             options.until, options.per));
  TRY_ASSIGN(ranking.subjects, read_open_subjects(store, query, typologies));
  std::vector<targets::RankedSubject> ranked;
  ranked.reserve(ranking.subjects.size());
  for (const OpenSubject& subject : ranking.subjects) {
    ranked.push_back({subject.subject_id, subject.group, subject.score, subject.is_mandatory});
  }
  ranking.choices =
      targets::fill_capacity(ranked, capacity, random_share, ranking.ranking_id.value);
  TRY(keep_choices(store, ranking, options.subject));

  // Subjects other than consignments are explained by the consignment of theirs that scores
  // highest.
  std::vector<RowId> explained;
  explained.reserve(ranking.choices.size());
  for (const Choice& choice : ranking.choices)
    explained.push_back(ranking.subjects[choice.subject].example);
  std::ranges::sort(explained);
  explained.erase(std::unique(explained.begin(), explained.end()), explained.end());
  TRY_ASSIGN(const auto explanations, explain_scores(store, explained, typologies));
  std::map<RowId, const Explanation*> explanation_of;
  for (const Explanation& explanation : explanations)
    explanation_of[explanation.subject_id] = &explanation;

  base::JsonWriter json;
  json.begin_object().key("targets").begin_array();
  std::size_t mandatory = 0;
  std::size_t random = 0;
  int rank = 0;
  for (const Choice& choice : ranking.choices) {
    const OpenSubject& subject = ranking.subjects[choice.subject];
    mandatory += choice.chosen_by == targets::ChosenBy::mandatory ? 1 : 0;
    random += choice.chosen_by == targets::ChosenBy::random ? 1 : 0;
    json.begin_object()
        .field("rank", ++rank)
        .field("subject_kind", options.subject)
        .field("subject_id", subject.key);
    json.field("label", subject.label)
        .field("score", subject.score)
        .field("band", band_of(subject.score));
    json.field("chosen_by", targets::name(choice.chosen_by)).field("propensity", choice.propensity);
    json.field("known_at", records::format_moment(subject.known_at))
        .optional_field("location", subject.location);
    json.field("consignments", subject.consignments);
    if (const auto found = explanation_of.find(subject.example); found != explanation_of.end()) {
      write_reasons(json, *found->second);
    }
    json.end_object();
  }
  json.end_array().key("capacity").begin_object();
  json.field("candidates", static_cast<std::uint64_t>(ranking.subjects.size()));
  json.field("chosen", static_cast<std::uint64_t>(ranking.choices.size()));
  json.field("mandatory", static_cast<std::uint64_t>(mandatory))
      .field("random", static_cast<std::uint64_t>(random));
  json.field("asked", options.capacity)
      .field("random_share", options.random_share)
      .optional_field("per", options.per);
  json.field("ranking_id", std::to_string(ranking.ranking_id.value))
      .field("as_of", records::format_moment(ranking.as_of));
  return json.end_object().end_object().take();
}

}  // namespace chokepoint::engine
