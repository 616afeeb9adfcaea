// The id of a stored row: 64 bits made from the row's own natural key, so that the same feed gives
// the same ids on every machine, in every order and on every replay. 0 is "none".
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/hash.h"

namespace chokepoint::records {

struct RowId {
  std::uint64_t value = 0;
  constexpr explicit operator bool() const { return value != 0; }
  auto operator<=>(const RowId&) const = default;
};

// `kind` is the table's name; `key` the feed's own id, or the parts that make the row unique.
inline RowId make_row_id(std::string_view kind, std::string_view key) {
  const std::uint64_t value = base::hash_bytes(key, base::hash_bytes(kind));
  return {value == 0 ? 1 : value};
}

// A row that hangs on another: a mention on its record, an item on its consignment.
inline RowId make_row_id(std::string_view kind, RowId parent, std::string_view key) {
  const std::uint64_t value =
      base::mix(parent.value, base::hash_bytes(key, base::hash_bytes(kind)));
  return {value == 0 ? 1 : value};
}

}  // namespace chokepoint::records

template <>
struct std::hash<chokepoint::records::RowId> {
  std::size_t operator()(chokepoint::records::RowId id) const noexcept { return id.value; }
};
