// Consignments, their items and what became of them.
#include <fmt/format.h>

#include "ingest/assemble.h"
#include "ingest/checks.h"

namespace chokepoint::ingest {
namespace {

using records::Consignment;
using records::IdentifierKind;
using records::Item;
using records::Outcome;
using records::RowId;

// What a content line says, whichever feed it stands in.
struct ContentLine {
  std::int32_t piece_no;
  Text description, hs_code, cas;
  double quantity, net_mass_kg, value;
  Text currency, origin_country;
};

void add_item(RowId consignment_id, const ContentLine& line, Moment rate_day, Moment known_at,
              const RowContext& context, NounBatch& out) {
  FailedChecks failed;
  failed.check("hs_code", IdentifierKind::hs, line.hs_code.size() < 6 ? Text() : line.hs_code);
  failed.check("cas", IdentifierKind::cas, line.cas);
  const fmt::format_int piece(line.piece_no);
  Item& item = out.items.emplace_back();
  item.item_row_id = records::make_row_id("item", consignment_id, {piece.data(), piece.size()});
  item.consignment_id = consignment_id;
  item.piece_no = line.piece_no;
  item.description = line.description;
  item.hs_code = line.hs_code;
  item.cas = line.cas;
  item.quantity = line.quantity;
  item.net_mass_kg = line.net_mass_kg;
  item.value = line.value;
  item.currency = records::is_known(line.value) ? line.currency : Text();
  item.value_usd = line.value * context.tables.usd_per_unit(line.currency, rate_day);
  item.origin_country = line.origin_country;
  item.known_at = known_at;
  item.failed_checks = failed.keep(out.arena);
  item.source_file_id = context.source_file_id;
  item.source_row = context.line;
}

void fill_consignment(const ParcelRow& row, const RowContext& context, Consignment& to) {
  to.item_id = row.item_id.text;
  to.happened_at = row.posted_at.at;
  to.known_at = first_known(row.known_at, row.posted_at.at, context.received);
  to.entry_type = row.entry_type.text;
  to.item_category = row.item_category.text;
  to.transport_mode = row.transport_mode;
  to.carrier = row.carrier;
  to.broker = row.broker;
  to.office = row.office;
  to.procedure = row.procedure;
  to.intended_use = row.intended_use;
  to.payment_terms = row.payment_terms;
  to.duty_rate = row.duty_rate;
  to.duty_regime = row.duty_regime;
  to.origin_marking = row.origin_marking;
  to.gross_mass_kg = row.gross_mass_kg.kg;
  to.declared_value = row.declared_value.value;
  to.currency = row.currency.code;
  to.value_usd =
      row.declared_value.value * context.tables.usd_per_unit(row.currency.code, row.posted_at.at);
  to.postage_paid = row.postage_paid.value;
  to.piece_count = row.piece_count.value;
  to.scanned_count = row.scanned_count.value;
  to.account_id = row.account_id;
  to.account_opened_at = row.account_opened_at.at;
  to.account_shipments = row.account_shipments.value;
  to.account_holder = row.account_holder;
  to.ip_address = row.ip_address;
  to.ip_country = row.ip_country.code;
  to.route_origin = row.route_origin.code;
  to.route_transit = row.route_transit.codes;
  to.route_destination = row.route_destination.code;
  to.payer = row.payer;
  to.marketplace = row.marketplace;
  to.listing_url = row.listing_url;
  to.dispatch_id = row.dispatch_id;
  to.receptacle_id = row.receptacle_id;
  to.master_id = row.master_id;
  to.house_id = row.house_id;
  to.container_no = row.container_no;
  to.vessel_or_flight = row.vessel_or_flight;
  to.permit_no = row.permit_no.text;
  to.source_file_id = context.source_file_id;
  to.source_row = context.line;
}

Text check_consignment(const ParcelRow& row, base::Arena& arena) {
  FailedChecks failed;
  failed.check_shaped("item_id", IdentifierKind::s10, row.item_id.text);
  failed.check("container_no", IdentifierKind::container, row.container_no);
  failed.check("imo", IdentifierKind::imo, row.imo);
  failed.check_shaped("master_id", IdentifierKind::awb, row.master_id);
  return failed.keep(arena);
}

bool says_contents(const ParcelRow& row) {
  return !row.description.empty() || !row.hs_code.digits.empty() || !row.cas.empty() ||
         records::is_known(row.quantity.value) || records::is_known(row.net_mass_kg.kg) ||
         records::is_known(row.value.value) || !row.origin_country.code.empty();
}

}  // namespace

bool assemble(const ParcelRow& row, const RowContext& context, NounBatch& out) {
  Consignment& consignment = out.consignments.emplace_back();
  consignment.consignment_id = records::make_row_id("consignment", row.item_id.text);
  fill_consignment(row, context, consignment);
  consignment.failed_checks = check_consignment(row, out.arena);
  const Document document{"consignment", consignment.consignment_id, consignment.known_at};
  if (says_contents(row)) {
    const ContentLine line{row.piece_no.number > 0 ? row.piece_no.number : context.piece,
                           row.description,
                           row.hs_code.digits,
                           row.cas,
                           row.quantity.value,
                           row.net_mass_kg.kg,
                           row.value.value,
                           row.currency.code,
                           row.origin_country.code};
    // Known with its consignment, unless the row itself says when.
    add_item(document.id, line, row.posted_at.at, row.known_at, context, out);
  }
  add_mention(document, "consignor", row.consignor, {}, context, out);
  add_mention(document, "consignee", row.consignee, {}, context, out);
  add_mention(document, "declarant", row.declarant, {}, context, out);
  add_mention(document, "notify", row.notify, {}, context, out);
  PartyFields holder;
  holder.name = row.account_holder;
  holder.identifier = row.account_id;
  add_mention(document, "account_holder", holder, row.ip_address, context, out);
  return true;
}

bool assemble(const ItemRow& row, const RowContext& context, NounBatch& out) {
  const ContentLine line{row.piece_no.number > 0 ? row.piece_no.number : context.piece,
                         row.description,
                         row.hs_code.digits,
                         row.cas,
                         row.quantity.value,
                         row.net_mass_kg.kg,
                         row.value.value,
                         row.currency.code,
                         row.origin_country.code};
  add_item(records::make_row_id("consignment", row.item_id.text), line, row.known_at, row.known_at,
           context, out);
  return true;
}

bool assemble(const OutcomeRow& row, const RowContext& context, NounBatch& out) {
  if (!row.happened_at.at.is_known() && !row.known_at.is_known() && !context.received.is_known()) {
    // Known since the beginning, it would teach the past what only the future knew.
    out.bad_rows.push_back(
        {context.line, "happened_at", "",
         "an outcome without happened_at or known_at; say when the file was received: --known-at"});
    return false;
  }
  Outcome& outcome = out.outcomes.emplace_back();
  outcome.outcome_row_id = make_noun_id("outcome", row.outcome_id.text, context);
  outcome.outcome_id = row.outcome_id.text;
  outcome.consignment_id = records::make_row_id("consignment", row.item_id.text);
  outcome.item_id = row.item_id.text;
  outcome.selected_by = row.selected_by.word;
  outcome.held = row.held.text;
  outcome.presented = row.presented.text;
  outcome.inspected = row.inspected.text;
  outcome.result = row.result.word;
  outcome.finding = row.finding;
  outcome.quantity_kg = row.quantity_kg.kg;
  outcome.happened_at = row.happened_at.at;
  outcome.known_at = first_known(row.known_at, row.happened_at.at, context.received);
  outcome.source_file_id = context.source_file_id;
  outcome.source_row = context.line;
  return true;
}

}  // namespace chokepoint::ingest
