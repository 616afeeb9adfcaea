#include "cli/truth_window.h"

#include <fmt/format.h>

#include <unordered_set>

#include "cli/command.h"
#include "cli/opened_case.h"

namespace chokepoint::cli {
namespace {

// The first field of a CSV line, without its quotes.
std::string first_field(std::string_view line) {
  if (!line.starts_with('"')) return std::string(line.substr(0, line.find(',')));
  std::string field;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (i + 1 == line.size() || line[i + 1] != '"') break;
      ++i;
    }
    field += line[i];
  }
  return field;
}

Expected<std::string> one_text(CaseFile& file, const std::string& query) {
  TRY_ASSIGN(const CaseFile::Rows rows, file.sql(query));
  if (rows.rows.empty() || rows.rows[0].empty() || !rows.rows[0][0]) {
    return fail(ErrorCode::not_found, "the case file holds no consignment with a time");
  }
  return *rows.rows[0][0];
}

}  // namespace

Expected<TruthWindow> write_truth_of_last_days(CaseFile& file, const std::filesystem::path& whole,
                                               const std::filesystem::path& part,
                                               std::int64_t days) {
  TruthWindow window;
  TRY_ASSIGN(
      window.until,
      one_text(file,
               "SELECT strftime(max(known_at) + INTERVAL 1 DAY, '%Y-%m-%d') FROM consignment"));
  TRY_ASSIGN(
      window.from,
      one_text(file,
               fmt::format(
                   "SELECT strftime(max(known_at) - INTERVAL {} DAY, '%Y-%m-%d') FROM consignment",
                   days - 1)));
  TRY_ASSIGN(
      const CaseFile::Rows arrived,
      file.sql(fmt::format(
          "SELECT item_id FROM consignment c WHERE known_at >= TIMESTAMP '{}' AND known_at < "
          "TIMESTAMP '{}' AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.consignment_id = "
          "c.consignment_id)",
          window.from, window.until)));
  std::unordered_set<std::string> subjects;
  for (const auto& row : arrived.rows) {
    if (row[0]) subjects.insert(*row[0]);
  }
  TRY_ASSIGN(const std::string all, read_whole_file(whole));
  std::string kept;
  bool is_header = true;
  for (const std::string_view line : split(all, '\n')) {
    const bool belongs = subjects.contains(first_field(line));
    if (is_header || belongs) kept.append(line).append("\n");
    if (!is_header && belongs) ++window.subjects;
    is_header = false;
  }
  if (window.subjects == 0) {
    return fail(ErrorCode::format,
                fmt::format("{}: it names none of the {} consignments of the last {} days",
                            whole.string(), subjects.size(), days));
  }
  TRY(write_whole_file(part, kept));
  return window;
}

}  // namespace chokepoint::cli
