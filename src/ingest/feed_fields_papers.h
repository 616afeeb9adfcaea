// The canonical field names of payments, listings, papers, outcomes, lists and decisions on
// parties.
#pragma once

#include "ingest/feed_rows.h"

namespace chokepoint::ingest {

template <>
struct Feed<PaymentRow> {
  static constexpr std::string_view kKind = "payments";
  static constexpr std::array kRequired = {std::string_view{"booked_at"}};
  static constexpr void fields(auto&& visit) {
    using Row = PaymentRow;
    visit(Field{"payment_id", &Row::payment_id});
    visit(Field{"uetr", &Row::uetr});
    visit(Field{"booked_at", &Row::booked_at});
    visit(Field{"known_at", &Row::known_at});
    visit(Field{"amount", &Row::amount});
    visit(Field{"currency", &Row::currency});
    visit(Field{"channel", &Row::channel});
    visit(Field{"purpose", &Row::purpose});
    visit(Field{"remittance_text", &Row::remittance_text});
    visit(Field{"tx_hash", &Row::tx_hash});
    visit(Field{"wallet_address", &Row::wallet_address});
    visit(Field{"ultimate_debtor", &Row::ultimate_debtor});
    visit(Field{"ultimate_creditor", &Row::ultimate_creditor});
    visit(PartyField{"payer_address", &Row::payer, &PartyFields::street});
    visit(PartyField{"payer_name", &Row::payer, &PartyFields::name});
    visit(PartyField{"payer_city", &Row::payer, &PartyFields::city});
    visit(PartyField{"payer_postcode", &Row::payer, &PartyFields::postcode});
    visit(PartyField{"payer_country", &Row::payer, &PartyFields::country});
    visit(PartyField{"payer_phone", &Row::payer, &PartyFields::phone});
    visit(PartyField{"payer_email", &Row::payer, &PartyFields::email});
    visit(PartyField{"payer_identifier", &Row::payer, &PartyFields::identifier});
    visit(PartyField{"payer_account", &Row::payer, &PartyFields::account});
    visit(PartyField{"payer_bic", &Row::payer, &PartyFields::bic});
    visit(PartyField{"payer_wallet", &Row::payer, &PartyFields::wallet});
    visit(PartyField{"payee_address", &Row::payee, &PartyFields::street});
    visit(PartyField{"payee_name", &Row::payee, &PartyFields::name});
    visit(PartyField{"payee_city", &Row::payee, &PartyFields::city});
    visit(PartyField{"payee_postcode", &Row::payee, &PartyFields::postcode});
    visit(PartyField{"payee_country", &Row::payee, &PartyFields::country});
    visit(PartyField{"payee_phone", &Row::payee, &PartyFields::phone});
    visit(PartyField{"payee_email", &Row::payee, &PartyFields::email});
    visit(PartyField{"payee_identifier", &Row::payee, &PartyFields::identifier});
    visit(PartyField{"payee_account", &Row::payee, &PartyFields::account});
    visit(PartyField{"payee_bic", &Row::payee, &PartyFields::bic});
    visit(PartyField{"payee_wallet", &Row::payee, &PartyFields::wallet});
  }
};

template <>
struct Feed<ListingRow> {
  static constexpr std::string_view kKind = "listings";
  static constexpr std::array kRequired = {std::string_view{"listing_id"},
                                           std::string_view{"seen_at"}};
  static constexpr void fields(auto&& visit) {
    using Row = ListingRow;
    visit(Field{"listing_id", &Row::listing_id});
    visit(Field{"source", &Row::source});
    visit(Field{"seen_at", &Row::seen_at});
    visit(Field{"known_at", &Row::known_at});
    visit(Field{"title", &Row::title});
    visit(Field{"text", &Row::text});
    visit(Field{"price", &Row::price});
    visit(Field{"currency", &Row::currency});
    visit(Field{"ships_from", &Row::ships_from});
    visit(Field{"ships_to", &Row::ships_to});
    visit(Field{"url_hash", &Row::url_hash});
    visit(Field{"language", &Row::language});
    visit(PartyField{"seller_name", &Row::seller, &PartyFields::name});
    visit(PartyField{"seller_country", &Row::seller, &PartyFields::country});
    visit(PartyField{"seller_phone", &Row::seller, &PartyFields::phone});
    visit(PartyField{"seller_email", &Row::seller, &PartyFields::email});
    visit(PartyField{"seller_identifier", &Row::seller, &PartyFields::identifier});
    visit(PartyField{"seller_wallet", &Row::seller, &PartyFields::wallet});
    visit(PartyField{"seller_handles", &Row::seller, &PartyFields::handles});
  }
};

template <>
struct Feed<LicenceRow> {
  static constexpr std::string_view kKind = "licences";
  static constexpr std::array kRequired = {std::string_view{"licence_id"}};
  static constexpr void fields(auto&& visit) {
    using Row = LicenceRow;
    visit(Field{"licence_id", &Row::licence_id});
    visit(Field{"kind", &Row::kind});
    visit(Field{"country", &Row::country});
    visit(Field{"substance", &Row::substance});
    visit(Field{"cas", &Row::cas});
    visit(Field{"hs_code", &Row::hs_code});
    visit(Field{"quantity_kg", &Row::quantity_kg});
    visit(Field{"valid_from", &Row::valid_from});
    visit(Field{"valid_to", &Row::valid_to});
    visit(Field{"known_at", &Row::known_at});
    visit(PartyField{"holder_name", &Row::holder, &PartyFields::name});
    visit(PartyField{"holder_company", &Row::holder, &PartyFields::company});
    visit(PartyField{"holder_street", &Row::holder, &PartyFields::street});
    visit(PartyField{"holder_city", &Row::holder, &PartyFields::city});
    visit(PartyField{"holder_postcode", &Row::holder, &PartyFields::postcode});
    visit(PartyField{"holder_region", &Row::holder, &PartyFields::region});
    visit(PartyField{"holder_country", &Row::holder, &PartyFields::country});
    visit(PartyField{"holder_phone", &Row::holder, &PartyFields::phone});
    visit(PartyField{"holder_email", &Row::holder, &PartyFields::email});
    visit(PartyField{"holder_identifier", &Row::holder, &PartyFields::identifier});
  }
};

template <>
struct Feed<NotificationRow> {
  static constexpr std::string_view kKind = "notifications";
  static constexpr std::array kRequired = {std::string_view{"notification_id"}};
  static constexpr void fields(auto&& visit) {
    using Row = NotificationRow;
    visit(Field{"notification_id", &Row::notification_id});
    visit(Field{"kind", &Row::kind});
    visit(Field{"substance", &Row::substance});
    visit(Field{"cas", &Row::cas});
    visit(Field{"quantity_kg", &Row::quantity_kg});
    visit(Field{"shipped_at", &Row::shipped_at});
    visit(Field{"answer", &Row::answer});
    visit(Field{"known_at", &Row::known_at});
    visit(PartyField{"exporter_name", &Row::exporter, &PartyFields::name});
    visit(PartyField{"exporter_street", &Row::exporter, &PartyFields::street});
    visit(PartyField{"exporter_city", &Row::exporter, &PartyFields::city});
    visit(PartyField{"exporter_postcode", &Row::exporter, &PartyFields::postcode});
    visit(PartyField{"exporter_country", &Row::exporter, &PartyFields::country});
    visit(PartyField{"exporter_identifier", &Row::exporter, &PartyFields::identifier});
    visit(PartyField{"importer_name", &Row::importer, &PartyFields::name});
    visit(PartyField{"importer_street", &Row::importer, &PartyFields::street});
    visit(PartyField{"importer_city", &Row::importer, &PartyFields::city});
    visit(PartyField{"importer_postcode", &Row::importer, &PartyFields::postcode});
    visit(PartyField{"importer_country", &Row::importer, &PartyFields::country});
    visit(PartyField{"importer_identifier", &Row::importer, &PartyFields::identifier});
  }
};

template <>
struct Feed<OutcomeRow> {
  static constexpr std::string_view kKind = "outcomes";
  static constexpr std::array kRequired = {std::string_view{"item_id"}, std::string_view{"result"}};
  static constexpr void fields(auto&& visit) {
    using Row = OutcomeRow;
    visit(Field{"outcome_id", &Row::outcome_id});
    visit(Field{"item_id", &Row::item_id});
    visit(Field{"selected_by", &Row::selected_by});
    visit(Field{"held", &Row::held});
    visit(Field{"presented", &Row::presented});
    visit(Field{"inspected", &Row::inspected});
    visit(Field{"result", &Row::result});
    visit(Field{"finding", &Row::finding});
    visit(Field{"quantity_kg", &Row::quantity_kg});
    visit(Field{"happened_at", &Row::happened_at});
    visit(Field{"known_at", &Row::known_at});
  }
};

template <>
struct Feed<ListRow> {
  static constexpr std::string_view kKind = "list";
  static constexpr std::array kRequired = {std::string_view{"name"}};
  static constexpr void fields(auto&& visit) {
    using Row = ListRow;
    visit(Field{"entry_id", &Row::entry_id});
    visit(Field{"name", &Row::name});
    visit(Field{"aliases", &Row::aliases});
    visit(Field{"kind", &Row::kind});
    visit(Field{"country", &Row::country});
    visit(Field{"program", &Row::program});
    visit(Field{"birth_date", &Row::birth_date});
    visit(Field{"address", &Row::address});
    visit(Field{"phone", &Row::phone});
    visit(Field{"email", &Row::email});
    visit(Field{"wallet", &Row::wallet});
    visit(Field{"identifier", &Row::identifier});
    visit(Field{"account", &Row::account});
    visit(Field{"reason", &Row::reason});
    visit(Field{"valid_from", &Row::valid_from});
    visit(Field{"valid_to", &Row::valid_to});
    visit(Field{"known_at", &Row::known_at});
  }
};

template <>
struct Feed<PartyDecisionRow> {
  static constexpr std::string_view kKind = "party_decisions";
  static constexpr std::array kRequired = {std::string_view{"decision_id"},
                                           std::string_view{"verdict"}, std::string_view{"reason"}};
  static constexpr void fields(auto&& visit) {
    using Row = PartyDecisionRow;
    visit(Field{"decision_id", &Row::decision_id});
    visit(Field{"verdict", &Row::verdict});
    visit(Field{"record_kind_1", &Row::record_kind_1});
    visit(Field{"record_id_1", &Row::record_id_1});
    visit(Field{"role_1", &Row::role_1});
    visit(Field{"record_kind_2", &Row::record_kind_2});
    visit(Field{"record_id_2", &Row::record_id_2});
    visit(Field{"role_2", &Row::role_2});
    visit(Field{"undoes", &Row::undoes});
    visit(Field{"reason", &Row::reason});
    visit(Field{"actor", &Row::actor});
    visit(Field{"decided_at", &Row::decided_at});
    visit(Field{"known_at", &Row::known_at});
  }
};

}  // namespace chokepoint::ingest
