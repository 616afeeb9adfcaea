// The canonical field names of payments, listings, papers, outcomes, lists and decisions on
// parties.
#pragma once

#include "ingest/feed_rows.h"

namespace chokepoint::ingest {

template <>
struct Feed<PaymentRow> {
  static constexpr std::string_view kKind = "payments";
  static constexpr std::array kRequired = {std::string_view{"booked_at"}};
  static constexpr auto fields() {
    using Row = PaymentRow;
    return std::tuple{
        Field{"payment_id", &Row::payment_id},
        Field{"uetr", &Row::uetr},
        Field{"booked_at", &Row::booked_at},
        Field{"known_at", &Row::known_at},
        Field{"amount", &Row::amount},
        Field{"currency", &Row::currency},
        Field{"channel", &Row::channel},
        Field{"purpose", &Row::purpose},
        Field{"remittance_text", &Row::remittance_text},
        Field{"tx_hash", &Row::tx_hash},
        Field{"wallet_address", &Row::wallet_address},
        Field{"ultimate_debtor", &Row::ultimate_debtor},
        Field{"ultimate_creditor", &Row::ultimate_creditor},
        PartyField{"payer_address", &Row::payer, &PartyFields::street},
        PartyField{"payer_name", &Row::payer, &PartyFields::name},
        PartyField{"payer_city", &Row::payer, &PartyFields::city},
        PartyField{"payer_postcode", &Row::payer, &PartyFields::postcode},
        PartyField{"payer_country", &Row::payer, &PartyFields::country},
        PartyField{"payer_phone", &Row::payer, &PartyFields::phone},
        PartyField{"payer_email", &Row::payer, &PartyFields::email},
        PartyField{"payer_identifier", &Row::payer, &PartyFields::identifier},
        PartyField{"payer_account", &Row::payer, &PartyFields::account},
        PartyField{"payer_bic", &Row::payer, &PartyFields::bic},
        PartyField{"payer_wallet", &Row::payer, &PartyFields::wallet},
        PartyField{"payee_address", &Row::payee, &PartyFields::street},
        PartyField{"payee_name", &Row::payee, &PartyFields::name},
        PartyField{"payee_city", &Row::payee, &PartyFields::city},
        PartyField{"payee_postcode", &Row::payee, &PartyFields::postcode},
        PartyField{"payee_country", &Row::payee, &PartyFields::country},
        PartyField{"payee_phone", &Row::payee, &PartyFields::phone},
        PartyField{"payee_email", &Row::payee, &PartyFields::email},
        PartyField{"payee_identifier", &Row::payee, &PartyFields::identifier},
        PartyField{"payee_account", &Row::payee, &PartyFields::account},
        PartyField{"payee_bic", &Row::payee, &PartyFields::bic},
        PartyField{"payee_wallet", &Row::payee, &PartyFields::wallet},
    };
  }
};

template <>
struct Feed<ListingRow> {
  static constexpr std::string_view kKind = "listings";
  static constexpr std::array kRequired = {std::string_view{"listing_id"},
                                           std::string_view{"seen_at"}};
  static constexpr auto fields() {
    using Row = ListingRow;
    return std::tuple{
        Field{"listing_id", &Row::listing_id},
        Field{"source", &Row::source},
        Field{"seen_at", &Row::seen_at},
        Field{"known_at", &Row::known_at},
        Field{"title", &Row::title},
        Field{"text", &Row::text},
        Field{"price", &Row::price},
        Field{"currency", &Row::currency},
        Field{"ships_from", &Row::ships_from},
        Field{"ships_to", &Row::ships_to},
        Field{"url_hash", &Row::url_hash},
        Field{"language", &Row::language},
        PartyField{"seller_name", &Row::seller, &PartyFields::name},
        PartyField{"seller_country", &Row::seller, &PartyFields::country},
        PartyField{"seller_phone", &Row::seller, &PartyFields::phone},
        PartyField{"seller_email", &Row::seller, &PartyFields::email},
        PartyField{"seller_identifier", &Row::seller, &PartyFields::identifier},
        PartyField{"seller_wallet", &Row::seller, &PartyFields::wallet},
        PartyField{"seller_handles", &Row::seller, &PartyFields::handles},
    };
  }
};

template <>
struct Feed<LicenceRow> {
  static constexpr std::string_view kKind = "licences";
  static constexpr std::array kRequired = {std::string_view{"licence_id"}};
  static constexpr auto fields() {
    using Row = LicenceRow;
    return std::tuple{
        Field{"licence_id", &Row::licence_id},
        Field{"kind", &Row::kind},
        Field{"country", &Row::country},
        Field{"substance", &Row::substance},
        Field{"cas", &Row::cas},
        Field{"hs_code", &Row::hs_code},
        Field{"quantity_kg", &Row::quantity_kg},
        Field{"valid_from", &Row::valid_from},
        Field{"valid_to", &Row::valid_to},
        Field{"known_at", &Row::known_at},
        PartyField{"holder_name", &Row::holder, &PartyFields::name},
        PartyField{"holder_company", &Row::holder, &PartyFields::company},
        PartyField{"holder_street", &Row::holder, &PartyFields::street},
        PartyField{"holder_city", &Row::holder, &PartyFields::city},
        PartyField{"holder_postcode", &Row::holder, &PartyFields::postcode},
        PartyField{"holder_region", &Row::holder, &PartyFields::region},
        PartyField{"holder_country", &Row::holder, &PartyFields::country},
        PartyField{"holder_phone", &Row::holder, &PartyFields::phone},
        PartyField{"holder_email", &Row::holder, &PartyFields::email},
        PartyField{"holder_identifier", &Row::holder, &PartyFields::identifier},
    };
  }
};

template <>
struct Feed<NotificationRow> {
  static constexpr std::string_view kKind = "notifications";
  static constexpr std::array kRequired = {std::string_view{"notification_id"}};
  static constexpr auto fields() {
    using Row = NotificationRow;
    return std::tuple{
        Field{"notification_id", &Row::notification_id},
        Field{"kind", &Row::kind},
        Field{"substance", &Row::substance},
        Field{"cas", &Row::cas},
        Field{"quantity_kg", &Row::quantity_kg},
        Field{"shipped_at", &Row::shipped_at},
        Field{"answer", &Row::answer},
        Field{"known_at", &Row::known_at},
        PartyField{"exporter_name", &Row::exporter, &PartyFields::name},
        PartyField{"exporter_street", &Row::exporter, &PartyFields::street},
        PartyField{"exporter_city", &Row::exporter, &PartyFields::city},
        PartyField{"exporter_postcode", &Row::exporter, &PartyFields::postcode},
        PartyField{"exporter_country", &Row::exporter, &PartyFields::country},
        PartyField{"exporter_identifier", &Row::exporter, &PartyFields::identifier},
        PartyField{"importer_name", &Row::importer, &PartyFields::name},
        PartyField{"importer_street", &Row::importer, &PartyFields::street},
        PartyField{"importer_city", &Row::importer, &PartyFields::city},
        PartyField{"importer_postcode", &Row::importer, &PartyFields::postcode},
        PartyField{"importer_country", &Row::importer, &PartyFields::country},
        PartyField{"importer_identifier", &Row::importer, &PartyFields::identifier},
    };
  }
};

template <>
struct Feed<OutcomeRow> {
  static constexpr std::string_view kKind = "outcomes";
  static constexpr std::array kRequired = {std::string_view{"item_id"}, std::string_view{"result"}};
  static constexpr auto fields() {
    using Row = OutcomeRow;
    return std::tuple{
        Field{"outcome_id", &Row::outcome_id},   Field{"item_id", &Row::item_id},
        Field{"selected_by", &Row::selected_by}, Field{"held", &Row::held},
        Field{"presented", &Row::presented},     Field{"inspected", &Row::inspected},
        Field{"result", &Row::result},           Field{"finding", &Row::finding},
        Field{"quantity_kg", &Row::quantity_kg}, Field{"happened_at", &Row::happened_at},
        Field{"known_at", &Row::known_at},
    };
  }
};

template <>
struct Feed<ListRow> {
  static constexpr std::string_view kKind = "list";
  static constexpr std::array kRequired = {std::string_view{"name"}};
  static constexpr auto fields() {
    using Row = ListRow;
    return std::tuple{
        Field{"entry_id", &Row::entry_id},     Field{"name", &Row::name},
        Field{"aliases", &Row::aliases},       Field{"kind", &Row::kind},
        Field{"country", &Row::country},       Field{"program", &Row::program},
        Field{"birth_date", &Row::birth_date}, Field{"address", &Row::address},
        Field{"phone", &Row::phone},           Field{"email", &Row::email},
        Field{"wallet", &Row::wallet},         Field{"identifier", &Row::identifier},
        Field{"account", &Row::account},       Field{"reason", &Row::reason},
        Field{"valid_from", &Row::valid_from}, Field{"valid_to", &Row::valid_to},
        Field{"known_at", &Row::known_at},
    };
  }
};

template <>
struct Feed<PartyDecisionRow> {
  static constexpr std::string_view kKind = "party_decisions";
  static constexpr std::array kRequired = {std::string_view{"decision_id"},
                                           std::string_view{"verdict"}, std::string_view{"reason"}};
  static constexpr auto fields() {
    using Row = PartyDecisionRow;
    return std::tuple{
        Field{"decision_id", &Row::decision_id},
        Field{"verdict", &Row::verdict},
        Field{"record_kind_1", &Row::record_kind_1},
        Field{"record_id_1", &Row::record_id_1},
        Field{"role_1", &Row::role_1},
        Field{"record_kind_2", &Row::record_kind_2},
        Field{"record_id_2", &Row::record_id_2},
        Field{"role_2", &Row::role_2},
        Field{"undoes", &Row::undoes},
        Field{"reason", &Row::reason},
        Field{"actor", &Row::actor},
        Field{"decided_at", &Row::decided_at},
        Field{"known_at", &Row::known_at},
    };
  }
};

}  // namespace chokepoint::ingest
