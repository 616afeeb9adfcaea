// The canonical field names of consignments and items, in the order in which problems are told.
#pragma once

#include "ingest/feed_rows.h"

namespace chokepoint::ingest {

// A content line, alone or on its parcel's row.
template <class Row>
constexpr void visit_content(auto&& visit) {
  visit(Field{"description", &Row::description});
  visit(Field{"hs_code", &Row::hs_code});
  visit(Field{"cas", &Row::cas});
  visit(Field{"quantity", &Row::quantity});
  visit(Field{"net_mass_kg", &Row::net_mass_kg});
  visit(Field{"value", &Row::value});
}

template <>
struct Feed<ParcelRow> {
  static constexpr std::string_view kKind = "consignments";
  static constexpr std::array kRequired = {std::string_view{"item_id"},
                                           std::string_view{"posted_at"}};
  static constexpr void fields(auto&& visit) {
    using Row = ParcelRow;
    visit(Field{"item_id", &Row::item_id});
    visit(Field{"posted_at", &Row::posted_at});
    visit(Field{"known_at", &Row::known_at});
    visit(Field{"entry_type", &Row::entry_type});
    visit(Field{"item_category", &Row::item_category});
    visit(Field{"transport_mode", &Row::transport_mode});
    visit(Field{"carrier", &Row::carrier});
    visit(Field{"broker", &Row::broker});
    visit(Field{"office", &Row::office});
    visit(Field{"procedure", &Row::procedure});
    visit(Field{"intended_use", &Row::intended_use});
    visit(Field{"payment_terms", &Row::payment_terms});
    visit(Field{"duty_rate", &Row::duty_rate});
    visit(Field{"duty_regime", &Row::duty_regime});
    visit(Field{"origin_marking", &Row::origin_marking});
    visit(Field{"gross_mass_kg", &Row::gross_mass_kg});
    visit(Field{"declared_value", &Row::declared_value});
    visit(Field{"currency", &Row::currency});
    visit(Field{"postage_paid", &Row::postage_paid});
    visit(Field{"piece_count", &Row::piece_count});
    visit(Field{"scanned_count", &Row::scanned_count});
    visit(Field{"account_id", &Row::account_id});
    visit(Field{"account_opened_at", &Row::account_opened_at});
    visit(Field{"account_shipments", &Row::account_shipments});
    visit(Field{"account_holder", &Row::account_holder});
    visit(Field{"ip_address", &Row::ip_address});
    visit(Field{"ip_country", &Row::ip_country});
    visit(Field{"route_origin", &Row::route_origin});
    visit(Field{"route_transit", &Row::route_transit});
    visit(Field{"route_destination", &Row::route_destination});
    visit(Field{"payer", &Row::payer});
    visit(Field{"marketplace", &Row::marketplace});
    visit(Field{"listing_url", &Row::listing_url});
    visit(Field{"dispatch_id", &Row::dispatch_id});
    visit(Field{"receptacle_id", &Row::receptacle_id});
    visit(Field{"master_id", &Row::master_id});
    visit(Field{"house_id", &Row::house_id});
    visit(Field{"container_no", &Row::container_no});
    visit(Field{"vessel_or_flight", &Row::vessel_or_flight});
    visit(Field{"imo", &Row::imo});
    visit(Field{"permit_no", &Row::permit_no});
    visit(Field{"piece_no", &Row::piece_no});
    visit_content<Row>(visit);
    visit(Field{"origin_country", &Row::origin_country});
    visit(PartyField{"consignor_name", &Row::consignor, &PartyFields::name});
    visit(PartyField{"consignor_company", &Row::consignor, &PartyFields::company});
    visit(PartyField{"consignor_street", &Row::consignor, &PartyFields::street});
    visit(PartyField{"consignor_city", &Row::consignor, &PartyFields::city});
    visit(PartyField{"consignor_postcode", &Row::consignor, &PartyFields::postcode});
    visit(PartyField{"consignor_region", &Row::consignor, &PartyFields::region});
    visit(PartyField{"consignor_country", &Row::consignor, &PartyFields::country});
    visit(PartyField{"consignor_phone", &Row::consignor, &PartyFields::phone});
    visit(PartyField{"consignor_email", &Row::consignor, &PartyFields::email});
    visit(PartyField{"consignor_identifier", &Row::consignor, &PartyFields::identifier});
    visit(PartyField{"consignor_handles", &Row::consignor, &PartyFields::handles});
    visit(PartyField{"consignee_name", &Row::consignee, &PartyFields::name});
    visit(PartyField{"consignee_company", &Row::consignee, &PartyFields::company});
    visit(PartyField{"consignee_street", &Row::consignee, &PartyFields::street});
    visit(PartyField{"consignee_city", &Row::consignee, &PartyFields::city});
    visit(PartyField{"consignee_postcode", &Row::consignee, &PartyFields::postcode});
    visit(PartyField{"consignee_region", &Row::consignee, &PartyFields::region});
    visit(PartyField{"consignee_country", &Row::consignee, &PartyFields::country});
    visit(PartyField{"consignee_phone", &Row::consignee, &PartyFields::phone});
    visit(PartyField{"consignee_email", &Row::consignee, &PartyFields::email});
    visit(PartyField{"consignee_identifier", &Row::consignee, &PartyFields::identifier});
    visit(PartyField{"consignee_handles", &Row::consignee, &PartyFields::handles});
    visit(PartyField{"declarant_name", &Row::declarant, &PartyFields::name});
    visit(PartyField{"declarant_company", &Row::declarant, &PartyFields::company});
    visit(PartyField{"declarant_street", &Row::declarant, &PartyFields::street});
    visit(PartyField{"declarant_city", &Row::declarant, &PartyFields::city});
    visit(PartyField{"declarant_postcode", &Row::declarant, &PartyFields::postcode});
    visit(PartyField{"declarant_country", &Row::declarant, &PartyFields::country});
    visit(PartyField{"declarant_phone", &Row::declarant, &PartyFields::phone});
    visit(PartyField{"declarant_email", &Row::declarant, &PartyFields::email});
    visit(PartyField{"declarant_identifier", &Row::declarant, &PartyFields::identifier});
    visit(PartyField{"notify_name", &Row::notify, &PartyFields::name});
    visit(PartyField{"notify_company", &Row::notify, &PartyFields::company});
    visit(PartyField{"notify_street", &Row::notify, &PartyFields::street});
    visit(PartyField{"notify_city", &Row::notify, &PartyFields::city});
    visit(PartyField{"notify_postcode", &Row::notify, &PartyFields::postcode});
    visit(PartyField{"notify_region", &Row::notify, &PartyFields::region});
    visit(PartyField{"notify_country", &Row::notify, &PartyFields::country});
    visit(PartyField{"notify_phone", &Row::notify, &PartyFields::phone});
    visit(PartyField{"notify_email", &Row::notify, &PartyFields::email});
    visit(PartyField{"notify_identifier", &Row::notify, &PartyFields::identifier});
  }
};

template <>
struct Feed<ItemRow> {
  static constexpr std::string_view kKind = "items";
  static constexpr std::array kRequired = {std::string_view{"item_id"}};
  static constexpr void fields(auto&& visit) {
    using Row = ItemRow;
    visit(Field{"item_id", &Row::item_id});
    visit(Field{"known_at", &Row::known_at});
    visit(Field{"piece_no", &Row::piece_no});
    visit_content<Row>(visit);
    visit(Field{"currency", &Row::currency});
    visit(Field{"origin_country", &Row::origin_country});
  }
};

}  // namespace chokepoint::ingest
