// What kind of file it is, told from its first bytes and, where they leave a doubt, from its name.
#pragma once

#include <filesystem>
#include <string_view>

#include "chokepoint/error.h"

namespace chokepoint::ingest {

enum class FeedFormat { csv, json, ndjson, parquet, xml };

// Errors: as open_file; format for an empty file, and for bytes that are no text at all.
Expected<FeedFormat> find_format(const std::filesystem::path& file);

}  // namespace chokepoint::ingest
