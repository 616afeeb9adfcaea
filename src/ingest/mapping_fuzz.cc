// Any text as a mapping: it is refused with a reason, or it binds to the very columns that it
// names.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "ingest/mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::ingest;
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  for (const bool is_preset : {false, true}) {
    const auto mapping = parse_mapping(toml, "fuzz", is_preset);
    if (!mapping) {
      CHECK(!mapping.error().message.empty());
      continue;
    }
    std::set<std::string> columns;
    for (const FieldMapping& field : mapping->fields) {
      for (const FieldSource& source : field.alternatives) {
        columns.insert(source.columns.begin(), source.columns.end());
      }
    }
    const std::vector<std::string> all(columns.begin(), columns.end());
    const auto bound = bind_columns(*mapping, all, field_names(mapping->kind));
    CHECK(bound.has_value() || !bound.error().message.empty());
    if (!bound) continue;
    for (const BoundField& field : *bound) {
      for (const std::size_t column : field.columns) CHECK(column < all.size());
    }
  }
  return 0;
}
