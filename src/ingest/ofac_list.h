// The lists of the US Treasury's OFAC in their legacy form: three files without header, `-0-` for
// nothing, ^Z at the end.
//
// SDN.CSV has an entry a line; what its remarks say (births, papers, wallets, phones, e-mails,
// ships' numbers, links) is taken apart. A name in quotes in the remarks is one that OFAC calls
// weak. ALT.CSV and ADD.CSV have a name and an address a line and point to the entry; an address
// may be empty, and stays one. Remarks are cut off at 1,000 characters by the source: what was cut
// is not taken for a fact. Which part of a name is the family name is the list's: "FAMILY, Given".
#pragma once

#include <memory>
#include <string_view>

#include "ingest/byte_source.h"
#include "ingest/list_rows.h"

namespace chokepoint::ingest {

enum class OfacFile { sdn, alt, add };

// Errors: what the source or the sink says.
Expected<> read_ofac(OfacFile file, std::unique_ptr<ByteSource> source, ListWriter& writer);

// Whether a line has the shape of that file's.
bool is_ofac_line(OfacFile file, std::string_view line);

// Puts what the remarks say into the draft: details, birth_date, reason.
void read_remarks(std::string_view remarks, EntryDraft& draft);

}  // namespace chokepoint::ingest
