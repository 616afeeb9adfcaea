#include "linkage/record_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/parallel_for.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kRecent = std::size_t{1} << 16;

bool has_control_character(std::string_view cell) {
  return std::ranges::any_of(cell, [](unsigned char c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
  });
}

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
  while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  return cell;
}

// "1971-06-24" from its parts, "1971" where the month is not known.
void join_date(std::string_view year, std::string_view month, std::string_view day,
               std::string& whole) {
  whole.assign(year);
  if (year.empty() || month.empty()) return;
  whole.append("-").append(month);
  if (!day.empty()) whole.append("-").append(day);
}

using Cells = std::function<std::string_view(std::size_t, std::size_t)>;

// What of a whole name belongs in a field of that kind; empty: nothing.
std::string_view part_of_name(std::string_view name, Kind kind) {
  if (kind == Kind::full_name) return name;
  if (names_an_organisation(name)) return kind == Kind::organisation_name ? name : "";
  const std::size_t comma = name.find(',');
  const bool turned = comma != std::string_view::npos;
  if (kind == Kind::surname) {
    if (turned) return trimmed(name.substr(0, comma));
    const std::size_t space = name.rfind(' ');
    return space == std::string_view::npos ? "" : name.substr(space + 1);
  }
  const std::string_view given = turned ? trimmed(name.substr(comma + 1)) : name;
  const std::size_t first_end = given.find(' ');
  if (kind == Kind::given_name) return given.substr(0, first_end);
  if (kind != Kind::middle_name || first_end == std::string_view::npos) return "";
  const std::string_view others = given.substr(first_end + 1);
  const std::size_t last = others.rfind(' ');
  if (turned) return others;
  return last == std::string_view::npos ? "" : others.substr(0, last);
}

struct FoundCell {
  std::string_view text;
  std::size_t column = 0;
};

// `room` holds what is made of several columns.
FoundCell find_cell(const FieldSource& source, Kind kind, const Cells& cell, std::size_t row,
                    std::string& room) {
  FoundCell found;
  const auto join = [&](const std::vector<std::size_t>& columns) {
    room.clear();
    for (const std::size_t column : columns) room.append(cell(row, column)).append(" ");
    return FoundCell{trimmed(room), columns[0]};
  };
  if (!source.parts.empty()) {
    const auto part = [&](Kind wanted) {
      const auto at = std::ranges::find(source.parts, wanted);
      return at == source.parts.end()
                 ? std::string_view()
                 : trimmed(cell(row, source.columns[at - source.parts.begin()]));
    };
    join_date(part(Kind::birth_year), part(Kind::birth_month), part(Kind::birth_day), room);
    found = {room, source.columns[0]};
  } else if (source.columns.size() == 1) {
    found = {trimmed(cell(row, source.columns[0])), source.columns[0]};
  } else if (source.columns.size() > 1) {
    found = join(source.columns);
  }
  if (kind == Kind::full_address && found.text.empty() && !source.stand_ins.empty())
    return join(source.stand_ins);
  for (std::size_t i = 0; found.text.empty() && i < source.stand_ins.size(); ++i)
    found = {part_of_name(trimmed(cell(row, source.stand_ins[i])), kind), source.stand_ins[i]};
  return found;
}

}  // namespace

std::size_t RecordTable::field_for(Kind kind, std::uint8_t instance) {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].kind == kind && fields_[i].instance == instance) return i;
  }
  if (fields_.size() == kFieldsMax) return kFieldsMax;
  fields_.push_back({kind, instance, {}});
  columns_.emplace_back(size_, 0);
  recent_.emplace_back();
  return fields_.size() - 1;
}

std::vector<BadValue> RecordTable::add_rows(
    std::size_t rows, std::span<const FieldSource> sources,
    const std::function<std::string_view(std::size_t, std::size_t)>& cell, int threads) {
  std::vector<std::vector<BadValue>> bad(sources.size());
  for (std::vector<std::uint32_t>& column : columns_) column.resize(size_ + rows, 0);
  base::parallel_for(sources.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) add_cells(rows, sources[i], cell, bad[i]);
  });
  size_ += rows;
  std::vector<BadValue> all;
  for (std::vector<BadValue>& part : bad) {
    all.insert(all.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
  }
  std::ranges::stable_sort(all, {}, &BadValue::row);
  return all;
}

void RecordTable::add_cells(std::size_t rows, const FieldSource& source,
                            const std::function<std::string_view(std::size_t, std::size_t)>& cell,
                            std::vector<BadValue>& bad) {
  Field& field = fields_[source.field];
  std::vector<Recent>& recent = recent_[source.field];
  if (recent.empty()) recent.resize(kRecent);
  std::uint32_t* column = columns_[source.field].data() + size_;
  const CellRule rule{field.kind, source.order};
  const std::size_t longest = longest_cell(field.kind);
  std::string form, room;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto [text, from] = find_cell(source, field.kind, cell, row, room);
    if (text.empty()) continue;
    const std::uint64_t hash = base::hash_bytes(text, static_cast<std::uint64_t>(source.order));
    Recent& known = recent[hash % kRecent];
    if (known.hash == hash) {
      column[row] = known.value;
      if (known.value != 0) field.values.count_again(known.value);
      continue;
    }
    if (text.size() > longest || has_control_character(text)) {
      bad.push_back({row, from,
                     text.size() > longest ? fmt::format("{} bytes long, at most {} are compared",
                                                         text.size(), longest)
                                           : std::string("holds a control character")});
      continue;
    }
    write_form(text, rule, form);
    column[row] = field.values.add(form);
    known = {hash, column[row]};
  }
}

void RecordTable::settle(int threads) {
  stride_ = (fields_.size() + 3) / 4 * 4;
  cells_.assign(size_ * stride_, 0);
  base::parallel_for(size_, {threads, 4096}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t field = 0; field < fields_.size(); ++field) {
      const std::uint32_t* column = columns_[field].data();
      for (std::size_t record = begin; record < end; ++record)
        cells_[record * stride_ + field] = column[record];
    }
  });
  columns_.clear();
  columns_.shrink_to_fit();
  recent_.clear();
  recent_.shrink_to_fit();
}

std::size_t RecordTable::file_of(std::size_t record) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(file_begins_, record) -
                                  file_begins_.begin()) -
         1;
}

std::size_t RecordTable::file_size(std::size_t file) const {
  const std::size_t end = file + 1 < file_begins_.size() ? file_begins_[file + 1] : size_;
  return end - file_begins_[file];
}

}  // namespace chokepoint::linkage
