// The files of data/: rules, regimes, presets, as text that experts review. They are embedded in
// the binary; a folder named by set_data_folder (or CHOKEPOINT_DATA, read by the hosts) replaces
// them file by file.
//
// Names are relative, as in "regimes/us.toml". Errors: not_found, io.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::base {

// Call before threads start. An empty path means: only what is embedded.
void set_data_folder(std::filesystem::path folder);

Expected<std::string> read_data_file(std::string_view name);

// Names that start with `prefix` ("typologies/"), sorted; embedded and overriding files together.
std::vector<std::string> list_data_files(std::string_view prefix);

}  // namespace chokepoint::base
