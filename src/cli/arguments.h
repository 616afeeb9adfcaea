// The words of one call, checked against the command's options and filled up from the settings.
//
// Names are those of the command table; to ask for a name that the command does not have is our own
// mistake and stops the program. Errors are all usage errors that name the flag.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"
#include "cli/command.h"
#include "cli/settings.h"

namespace chokepoint::cli {

// By option name, as typed; a switch holds one "true".
using TypedValues = std::map<std::string, std::vector<std::string>, std::less<>>;

class Arguments {
 public:
  // `typed` and `settings` are kept; `command` must outlive this. Errors: a missing required
  // option, a value that is not among the choices.
  static Expected<Arguments> make(const Command& command, TypedValues typed, Settings settings);

  // From the call itself, the environment or a file, rather than from the table's default.
  bool given(std::string_view name) const;
  std::string text(std::string_view name) const;  // "" where nothing is said
  std::vector<std::string> texts(std::string_view name) const;
  std::filesystem::path path(std::string_view name) const { return text(name); }
  bool on(std::string_view name) const;
  Expected<std::uint64_t> whole_number(std::string_view name) const;
  Expected<double> number(std::string_view name) const;

  // Every place that says something about the option, the winner first; never empty for an option
  // with a default.
  std::vector<FoundSetting> sources(std::string_view name) const;
  const Settings& settings() const { return settings_; }

 private:
  Arguments(const Command& command, TypedValues typed, Settings settings)
      : command_(&command), typed_(std::move(typed)), settings_(std::move(settings)) {}
  const Option& option(std::string_view name) const;

  const Command* command_;
  TypedValues typed_;
  Settings settings_;
};

// The options that every command takes: --format, --quiet, --no-input, --data, --actor, --key-file
// and the like.
const std::vector<Option>& global_options();

// "--capacity" or "CASE", as a person would write it.
std::string spelling(const Option& option);

}  // namespace chokepoint::cli
