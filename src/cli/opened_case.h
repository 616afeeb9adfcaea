// Opening a case file the way the flags say.
#pragma once

#include "chokepoint/case_file.h"
#include "chokepoint/error.h"
#include "cli/arguments.h"
#include "cli/console.h"

namespace chokepoint::cli {

// Looking writes nothing but its line in the audit chain; where the file may not be written, it is
// read without that line, with a note.
enum class Access { reading, looking, writing };

// --actor, --key-file, --threads, --memory-limit-mb and the progress display. Errors: usage,
// not_found (the key file).
Expected<CaseOptions> case_options(const Arguments& arguments, Console& console, Access access);

// Opens the file named by the argument CASE.
Expected<CaseFile> open_case(const Arguments& arguments, Console& console, Access access);

// --threads, checked.
Expected<int> thread_count(const Arguments& arguments);

// A file with all its bytes, as in --key-file. Errors: not_found, permission.
Expected<std::string> read_whole_file(const std::filesystem::path& path);
// Errors: permission, disk_full.
Expected<> write_whole_file(const std::filesystem::path& path, std::string_view content);

}  // namespace chokepoint::cli
