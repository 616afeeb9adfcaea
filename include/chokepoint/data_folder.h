// The text files that the program goes by (rules, regimes, presets) are inside the binary; a folder
// can replace them, file by file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint {

// Files in `folder` win over those of the same name inside the binary. Call once, before anything
// else of the library.
void use_data_folder(std::filesystem::path folder);

// The content of one, as in "regimes/us.toml". Errors: not_found, permission.
Expected<std::string> data_file(std::string_view name);

// Names of the data files that start with `prefix` ("regimes/"), sorted.
std::vector<std::string> data_file_names(std::string_view prefix);

}  // namespace chokepoint
