#include "ingest/mapping.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/data_files.h"
#include "ingest/feed_fields.h"
#include "ingest/feed_fields_papers.h"

namespace chokepoint::ingest {
namespace {

template <class Row>
std::span<const std::string_view> names_of() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for_each_field<Row>([&](auto field) { list.push_back(field.name); });
    return list;
  }();
  return names;
}

template <class Visit>
bool visit_kind(std::string_view kind, Visit&& visit) {
  const auto try_row = [&]<class Row>(std::type_identity<Row> row) {
    if (kind != Feed<Row>::kKind) return false;
    visit(row);
    return true;
  };
  return try_row(std::type_identity<ParcelRow>{}) || try_row(std::type_identity<ItemRow>{}) ||
         try_row(std::type_identity<PaymentRow>{}) || try_row(std::type_identity<ListingRow>{}) ||
         try_row(std::type_identity<LicenceRow>{}) ||
         try_row(std::type_identity<NotificationRow>{}) ||
         try_row(std::type_identity<OutcomeRow>{}) || try_row(std::type_identity<ListRow>{}) ||
         try_row(std::type_identity<PartyDecisionRow>{});
}

std::string list_columns(std::span<const std::string> columns) {
  constexpr std::size_t kShown = 60;
  std::string list =
      fmt::format("{}", fmt::join(columns.first(std::min(columns.size(), kShown)), ", "));
  if (columns.size() > kShown) list += fmt::format(" and {} more", columns.size() - kShown);
  return list;
}

// ---- reading TOML ----

// Where in which file, for messages.
struct Place {
  std::string_view file;
  std::string_view key;
};

std::unexpected<Error> bad(const Place& place, const toml::node& node, std::string_view reason) {
  return fail(ErrorCode::format, fmt::format("{}: line {}: {}: {}", place.file,
                                             node.source().begin.line, place.key, reason));
}

Expected<std::vector<std::string>> read_texts(const Place& place, const toml::node& node) {
  std::vector<std::string> texts;
  if (const auto* text = node.as_string()) {
    texts.push_back(text->get());
    return texts;
  }
  const auto* array = node.as_array();
  if (array == nullptr) return bad(place, node, "a text or a list of texts is expected");
  for (const toml::node& each : *array) {
    if (!each.is_string()) return bad(place, each, "a text is expected");
    texts.push_back(each.as_string()->get());
  }
  return texts;
}

Expected<double> read_unit(const Place& place, const toml::node& node, std::string_view name) {
  constexpr std::pair<std::string_view, double> kUnits[] = {
      {"kg", 1}, {"g", 0.001}, {"t", 1000}, {"lb", 0.45359237}, {"oz", 0.028349523125}, {"one", 1}};
  for (const auto& [unit, scale] : kUnits) {
    if (unit == name) return scale;
  }
  return bad(place, node, "a unit is one of kg, g, t, lb, oz, one");
}

Expected<> read_format(const Place& place, const toml::node& node, CellForm& form) {
  const auto text = node.value<std::string>();
  if (!text) return bad(place, node, "format is a text");
  if (*text == "decimal_comma") {
    form.number = NumberForm::decimal_comma;
  } else if (*text == "decimal_point") {
    form.number = NumberForm::decimal_point;
  } else if (text->find('%') != std::string::npos) {
    for (std::size_t i = text->find('%'); i != std::string::npos; i = text->find('%', i + 2)) {
      if (i + 1 == text->size() ||
          std::string_view("YymdbHMS").find((*text)[i + 1]) == std::string::npos) {
        return bad(place, node, "a date format is made of %Y %y %m %d %b %H %M %S");
      }
    }
    form.date = *text;
  } else {
    return bad(place, node, "format is decimal_comma, decimal_point or a date as %d/%m/%Y");
  }
  return {};
}

// `any` collects the columns of which the first there is counts.
Expected<FieldSource> read_source_table(const Place& place, const toml::table& table,
                                        std::vector<std::string>& any) {
  FieldSource source;
  std::vector<std::string> units;
  const toml::node* units_node = nullptr;
  for (const auto& [key, node] : table) {
    if (key == "column" || key == "columns") {
      TRY_ASSIGN(source.columns, read_texts(place, node));
    } else if (key == "any") {
      TRY_ASSIGN(any, read_texts(place, node));
    } else if (key == "unit" || key == "units") {
      TRY_ASSIGN(units, read_texts(place, node));
      units_node = &node;
    } else if (key == "constant") {
      if (!node.is_string()) return bad(place, node, "constant is a text");
      source.constant = node.as_string()->get();
    } else if (key == "format") {
      TRY(read_format(place, node, source.form));
    } else if (key == "offset_days") {
      if (!node.is_integer()) return bad(place, node, "offset_days is a whole number");
      source.form.offset_days = static_cast<int>(node.as_integer()->get());
    } else if (key == "values") {
      const auto* values = node.as_table();
      if (values == nullptr) return bad(place, node, "values is a table of texts");
      for (const auto& [cell, meaning] : *values) {
        if (!meaning.is_string()) return bad(place, meaning, "values is a table of texts");
        source.values.emplace_back(std::string(cell.str()), meaning.as_string()->get());
      }
    } else {
      return bad(place, node,
                 fmt::format("{} is not known; there are column, columns, any, unit, units, "
                             "constant, values, format, "
                             "offset_days",
                             key.str()));
    }
  }
  if (source.columns.empty() && any.empty() && source.constant.empty()) {
    return bad(place, table, "it names no column and no constant");
  }
  for (const std::string& unit : units) {
    TRY_ASSIGN(const double scale, read_unit(place, *units_node, unit));
    source.unit_scales.push_back(scale);
  }
  const std::size_t columns = any.empty() ? source.columns.size() : 1;
  if (!units.empty() && (units.size() != columns || (!any.empty() && !source.columns.empty()))) {
    return bad(place, *units_node, "one unit for each column is expected");
  }
  if (source.unit_scales.size() == 1) source.form.scale = source.unit_scales[0];
  return source;
}

Expected<FieldMapping> read_field(const Place& place, const toml::node& node) {
  FieldMapping field{std::string(place.key), {}};
  const auto add = [&](const toml::node& each) -> Expected<> {
    if (const auto* text = each.as_string()) {
      field.alternatives.push_back(FieldSource{{text->get()}, {}, {}, {}, {}});
      return {};
    }
    const auto* table = each.as_table();
    if (table == nullptr) return bad(place, each, "a column name or a table is expected");
    std::vector<std::string> any;
    TRY_ASSIGN(const FieldSource source, read_source_table(place, *table, any));
    if (any.empty()) field.alternatives.push_back(source);
    for (std::string& column : any) {
      field.alternatives.push_back(source);
      field.alternatives.back().columns = {std::move(column)};
    }
    return {};
  };
  if (const auto* array = node.as_array()) {
    for (const toml::node& each : *array) TRY(add(each));
  } else {
    TRY(add(node));
  }
  if (field.alternatives.empty()) return bad(place, node, "it names no column");
  return field;
}

Expected<> read_file_table(const Place& place, const toml::node& node, Mapping& mapping) {
  const auto* table = node.as_table();
  if (table == nullptr) return bad(place, node, "a table is expected");
  for (const auto& [key, value] : *table) {
    if (key == "delimiter" && value.is_string() && value.as_string()->get().size() == 1) {
      mapping.delimiter = value.as_string()->get()[0];
    } else if (key == "header" && value.is_boolean()) {
      mapping.has_header = value.as_boolean()->get();
    } else {
      return bad(place, value, "[file] has delimiter (one character) and header (true or false)");
    }
  }
  return {};
}

// ---- finding columns ----

// The columns of a source, or the first name that is not there.
std::expected<std::vector<std::size_t>, std::string> find_columns(
    const FieldSource& source, std::span<const std::string> columns,
    std::span<const std::string> folded) {
  std::vector<std::size_t> found;
  for (const std::string& name : source.columns) {
    auto exact = std::ranges::find(columns, name);
    if (exact != columns.end()) {
      found.push_back(static_cast<std::size_t>(exact - columns.begin()));
      continue;
    }
    auto near = std::ranges::find(folded, fold_column(name));
    if (near == folded.end()) return std::unexpected(name);
    found.push_back(static_cast<std::size_t>(near - folded.begin()));
  }
  return found;
}

std::vector<std::string> fold_columns(std::span<const std::string> columns) {
  std::vector<std::string> folded;
  for (const std::string& column : columns) folded.push_back(fold_column(column));
  return folded;
}

bool has_field(std::span<const BoundField> bound, std::span<const std::string_view> names,
               std::string_view wanted) {
  return std::ranges::any_of(bound,
                             [&](const BoundField& each) { return names[each.field] == wanted; });
}

}  // namespace

std::span<const std::string_view> field_names(std::string_view kind) {
  std::span<const std::string_view> names;
  visit_kind(kind, [&]<class Row>(std::type_identity<Row>) { names = names_of<Row>(); });
  return names;
}

std::span<const std::string_view> required_fields(std::string_view kind) {
  std::span<const std::string_view> names;
  visit_kind(kind, [&]<class Row>(std::type_identity<Row>) { names = Feed<Row>::kRequired; });
  return names;
}

std::string fold_column(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c + 32);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) {
      folded += c;
    }
  }
  return folded;
}

Expected<Mapping> parse_mapping(std::string_view toml_text, std::string_view name, bool is_preset) {
  Mapping mapping;
  mapping.name = name;
  mapping.is_preset = is_preset;
  toml::table table;
  try {
    table = toml::parse(toml_text, name);
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::format, fmt::format("{}: line {}: {}", name, error.source().begin.line,
                                               error.description()));
  }
  for (const auto& [key, node] : table) {
    const Place place{name, key.str()};
    if (key == "kind" && node.is_string()) {
      mapping.kind = node.as_string()->get();
    } else if (key == "recognised_by") {
      TRY_ASSIGN(mapping.recognised_by, read_texts(place, node));
    } else if (key == "file") {
      TRY(read_file_table(place, node, mapping));
    } else if (key == "columns" && node.is_table()) {
      for (const auto& [field, source] : *node.as_table()) {
        TRY_ASSIGN(FieldMapping read, read_field({name, field.str()}, source));
        mapping.fields.push_back(std::move(read));
      }
    } else if (key != "about") {
      return bad(place, node, "a mapping has kind, about, [file], recognised_by and [columns]");
    }
  }
  const auto names = field_names(mapping.kind);
  if (names.empty()) {
    return fail(ErrorCode::format,
                fmt::format("{}: kind \"{}\" is none of consignments, items, payments, listings, "
                            "licences, notifications, outcomes, list, party_decisions",
                            name, mapping.kind));
  }
  for (const FieldMapping& field : mapping.fields) {
    if (std::ranges::find(names, field.field) == names.end()) {
      return fail(ErrorCode::format,
                  fmt::format("{}: {} is not a field of {}; there are {}", name, field.field,
                              mapping.kind, fmt::join(names, ", ")));
    }
  }
  if (!is_preset) return mapping;
  // A preset knows every field by its canonical name, before any other spelling.
  for (const std::string_view field : names) {
    const FieldSource own{{std::string(field)}, {}, {}, {}, {}};
    auto found = std::ranges::find(mapping.fields, field, &FieldMapping::field);
    if (found == mapping.fields.end()) {
      mapping.fields.push_back({std::string(field), {own}});
    } else if (found->alternatives[0].columns != own.columns) {
      FieldSource first = own;
      first.values = found->alternatives[0].values;
      found->alternatives.insert(found->alternatives.begin(), std::move(first));
    }
  }
  return mapping;
}

Expected<Mapping> load_mapping(const std::filesystem::path& path_or_name) {
  std::error_code ignored;
  const std::string text = path_or_name.string();
  if (!std::filesystem::exists(path_or_name, ignored)) {
    auto named = base::read_data_file(fmt::format("mappings/{}.toml", text));
    if (named) return parse_mapping(*named, text, false);
    std::vector<std::string> names;
    for (const std::string& file : base::list_data_files("mappings/")) {
      names.push_back(std::filesystem::path(file).stem().string());
    }
    return fail(ErrorCode::not_found,
                fmt::format("{}: no mapping file, and none of the mappings there are: {}", text,
                            fmt::join(names, ", ")));
  }
  std::ifstream file(path_or_name, std::ios::binary);
  if (!file) return fail(ErrorCode::permission, text + ": the mapping may not be read");
  const std::string toml_text(std::istreambuf_iterator<char>(file), {});
  return parse_mapping(toml_text, path_or_name.filename().string(), false);
}

Expected<std::vector<Mapping>> load_presets(std::string_view kind) {
  std::vector<Mapping> presets;
  for (const std::string& file : base::list_data_files("presets/")) {
    if (!file.ends_with(".toml")) continue;
    TRY_ASSIGN(const std::string text, base::read_data_file(file));
    TRY_ASSIGN(Mapping preset,
               parse_mapping(text, std::filesystem::path(file).stem().string(), true));
    if (preset.kind == kind) presets.push_back(std::move(preset));
  }
  return presets;
}

Expected<std::vector<BoundField>> bind_columns(const Mapping& mapping,
                                               std::span<const std::string> columns,
                                               std::span<const std::string_view> names) {
  const std::vector<std::string> folded = fold_columns(columns);
  std::vector<BoundField> bound;
  for (std::size_t index = 0; index < names.size(); ++index) {
    const auto field = std::ranges::find(mapping.fields, names[index], &FieldMapping::field);
    if (field == mapping.fields.end()) continue;
    std::string absent;
    bool found_one = false;
    for (const FieldSource& source : field->alternatives) {
      auto found = find_columns(source, columns, folded);
      if (found) {
        bound.push_back({index, std::move(*found), &source});
        found_one = true;
        break;
      }
      if (absent.empty()) absent = found.error();
    }
    if (!found_one && !mapping.is_preset) {
      return fail(ErrorCode::format,
                  fmt::format("the mapping {} takes {} from the column \"{}\", which the file does "
                              "not have; it has: {}",
                              mapping.name, names[index], absent, list_columns(columns)));
    }
  }
  return bound;
}

Expected<const Mapping*> recognise(std::span<const Mapping> presets,
                                   std::span<const std::string> columns,
                                   std::span<const std::string_view> names) {
  const Mapping* best = nullptr;
  std::size_t best_found = 0;
  std::string nearest;
  std::size_t nearest_missing = SIZE_MAX;
  for (const Mapping& preset : presets) {
    TRY_ASSIGN(const std::vector<BoundField> bound, bind_columns(preset, columns, names));
    std::vector<std::string> missing;
    for (const std::string& wanted : preset.recognised_by) {
      if (!has_field(bound, names, wanted)) missing.push_back(wanted);
    }
    if (missing.empty() && (best == nullptr || bound.size() > best_found)) {
      best = &preset;
      best_found = bound.size();
    } else if (!missing.empty() && missing.size() < nearest_missing) {
      nearest_missing = missing.size();
      nearest = fmt::format("the nearest, {}, lacks {}", preset.name, fmt::join(missing, ", "));
    }
  }
  if (best != nullptr) return best;
  return fail(
      ErrorCode::format,
      fmt::format(
          "no preset fits ({}); the columns are: {}. Name them in a mapping file: --mapping M.toml",
          nearest, list_columns(columns)));
}

}  // namespace chokepoint::ingest
