// Which format a file has, from its first bytes and, where these leave a choice, its name.
#pragma once

#include <filesystem>
#include <string_view>

#include "chokepoint/error.h"

namespace chokepoint::ingest {

// As in IngestReport.format: parquet, ofac.sdn, ofac.alt, ofac.add, un.xml, pacs.008, ftm, ndjson,
// json, tsv, csv; "" for XML of another kind and for bytes that are no text. `first_bytes` is
// decoded (UTF-8; Parquet's magic survives that) and should hold 64 KiB where there are as many;
// `file_name` may be empty. Safe from any thread.
std::string_view recognise_format(std::string_view first_bytes, std::string_view file_name);

// The first bytes of a file, decoded; its format. Errors as open_file.
Expected<std::string_view> recognise_file(const std::filesystem::path& path);

}  // namespace chokepoint::ingest
