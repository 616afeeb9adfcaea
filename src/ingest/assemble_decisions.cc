// A person's decision about who is one party: the two mentions it names, by record and role.
#include <algorithm>

#include "ingest/assemble.h"

namespace chokepoint::ingest {

using records::RowId;

namespace {

struct NamedMention {
  const char* kind_field;
  const char* id_field;
  const char* role_field;
  Text kind, id, role;
};

RowId record_id_of(const NamedMention& named) {
  if (named.kind != "listing") return records::make_row_id(named.kind, named.id);
  const std::size_t slash = named.id.find('/');
  if (slash == Text::npos) return make_listing_id({}, named.id);
  return make_listing_id(named.id.substr(0, slash), named.id.substr(slash + 1));
}

// The mention's id; none, with the reason in `out`, where it is not told which.
RowId find_mention(const NamedMention& named, const RowContext& context, NounBatch& out) {
  const auto refuse = [&](const char* field, Text value, const char* reason) {
    out.bad_rows.push_back({context.line, field, std::string(value), reason});
    return RowId{};
  };
  if (named.kind.empty()) return refuse(named.kind_field, {}, "missing");
  if (named.id.empty()) return refuse(named.id_field, {}, "missing");
  if (named.role.empty()) return refuse(named.role_field, {}, "missing");
  const auto* const kind =
      std::ranges::find(records::kRecordRoles, named.kind, &records::RecordRoles::kind);
  if (kind == records::kRecordRoles.end())
    return refuse(named.kind_field, named.kind,
                  "no kind of record that names parties (consignment, payment, listing, licence, "
                  "notification)");
  if (std::ranges::find(kind->roles, named.role) == kind->roles.end())
    return refuse(named.role_field, named.role, "no role on a record of that kind");
  return records::make_row_id("mention", record_id_of(named), named.role);
}

bool refuse_row(const char* field, const char* reason, const RowContext& context, NounBatch& out) {
  out.bad_rows.push_back({context.line, field, "", reason});
  return false;
}

}  // namespace

bool assemble(const PartyDecisionRow& row, const RowContext& context, NounBatch& out) {
  if (!row.decided_at.at.is_known() && !row.known_at.is_known() && !context.received.is_known())
    return refuse_row(
        "decided_at",
        "a decision without decided_at or known_at; say when the file was received: --known-at",
        context, out);
  records::PartyDecision decision;
  if (row.verdict.word == "undo") {
    if (row.undoes.text.empty()) return refuse_row("undoes", "missing", context, out);
  } else {
    decision.record_kind_1 = row.record_kind_1.text;
    decision.record_id_1 = row.record_id_1.text;
    decision.role_1 = row.role_1.text;
    decision.record_kind_2 = row.record_kind_2.text;
    decision.record_id_2 = row.record_id_2.text;
    decision.role_2 = row.role_2.text;
    decision.mention_id_1 =
        find_mention({"record_kind_1", "record_id_1", "role_1", decision.record_kind_1,
                      decision.record_id_1, decision.role_1},
                     context, out);
    decision.mention_id_2 =
        find_mention({"record_kind_2", "record_id_2", "role_2", decision.record_kind_2,
                      decision.record_id_2, decision.role_2},
                     context, out);
    if (!decision.mention_id_1 || !decision.mention_id_2) return false;
    if (decision.mention_id_1 == decision.mention_id_2)
      return refuse_row("record_id_2", "the same mention twice", context, out);
  }
  decision.party_decision_id = records::make_party_decision_id(row.decision_id.text);
  decision.decision_id = row.decision_id.text;
  decision.verdict = row.verdict.word;
  decision.undoes = row.verdict.word == "undo" ? row.undoes.text : Text();
  decision.reason = row.reason;
  decision.actor = row.actor;
  decision.happened_at = row.decided_at.at;
  decision.known_at = first_known(row.known_at, row.decided_at.at, context.received);
  decision.source_file_id = context.source_file_id;
  decision.source_row = context.line;
  out.party_decisions.push_back(decision);
  return true;
}

}  // namespace chokepoint::ingest
