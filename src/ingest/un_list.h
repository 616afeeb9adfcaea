// The consolidated list of the UN Security Council, XML, an INDIVIDUAL or ENTITY at a time.
//
// The reference number (CDi.001) is the entry's id, LISTED_ON its valid_from. An alias of low
// quality is a weak one; an alias that holds several, or one in its own script in brackets, gives
// each. A person's country is that of the first address, never the nationality. Phones and e-mails
// are found in comments and notes.
#pragma once

#include <memory>

#include "ingest/byte_source.h"
#include "ingest/list_rows.h"

namespace chokepoint::ingest {

// Errors: what the source or the sink says.
Expected<> read_un_list(std::unique_ptr<ByteSource> source, ListWriter& writer);

}  // namespace chokepoint::ingest
