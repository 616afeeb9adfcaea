#include "cli/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace chokepoint::cli {
namespace {

bool says_yes(std::string_view value) {
  return value == "true" || value == "1" || value == "yes" || value == "on";
}

Expected<> check_choice(const Option& option, const FoundSetting& found) {
  if (option.choices.empty()) return {};
  const auto choices = split(option.choices, '|');
  if (std::ranges::find(choices, found.value) != choices.end()) return {};
  return fail(ErrorCode::usage, fmt::format("{}: \"{}\" is not one of {}", found.source,
                                            found.value, fmt::join(choices, ", ")));
}

const Option* find_option(const std::vector<Option>& options, std::string_view name) {
  const auto found = std::ranges::find(options, name, &Option::name);
  return found != options.end() ? &*found : nullptr;
}

template <class Number>
Expected<Number> as_number(const Option& option, const std::string& text, const char* what) {
  Number number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) {
    return fail(ErrorCode::usage,
                fmt::format("{} takes {}, not \"{}\"", spelling(option), what, text));
  }
  return number;
}

}  // namespace

const std::vector<Option>& global_options() {
  static const std::vector<Option> options = {
      {.name = "format",
       .value = "FORMAT",
       .help = "how the answer is written: table on a terminal, json when piped",
       .choices = "table|json|csv|parquet",
       .setting = true},
      {.name = "quiet",
       .help = "no progress and no notes on stderr",
       .setting = true,
       .letter = 'q'},
      {.name = "no-input",
       .help = "never ask anything; what is missing is an error",
       .setting = true},
      {.name = "data",
       .value = "DIR",
       .help = "a folder whose files replace the built-in rules, file by file",
       .setting = true,
       .completes = Completes::folder},
      {.name = "actor",
       .value = "NAME",
       .help = "who is asking, for the audit chain; by default the user's name",
       .setting = true},
      {.name = "key-file",
       .value = "FILE",
       .help = "the key of an encrypted case file",
       .setting = true,
       .completes = Completes::file},
      {.name = "threads",
       .value = "N",
       .help = "threads to use; never changes a result",
       .fallback = "2",
       .setting = true},
      {.name = "memory-limit-mb",
       .value = "MB",
       .help = "memory that the store may take",
       .fallback = "4096",
       .setting = true},
  };
  return options;
}

std::string spelling(const Option& option) {
  return option.is_argument() ? std::string(option.name) : fmt::format("--{}", option.name);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Expected<Arguments> Arguments::make(const Command& command, TypedValues typed, Settings settings) {
  Arguments arguments(command, std::move(typed), std::move(settings));
  for (const std::vector<Option>* options : {&command.options, &global_options()}) {
    for (const Option& option : *options) {
      const std::vector<FoundSetting> sources = arguments.sources(option.name);
      if (option.required && sources.empty()) {
        return fail(ErrorCode::usage, fmt::format("{} is missing; see chokepoint {} --help",
                                                  spelling(option), command.name));
      }
      if (sources.empty()) continue;
      TRY(check_choice(option, sources.front()));
    }
  }
  return arguments;
}

const Option& Arguments::option(std::string_view name) const {
  if (const Option* found = find_option(command_->options, name)) return *found;
  if (const Option* found = find_option(global_options(), name)) return *found;
  std::fprintf(stderr, "command %s has no option %s\n", std::string(command_->name).c_str(),
               std::string(name).c_str());
  std::abort();
}

std::vector<FoundSetting> Arguments::sources(std::string_view name) const {
  const Option& asked = option(name);
  std::vector<FoundSetting> sources;
  if (const auto typed = typed_.find(name); typed != typed_.end() && !typed->second.empty()) {
    sources.push_back({typed->second.back(), spelling(asked)});
  }
  if (asked.setting) {
    for (FoundSetting& found : settings_.find_all(name)) sources.push_back(std::move(found));
  }
  if (!asked.fallback.empty()) sources.push_back({std::string(asked.fallback), "default"});
  return sources;
}

bool Arguments::given(std::string_view name) const {
  const auto found = sources(name);
  return !found.empty() && found.front().source != "default";
}

std::string Arguments::text(std::string_view name) const {
  const auto found = sources(name);
  return found.empty() ? std::string() : found.front().value;
}

std::vector<std::string> Arguments::texts(std::string_view name) const {
  if (const auto typed = typed_.find(name); typed != typed_.end() && !typed->second.empty())
    return typed->second;
  const std::string single = text(name);
  return single.empty() ? std::vector<std::string>() : std::vector<std::string>{single};
}

bool Arguments::on(std::string_view name) const {
  return says_yes(text(name));
}

Expected<std::uint64_t> Arguments::whole_number(std::string_view name) const {
  return as_number<std::uint64_t>(option(name), text(name), "a whole number from 0");
}

Expected<double> Arguments::number(std::string_view name) const {
  return as_number<double>(option(name), text(name), "a number");
}

}  // namespace chokepoint::cli
