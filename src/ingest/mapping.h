// Which column of a file is which field: a mapping (one file's own, every column named must be
// there) or a preset (the spellings that the field knows, of which a file has some).
//
// Both are TOML of one grammar (docs/reference/formats.md, "Mappings"):
//
//   kind = "consignments"
//   [columns]
//   item_id  = "Declaration ID"                                  # a column
//   posted_at = { column = "Date", format = "%d/%m/%Y" }
//   known_at  = { column = "Date", format = "%d/%m/%Y", offset_days = 1 }
//   consignee_name = { columns = ["Name 1", "Name 2"] }          # joined by a space
//   net_mass_kg = { columns = ["Pounds", "Ounces"], units = ["lb", "oz"] }   # added up
//   result = { column = "Fraud", values = { "0" = "no_finding", "1" = "found" } }
//   selected_by = { constant = "other" }                         # with a column: for empty cells
//   carrier = ["Carrier", "Courier ID"]                          # the first that the file has
//   kind = { any = ["Kind", "Type"], values = { "Individual" = "person" } }  # the same, with
//   values
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chokepoint/error.h"
#include "ingest/convert.h"

namespace chokepoint::ingest {

// One way to fill a field from a file's columns.
struct FieldSource {
  std::vector<std::string> columns;  // none: the constant alone
  std::vector<double> unit_scales;   // one a column: numbers are scaled and added up
  std::string constant;
  std::vector<std::pair<std::string, std::string>> values;  // cell, its meaning; others stay as
                                                            // they are
  CellForm form;
};

struct FieldMapping {
  std::string field;
  std::vector<FieldSource> alternatives;  // the first whose columns are there
};

struct Mapping {
  std::string name;
  std::string kind;
  bool is_preset = false;  // fields without a column are left out
  std::optional<char> delimiter;
  bool has_header = true;
  std::vector<std::string> recognised_by;  // a preset fits where all of these fields have a column
  std::vector<FieldMapping> fields;
};

// A field of the row with the columns that fill it; `columns` empty: the constant alone.
struct BoundField {
  std::size_t field = 0;  // in Feed<Row>::fields()
  std::vector<std::size_t> columns;
  const FieldSource* source = nullptr;  // lives in the mapping
};

// Errors: format, with name, line or key, and what is allowed there.
Expected<Mapping> parse_mapping(std::string_view toml, std::string_view name, bool is_preset);

// A file of that path, or "NAME" for data/mappings/NAME.toml. Errors: not_found (names those there
// are), format.
Expected<Mapping> load_mapping(const std::filesystem::path& path_or_name);

// The presets of data/presets for one kind, by name.
Expected<std::vector<Mapping>> load_presets(std::string_view kind);

// Column names are compared exactly, then without regard to case, spaces and punctuation. Errors:
// format, when a mapping names a column that is not there (lists those that are) or a field that
// the kind does not have.
Expected<std::vector<BoundField>> bind_columns(const Mapping& mapping,
                                               std::span<const std::string> columns,
                                               std::span<const std::string_view> field_names);

// The preset whose recognised_by are all there and that finds most columns; ties by name. Errors:
// format, telling what is missing for the nearest one.
Expected<const Mapping*> recognise(std::span<const Mapping> presets,
                                   std::span<const std::string> columns,
                                   std::span<const std::string_view> field_names);

// Letters and digits, small: "ItemDetail/HS_Code" and "itemdetail hscode" are one.
std::string fold_column(std::string_view name);

// The canonical fields of a kind in order, and the required ones; empty for an unknown kind.
std::span<const std::string_view> field_names(std::string_view kind);
std::span<const std::string_view> required_fields(std::string_view kind);

}  // namespace chokepoint::ingest
