// What the columns of the files to be resolved are taken for: by a mapping, or guessed.
//
//   [columns]
//   record_id  = "Nr"
//   given_name = "Vorname"
//   surname    = ["Nachname", "Familienname"]   # the first that the file has
//   phone      = { columns = ["Tel", "Mobil"] } # two of one kind
//
// With a mapping, columns that it does not name are ignored. A name counts once: beside given name
// and surname, or beside another whole name, a whole name fills what these leave empty.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "chokepoint/resolve.h"
#include "ingest/row_reader.h"
#include "linkage/record_table.h"

namespace chokepoint::engine {

// The columns of one file that a mapping names for one kind.
struct MappedField {
  linkage::Kind kind = linkage::Kind::ignored;
  std::vector<std::string> columns;
  bool all = false;  // each is a field of its own; else the first that is there
};

// Errors: not_found, permission, format (with the line or the key).
Expected<std::vector<MappedField>> load_resolve_mapping(const std::filesystem::path& file);

struct TakenColumns {
  std::size_t record_id = static_cast<std::size_t>(-1);
  std::vector<linkage::FieldSource> sources;
};

// Adds the fields that are new to `table` and says in `told` what each column was taken for.
// `first` are the first rows of the file. Errors: format.
Expected<TakenColumns> take_columns(const std::string& file,
                                    const std::vector<std::string>& columns,
                                    const ingest::RowBatch& first,
                                    const std::vector<MappedField>* mapping,
                                    linkage::RecordTable& table, std::vector<ResolveColumn>& told);

}  // namespace chokepoint::engine
