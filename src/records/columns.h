// How a noun names its columns, once: a table name and a list of (name, member). The store writes
// and reads by it, the export and the tests print by it.
//
//   template <> struct Table<Item> {
//     static constexpr const char* kName = "item";
//     static constexpr auto columns() {
//       return std::tuple{Column{"item_id", &Item::item_id}, ...};
//     }
//   };
//
// Member types: RowId, std::int32_t, std::int64_t, std::uint64_t, float, double, bool, Text,
// Moment, Floats. What is unknown is NULL in the table: RowId{}, NaN, empty text,
// Moment::unknown(). Integers and bools are always known.
#pragma once

#include <span>
#include <string_view>
#include <tuple>

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

template <class Row, class Visit>
constexpr void for_each_column(Visit&& visit) {
  std::apply([&](auto... column) { (visit(column), ...); }, Table<Row>::columns());
}

template <class Row>
inline constexpr std::size_t kColumnCount = std::tuple_size_v<decltype(Table<Row>::columns())>;

}  // namespace chokepoint::records
