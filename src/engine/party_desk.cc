#include "engine/party_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "engine/output_writer.h"
#include "ingest/intake.h"
#include "records/nouns.h"

namespace chokepoint::engine {

using records::Moment;
using records::RecordRoles;
using records::RowId;
using store::quote;
using store::Store;

namespace {

// A reference in its parts; those not given are empty.
struct Reference {
  std::string_view kind, record, role;
};

bool is_role(std::string_view word) {
  return std::ranges::any_of(records::kRecordRoles, [&](const RecordRoles& kind) {
    return !word.empty() && std::ranges::find(kind.roles, word) != kind.roles.end();
  });
}

Reference parse_reference(std::string_view text) {
  Reference reference{{}, text, {}};
  const std::size_t first = reference.record.find(':');
  if (first != std::string_view::npos) {
    const std::string_view kind = reference.record.substr(0, first);
    if (std::ranges::find(records::kRecordRoles, kind, &RecordRoles::kind) !=
        records::kRecordRoles.end()) {
      reference.kind = kind;
      reference.record.remove_prefix(first + 1);
    }
  }
  const std::size_t last = reference.record.rfind(':');
  if (last != std::string_view::npos && is_role(reference.record.substr(last + 1))) {
    reference.role = reference.record.substr(last + 1);
    reference.record = reference.record.substr(0, last);
  }
  return reference;
}

// All mentions on records of that id. A listing is also found by SHOP/ID, which is its whole name.
Expected<std::vector<NamedMention>> mentions_on(Store& store, const Reference& reference) {
  std::vector<NamedMention> found;
  for (const RecordRoles& kind : records::kRecordRoles) {
    if (!reference.kind.empty() && kind.kind != reference.kind) continue;
    const std::string key = kind.kind == "listing" ? "concat_ws('/', t.source, t.listing_id)"
                                                   : fmt::format("t.{}", kind.id_column);
    TRY_ASSIGN(const auto rows,
               store.query(fmt::format(
                   "SELECT m.mention_id, {0}, m.role, coalesce(m.company, m.name, '') FROM {1} t "
                   "JOIN mention m ON m.record_id = t.{2} AND m.record_kind = '{1}' WHERE {3} IN "
                   "(t.{4}, {0}) ORDER BY {0}, m.role",
                   key, kind.kind, kind.row_id_column, quote(reference.record), kind.id_column)));
    for (const auto& row : rows.rows) {
      found.push_back({RowId{std::stoull(*row[0])}, std::string(kind.kind), row[1].value_or(""),
                       *row[2], *row[3]});
    }
  }
  return found;
}

std::string list_roles(const std::vector<NamedMention>& mentions) {
  std::string list;
  for (const NamedMention& mention : mentions) {
    list += fmt::format("{}{}:{}:{} ({})", list.empty() ? "" : ", ", mention.record_kind,
                        mention.record_id, mention.role, mention.name);
  }
  return list;
}

Expected<std::string> next_decision_id(Store& store, Moment now) {
  std::string day = records::format_moment(now).substr(0, 10);
  std::erase(day, '-');
  TRY_ASSIGN(const std::int64_t count,
             store.query_number(fmt::format(
                 "SELECT count(*) FROM party_decision WHERE decision_id LIKE 'D{}-%'", day)));
  return fmt::format("D{}-{}", day, count + 1);
}

Expected<> write_decision(Store& store, const records::PartyDecision& decision) {
  const std::string name = fmt::format("decision {}", decision.decision_id);
  records::SourceFile source;
  source.source_file_id = records::make_row_id("source_file", name);
  source.name = name;
  source.kind = "party_decisions";
  TRY_ASSIGN(ingest::Intake intake, ingest::Intake::begin(store, source));
  records::PartyDecision row = decision;
  row.source_file_id = source.source_file_id;
  row.source_row = 1;
  TRY(intake.add(row));
  TRY_ASSIGN(const auto counts, intake.commit("party_decision", 1));
  static_cast<void>(counts);
  return {};
}

Expected<> check_undo(Store& store, const std::string& decision_id) {
  TRY_ASSIGN(const auto found,
             store.query(fmt::format("SELECT verdict FROM party_decision WHERE decision_id = {}",
                                     quote(decision_id))));
  if (found.rows.empty())
    return fail(ErrorCode::not_found,
                fmt::format("no decision on parties has the id {}; `party CASE show` of a party "
                            "lists those on it",
                            decision_id));
  if (*found.rows[0][0] == "undo")
    return fail(ErrorCode::usage,
                fmt::format("{} took another decision back; decide anew instead", decision_id));
  TRY_ASSIGN(const auto undone,
             store.query(fmt::format("SELECT decision_id FROM party_decision WHERE undoes = {}",
                                     quote(decision_id))));
  if (undone.rows.empty()) return {};
  return fail(ErrorCode::usage, fmt::format("{} was taken back before, by {}", decision_id,
                                            undone.rows[0][0].value_or("")));
}

std::string decision_json(const records::PartyDecision& decision,
                          const std::vector<NamedMention>& subjects) {
  base::JsonWriter json;
  json.begin_object().field("decision_id", decision.decision_id).field("verdict", decision.verdict);
  json.key("subjects").begin_array();
  for (const NamedMention& subject : subjects) {
    json.begin_object()
        .field("record", subject.record_kind + ":" + subject.record_id)
        .field("role", subject.role)
        .field("name", subject.name)
        .end_object();
  }
  json.end_array().optional_field("undoes", std::string(decision.undoes));
  return json.field("reason", decision.reason)
      .field("actor", decision.actor)
      .field("decided_at", records::format_moment(decision.happened_at))
      .end_object()
      .take();
}

}  // namespace

Expected<NamedMention> find_named_mention(Store& store, std::string_view text) {
  const Reference reference = parse_reference(text);
  TRY_ASSIGN(std::vector<NamedMention> found, mentions_on(store, reference));
  if (found.empty())
    return fail(ErrorCode::not_found,
                fmt::format("no record that names a party has the id {}; write RECORD:ROLE, as in "
                            "A1:consignee",
                            reference.record));
  std::vector<NamedMention> meant = found;
  if (!reference.role.empty())
    std::erase_if(meant,
                  [&](const NamedMention& mention) { return mention.role != reference.role; });
  if (meant.empty())
    return fail(ErrorCode::not_found, fmt::format("{} names no {}; there are {}", reference.record,
                                                  reference.role, list_roles(found)));
  if (meant.size() > 1)
    return fail(ErrorCode::usage,
                fmt::format("{} may be several: {}; write one of them", text, list_roles(meant)));
  return std::move(meant.front());
}

Expected<std::string> record_party_decision(Store& store, const PartyRuling& ruling,
                                            std::string_view actor, Moment now) {
  const bool is_undo = ruling.verdict == "undo";
  if (!is_undo && ruling.verdict != "same" && ruling.verdict != "apart")
    return fail(ErrorCode::usage, fmt::format("'{}' is no verdict on parties; choose same, apart "
                                              "or undo",
                                              ruling.verdict));
  if (ruling.reason.empty()) return fail(ErrorCode::usage, "a decision needs a reason");
  const std::size_t wanted = is_undo ? 1 : 2;
  if (ruling.subjects.size() != wanted)
    return fail(ErrorCode::usage,
                is_undo ? "undo takes the id of one decision"
                        : fmt::format("{} takes two mentions, RECORD:ROLE each", ruling.verdict));
  records::PartyDecision decision;
  std::vector<NamedMention> subjects;
  if (is_undo) {
    TRY(check_undo(store, ruling.subjects[0]));
    decision.undoes = ruling.subjects[0];
  } else {
    for (const std::string& subject : ruling.subjects) {
      TRY_ASSIGN(NamedMention mention, find_named_mention(store, subject));
      subjects.push_back(std::move(mention));
    }
    const NamedMention& first = subjects[0];
    const NamedMention& second = subjects[1];
    if (first.mention_id == second.mention_id)
      return fail(ErrorCode::usage, fmt::format("{} and {} are the same mention",
                                                ruling.subjects[0], ruling.subjects[1]));
    decision.record_kind_1 = first.record_kind;
    decision.record_id_1 = first.record_id;
    decision.role_1 = first.role;
    decision.mention_id_1 = first.mention_id;
    decision.record_kind_2 = second.record_kind;
    decision.record_id_2 = second.record_id;
    decision.role_2 = second.role;
    decision.mention_id_2 = second.mention_id;
  }
  TRY_ASSIGN(const std::string decision_id, next_decision_id(store, now));
  decision.party_decision_id = records::make_party_decision_id(decision_id);
  decision.decision_id = decision_id;
  decision.verdict = ruling.verdict;
  decision.reason = ruling.reason;
  decision.actor = actor;
  decision.happened_at = now;
  decision.known_at = now;
  TRY(write_decision(store, decision));
  return decision_json(decision, subjects);
}

}  // namespace chokepoint::engine
