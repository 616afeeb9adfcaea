// The canonical field names of consignments and items, in the order in which problems are told.
#pragma once

#include "ingest/feed_rows.h"

namespace chokepoint::ingest {

template <>
struct Feed<ParcelRow> {
  static constexpr std::string_view kKind = "consignments";
  static constexpr std::array kRequired = {std::string_view{"item_id"},
                                           std::string_view{"posted_at"}};
  static constexpr auto fields() {
    using Row = ParcelRow;
    return std::tuple{
        Field{"item_id", &Row::item_id},
        Field{"posted_at", &Row::posted_at},
        Field{"known_at", &Row::known_at},
        Field{"entry_type", &Row::entry_type},
        Field{"item_category", &Row::item_category},
        Field{"transport_mode", &Row::transport_mode},
        Field{"carrier", &Row::carrier},
        Field{"broker", &Row::broker},
        Field{"office", &Row::office},
        Field{"procedure", &Row::procedure},
        Field{"intended_use", &Row::intended_use},
        Field{"payment_terms", &Row::payment_terms},
        Field{"duty_rate", &Row::duty_rate},
        Field{"duty_regime", &Row::duty_regime},
        Field{"origin_marking", &Row::origin_marking},
        Field{"gross_mass_kg", &Row::gross_mass_kg},
        Field{"declared_value", &Row::declared_value},
        Field{"currency", &Row::currency},
        Field{"postage_paid", &Row::postage_paid},
        Field{"piece_count", &Row::piece_count},
        Field{"scanned_count", &Row::scanned_count},
        Field{"account_id", &Row::account_id},
        Field{"account_opened_at", &Row::account_opened_at},
        Field{"account_shipments", &Row::account_shipments},
        Field{"account_holder", &Row::account_holder},
        Field{"ip_address", &Row::ip_address},
        Field{"ip_country", &Row::ip_country},
        Field{"route_origin", &Row::route_origin},
        Field{"route_transit", &Row::route_transit},
        Field{"route_destination", &Row::route_destination},
        Field{"payer", &Row::payer},
        Field{"marketplace", &Row::marketplace},
        Field{"listing_url", &Row::listing_url},
        Field{"dispatch_id", &Row::dispatch_id},
        Field{"receptacle_id", &Row::receptacle_id},
        Field{"master_id", &Row::master_id},
        Field{"house_id", &Row::house_id},
        Field{"container_no", &Row::container_no},
        Field{"vessel_or_flight", &Row::vessel_or_flight},
        Field{"imo", &Row::imo},
        Field{"permit_no", &Row::permit_no},
        Field{"piece_no", &Row::piece_no},
        Field{"description", &Row::description},
        Field{"hs_code", &Row::hs_code},
        Field{"cas", &Row::cas},
        Field{"quantity", &Row::quantity},
        Field{"net_mass_kg", &Row::net_mass_kg},
        Field{"value", &Row::value},
        Field{"origin_country", &Row::origin_country},
        PartyField{"consignor_name", &Row::consignor, &PartyFields::name},
        PartyField{"consignor_company", &Row::consignor, &PartyFields::company},
        PartyField{"consignor_street", &Row::consignor, &PartyFields::street},
        PartyField{"consignor_city", &Row::consignor, &PartyFields::city},
        PartyField{"consignor_postcode", &Row::consignor, &PartyFields::postcode},
        PartyField{"consignor_region", &Row::consignor, &PartyFields::region},
        PartyField{"consignor_country", &Row::consignor, &PartyFields::country},
        PartyField{"consignor_phone", &Row::consignor, &PartyFields::phone},
        PartyField{"consignor_email", &Row::consignor, &PartyFields::email},
        PartyField{"consignor_identifier", &Row::consignor, &PartyFields::identifier},
        PartyField{"consignor_handles", &Row::consignor, &PartyFields::handles},
        PartyField{"consignee_name", &Row::consignee, &PartyFields::name},
        PartyField{"consignee_company", &Row::consignee, &PartyFields::company},
        PartyField{"consignee_street", &Row::consignee, &PartyFields::street},
        PartyField{"consignee_city", &Row::consignee, &PartyFields::city},
        PartyField{"consignee_postcode", &Row::consignee, &PartyFields::postcode},
        PartyField{"consignee_region", &Row::consignee, &PartyFields::region},
        PartyField{"consignee_country", &Row::consignee, &PartyFields::country},
        PartyField{"consignee_phone", &Row::consignee, &PartyFields::phone},
        PartyField{"consignee_email", &Row::consignee, &PartyFields::email},
        PartyField{"consignee_identifier", &Row::consignee, &PartyFields::identifier},
        PartyField{"consignee_handles", &Row::consignee, &PartyFields::handles},
        PartyField{"declarant_name", &Row::declarant, &PartyFields::name},
        PartyField{"declarant_company", &Row::declarant, &PartyFields::company},
        PartyField{"declarant_street", &Row::declarant, &PartyFields::street},
        PartyField{"declarant_city", &Row::declarant, &PartyFields::city},
        PartyField{"declarant_postcode", &Row::declarant, &PartyFields::postcode},
        PartyField{"declarant_country", &Row::declarant, &PartyFields::country},
        PartyField{"declarant_phone", &Row::declarant, &PartyFields::phone},
        PartyField{"declarant_email", &Row::declarant, &PartyFields::email},
        PartyField{"declarant_identifier", &Row::declarant, &PartyFields::identifier},
        PartyField{"notify_name", &Row::notify, &PartyFields::name},
        PartyField{"notify_company", &Row::notify, &PartyFields::company},
        PartyField{"notify_street", &Row::notify, &PartyFields::street},
        PartyField{"notify_city", &Row::notify, &PartyFields::city},
        PartyField{"notify_postcode", &Row::notify, &PartyFields::postcode},
        PartyField{"notify_region", &Row::notify, &PartyFields::region},
        PartyField{"notify_country", &Row::notify, &PartyFields::country},
        PartyField{"notify_phone", &Row::notify, &PartyFields::phone},
        PartyField{"notify_email", &Row::notify, &PartyFields::email},
        PartyField{"notify_identifier", &Row::notify, &PartyFields::identifier},
    };
  }
};

template <>
struct Feed<ItemRow> {
  static constexpr std::string_view kKind = "items";
  static constexpr std::array kRequired = {std::string_view{"item_id"}};
  static constexpr auto fields() {
    using Row = ItemRow;
    return std::tuple{
        Field{"item_id", &Row::item_id},
        Field{"known_at", &Row::known_at},
        Field{"piece_no", &Row::piece_no},
        Field{"description", &Row::description},
        Field{"hs_code", &Row::hs_code},
        Field{"cas", &Row::cas},
        Field{"quantity", &Row::quantity},
        Field{"net_mass_kg", &Row::net_mass_kg},
        Field{"value", &Row::value},
        Field{"currency", &Row::currency},
        Field{"origin_country", &Row::origin_country},
    };
  }
};

}  // namespace chokepoint::ingest
