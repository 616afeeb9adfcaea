// The text of schema/*.sql, embedded at build time (cmake/embed_schema.cmake), in the order of the
// stages.
#pragma once

#include <string_view>
#include <vector>

namespace chokepoint::store {

std::vector<std::string_view> schema_sql();
// The views, made anew with every schema.
std::string_view view_sql();

}  // namespace chokepoint::store
