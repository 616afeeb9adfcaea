// Where a setting comes from: a flag, else CHOKEPOINT_*, else chokepoint.toml in the current
// folder, else the one in the user's configuration folder, else what the command table says.
//
// A setting is an option of the command table that is marked so. Option "memory-limit-mb" is
// CHOKEPOINT_MEMORY_LIMIT_MB in the environment and memory_limit_mb in chokepoint.toml.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::cli {

// What the settings are read from; tests put their own here.
struct Surroundings {
  std::function<std::optional<std::string>(const std::string& name)> environment;
  std::filesystem::path current_folder;
  std::filesystem::path user_folder;  // the user's configuration folder; empty: none

  static Surroundings of_this_process();
};

struct FoundSetting {
  std::string value;
  std::string source;  // "--threads", "CHOKEPOINT_THREADS", "./chokepoint.toml line 3", "default"
};

class Settings {
 public:
  // Errors: format (a chokepoint.toml that is no TOML), permission.
  static Expected<Settings> read(const Surroundings& surroundings);

  // Every place but flag and default that names the setting, the winner first.
  std::vector<FoundSetting> find_all(std::string_view option) const;
  std::optional<FoundSetting> find(std::string_view option) const;

  // Names in the files that are no setting: "./chokepoint.toml line 3: thraeds".
  std::vector<std::string> unknown_names(const std::vector<std::string>& known_options) const;

  const std::vector<std::filesystem::path>& files_read() const { return files_read_; }

 private:
  struct FileSetting {
    std::string name, value, source;
  };
  Expected<> read_file(const std::filesystem::path& path);

  std::function<std::optional<std::string>(const std::string&)> environment_;
  std::vector<FileSetting> file_settings_;  // the winning file first
  std::vector<std::filesystem::path> files_read_;
};

// "memory-limit-mb" -> "CHOKEPOINT_MEMORY_LIMIT_MB" and "memory_limit_mb".
std::string environment_name(std::string_view option);
std::string file_name_of(std::string_view option);

}  // namespace chokepoint::cli
