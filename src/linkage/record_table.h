// The records to be resolved: one row a record, one number a field (linkage/value_table.h).
//
//            given  surname  birth_date  city        values of "surname": 1 green  2 mccarthy
//   record 0     1        1           1     0        cell(1, surname) == 2
//   record 1     2        2           2     1
//
// Filled batch by batch, then settle()d, then read by any number of threads. Records of several
// files follow each other; a field of one kind is one field in all files.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/large_pages.h"
#include "linkage/kinds.h"
#include "linkage/value_forms.h"
#include "linkage/value_table.h"

namespace chokepoint::linkage {

struct Field {
  Kind kind = Kind::ignored;
  std::uint8_t instance = 0;  // 0 for the first of its kind: a second phone is 1
  ValueTable values;
};

// Where a field's cell comes from in one file: one column, several joined by a space, or the three
// parts of a birth date. Where that is empty the stand-ins are asked: of a whole name the first
// word is the given name, the last the surname, what stands between the middle name ("Lee, Ann" is
// Ann Lee); for a full address they are its parts, joined by spaces.
struct FieldSource {
  std::size_t field = 0;
  DayOrder order = DayOrder::unknown;
  std::vector<std::size_t> columns;
  std::vector<Kind> parts = {};  // birth_year, birth_month, birth_day; empty for other columns
  std::vector<std::size_t> stand_ins = {};  // columns
};

struct BadValue {
  std::uint64_t row = 0;  // in the batch
  std::size_t column = 0;
  std::string reason;
};

class RecordTable {
 public:
  static constexpr std::size_t kFieldsMax = 16;

  // The field of that kind and instance, made where there is none yet. kFieldsMax: no more room.
  std::size_t field_for(Kind kind, std::uint8_t instance);

  // `cell(row, column)` must stay valid during the call and be safe to call from several threads.
  // A cell that is too long or holds control characters counts as absent and is told. What a thread
  // can do `meanwhile`, without this table, is done first.
  std::vector<BadValue> add_rows(
      std::size_t rows, std::span<const FieldSource> sources,
      const std::function<std::string_view(std::size_t, std::size_t)>& cell, int threads,
      const std::function<void()>& meanwhile = {});
  void start_file() { file_begins_.push_back(size_); }
  // Lays the cells out by record.
  void settle(int threads);

  std::size_t size() const { return size_; }
  std::size_t stride() const { return stride_; }
  const std::vector<Field>& fields() const { return fields_; }
  const std::uint32_t* row(std::size_t record) const { return cells_.data() + record * stride_; }
  std::uint32_t cell(std::size_t record, std::size_t field) const { return row(record)[field]; }
  std::string_view text(std::size_t record, std::size_t field) const {
    return fields_[field].values.text(cell(record, field));
  }
  std::size_t files() const { return file_begins_.size(); }
  std::size_t file_of(std::size_t record) const;
  std::size_t file_size(std::size_t file) const;

 private:
  // Remembers the number of the last cells seen, so that a name is folded once and not a thousand
  // times.
  struct Recent {
    std::uint64_t hash = 0;
    std::uint32_t value = 0;
  };
  void add_cells(std::size_t rows, const FieldSource& source,
                 const std::function<std::string_view(std::size_t, std::size_t)>& cell,
                 std::vector<BadValue>& bad);
  struct ComingCell;
  void read_form(const FieldSource& source, std::size_t row, const Recent& seen, ComingCell& cell,
                 std::vector<BadValue>& bad) const;

  std::vector<Field> fields_;
  // Cells as they came, by field; a field that is not there yet has no column.
  struct Batch {
    std::size_t first = 0, rows = 0;
    std::vector<std::vector<std::uint32_t>> columns;
  };
  std::vector<Batch> batches_;               // none once settled
  std::vector<std::vector<Recent>> recent_;  // by field
  base::UnclearedVector<std::uint32_t> cells_;
  std::vector<std::size_t> file_begins_;
  std::size_t size_ = 0;
  std::size_t stride_ = 0;
};

}  // namespace chokepoint::linkage
