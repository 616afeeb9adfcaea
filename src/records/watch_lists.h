// Watch-lists, version by version. Text is a view into the batch's arena.
#pragma once

#include <cstdint>

#include "base/hash.h"
#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::records {

// One version of one row of a watch-list. The version known last, of those known at the moment,
// counts.
struct ListEntry {
  RowId list_entry_id;  // of this version
  Text list;
  Text entry_id;  // the list's own id; versions share it
  Text kind;      // person, organization, vessel, aircraft, address, other
  Text name;      // the primary one
  Text country;
  Text program;
  Text reason;
  // 1951-03-09, 1951-03, 1951; `~` behind: about, `/` inside: a span; `;` between alternatives
  Text birth_date;
  Moment valid_from;  // unknown: always
  Moment valid_to;    // unknown: open
  Moment known_at;
  Moment claimed_known_at;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// A further name, address or identifier of a list entry.
struct ListDetail {
  RowId list_detail_id;
  Text list;
  Text entry_id;
  // alias, weak_alias, address, phone, email, wallet, account, passport, tax_number, imo, website,
  // identifier; linked_to: the name of another party, never one of this entry's own names
  Text kind;
  Text value;  // for an address the whole of it in one line
  Text city;   // of an address, with postcode and region as the list gives them
  Text country;
  Moment known_at;
  Moment claimed_known_at;
  Text failed_checks;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// What a detail says, whenever it was known and in whatever file.
inline std::uint64_t detail_key(Text entry_id, Text kind, Text value) {
  return base::hash_bytes(value, base::hash_bytes(kind, base::hash_bytes(entry_id)));
}

// A whole list, or a whole file of one that comes in several, as it stood at `known_at`: what it no
// longer names is off it from then on.
struct ListVersion {
  RowId list_version_id;
  Text list;
  Text entry_ids;  // of all entries that it names, sorted, a line each
  Moment known_at;
  Moment claimed_known_at;
  RowId source_file_id;
  std::uint64_t source_row = 0;
  Text detail_keys;  // of all details that it names, sorted, 16 hexadecimal digits and a space each
};

template <>
struct Table<ListEntry> {
  static constexpr const char* kName = "list_entry";
  static constexpr void columns(auto&& visit) {
    using Row = ListEntry;
    visit(Column{"list_entry_id", &Row::list_entry_id});
    visit(Column{"list", &Row::list});
    visit(Column{"entry_id", &Row::entry_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"name", &Row::name});
    visit(Column{"country", &Row::country});
    visit(Column{"program", &Row::program});
    visit(Column{"reason", &Row::reason});
    visit(Column{"birth_date", &Row::birth_date});
    visit(Column{"valid_from", &Row::valid_from});
    visit(Column{"valid_to", &Row::valid_to});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<ListDetail> {
  static constexpr const char* kName = "list_detail";
  static constexpr void columns(auto&& visit) {
    using Row = ListDetail;
    visit(Column{"list_detail_id", &Row::list_detail_id});
    visit(Column{"list", &Row::list});
    visit(Column{"entry_id", &Row::entry_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"value", &Row::value});
    visit(Column{"city", &Row::city});
    visit(Column{"country", &Row::country});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<ListVersion> {
  static constexpr const char* kName = "list_version";
  static constexpr void columns(auto&& visit) {
    using Row = ListVersion;
    visit(Column{"list_version_id", &Row::list_version_id});
    visit(Column{"list", &Row::list});
    visit(Column{"entry_ids", &Row::entry_ids});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
    visit(Column{"detail_keys", &Row::detail_keys});
  }
};

}  // namespace chokepoint::records
