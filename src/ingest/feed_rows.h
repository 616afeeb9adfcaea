// What a row of each kind of feed can say: the canonical names that mappings and presets map to,
// with their types.
//
// Names are those of the nouns (records/) wherever the noun has the field. A row is filled by
// row_plan.h from the cells that a mapping names and turned into nouns by assemble.h. What is not
// mapped stays unknown.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ingest/feed_values.h"

namespace chokepoint::ingest {

// One party as a row writes it. The names in a file have the party's role in front: consignor_name.
struct PartyFields {
  Text name, company, street, city, postcode, region;
  Country country;
  Text phone, email, identifier, account, wallet, bic;
  Several handles;
};

template <class Row>
struct Feed;  // kKind, kRequired (without them a row is a reject), kKeys (recognition), fields()

template <class Row, class Member>
struct Field {
  std::string_view name;
  Member Row::* member;
};
template <class Row, class Member>
Field(const char*, Member Row::*) -> Field<Row, Member>;

// A member of a member: a party of the row.
template <class Row, class Member>
struct PartyField {
  std::string_view name;
  PartyFields Row::* party;
  Member PartyFields::* member;
};
template <class Row, class Member>
PartyField(const char*, PartyFields Row::*, Member PartyFields::*) -> PartyField<Row, Member>;

template <class Row, class Member>
Member& field_of(Row& row, const Field<Row, Member>& field) {
  return row.*field.member;
}
template <class Row, class Member>
Member& field_of(Row& row, const PartyField<Row, Member>& field) {
  return row.*field.party.*field.member;
}

template <class Row>
constexpr void for_each_field(auto&& visit) {
  Feed<Row>::fields(visit);
}

// A parcel, a declaration, a line of a house manifest: one consignment with one content line.
struct ParcelRow {
  Id item_id;
  Happened posted_at;
  Moment known_at;
  Word entry_type, item_category;
  Text transport_mode, carrier, broker, office, procedure, intended_use, payment_terms, duty_rate,
      duty_regime, origin_marking;
  Mass gross_mass_kg;
  Amount declared_value;
  Currency currency;
  Amount postage_paid, piece_count, scanned_count;
  Text account_id;
  Happened account_opened_at;
  Amount account_shipments;
  Text account_holder, ip_address;
  Country ip_country;
  PortCountry route_origin;
  Countries route_transit;
  PortCountry route_destination;
  Text payer, marketplace, listing_url, dispatch_id, receptacle_id, master_id, house_id;
  Text container_no, vessel_or_flight, imo;
  Several permit_no;
  PieceNumber piece_no;
  Text description;
  HsCode hs_code;
  Text cas;
  Amount quantity;
  Mass net_mass_kg;
  Amount value;
  Country origin_country;
  PartyFields consignor, consignee, declarant, notify;
};

// A further content line of a consignment known by its item_id.
struct ItemRow {
  Id item_id;
  Moment known_at;
  PieceNumber piece_no;
  Text description;
  HsCode hs_code;
  Text cas;
  Amount quantity;
  Mass net_mass_kg;
  Amount value;
  Currency currency;
  Country origin_country;
};

struct PaymentRow {
  Id payment_id;
  Text uetr;
  Happened booked_at;
  Moment known_at;
  Amount amount;
  Currency currency;
  Word channel;
  Text purpose, remittance_text, tx_hash, wallet_address;
  PartyFields payer, payee;
  Text ultimate_debtor, ultimate_creditor;
};

struct ListingRow {
  Id listing_id;
  Text source;
  Happened seen_at;
  Moment known_at;
  Text title, text;
  Amount price;
  Currency currency;
  PartyFields seller;
  Country ships_from;
  Text ships_to;
  Text url_hash;
  Word language;
};

struct LicenceRow {
  Id licence_id;
  PartyFields holder;
  OneOf<kPaperKinds> kind;
  Country country;
  Text substance, cas;
  HsCode hs_code;
  Mass quantity_kg;
  Until valid_from, valid_to;
  Moment known_at;
};

struct NotificationRow {
  Id notification_id;
  Word kind;
  PartyFields exporter, importer;
  Text substance, cas;
  Mass quantity_kg;
  Until shipped_at;
  OneOf<kAnswers> answer;
  Moment known_at;
};

struct OutcomeRow {
  Id outcome_id, item_id;
  OneOf<kSelectors> selected_by;
  YesNo held, presented, inspected;
  OneOf<kResults> result;
  Text finding;
  Mass quantity_kg;
  Happened happened_at;
  Moment known_at;
};

struct PartyDecisionRow {
  Id decision_id;
  OneOf<kPartyVerdicts> verdict;
  Word record_kind_1;
  Id record_id_1;
  Word role_1;
  Word record_kind_2;
  Id record_id_2;
  Word role_2;
  Id undoes;
  Text reason, actor;
  Happened decided_at;
  Moment known_at;
};

struct ListRow {
  Id entry_id;
  Text name;
  Several aliases;
  OneOf<kEntryKinds> kind;
  Country country;
  Text program, birth_date;
  Several address, phone, email, wallet, identifier, account;
  Text reason;
  Until valid_from, valid_to;
  Moment known_at;
};

}  // namespace chokepoint::ingest
