// What a person decided about who is one party and who is not. Text is a view into the batch's
// arena.
#pragma once

#include <array>
#include <cstdint>

#include "records/columns.h"

namespace chokepoint::records {

// Two mentions are `same`, or are to be kept `apart`; `undo` takes an earlier decision back.
struct PartyDecision {
  RowId party_decision_id;
  Text decision_id;    // the feed's own
  Text verdict;        // same, apart, undo
  Text record_kind_1;  // the table of the record: consignment, payment, listing, licence,
                       // notification
  Text record_id_1;    // its own id in the feed; of a listing SHOP/ID
  Text role_1;         // of the mention on it: consignee, payer, ..
  RowId mention_id_1;
  Text record_kind_2;
  Text record_id_2;
  Text role_2;
  RowId mention_id_2;
  Text undoes;  // the decision_id that an undo takes back
  Text reason;  // never empty
  Text actor;
  Moment happened_at;  // decided
  Moment known_at;
  Moment claimed_known_at;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

inline RowId make_party_decision_id(Text decision_id) {
  return make_row_id("party_decision", decision_id);
}

// Which roles a kind of record gives its mentions; `kind` is the table's name.
struct RecordRoles {
  Text kind;
  Text row_id_column;
  Text id_column;  // the record's own id in the feed
  std::array<Text, 5> roles;
};
inline constexpr std::array<RecordRoles, 5> kRecordRoles = {{
    {"consignment",
     "consignment_id",
     "item_id",
     {"consignor", "consignee", "declarant", "notify", "account_holder"}},
    {"payment",
     "payment_row_id",
     "payment_id",
     {"payer", "payee", "ultimate_payer", "ultimate_payee"}},
    {"listing", "listing_row_id", "listing_id", {"seller"}},
    {"licence", "licence_row_id", "licence_id", {"holder"}},
    {"notification", "notification_row_id", "notification_id", {"exporter", "importer"}},
}};

template <>
struct Table<PartyDecision> {
  static constexpr const char* kName = "party_decision";
  static constexpr void columns(auto&& visit) {
    using Row = PartyDecision;
    visit(Column{"party_decision_id", &Row::party_decision_id});
    visit(Column{"decision_id", &Row::decision_id});
    visit(Column{"verdict", &Row::verdict});
    visit(Column{"record_kind_1", &Row::record_kind_1});
    visit(Column{"record_id_1", &Row::record_id_1});
    visit(Column{"role_1", &Row::role_1});
    visit(Column{"mention_id_1", &Row::mention_id_1});
    visit(Column{"record_kind_2", &Row::record_kind_2});
    visit(Column{"record_id_2", &Row::record_id_2});
    visit(Column{"role_2", &Row::role_2});
    visit(Column{"mention_id_2", &Row::mention_id_2});
    visit(Column{"undoes", &Row::undoes});
    visit(Column{"reason", &Row::reason});
    visit(Column{"actor", &Row::actor});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

}  // namespace chokepoint::records
