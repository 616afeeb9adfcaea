// ISO 20022 customer credit transfers (pacs.008, any version, any namespace) as rows, one a
// CdtTrfTxInf.
//
// The columns are those of the payment preset. A day and a moment both date a payment: `booked_at`
// is the settlement date, with the message's time of creation where that is of the same day;
// without a settlement date the creation. `payment_id` is TxId, else EndToEndId, else the message's
// id and the transaction's number in it. An address is one line; `*_country` is the address's, else
// the country of residence. Memory is one transaction and one batch; a transaction that cannot be
// parsed is a BadRow.
#pragma once

#include <memory>

#include "ingest/byte_source.h"
#include "ingest/row_reader.h"

namespace chokepoint::ingest {

// Errors: format (no transaction in the file), and what the source says.
Expected<std::unique_ptr<RowReader>> open_pacs008(std::unique_ptr<ByteSource> source);

}  // namespace chokepoint::ingest
