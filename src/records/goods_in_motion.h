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
  Text account;  // bank account
  Text bic;  // of the bank that keeps it; shared by all its customers
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
  static constexpr auto columns() {
    using Row = Consignment;
    return std::tuple{
        Column{"consignment_id", &Row::consignment_id},
        Column{"item_id", &Row::item_id},
        Column{"happened_at", &Row::happened_at},
        Column{"known_at", &Row::known_at},
        Column{"claimed_known_at", &Row::claimed_known_at},
        Column{"entry_type", &Row::entry_type},
        Column{"item_category", &Row::item_category},
        Column{"transport_mode", &Row::transport_mode},
        Column{"carrier", &Row::carrier},
        Column{"broker", &Row::broker},
        Column{"office", &Row::office},
        Column{"procedure", &Row::procedure},
        Column{"intended_use", &Row::intended_use},
        Column{"payment_terms", &Row::payment_terms},
        Column{"duty_rate", &Row::duty_rate},
        Column{"duty_regime", &Row::duty_regime},
        Column{"origin_marking", &Row::origin_marking},
        Column{"gross_mass_kg", &Row::gross_mass_kg},
        Column{"declared_value", &Row::declared_value},
        Column{"currency", &Row::currency},
        Column{"value_usd", &Row::value_usd},
        Column{"postage_paid", &Row::postage_paid},
        Column{"piece_count", &Row::piece_count},
        Column{"scanned_count", &Row::scanned_count},
        Column{"account_id", &Row::account_id},
        Column{"account_opened_at", &Row::account_opened_at},
        Column{"account_shipments", &Row::account_shipments},
        Column{"account_holder", &Row::account_holder},
        Column{"ip_address", &Row::ip_address},
        Column{"ip_country", &Row::ip_country},
        Column{"route_origin", &Row::route_origin},
        Column{"route_transit", &Row::route_transit},
        Column{"route_destination", &Row::route_destination},
        Column{"payer", &Row::payer},
        Column{"marketplace", &Row::marketplace},
        Column{"listing_url", &Row::listing_url},
        Column{"dispatch_id", &Row::dispatch_id},
        Column{"receptacle_id", &Row::receptacle_id},
        Column{"master_id", &Row::master_id},
        Column{"house_id", &Row::house_id},
        Column{"container_no", &Row::container_no},
        Column{"vessel_or_flight", &Row::vessel_or_flight},
        Column{"permit_no", &Row::permit_no},
        Column{"failed_checks", &Row::failed_checks},
        Column{"source_file_id", &Row::source_file_id},
        Column{"source_row", &Row::source_row},
    };
  }
};

template <>
struct Table<Item> {
  static constexpr const char* kName = "item";
  static constexpr auto columns() {
    using Row = Item;
    return std::tuple{
        Column{"item_row_id", &Row::item_row_id},
        Column{"consignment_id", &Row::consignment_id},
        Column{"piece_no", &Row::piece_no},
        Column{"description", &Row::description},
        Column{"hs_code", &Row::hs_code},
        Column{"cas", &Row::cas},
        Column{"quantity", &Row::quantity},
        Column{"net_mass_kg", &Row::net_mass_kg},
        Column{"value", &Row::value},
        Column{"currency", &Row::currency},
        Column{"value_usd", &Row::value_usd},
        Column{"origin_country", &Row::origin_country},
        Column{"known_at", &Row::known_at},
        Column{"failed_checks", &Row::failed_checks},
        Column{"source_file_id", &Row::source_file_id},
        Column{"source_row", &Row::source_row},
    };
  }
};

template <>
struct Table<Mention> {
  static constexpr const char* kName = "mention";
  static constexpr auto columns() {
    using Row = Mention;
    return std::tuple{
        Column{"mention_id", &Row::mention_id},
        Column{"record_kind", &Row::record_kind},
        Column{"record_id", &Row::record_id},
        Column{"role", &Row::role},
        Column{"name", &Row::name},
        Column{"company", &Row::company},
        Column{"street", &Row::street},
        Column{"city", &Row::city},
        Column{"postcode", &Row::postcode},
        Column{"region", &Row::region},
        Column{"country", &Row::country},
        Column{"phone", &Row::phone},
        Column{"email", &Row::email},
        Column{"identifier", &Row::identifier},
        Column{"account", &Row::account},
        Column{"bic", &Row::bic},
        Column{"wallet", &Row::wallet},
        Column{"ip_address", &Row::ip_address},
        Column{"handles", &Row::handles},
        Column{"known_at", &Row::known_at},
        Column{"failed_checks", &Row::failed_checks},
        Column{"source_file_id", &Row::source_file_id},
        Column{"source_row", &Row::source_row},
    };
  }
};

}  // namespace chokepoint::records
