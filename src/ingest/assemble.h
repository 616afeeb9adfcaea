// A typed row -> the nouns it speaks of, with their ids.
//
//   consignments   one consignment, one item if the row says anything of the contents, a mention
//   for each party named items          one item of the consignment with that item_id payments,
//   listings, licences, notifications   one, and its parties as mentions outcomes       one, of the
//   consignment with that item_id list           one list entry, and a detail for each alias,
//   address, phone, .. of it
//
// known_at is what the row says; else when it happened (for a list or a licence, from when it is
// valid); else when the file was received; else the beginning. An item without its own stays
// unknown: it is known with its consignment. False: the row is refused, and `out` holds the reason.
#pragma once

#include <span>

#include "ingest/code_tables.h"
#include "ingest/feed_fields.h"
#include "ingest/feed_fields_papers.h"
#include "ingest/noun_batch.h"

namespace chokepoint::ingest {

struct RowContext {
  const CodeTables& tables;
  records::RowId source_file_id;
  Moment received;  // unknown when nobody said
  Text list_name;
  std::uint64_t line = 0;
  std::int32_t piece = 1;       // for rows that do not number their piece
  std::span<const Text> cells;  // the whole row, as read; names a row that has no id of its own
};

bool assemble(const ParcelRow& row, const RowContext& context, NounBatch& out);
bool assemble(const ItemRow& row, const RowContext& context, NounBatch& out);
bool assemble(const PaymentRow& row, const RowContext& context, NounBatch& out);
bool assemble(const ListingRow& row, const RowContext& context, NounBatch& out);
bool assemble(const LicenceRow& row, const RowContext& context, NounBatch& out);
bool assemble(const NotificationRow& row, const RowContext& context, NounBatch& out);
bool assemble(const OutcomeRow& row, const RowContext& context, NounBatch& out);
bool assemble(const ListRow& row, const RowContext& context, NounBatch& out);
bool assemble(const PartyDecisionRow& row, const RowContext& context, NounBatch& out);

// The id of a listing's row; shops number their offers each for itself.
records::RowId make_listing_id(Text shop, Text listing_id);

// "payment", "P1" or the row's content: the id of the row's noun.
records::RowId make_noun_id(const char* kind, Text feed_id, const RowContext& context);

// The first that is known.
inline Moment first_known(Moment a, Moment b, Moment c = Moment::unknown()) {
  if (a.is_known()) return a;
  if (b.is_known()) return b;
  return c.is_known() ? c : Moment::beginning();
}

// The document that mentions of parties hang on.
struct Document {
  const char* kind;
  records::RowId id;
  Moment known_at;
};

// A mention of a party in a role, unless the row says nothing at all of it.
void add_mention(const Document& document, const char* role, const PartyFields& party,
                 Text ip_address, const RowContext& context, NounBatch& out);

}  // namespace chokepoint::ingest
