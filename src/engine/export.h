// Hands the tables on: one file a table, rows in a fixed order, so that equal feeds give equal bytes.
#pragma once

#include <filesystem>
#include <string_view>

#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::engine {

// What feeds and stages said. What people did (decisions, audit) and what one ranking chose are not of the feeds and stay.
Expected<> export_tables(store::Store& store, const std::filesystem::path& folder, std::string_view format);

}  // namespace chokepoint::engine
