#include "cli/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace chokepoint::cli {
namespace {

constexpr const char* kFileName = "chokepoint.toml";

std::optional<std::string> value_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (const auto* claim = node.as_boolean()) return claim->get() ? "true" : "false";
  return std::nullopt;
}

}  // namespace

Surroundings Surroundings::of_this_process() {
  Surroundings surroundings;
  surroundings.environment = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
  };
  std::error_code ignored;
  surroundings.current_folder = std::filesystem::current_path(ignored);
  const auto folder = surroundings.environment("XDG_CONFIG_HOME");
  const auto home = surroundings.environment("HOME");
  if (folder && !folder->empty()) {
    surroundings.user_folder = std::filesystem::path(*folder) / "chokepoint";
  } else if (home && !home->empty()) {
    surroundings.user_folder = std::filesystem::path(*home) / ".config" / "chokepoint";
  }
  return surroundings;
}

std::string environment_name(std::string_view option) {
  std::string name = "CHOKEPOINT_";
  for (const char letter : option) {
    name +=
        letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return name;
}

std::string file_name_of(std::string_view option) {
  std::string name(option);
  std::ranges::replace(name, '-', '_');
  return name;
}

Expected<Settings> Settings::read(const Surroundings& surroundings) {
  Settings settings;
  settings.environment_ = surroundings.environment;
  if (!surroundings.current_folder.empty())
    TRY(settings.read_file(surroundings.current_folder / kFileName));
  if (!surroundings.user_folder.empty() &&
      surroundings.user_folder != surroundings.current_folder) {
    TRY(settings.read_file(surroundings.user_folder / kFileName));
  }
  return settings;
}

Expected<> Settings::read_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return {};
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::permission, path.string() + ": cannot be read");
  std::ostringstream content;
  content << file.rdbuf();
  toml::table table;
  try {
    table = toml::parse(content.str(), path.string());
  } catch (const toml::parse_error& problem) {
    return fail(ErrorCode::format, fmt::format("{} line {}: {}", path.string(),
                                               problem.source().begin.line, problem.description()));
  }
  for (const auto& [key, node] : table) {
    const std::string source = fmt::format("{} line {}", path.string(), node.source().begin.line);
    const auto value = value_of(node);
    if (!value) {
      return fail(ErrorCode::format,
                  fmt::format("{}: {} takes one text, number, true or false", source, key.str()));
    }
    file_settings_.push_back({std::string(key.str()), *value, source});
  }
  files_read_.push_back(path);
  return {};
}

std::vector<FoundSetting> Settings::find_all(std::string_view option) const {
  std::vector<FoundSetting> found;
  const std::string variable = environment_name(option);
  if (const auto value = environment_(variable); value && !value->empty())
    found.push_back({*value, variable});
  for (const FileSetting& setting : file_settings_) {
    if (setting.name == file_name_of(option)) found.push_back({setting.value, setting.source});
  }
  return found;
}

std::optional<FoundSetting> Settings::find(std::string_view option) const {
  std::vector<FoundSetting> found = find_all(option);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<std::string> Settings::unknown_names(
    const std::vector<std::string>& known_options) const {
  std::vector<std::string> unknown;
  for (const FileSetting& setting : file_settings_) {
    const bool known = std::ranges::any_of(known_options, [&](const std::string& option) {
      return file_name_of(option) == setting.name;
    });
    if (!known) unknown.push_back(setting.source + ": " + setting.name);
  }
  return unknown;
}

}  // namespace chokepoint::cli
