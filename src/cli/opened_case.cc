#include "cli/opened_case.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace chokepoint::cli {
namespace {

std::string user_name() {
  const passwd* user = getpwuid(getuid());
  return user != nullptr && user->pw_name != nullptr ? user->pw_name
                                                     : fmt::format("uid {}", getuid());
}

}  // namespace

Expected<std::string> read_whole_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return fail(ErrorCode::not_found, fmt::format("{}: there is no such file", path.string()));
  }
  if (std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::usage, fmt::format("{} is a folder; name a file", path.string()));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::permission, fmt::format("{}: cannot be read", path.string()));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Expected<> write_whole_file(const std::filesystem::path& path, std::string_view content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file)
    return fail(ErrorCode::permission, fmt::format("{}: cannot be written", path.string()));
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file.flush())
    return fail(ErrorCode::disk_full,
                fmt::format("{}: not all of it could be written", path.string()));
  return {};
}

Expected<int> thread_count(const Arguments& arguments) {
  TRY_ASSIGN(const std::uint64_t threads, arguments.whole_number("threads"));
  if (threads < 1 || threads > 1024) return fail(ErrorCode::usage, "--threads takes 1 to 1024");
  return static_cast<int>(threads);
}

Expected<CaseOptions> case_options(const Arguments& arguments, Console& console, Access access) {
  CaseOptions options;
  options.read_only = access == Access::reading;
  options.actor = arguments.given("actor") ? arguments.text("actor") : user_name();
  options.progress = console.progress();
  TRY_ASSIGN(options.threads, thread_count(arguments));
  TRY_ASSIGN(const std::uint64_t megabytes, arguments.whole_number("memory-limit-mb"));
  if (megabytes < 64 || megabytes > 64'000'000)
    return fail(ErrorCode::usage, "--memory-limit-mb takes 64 or more");
  options.memory_limit_mb = static_cast<std::int64_t>(megabytes);
  if (const auto key_file = arguments.path("key-file"); !key_file.empty()) {
    TRY_ASSIGN(options.key, read_whole_file(key_file));
    if (options.key->empty())
      return fail(ErrorCode::usage, fmt::format("{}: the key is empty", key_file.string()));
  }
  return options;
}

Expected<CaseFile> open_case(const Arguments& arguments, Console& console, Access access) {
  TRY_ASSIGN(CaseOptions options, case_options(arguments, console, access));
  auto file = CaseFile::open(arguments.path("CASE"), options);
  if (file || access != Access::looking || file.error().code != ErrorCode::permission) return file;
  options.read_only = true;
  auto read_only = CaseFile::open(arguments.path("CASE"), options);
  if (!read_only) return file;
  console.note(fmt::format("{} may not be written: this look leaves no line in the audit chain",
                           arguments.text("CASE")));
  return read_only;
}

}  // namespace chokepoint::cli
