// The version of a case file's tables, and how an older one is brought up to date.
#pragma once

#include <span>
#include <string_view>

#include "chokepoint/error.h"
#include "store/store.h"

namespace chokepoint::store {

struct Migration {
  int to_version;        // from the version one below
  std::string_view sql;  // what brings it there
};

inline constexpr int kSchemaVersion = 5;

// Every stage's tables, at kSchemaVersion.
Expected<> create_schema(Store& store);

// Applies, in one transaction each, what is missing. Errors: newer_version, format (not a case
// file), permission (an old file opened for reading only).
Expected<> migrate(Store& store, bool read_only);
Expected<> migrate(Store& store, bool read_only, std::span<const Migration> migrations,
                   int target_version);

}  // namespace chokepoint::store
