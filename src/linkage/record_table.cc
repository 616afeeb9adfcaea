#include "linkage/record_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>
#include <utility>

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
  recent_.emplace_back();
  return fields_.size() - 1;
}

std::vector<BadValue> RecordTable::add_rows(
    std::size_t rows, std::span<const FieldSource> sources,
    const std::function<std::string_view(std::size_t, std::size_t)>& cell, int threads,
    const std::function<void()>& meanwhile) {
  std::vector<std::vector<BadValue>> bad(sources.size());
  batches_.push_back({size_, rows, std::vector<std::vector<std::uint32_t>>(fields_.size())});
  // Fields of many values take longest: they go first, each to the next worker that is free.
  std::vector<std::size_t> order(sources.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(),
                           [&](std::size_t i) { return fields_[sources[i].field].values.size(); });
  std::atomic<std::size_t> taken = meanwhile ? 0 : 1;
  const auto work = [&] {
    for (std::size_t task = taken++; task <= order.size(); task = taken++) {
      if (task == 0) {
        meanwhile();
      } else {
        add_cells(rows, sources[order[task - 1]], cell, bad[order[task - 1]]);
      }
    }
  };
  base::parallel_for(static_cast<std::size_t>(std::max(threads, 1)), {threads, 1},
                     [&](std::size_t, std::size_t) { work(); });
  size_ += rows;
  std::vector<BadValue> all;
  for (std::vector<BadValue>& part : bad) {
    all.insert(all.end(), std::make_move_iterator(part.begin()),
               std::make_move_iterator(part.end()));
  }
  std::ranges::stable_sort(all, {}, &BadValue::row);
  return all;
}

// A cell on its way to its number.
struct RecordTable::ComingCell {
  FoundCell found;
  std::string room, form;
  std::uint64_t hash = 0;
  std::uint32_t form_hash = 0;
  std::uint32_t value = 0;
  bool is_new = false;  // its form is to be numbered; else `value` is it
};

// Some rows at a time, step by step, so that what a step needs has come from memory when its turn
// comes.
void RecordTable::add_cells(std::size_t rows, const FieldSource& source,
                            const std::function<std::string_view(std::size_t, std::size_t)>& cell,
                            std::vector<BadValue>& bad) {
  constexpr std::size_t kStep = 16;
  Field& field = fields_[source.field];
  std::vector<Recent>& recent = recent_[source.field];
  if (recent.empty()) recent.resize(kRecent);
  std::vector<std::uint32_t>& column = batches_.back().columns[source.field];
  column.resize(rows);
  std::array<ComingCell, kStep> coming;
  for (std::size_t first = 0; first < rows; first += kStep) {
    const std::size_t count = std::min(kStep, rows - first);
    for (std::size_t i = 0; i < count; ++i) {
      ComingCell& one = coming[i];
      one.found = find_cell(source, field.kind, cell, first + i, one.room);
      one.hash = base::hash_bytes(one.found.text, static_cast<std::uint64_t>(source.order));
      __builtin_prefetch(&recent[one.hash % kRecent]);
    }
    for (std::size_t i = 0; i < count; ++i)
      read_form(source, first + i, recent[coming[i].hash % kRecent], coming[i], bad);
    for (const ComingCell& one : std::span(coming).first(count)) {
      if (one.is_new) field.values.prefetch_found(one.form_hash);
    }
    for (std::size_t i = 0; i < count; ++i) {
      ComingCell& one = coming[i];
      if (one.is_new) {
        one.value = field.values.add(one.form, one.form_hash);
        recent[one.hash % kRecent] = {one.hash, one.value};
      } else if (one.value != 0) {
        field.values.count_again(one.value);
      }
      column[first + i] = one.value;
    }
  }
}

void RecordTable::read_form(const FieldSource& source, std::size_t row, const Recent& seen,
                            ComingCell& cell, std::vector<BadValue>& bad) const {
  const Field& field = fields_[source.field];
  const std::string_view text = cell.found.text;
  cell.value = 0;
  cell.is_new = false;
  if (text.empty()) return;
  if (seen.hash == cell.hash) {
    cell.value = seen.value;
    field.values.prefetch(cell.value);
    return;
  }
  const std::size_t longest = longest_cell(field.kind);
  if (text.size() > longest || has_control_character(text)) {
    bad.push_back({row, cell.found.column,
                   text.size() > longest
                       ? fmt::format("{} bytes long, at most {} are compared", text.size(), longest)
                       : std::string("holds a control character")});
    return;
  }
  write_form(text, {field.kind, source.order}, cell.form);
  cell.form_hash = ValueTable::hash_of(cell.form);
  cell.is_new = true;
  field.values.prefetch_slot(cell.form_hash);
}

void RecordTable::settle(int threads) {
  stride_ = (fields_.size() + 3) / 4 * 4;
  cells_.resize(size_ * stride_);
  base::parallel_for(batches_.size(), {threads, 1}, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Batch batch = std::exchange(batches_[i], {});
      std::uint32_t* const rows = cells_.data() + batch.first * stride_;
      std::fill_n(rows, batch.rows * stride_, 0u);
      for (std::size_t field = 0; field < batch.columns.size(); ++field) {
        const std::vector<std::uint32_t>& column = batch.columns[field];
        for (std::size_t row = 0; row < column.size(); ++row)
          rows[row * stride_ + field] = column[row];
      }
    }
  });
  batches_.clear();
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
