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
  std::string form, whole;
  const auto part = [&](std::size_t row, Kind wanted) {
    const auto found = std::ranges::find(source.parts, wanted);
    return found == source.parts.end()
               ? std::string_view()
               : trimmed(cell(row, source.columns[found - source.parts.begin()]));
  };
  for (std::size_t row = 0; row < rows; ++row) {
    std::string_view text;
    if (source.parts.empty()) {
      text = trimmed(cell(row, source.columns[0]));
    } else {
      join_date(part(row, Kind::birth_year), part(row, Kind::birth_month),
                part(row, Kind::birth_day), whole);
      text = whole;
    }
    if (text.empty()) continue;
    const std::uint64_t hash = base::hash_bytes(text, static_cast<std::uint64_t>(source.order));
    Recent& known = recent[hash % kRecent];
    if (known.hash == hash) {
      column[row] = known.value;
      if (known.value != 0) field.values.count_again(known.value);
      continue;
    }
    if (text.size() > longest || has_control_character(text)) {
      bad.push_back({row, source.columns[0],
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
