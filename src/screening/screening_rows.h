// What lists and papers say about parties, places and channels, as of a day.
#pragma once

#include <cstdint>

#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::screening {

using records::kUnknown;
using records::Moment;
using records::RowId;
using records::Text;

// A list entry met a party, place or channel. It holds between valid_from and valid_to, from
// known_at on.
struct Hit {
  RowId hit_id;
  Text subject_kind;  // party, place, channel
  RowId subject_id;
  RowId list_entry_id;  // the version that met
  Text list;
  Text entry_id;
  Text matched_by;  // name, alias, weak_alias, address, phone, email, wallet, account, identifier
  Text matched_value;            // as the list writes it
  Text why;                      // what agrees and what does not
  double similarity = kUnknown;  // 0..1
  RowId mention_id;              // that met it, or that it met when it was listed later
  Moment valid_from;             // unknown: always
  Moment valid_to;               // unknown: open
  Moment known_at;
};

// A party's name comes near a listed one, but not near enough for a hit. At most three entries a
// party at a time; a nearer one takes the place of the least near.
struct NearMiss {
  RowId near_miss_id;
  RowId party_id;       // what the mention was then
  RowId mention_id;     // of that name
  RowId list_entry_id;  // the version that counted
  Text list;
  Text entry_id;
  Text listed_name;
  double similarity = kUnknown;  // 0.72 to 0.80
  Text why;                      // what keeps the two names apart
  Moment known_at;
};

// What a later version of a list changed in one entry, and how many subjects met it by then.
struct ListChange {
  RowId list_change_id;
  Text list;
  Text entry_id;
  Text change;  // listed, delisted, relisted, renamed, dated, described; of a detail added,
                // removed, restored
  Text name;    // of the entry, after the change
  Text before;  // the name, the dates, the words; nothing for what is new
  Text after;   // for added and restored, and before for removed: the kind and the value
  std::int32_t subjects = 0;
  Moment known_at;
};

// A decision parted a party: this hit of it was taken back. What still holds was said again.
struct HitWithdrawal {
  RowId hit_id;
  RowId party_decision_id;
  Moment known_at;
};

// A paper that goods take, and whether a party of the consignment holds it.
struct Paper {
  RowId paper_id;
  RowId consignment_id;
  RowId finding_id;  // the goods finding that takes it
  // registration, licence, import_permit, export_permit, pre_export_notification, declaration
  Text kind;
  Text state;                      // held, missing, expired, exhausted, unknown
  RowId held_row_id;               // the licence or notification, if there is one
  double remaining_kg = kUnknown;  // after this consignment; unknown without a stated quantity
  Moment known_at;
};

}  // namespace chokepoint::screening

namespace chokepoint::records {

template <>
struct Table<screening::Hit> {
  static constexpr const char* kName = "hit";
  static constexpr void columns(auto&& visit) {
    using Row = screening::Hit;
    visit(Column{"hit_id", &Row::hit_id});
    visit(Column{"subject_kind", &Row::subject_kind});
    visit(Column{"subject_id", &Row::subject_id});
    visit(Column{"list_entry_id", &Row::list_entry_id});
    visit(Column{"list", &Row::list});
    visit(Column{"entry_id", &Row::entry_id});
    visit(Column{"matched_by", &Row::matched_by});
    visit(Column{"matched_value", &Row::matched_value});
    visit(Column{"why", &Row::why});
    visit(Column{"similarity", &Row::similarity});
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"valid_from", &Row::valid_from});
    visit(Column{"valid_to", &Row::valid_to});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<screening::ListChange> {
  static constexpr const char* kName = "list_change";
  static constexpr void columns(auto&& visit) {
    using Row = screening::ListChange;
    visit(Column{"list_change_id", &Row::list_change_id});
    visit(Column{"list", &Row::list});
    visit(Column{"entry_id", &Row::entry_id});
    visit(Column{"change", &Row::change});
    visit(Column{"name", &Row::name});
    visit(Column{"before", &Row::before});
    visit(Column{"after", &Row::after});
    visit(Column{"subjects", &Row::subjects});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<screening::NearMiss> {
  static constexpr const char* kName = "near_miss";
  static constexpr void columns(auto&& visit) {
    using Row = screening::NearMiss;
    visit(Column{"near_miss_id", &Row::near_miss_id});
    visit(Column{"party_id", &Row::party_id});
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"list_entry_id", &Row::list_entry_id});
    visit(Column{"list", &Row::list});
    visit(Column{"entry_id", &Row::entry_id});
    visit(Column{"listed_name", &Row::listed_name});
    visit(Column{"similarity", &Row::similarity});
    visit(Column{"why", &Row::why});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<screening::HitWithdrawal> {
  static constexpr const char* kName = "hit_withdrawal";
  static constexpr void columns(auto&& visit) {
    using Row = screening::HitWithdrawal;
    visit(Column{"hit_id", &Row::hit_id});
    visit(Column{"party_decision_id", &Row::party_decision_id});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<screening::Paper> {
  static constexpr const char* kName = "paper";
  static constexpr void columns(auto&& visit) {
    using Row = screening::Paper;
    visit(Column{"paper_id", &Row::paper_id});
    visit(Column{"consignment_id", &Row::consignment_id});
    visit(Column{"finding_id", &Row::finding_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"state", &Row::state});
    visit(Column{"held_row_id", &Row::held_row_id});
    visit(Column{"remaining_kg", &Row::remaining_kg});
    visit(Column{"known_at", &Row::known_at});
  }
};

}  // namespace chokepoint::records
