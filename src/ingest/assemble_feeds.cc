// Payments, listings, licences, notifications: one noun and its parties.
#include "ingest/assemble.h"
#include "ingest/checks.h"

namespace chokepoint::ingest {

using records::IdentifierKind;

bool assemble(const PaymentRow& row, const RowContext& context, NounBatch& out) {
  FailedChecks failed;
  failed.check("uetr", IdentifierKind::uetr, row.uetr);
  records::Payment& payment = out.payments.emplace_back();
  payment.payment_row_id = make_noun_id("payment", row.payment_id.text, context);
  payment.payment_id = row.payment_id.text;
  payment.uetr = row.uetr;
  payment.happened_at = row.booked_at.at;
  payment.known_at = first_known(row.known_at, row.booked_at.at, context.received);
  payment.amount = row.amount.value;
  payment.currency = row.currency.code;
  payment.amount_usd =
      row.amount.value * context.tables.usd_per_unit(row.currency.code, row.booked_at.at);
  payment.channel = row.channel.text;
  payment.purpose = row.purpose;
  payment.remittance_text = row.remittance_text;
  payment.tx_hash = row.tx_hash;
  payment.failed_checks = failed.keep(out.arena);
  payment.source_file_id = context.source_file_id;
  payment.source_row = context.line;

  const Document document{"payment", payment.payment_row_id, payment.known_at};
  PartyFields payee = row.payee;
  // One wallet address on a payment is where it went.
  if (payee.wallet.empty()) payee.wallet = row.wallet_address;
  add_mention(document, "payer", row.payer, {}, context, out);
  add_mention(document, "payee", payee, {}, context, out);
  PartyFields ultimate;
  ultimate.name = row.ultimate_debtor;
  add_mention(document, "ultimate_payer", ultimate, {}, context, out);
  ultimate.name = row.ultimate_creditor;
  add_mention(document, "ultimate_payee", ultimate, {}, context, out);
  return true;
}

records::RowId make_listing_id(Text shop, Text listing_id) {
  return records::make_row_id("listing",
                              shop.empty() ? std::string(listing_id)
                                           : std::string(shop) + '\x1f' + std::string(listing_id));
}

bool assemble(const ListingRow& row, const RowContext& context, NounBatch& out) {
  records::Listing& listing = out.listings.emplace_back();
  listing.listing_row_id = make_listing_id(row.source, row.listing_id.text);
  listing.listing_id = row.listing_id.text;
  listing.source = row.source;
  listing.happened_at = row.seen_at.at;
  listing.known_at = first_known(row.known_at, row.seen_at.at, context.received);
  listing.title = row.title;
  listing.text = row.text;
  listing.price = row.price.value;
  listing.currency = row.currency.code;
  listing.ships_from = row.ships_from.code;
  listing.ships_to = row.ships_to;
  listing.url_hash = row.url_hash;
  listing.language = row.language.text;
  listing.source_file_id = context.source_file_id;
  listing.source_row = context.line;
  add_mention({"listing", listing.listing_row_id, listing.known_at}, "seller", row.seller, {},
              context, out);
  return true;
}

bool assemble(const LicenceRow& row, const RowContext& context, NounBatch& out) {
  FailedChecks failed;
  failed.check("cas", IdentifierKind::cas, row.cas);
  records::Licence& licence = out.licences.emplace_back();
  licence.licence_row_id = records::make_row_id("licence", row.licence_id.text);
  licence.licence_id = row.licence_id.text;
  licence.kind = row.kind.word;
  licence.country = row.country.code;
  licence.substance = row.substance;
  licence.cas = row.cas;
  licence.hs_code = row.hs_code.digits;
  licence.quantity_kg = row.quantity_kg.kg;
  licence.valid_from = row.valid_from.at;
  licence.valid_to = row.valid_to.at;
  licence.known_at = first_known(row.known_at, row.valid_from.at, context.received);
  licence.failed_checks = failed.keep(out.arena);
  licence.source_file_id = context.source_file_id;
  licence.source_row = context.line;
  PartyFields holder = row.holder;
  // A register lists its own country's holders unless it says otherwise.
  if (holder.country.code.empty() && !holder.name.empty()) holder.country = row.country;
  add_mention({"licence", licence.licence_row_id, licence.known_at}, "holder", holder, {}, context,
              out);
  return true;
}

bool assemble(const NotificationRow& row, const RowContext& context, NounBatch& out) {
  FailedChecks failed;
  failed.check("cas", IdentifierKind::cas, row.cas);
  records::Notification& notification = out.notifications.emplace_back();
  notification.notification_row_id = records::make_row_id("notification", row.notification_id.text);
  notification.notification_id = row.notification_id.text;
  notification.kind = row.kind.text;
  notification.substance = row.substance;
  notification.cas = row.cas;
  notification.quantity_kg = row.quantity_kg.kg;
  notification.happened_at = row.shipped_at.at;
  notification.answer = row.answer.word;
  notification.known_at = first_known(row.known_at, row.shipped_at.at, context.received);
  notification.failed_checks = failed.keep(out.arena);
  notification.source_file_id = context.source_file_id;
  notification.source_row = context.line;
  const Document document{"notification", notification.notification_row_id, notification.known_at};
  add_mention(document, "exporter", row.exporter, {}, context, out);
  add_mention(document, "importer", row.importer, {}, context, out);
  return true;
}

}  // namespace chokepoint::ingest
