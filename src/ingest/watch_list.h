// The one door to watch-lists in their publishers' own formats.
#pragma once

#include <string_view>

#include "ingest/ftm_list.h"
#include "ingest/list_rows.h"
#include "ingest/list_sink.h"

namespace chokepoint::ingest {

// ofac.sdn, ofac.alt, ofac.add, un.xml, ftm: formats that are lists whatever the mapping.
bool is_list_format(std::string_view format);

// The list's name where nobody gave one; the three files of OFAC share theirs. "" for ftm: the
// file's name is better.
std::string_view default_list_name(std::string_view format);

// Reads decoded bytes to their end. Lines and elements that cannot be used are rejects of the sink
// and reading goes on. Errors: usage (a format that is no list), format (no row of the list in the
// file), unsupported (too large for memory), and what the source or the sink says.
Expected<ListCounts> read_list(std::string_view format, const OpenSource& open,
                               const ListOptions& options, ListSink& sink);

}  // namespace chokepoint::ingest
