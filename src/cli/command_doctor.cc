// doctor: is all there that the program needs, and what to do where it is not.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <thread>

#include "chokepoint/data_folder.h"
#include "cli/command_table.h"
#include "cli/opened_case.h"
#include "cli/settings.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

struct Check {
  std::string what, state, found, advice;  // state: ok, warn, fail
};

Check check_store() {
  auto file = CaseFile::in_memory({});
  if (!file)
    return {"store", "fail", file.error().message,
            "build with the DuckDB library that tools/fetch_duckdb fetches"};
  auto rows = file->sql("SELECT version()");
  if (!rows || rows->rows.empty()) {
    return {"store", "fail", rows ? "no answer" : rows.error().message,
            "the DuckDB library and its header must be of one version"};
  }
  return {"store", "ok", "DuckDB " + rows->rows[0][0].value_or("of unknown version"), ""};
}

Check check_data() {
  const std::size_t count = data_file_names("").size();
  if (count == 0)
    return {"rules and lists", "fail", "none", "build again: data/ is embedded by the build"};
  return {"rules and lists", "ok", counted(count, "file", "files"), ""};
}

Check check_disk(const std::filesystem::path& folder) {
  std::error_code problem;
  const auto space = std::filesystem::space(folder, problem);
  if (problem) return {"disk", "warn", "cannot be told", "check that the current folder is there"};
  const double gigabytes = static_cast<double>(space.available) / 1e9;
  std::string found = fmt::format("{:.1f} GB free here", gigabytes);
  if (gigabytes < 2)
    return {"disk", "warn", found, "a case file of a million consignments takes about 2 GB"};
  return {"disk", "ok", found, ""};
}

Check check_memory() {
  const double bytes =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  const std::string found = fmt::format(
      "{:.1f} GB, {}", bytes / 1e9, counted(std::thread::hardware_concurrency(), "core", "cores"));
  if (bytes < 4e9)
    return {"memory", "warn", found, "lower --memory-limit-mb to half of what the machine has"};
  return {"memory", "ok", found, ""};
}

Check check_temporary_folder() {
  std::error_code problem;
  const auto folder = std::filesystem::temp_directory_path(problem);
  if (problem || access(folder.c_str(), W_OK) != 0) {
    return {"temporary folder", "warn", folder.string(),
            "set TMPDIR to a folder that can be written; --format parquet needs it"};
  }
  return {"temporary folder", "ok", folder.string(), ""};
}

Check check_language(const Surroundings& surroundings) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = surroundings.environment(name);
    if (!value || value->empty()) continue;
    const bool is_utf8 =
        value->find("UTF-8") != std::string::npos || value->find("utf8") != std::string::npos;
    if (is_utf8) return {"terminal text", "ok", *value, ""};
    return {"terminal text", "warn", *value,
            "set LANG to a UTF-8 locale, or names in other scripts will not show"};
  }
  return {"terminal text", "warn", "no locale",
          "set LANG=C.UTF-8, or names in other scripts may not show"};
}

Check check_settings(const Arguments& arguments) {
  std::string files;
  for (const auto& path : arguments.settings().files_read())
    files += (files.empty() ? "" : ", ") + path.string();
  return {"settings", "ok", files.empty() ? "no chokepoint.toml" : files, ""};
}

Check check_browser(const Surroundings& surroundings) {
  const std::string path = surroundings.environment("PATH").value_or("");
  for (const std::string_view folder : split(path, ':')) {
    for (const char* name : {"chromium", "chromium-browser", "google-chrome", "firefox"}) {
      const auto program = std::filesystem::path(folder) / name;
      if (access(program.c_str(), X_OK) == 0)
        return {"browser for reports", "ok", program.string(), ""};
    }
  }
  return {"browser for reports", "ok", "none here",
          "report.html opens in any browser, on any machine"};
}

Check check_case(const Arguments& arguments, Console& console) {
  auto file = open_case(arguments, console, Access::reading);
  if (!file) return {"case file", "fail", file.error().message, ""};
  const auto verdict = file->verify_audit();
  if (!verdict) return {"case file", "fail", verdict.error().message, ""};
  if (!verdict->intact) {
    return {"case file", "fail",
            fmt::format("audit chain broken at line {}", verdict->first_broken_line),
            "compare with a sealed backup"};
  }
  return {"case file", "ok",
          fmt::format("opens, audit chain of {} intact", counted(verdict->lines, "line", "lines")),
          ""};
}

Expected<> doctor(const Arguments& arguments, Console& console) {
  const Surroundings surroundings = Surroundings::of_this_process();
  std::vector<Check> checks = {
      {"program", "ok", fmt::format("chokepoint {}", CHOKEPOINT_VERSION), ""},
      check_store(),
      check_data(),
      check_disk(surroundings.current_folder),
      check_memory(),
      check_temporary_folder(),
      check_language(surroundings),
      check_settings(arguments),
      check_browser(surroundings)};
  if (arguments.given("CASE")) checks.push_back(check_case(arguments, console));
  CaseFile::Rows rows;
  rows.columns = {"check", "state", "found", "advice"};
  rows.types = {"VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"};
  std::size_t failed = 0;
  for (const Check& check : checks) {
    rows.rows.push_back({check.what, check.state, check.found, check.advice});
    failed += check.state == "fail" ? 1 : 0;
  }
  TRY(console.print_rows(rows));
  if (failed == 0) return {};
  return fail(ErrorCode::not_found, fmt::format("{} failed; the column advice says what to do",
                                                counted(failed, "check", "checks")));
}

}  // namespace

Command doctor_command() {
  return {.name = "doctor",
          .group = "The program",
          .does = "checks that all is there that the program needs",
          .options = {{.name = "CASE",
                       .help = "a case file to check too",
                       .completes = Completes::file}},
          .examples = {"chokepoint doctor", "chokepoint doctor port.case --format json"},
          .run = doctor};
}

}  // namespace chokepoint::cli
