// What all kinds share: ids, parties.
#include "ingest/assemble.h"

#include <fmt/format.h>

#include "ingest/checks.h"

namespace chokepoint::ingest {

using records::IdentifierKind;
using records::Mention;
using records::RowId;

RowId make_noun_id(const char* kind, Text feed_id, const RowContext& context) {
  if (!feed_id.empty()) return records::make_row_id(kind, feed_id);
  std::uint64_t content = 0;
  for (const Text cell : context.cells) content = base::mix(content, base::hash_bytes(cell));
  return records::make_row_id(kind, fmt::format("row {:016x}", content));
}

void add_mention(const Document& document, const char* role, const PartyFields& party,
                 Text ip_address, const RowContext& context, NounBatch& out) {
  const Text all[] = {party.name,     party.company,      party.street,       party.city,
                      party.postcode, party.region,       party.country.code, party.phone,
                      party.email,    party.identifier,   party.account,      party.wallet,
                      party.bic,      party.handles.text, ip_address};
  bool says_nothing = true;
  for (const Text each : all) says_nothing = says_nothing && each.empty();
  if (says_nothing) return;

  FailedChecks failed;
  failed.check_shaped("account", IdentifierKind::iban, party.account);
  failed.check("bic", IdentifierKind::bic, party.bic);
  failed.check_shaped("identifier", IdentifierKind::unified_social_credit, party.identifier);

  Mention& mention = out.mentions.emplace_back();
  mention.mention_id = records::make_row_id("mention", document.id, role);
  mention.record_kind = document.kind;
  mention.record_id = document.id;
  mention.role = role;
  mention.name = party.name;
  mention.company = party.company;
  mention.street = party.street;
  mention.city = party.city;
  mention.postcode = party.postcode;
  mention.region = party.region;
  mention.country = party.country.code;
  mention.phone = party.phone;
  mention.email = party.email;
  mention.identifier = party.identifier;
  mention.account = party.account;
  mention.bic = party.bic;
  mention.wallet = party.wallet;
  mention.ip_address = ip_address;
  mention.handles = party.handles.text;
  mention.known_at = document.known_at;
  mention.failed_checks = failed.keep(out.arena);
  mention.source_file_id = context.source_file_id;
  mention.source_row = context.line;
}

}  // namespace chokepoint::ingest
