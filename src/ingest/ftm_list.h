// FollowTheMoney entities, one a line, as a watch-list: OpenSanctions' `entities.ftm.json`, its
// `targets.nested.json`, and whatever else speaks the model.
//
// Persons, organisations, vessels and aircraft are entries (unless the file marks them as no
// target); sanctions, papers, addresses, wallets, accounts and links are entities too and may stand
// anywhere in the file, so it is read twice: the first time for these, which are kept in memory (4
// million at most, then unsupported), the second time for the entries, which are not. Dates of
// several sanctions are joined: from the first start to the last end, open while one is open. A
// link gives `linked_to` with the other's name, for each end that is an entry.
#pragma once

#include <functional>
#include <memory>

#include "ingest/byte_source.h"
#include "ingest/list_rows.h"

namespace chokepoint::ingest {

// The same bytes from their beginning, each time it is called.
using OpenSource = std::function<Expected<std::unique_ptr<ByteSource>>()>;

// Errors: unsupported (too many entities to keep), and what the source or the sink says.
Expected<> read_ftm_list(const OpenSource& open, ListWriter& writer);

}  // namespace chokepoint::ingest
