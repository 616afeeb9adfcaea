// What else the field tells us: payments, listings, papers, outcomes. Text is a view into the
// batch's arena.
#pragma once

#include <cstdint>

#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::records {

// Money moved from a payer to a payee, who are mentions.
struct Payment {
  RowId payment_row_id;
  Text payment_id;
  Text uetr;
  Moment happened_at;  // booked
  Moment known_at;
  Moment claimed_known_at;
  double amount = kUnknown;
  Text currency;
  double amount_usd = kUnknown;
  Text channel;  // wire, msb, p2p, card, crypto, cash
  Text purpose;
  Text remittance_text;
  Text tx_hash;
  Text failed_checks;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// An offer as seen on a web shop. The seller is a mention.
struct Listing {
  RowId listing_row_id;
  Text listing_id;
  Text source;         // the shop
  Moment happened_at;  // seen
  Moment known_at;
  Moment claimed_known_at;
  Text title;
  Text text;
  double price = kUnknown;
  Text currency;
  Text ships_from;
  Text ships_to;
  Text url_hash;
  Text language;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// A registration, licence or permit. The holder is a mention.
struct Licence {
  RowId licence_row_id;
  Text licence_id;
  Text kind;     // registration, licence, import, export, end_use
  Text country;  // the authority's
  Text substance;
  Text cas;
  Text hs_code;
  double quantity_kg = kUnknown;  // unknown: no limit is stated
  Moment valid_from;
  Moment valid_to;  // unknown: open
  Moment known_at;
  Moment claimed_known_at;
  Text failed_checks;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// A pre-export notice between authorities. Exporter and importer are mentions.
struct Notification {
  RowId notification_row_id;
  Text notification_id;
  Text kind;  // pre_export
  Text substance;
  Text cas;
  double quantity_kg = kUnknown;
  Moment happened_at;  // shipped
  Text answer;         // none, no_objection, objected, suspended
  Moment known_at;
  Moment claimed_known_at;
  Text failed_checks;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// What became of a selection. Results other than a full inspection are kept as such.
struct Outcome {
  RowId outcome_row_id;
  Text outcome_id;
  RowId consignment_id;
  Text item_id;
  Text selected_by;  // mandatory, rules, rank, random, other
  Text held;         // yes, no or empty
  Text presented;    // yes, no or empty
  Text inspected;    // yes, no or empty
  Text result;       // found, misdeclared, other_enforcement, no_finding, laboratory_pending,
                     // not_presented, released
  Text finding;
  double quantity_kg = kUnknown;
  Moment happened_at;
  Moment known_at;
  Moment claimed_known_at;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

template <>
struct Table<Payment> {
  static constexpr const char* kName = "payment";
  static constexpr void columns(auto&& visit) {
    using Row = Payment;
    visit(Column{"payment_row_id", &Row::payment_row_id});
    visit(Column{"payment_id", &Row::payment_id});
    visit(Column{"uetr", &Row::uetr});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"amount", &Row::amount});
    visit(Column{"currency", &Row::currency});
    visit(Column{"amount_usd", &Row::amount_usd});
    visit(Column{"channel", &Row::channel});
    visit(Column{"purpose", &Row::purpose});
    visit(Column{"remittance_text", &Row::remittance_text});
    visit(Column{"tx_hash", &Row::tx_hash});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<Listing> {
  static constexpr const char* kName = "listing";
  static constexpr void columns(auto&& visit) {
    using Row = Listing;
    visit(Column{"listing_row_id", &Row::listing_row_id});
    visit(Column{"listing_id", &Row::listing_id});
    visit(Column{"source", &Row::source});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"title", &Row::title});
    visit(Column{"text", &Row::text});
    visit(Column{"price", &Row::price});
    visit(Column{"currency", &Row::currency});
    visit(Column{"ships_from", &Row::ships_from});
    visit(Column{"ships_to", &Row::ships_to});
    visit(Column{"url_hash", &Row::url_hash});
    visit(Column{"language", &Row::language});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<Licence> {
  static constexpr const char* kName = "licence";
  static constexpr void columns(auto&& visit) {
    using Row = Licence;
    visit(Column{"licence_row_id", &Row::licence_row_id});
    visit(Column{"licence_id", &Row::licence_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"country", &Row::country});
    visit(Column{"substance", &Row::substance});
    visit(Column{"cas", &Row::cas});
    visit(Column{"hs_code", &Row::hs_code});
    visit(Column{"quantity_kg", &Row::quantity_kg});
    visit(Column{"valid_from", &Row::valid_from});
    visit(Column{"valid_to", &Row::valid_to});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<Notification> {
  static constexpr const char* kName = "notification";
  static constexpr void columns(auto&& visit) {
    using Row = Notification;
    visit(Column{"notification_row_id", &Row::notification_row_id});
    visit(Column{"notification_id", &Row::notification_id});
    visit(Column{"kind", &Row::kind});
    visit(Column{"substance", &Row::substance});
    visit(Column{"cas", &Row::cas});
    visit(Column{"quantity_kg", &Row::quantity_kg});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"answer", &Row::answer});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<Outcome> {
  static constexpr const char* kName = "outcome";
  static constexpr void columns(auto&& visit) {
    using Row = Outcome;
    visit(Column{"outcome_row_id", &Row::outcome_row_id});
    visit(Column{"outcome_id", &Row::outcome_id});
    visit(Column{"consignment_id", &Row::consignment_id});
    visit(Column{"item_id", &Row::item_id});
    visit(Column{"selected_by", &Row::selected_by});
    visit(Column{"held", &Row::held});
    visit(Column{"presented", &Row::presented});
    visit(Column{"inspected", &Row::inspected});
    visit(Column{"result", &Row::result});
    visit(Column{"finding", &Row::finding});
    visit(Column{"quantity_kg", &Row::quantity_kg});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

}  // namespace chokepoint::records
