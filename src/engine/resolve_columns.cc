#include "engine/resolve_columns.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <span>

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

// What the columns of one file become together: one field may take several columns.
class ColumnTaker {
 public:
  ColumnTaker(std::vector<linkage::ColumnGuess> kinds, const ingest::RowBatch& first,
              linkage::RecordTable& table)
      : kinds_(std::move(kinds)), first_(first), table_(table) {}

  TakenColumns take();
  bool names_anyone() const { return named_; }
  const std::vector<linkage::ColumnGuess>& kinds() const { return kinds_; }

 private:
  std::vector<std::size_t> columns_of(Kind kind) const {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      if (kinds_[i].kind == kind) columns.push_back(i);
    }
    return columns;
  }
  bool table_has(Kind kind) const {
    return std::ranges::find(table_.fields(), kind, &linkage::Field::kind) != table_.fields().end();
  }
  bool add(linkage::FieldSource source, Kind kind);
  void join_names();
  void join_addresses();
  void join_birth_date();
  void explain(std::span<const std::size_t> columns, const char* why) {
    for (const std::size_t column : columns) {
      kinds_[column].why = why;
      joined_[column] = true;
    }
  }

  std::vector<linkage::ColumnGuess> kinds_;
  const ingest::RowBatch& first_;
  linkage::RecordTable& table_;
  std::map<Kind, std::uint8_t> instances_;
  std::vector<bool> joined_;  // by column: part of a field that is made already
  TakenColumns taken_;
  bool named_ = false;
};

// False: no more room.
bool ColumnTaker::add(linkage::FieldSource source, Kind kind) {
  source.field = table_.field_for(kind, instances_[kind]++);
  if (source.field == linkage::RecordTable::kFieldsMax) return false;
  named_ = named_ || names_a_party(kind);
  taken_.sources.push_back(std::move(source));
  return true;
}

// A name that stands in the table twice counts once: a whole name fills what given name and surname
// leave empty, a second whole name what the first does. Files that write names otherwise than those
// before them are read as those.
void ColumnTaker::join_names() {
  const auto given = columns_of(Kind::given_name), surname = columns_of(Kind::surname);
  const auto whole = columns_of(Kind::full_name);
  const bool both = !given.empty() && !surname.empty();
  if (both && table_has(Kind::full_name) && !table_has(Kind::surname)) {
    const std::array<std::size_t, 2> parts = {given.front(), surname.front()};
    add({.columns = {parts.begin(), parts.end()}, .stand_ins = whole}, Kind::full_name);
    explain(parts, "part of the full name, as in the files before");
    explain(whole, "gives the full name where its parts are empty");
  } else if (!whole.empty() &&
             (both || (table_has(Kind::given_name) && table_has(Kind::surname)))) {
    std::vector<std::size_t> own_given, own_surname;
    if (both) {
      own_given = {given.front()};
      own_surname = {surname.front()};
      joined_[given.front()] = joined_[surname.front()] = true;
    }
    add({.columns = own_given, .stand_ins = whole}, Kind::given_name);
    add({.columns = own_surname, .stand_ins = whole}, Kind::surname);
    if (columns_of(Kind::middle_name).empty())
      add({.columns = {}, .stand_ins = whole}, Kind::middle_name);
    explain(whole, "gives given name and surname where these are empty");
  } else if (!whole.empty()) {
    add({.columns = {whole.front()}, .stand_ins = {whole.begin() + 1, whole.end()}},
        Kind::full_name);
    joined_[whole.front()] = true;
    explain(std::span(whole).subspan(1), "gives the name where the first is empty");
  }
}

void ColumnTaker::join_addresses() {
  const auto whole = columns_of(Kind::full_address);
  if (whole.empty()) return;
  std::vector<std::size_t> parts;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    const Kind kind = kinds_[i].kind;
    if (kind == Kind::street || kind == Kind::address_line || kind == Kind::house_number ||
        kind == Kind::city || kind == Kind::postcode)
      parts.push_back(i);
  }
  add({.columns = {whole.front()}, .stand_ins = parts}, Kind::full_address);
  joined_[whole.front()] = true;
  explain(parts, "gives the full address where that is empty");
}

void ColumnTaker::join_birth_date() {
  linkage::FieldSource date;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (!is_date_part(kinds_[i].kind)) continue;
    joined_[i] = true;
    if (!columns_of(Kind::birth_date).empty()) {
      kinds_[i] = {Kind::ignored, "repeats the birth date"};
      continue;
    }
    date.columns.push_back(i);
    date.parts.push_back(kinds_[i].kind);
  }
  if (!date.columns.empty()) add(date, Kind::birth_date);
}

TakenColumns ColumnTaker::take() {
  joined_.assign(kinds_.size(), false);
  join_names();
  join_addresses();
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    linkage::ColumnGuess& column = kinds_[i];
    if (column.kind == Kind::record_id) taken_.record_id = i;
    if (column.kind == Kind::record_id || column.kind == Kind::ignored || joined_[i] ||
        is_date_part(column.kind))
      continue;
    if (!add({.order = order_of(first_, i), .columns = {i}}, column.kind))
      column = {Kind::ignored, "more columns than can be compared"};
  }
  join_birth_date();
  return std::move(taken_);
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
  ColumnTaker taker(std::move(kinds), first, table);
  TakenColumns taken = taker.take();
  for (std::size_t i = 0; i < columns.size(); ++i)
    told.push_back(
        {file, columns[i], std::string(name(taker.kinds()[i].kind)), taker.kinds()[i].why});
  if (!taker.names_anyone()) {
    return fail(ErrorCode::format,
                fmt::format("{}: line 1: no column names a person, an organisation or a work; it "
                            "has: {}; name one in a mapping (--mapping)",
                            file, listed(columns)));
  }
  return taken;
}

}  // namespace chokepoint::engine
