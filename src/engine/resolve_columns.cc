#include "engine/resolve_columns.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "linkage/column_guess.h"

namespace chokepoint::engine {
namespace {

using linkage::Kind;

constexpr std::size_t kSampleRows = 1000;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct OtherName {
  std::string_view name;
  Kind kind;
};
// As people write fields in mappings.
constexpr std::array kOtherNames = {
    OtherName{"id", Kind::record_id},
    OtherName{"first_name", Kind::given_name},
    OtherName{"last_name", Kind::surname},
    OtherName{"family_name", Kind::surname},
    OtherName{"name", Kind::full_name},
    OtherName{"person_name", Kind::full_name},
    OtherName{"organisation", Kind::organisation_name},
    OtherName{"organization", Kind::organisation_name},
    OtherName{"organization_name", Kind::organisation_name},
    OtherName{"company", Kind::organisation_name},
    OtherName{"company_name", Kind::organisation_name},
    OtherName{"author", Kind::authors},
    OtherName{"date_of_birth", Kind::birth_date},
    OtherName{"dob", Kind::birth_date},
    OtherName{"street_number", Kind::house_number},
    OtherName{"address", Kind::street},
    OtherName{"address_1", Kind::street},
    OtherName{"address_2", Kind::address_line},
    OtherName{"suburb", Kind::city},
    OtherName{"zip", Kind::postcode},
    OtherName{"postal_code", Kind::postcode},
    OtherName{"province", Kind::state},
    OtherName{"identifier", Kind::national_id},
    OtherName{"soc_sec_id", Kind::national_id},
    OtherName{"tax_id", Kind::national_id},
};

std::optional<Kind> kind_of(std::string_view text) {
  if (const auto kind = linkage::kind_named(text)) return kind;
  const auto found = std::ranges::find(kOtherNames, text, &OtherName::name);
  return found == kOtherNames.end() ? std::nullopt : std::optional(found->kind);
}

std::string all_kinds() {
  std::string text;
  for (std::size_t i = 1; i < linkage::kKinds; ++i)
    text += fmt::format("{}{}", i > 1 ? ", " : "", name(static_cast<Kind>(i)));
  return text;
}

Expected<std::vector<std::string>> read_texts(std::string_view place, const toml::node& node) {
  if (const auto* text = node.as_string()) return std::vector<std::string>{text->get()};
  std::vector<std::string> texts;
  if (const auto* array = node.as_array()) {
    for (const toml::node& item : *array) {
      if (!item.is_string()) break;
      texts.push_back(item.as_string()->get());
    }
    if (!texts.empty() && texts.size() == array->size()) return texts;
  }
  return fail(ErrorCode::format,
              fmt::format("{}: a column, or a list of columns, is needed", place));
}

Expected<MappedField> read_field(std::string_view file, std::string_view key,
                                 const toml::node& node) {
  const std::string place = fmt::format("{}: line {}: {}", file, node.source().begin.line, key);
  const auto kind = kind_of(key);
  if (!kind || *kind == Kind::ignored) {
    return fail(ErrorCode::format, fmt::format("{}: not a field that resolve knows; there are {}",
                                               place, all_kinds()));
  }
  MappedField field;
  field.kind = *kind;
  const toml::node* columns = &node;
  if (const auto* table = node.as_table()) {
    const toml::node* one = table->get("column");
    const toml::node* several = table->get("columns");
    if ((one == nullptr) == (several == nullptr) || table->size() != 1) {
      return fail(ErrorCode::format, place + ": column = \"..\" or columns = [..] is needed");
    }
    columns = one != nullptr ? one : several;
    field.all = several != nullptr;
  }
  TRY_ASSIGN(field.columns, read_texts(place, *columns));
  return field;
}

Expected<> check_names(std::string_view file, const std::vector<MappedField>& fields) {
  if (std::ranges::any_of(fields, [](const MappedField& f) { return names_a_party(f.kind); }))
    return {};
  return fail(ErrorCode::format,
              fmt::format("{}: no usable name column: one of given_name, surname, full_name, "
                          "organisation_name or title must be mapped",
                          file));
}

std::string listed(const std::vector<std::string>& columns) {
  return fmt::format("{}", fmt::join(columns, ", "));
}

// The column of each kind, as a guess is: in the order of the columns.
Expected<std::vector<linkage::ColumnGuess>> follow_mapping(
    const std::string& file, const std::vector<std::string>& columns,
    const std::vector<MappedField>& mapping) {
  std::vector<linkage::ColumnGuess> taken(columns.size(), {Kind::ignored, "not in the mapping"});
  std::vector<std::string> folded;
  folded.reserve(columns.size());
  for (const std::string& column : columns) folded.push_back(linkage::fold_name(column));
  const auto find = [&](const std::string& wanted) {
    const auto exact = std::ranges::find(columns, wanted);
    if (exact != columns.end()) return static_cast<std::size_t>(exact - columns.begin());
    const auto loose = std::ranges::find(folded, linkage::fold_name(wanted));
    return loose == folded.end() ? kNone : static_cast<std::size_t>(loose - folded.begin());
  };
  for (const MappedField& field : mapping) {
    bool found_one = false;
    for (const std::string& wanted : field.columns) {
      const std::size_t column = find(wanted);
      if (column != kNone) taken[column] = {field.kind, "by the mapping"};
      found_one = found_one || column != kNone;
      if (field.all ? column == kNone : found_one) break;
    }
    if (!found_one) {
      return fail(ErrorCode::format,
                  fmt::format("{}: line 1: the mapping takes {} from the column \"{}\", which the "
                              "file does not have; it has: {}",
                              file, name(field.kind), field.columns.front(), listed(columns)));
    }
  }
  return taken;
}

std::vector<linkage::ColumnGuess> guess(const std::vector<std::string>& columns,
                                        const ingest::RowBatch& first) {
  std::vector<linkage::ColumnSample> samples(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    samples[i].name = columns[i];
    for (std::size_t row = 0; row < std::min(first.size(), kSampleRows); ++row) {
      if (!first.at(row, i).empty()) samples[i].values.push_back(first.at(row, i));
    }
  }
  return linkage::guess_columns(samples);
}

linkage::DayOrder order_of(const ingest::RowBatch& first, std::size_t column) {
  int day_first = 0, month_first = 0;
  for (std::size_t row = 0; row < std::min(first.size(), kSampleRows); ++row) {
    const linkage::DayOrder shown = linkage::order_shown_by(first.at(row, column));
    day_first += shown == linkage::DayOrder::day_first ? 1 : 0;
    month_first += shown == linkage::DayOrder::month_first ? 1 : 0;
  }
  return month_first > day_first ? linkage::DayOrder::month_first : linkage::DayOrder::day_first;
}

bool is_date_part(Kind kind) {
  return kind == Kind::birth_year || kind == Kind::birth_month || kind == Kind::birth_day;
}

}  // namespace

Expected<std::vector<MappedField>> load_resolve_mapping(const std::filesystem::path& path) {
  const std::string file = path.filename().string();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return fail(ErrorCode::not_found, path.string() + ": there is no such mapping file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return fail(ErrorCode::permission, path.string() + ": the mapping may not be read");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  toml::table table;
  try {
    table = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::format, fmt::format("{}: line {}: {}", file, error.source().begin.line,
                                               error.description()));
  }
  const toml::table* columns = table["columns"].as_table();
  if (columns == nullptr) {
    return fail(ErrorCode::format,
                file + ": a mapping has a table [columns] of FIELD = \"COLUMN\"");
  }
  std::vector<MappedField> fields;
  for (const auto& [key, node] : *columns) {
    TRY_ASSIGN(MappedField field, read_field(file, key.str(), node));
    fields.push_back(std::move(field));
  }
  TRY(check_names(file, fields));
  return fields;
}

Expected<TakenColumns> take_columns(const std::string& file,
                                    const std::vector<std::string>& columns,
                                    const ingest::RowBatch& first,
                                    const std::vector<MappedField>* mapping,
                                    linkage::RecordTable& table, std::vector<ResolveColumn>& told) {
  std::vector<linkage::ColumnGuess> kinds;
  if (mapping != nullptr) {
    TRY_ASSIGN(kinds, follow_mapping(file, columns, *mapping));
  } else {
    kinds = guess(columns, first);
  }
  const auto has = [&](Kind kind) {
    return std::ranges::find(kinds, kind, &linkage::ColumnGuess::kind) != kinds.end();
  };
  const bool both_names = has(Kind::given_name) && has(Kind::surname);
  TakenColumns taken;
  std::map<Kind, std::uint8_t> instances;
  linkage::FieldSource date;
  bool named = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Kind kind = kinds[i].kind;
    std::string why = kinds[i].why;
    if (kind == Kind::full_name && both_names && mapping == nullptr) {
      kind = Kind::ignored;
      why = "repeats given name and surname";
    } else if (kind == Kind::record_id) {
      taken.record_id = i;
    } else if (is_date_part(kind)) {
      if (has(Kind::birth_date)) {
        kind = Kind::ignored;
        why = "repeats the birth date";
      } else {
        date.columns.push_back(i);
        date.parts.push_back(kind);
      }
    } else if (kind != Kind::ignored) {
      const std::size_t field = table.field_for(kind, instances[kind]++);
      if (field == linkage::RecordTable::kFieldsMax) {
        kind = Kind::ignored;
        why = "more columns than can be compared";
      } else {
        named = named || names_a_party(kind);
        taken.sources.push_back({field, order_of(first, i), {i}, {}});
      }
    }
    told.push_back({file, columns[i], std::string(name(kind)), why});
  }
  if (!date.columns.empty()) {
    date.field = table.field_for(Kind::birth_date, 0);
    if (date.field < linkage::RecordTable::kFieldsMax) taken.sources.push_back(date);
  }
  if (!named) {
    return fail(ErrorCode::format,
                fmt::format("{}: line 1: no column names a person, an organisation or a work; it "
                            "has: {}; name one in a mapping (--mapping)",
                            file, listed(columns)));
  }
  return taken;
}

}  // namespace chokepoint::engine
