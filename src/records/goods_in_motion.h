// What moves and who is named on it. Text is a view into the batch's arena.
#pragma once

#include <cstdint>

#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::records {

// A thing that moves, with one consignor and one consignee.
struct Consignment {
  RowId consignment_id;
  Text item_id;        // the feed's own id: S10, house bill, declaration number
  Moment happened_at;  // posted or lodged
  Moment known_at;
  Moment claimed_known_at;  // set where known_at had to be moved forward
  Text entry_type;          // postal, express, low_value, formal, or the office's own code
  Text item_category;       // gift, documents, sale, sample, return, other
  Text transport_mode;
  Text carrier;
  Text broker;
  Text office;     // customs office or post
  Text procedure;  // customs procedure code
  Text intended_use;
  Text payment_terms;
  Text duty_rate;    // as declared; a category, not a number
  Text duty_regime;  // tariff preference claimed
  Text origin_marking;
  double gross_mass_kg = kUnknown;
  double declared_value = kUnknown;
  Text currency;                // ISO 4217
  double value_usd = kUnknown;  // unknown without a rate for the currency
  double postage_paid = kUnknown;
  double piece_count = kUnknown;    // declared
  double scanned_count = kUnknown;  // counted by the carrier
  Text account_id;
  Moment account_opened_at;
  double account_shipments = kUnknown;
  Text account_holder;
  Text ip_address;
  Text ip_country;
  Text route_origin;   // country the goods left first
  Text route_transit;  // ; between several
  Text route_destination;
  Text payer;
  Text marketplace;
  Text listing_url;
  Text dispatch_id;
  Text receptacle_id;
  Text master_id;
  Text house_id;
  Text container_no;
  Text vessel_or_flight;
  Text permit_no;      // papers the declaration itself names, ; between several
  Text failed_checks;  // identifiers whose check failed, as item_id:s10;container_no:iso6346
  RowId source_file_id;
  std::uint64_t source_row = 0;  // line in that file
};

// One content line of a consignment. Without a time of its own it is known when its consignment is.
struct Item {
  RowId item_row_id;
  RowId consignment_id;
  std::int32_t piece_no = 0;  // from 1
  Text description;
  Text hs_code;  // digits only
  Text cas;
  double quantity = kUnknown;
  double net_mass_kg = kUnknown;
  double value = kUnknown;
  Text currency;
  double value_usd = kUnknown;
  Text origin_country;
  Moment known_at;
  Text failed_checks;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

// A party as written on one document in one role.
struct Mention {
  RowId mention_id;
  Text record_kind;  // the table of the document: consignment, payment, listing, licence,
                     // notification
  RowId record_id;
  Text role;  // consignor, consignee, notify, declarant, payer, payee, seller, holder, exporter,
              // importer, account_holder
  Text name;
  Text company;
  Text street;
  Text city;
  Text postcode;
  Text region;
  Text country;  // ISO 3166 alpha-2
  Text phone;    // as written
  Text email;
  Text identifier;  // EORI, tax number, importer reference
  Text account;     // bank account
  Text bic;         // of the bank that keeps it; shared by all its customers
  Text wallet;
  Text ip_address;
  Text handles;  // other contacts, ; between several
  Moment known_at;
  Text failed_checks;
  RowId source_file_id;
  std::uint64_t source_row = 0;
};

template <>
struct Table<Consignment> {
  static constexpr const char* kName = "consignment";
  static constexpr void columns(auto&& visit) {
    using Row = Consignment;
    visit(Column{"consignment_id", &Row::consignment_id});
    visit(Column{"item_id", &Row::item_id});
    visit(Column{"happened_at", &Row::happened_at});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"claimed_known_at", &Row::claimed_known_at});
    visit(Column{"entry_type", &Row::entry_type});
    visit(Column{"item_category", &Row::item_category});
    visit(Column{"transport_mode", &Row::transport_mode});
    visit(Column{"carrier", &Row::carrier});
    visit(Column{"broker", &Row::broker});
    visit(Column{"office", &Row::office});
    visit(Column{"procedure", &Row::procedure});
    visit(Column{"intended_use", &Row::intended_use});
    visit(Column{"payment_terms", &Row::payment_terms});
    visit(Column{"duty_rate", &Row::duty_rate});
    visit(Column{"duty_regime", &Row::duty_regime});
    visit(Column{"origin_marking", &Row::origin_marking});
    visit(Column{"gross_mass_kg", &Row::gross_mass_kg});
    visit(Column{"declared_value", &Row::declared_value});
    visit(Column{"currency", &Row::currency});
    visit(Column{"value_usd", &Row::value_usd});
    visit(Column{"postage_paid", &Row::postage_paid});
    visit(Column{"piece_count", &Row::piece_count});
    visit(Column{"scanned_count", &Row::scanned_count});
    visit(Column{"account_id", &Row::account_id});
    visit(Column{"account_opened_at", &Row::account_opened_at});
    visit(Column{"account_shipments", &Row::account_shipments});
    visit(Column{"account_holder", &Row::account_holder});
    visit(Column{"ip_address", &Row::ip_address});
    visit(Column{"ip_country", &Row::ip_country});
    visit(Column{"route_origin", &Row::route_origin});
    visit(Column{"route_transit", &Row::route_transit});
    visit(Column{"route_destination", &Row::route_destination});
    visit(Column{"payer", &Row::payer});
    visit(Column{"marketplace", &Row::marketplace});
    visit(Column{"listing_url", &Row::listing_url});
    visit(Column{"dispatch_id", &Row::dispatch_id});
    visit(Column{"receptacle_id", &Row::receptacle_id});
    visit(Column{"master_id", &Row::master_id});
    visit(Column{"house_id", &Row::house_id});
    visit(Column{"container_no", &Row::container_no});
    visit(Column{"vessel_or_flight", &Row::vessel_or_flight});
    visit(Column{"permit_no", &Row::permit_no});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<Item> {
  static constexpr const char* kName = "item";
  static constexpr void columns(auto&& visit) {
    using Row = Item;
    visit(Column{"item_row_id", &Row::item_row_id});
    visit(Column{"consignment_id", &Row::consignment_id});
    visit(Column{"piece_no", &Row::piece_no});
    visit(Column{"description", &Row::description});
    visit(Column{"hs_code", &Row::hs_code});
    visit(Column{"cas", &Row::cas});
    visit(Column{"quantity", &Row::quantity});
    visit(Column{"net_mass_kg", &Row::net_mass_kg});
    visit(Column{"value", &Row::value});
    visit(Column{"currency", &Row::currency});
    visit(Column{"value_usd", &Row::value_usd});
    visit(Column{"origin_country", &Row::origin_country});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

template <>
struct Table<Mention> {
  static constexpr const char* kName = "mention";
  static constexpr void columns(auto&& visit) {
    using Row = Mention;
    visit(Column{"mention_id", &Row::mention_id});
    visit(Column{"record_kind", &Row::record_kind});
    visit(Column{"record_id", &Row::record_id});
    visit(Column{"role", &Row::role});
    visit(Column{"name", &Row::name});
    visit(Column{"company", &Row::company});
    visit(Column{"street", &Row::street});
    visit(Column{"city", &Row::city});
    visit(Column{"postcode", &Row::postcode});
    visit(Column{"region", &Row::region});
    visit(Column{"country", &Row::country});
    visit(Column{"phone", &Row::phone});
    visit(Column{"email", &Row::email});
    visit(Column{"identifier", &Row::identifier});
    visit(Column{"account", &Row::account});
    visit(Column{"bic", &Row::bic});
    visit(Column{"wallet", &Row::wallet});
    visit(Column{"ip_address", &Row::ip_address});
    visit(Column{"handles", &Row::handles});
    visit(Column{"known_at", &Row::known_at});
    visit(Column{"failed_checks", &Row::failed_checks});
    visit(Column{"source_file_id", &Row::source_file_id});
    visit(Column{"source_row", &Row::source_row});
  }
};

}  // namespace chokepoint::records
