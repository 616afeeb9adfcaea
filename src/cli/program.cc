#include "cli/program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <exception>

#include "chokepoint/data_folder.h"
#include "cli/arguments.h"
#include "cli/command_table.h"
#include "cli/help.h"
#include "cli/parse.h"

namespace chokepoint::cli {
namespace {

extern "C" void leave_at_once(int) {
  // Only calls that are safe inside a signal handler.
  static constexpr char kMessage[] = "\ninterrupted; what was committed is kept\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
  _exit(130);
}

Expected<ConsoleOptions> with_flags(ConsoleOptions options, const Arguments& arguments) {
  const std::string format = arguments.text("format");
  if (format == "table") options.format = Format::table;
  if (format == "json") options.format = Format::json;
  if (format == "csv") options.format = Format::csv;
  if (format == "parquet") options.format = Format::parquet;
  options.quiet = arguments.on("quiet");
  if (arguments.on("no-input")) options.may_ask = false;
  return options;
}

int report_error(std::ostream& error, const Error& problem) {
  error << "chokepoint: " << problem.message << std::endl;
  return exit_code(problem.code);
}

void warn_of_unknown_settings(const Settings& settings, Console& console) {
  std::vector<std::string> known;
  for (const Option& option : global_options()) known.emplace_back(option.name);
  for (const Command& command : command_table()) {
    for (const Option& option : command.options) {
      if (option.setting) known.emplace_back(option.name);
    }
  }
  for (const std::string& name : settings.unknown_names(known)) {
    console.note(fmt::format("chokepoint: no setting of that name, it is left alone: {}", name));
  }
}

Expected<> run_command(const ParsedCall& call, const Surroundings& surroundings,
                       ProgramStreams& streams) {
  TRY_ASSIGN(Settings settings, Settings::read(surroundings));
  TRY_ASSIGN(const Arguments arguments,
             Arguments::make(*call.command, call.typed, std::move(settings)));
  TRY_ASSIGN(const ConsoleOptions options, with_flags(streams.options, arguments));
  Console console(streams.out, streams.error, options);
  warn_of_unknown_settings(arguments.settings(), console);
  if (const std::string folder = arguments.text("data"); !folder.empty()) {
    if (!std::filesystem::is_directory(folder)) {
      return fail(ErrorCode::not_found, fmt::format("--data: there is no folder {}", folder));
    }
    use_data_folder(folder);
  }
  auto outcome = call.command->run(arguments, console);
  const auto written = console.finish();
  if (!outcome) return outcome;
  return written;
}

}  // namespace

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return 2;
    case ErrorCode::rejected: return 3;
    case ErrorCode::findings: return 4;
    case ErrorCode::locked: return 5;
    case ErrorCode::interrupted: return 130;
    case ErrorCode::not_found:
    case ErrorCode::permission:
    case ErrorCode::disk_full:
    case ErrorCode::io:
    case ErrorCode::format:
    case ErrorCode::newer_version:
    case ErrorCode::unsupported: return 1;
  }
  return 1;
}

void end_on_interrupt() {
  struct sigaction action{};
  action.sa_handler = leave_at_once;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
}

int run_program(const std::vector<std::string>& words, const Surroundings& surroundings,
                ProgramStreams streams) {
  // "help targets" is "targets --help".
  std::vector<std::string> asked = words;
  if (!asked.empty() && asked.front() == "help") {
    asked.erase(asked.begin());
    asked.emplace_back("--help");
  }
  const auto call = parse_call(asked);
  if (!call) return report_error(streams.error, call.error());
  const std::size_t width = std::min<std::size_t>(streams.options.width, 100);
  if (call->wants_version) {
    streams.out << "chokepoint " << CHOKEPOINT_VERSION << std::endl;
    return 0;
  }
  if (call->wants_help) {
    streams.out << (call->command != nullptr ? command_help(*call->command, width)
                                             : overview_help(width))
                << std::flush;
    return 0;
  }
  if (call->command == nullptr) {
    streams.error << overview_help(width) << std::flush;
    return exit_code(ErrorCode::usage);
  }
  try {
    const auto outcome = run_command(*call, surroundings, streams);
    return outcome ? 0 : report_error(streams.error, outcome.error());
  } catch (const std::bad_alloc&) {
    return report_error(streams.error,
                        {ErrorCode::io, "out of memory; a smaller --memory-limit-mb may help"});
  } catch (const std::exception& problem) {
    return report_error(
        streams.error,
        {ErrorCode::io, fmt::format("stopped by what should not happen: {}", problem.what())});
  }
}

}  // namespace chokepoint::cli
