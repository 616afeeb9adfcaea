// How a noun names its columns, once: a table name and a list of (name, member). The store writes
// and reads by it, the export and the tests print by it.
//
//   template <> struct Table<Item> {
//     static constexpr const char* kName = "item";
//     static constexpr void columns(auto&& visit) {
//       visit(Column{"item_id", &Item::item_id});
//       ...
//     }
//   };
//
// Member types: RowId, std::int32_t, std::int64_t, std::uint64_t, float, double, bool, Text,
// Moment, Floats. What is unknown is NULL in the table: RowId{}, NaN, empty text,
// Moment::unknown(). Integers and bools are always known.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "records/moment.h"
#include "records/row_id.h"

namespace chokepoint::records {

using Text = std::string_view;
using Floats = std::span<const float>;

template <class Row, class Member>
struct Column {
  const char* name;
  Member Row::* member;
};
template <class Row, class Member>
Column(const char*, Member Row::*) -> Column<Row, Member>;

template <class Row>
struct Table;  // specialised beside each noun

// Not a std::tuple of columns, which costs every source that includes a noun a second to compile.
template <class Row>
constexpr void for_each_column(auto&& visit) {
  Table<Row>::columns(visit);
}

template <class Row>
std::vector<std::string_view> column_names() {
  std::vector<std::string_view> names;
  for_each_column<Row>([&](auto column) { names.emplace_back(column.name); });
  return names;
}

}  // namespace chokepoint::records
