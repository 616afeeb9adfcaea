#include "world_play.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "chokepoint/case_file.h"
#include "scratch_folder.h"

namespace chokepoint::worlds {
namespace {

namespace files = std::filesystem;

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return "usage";
    case ErrorCode::not_found: return "not_found";
    case ErrorCode::permission: return "permission";
    case ErrorCode::disk_full: return "disk_full";
    case ErrorCode::io: return "io";
    case ErrorCode::format: return "format";
    case ErrorCode::rejected: return "rejected";
    case ErrorCode::findings: return "findings";
    case ErrorCode::locked: return "locked";
    case ErrorCode::newer_version: return "newer_version";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::interrupted: return "interrupted";
  }
  return "no known error";
}

std::string option(const Block& block, const char* name, std::string otherwise = "") {
  const auto found = block.options.find(name);
  return found == block.options.end() ? otherwise : found->second;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The value as a line of a world file writes it: text without its quotes.
std::string written(simdjson::dom::element value) {
  std::string_view text;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  return simdjson::minify(value);
}

// All values that a path leads to.
void collect(simdjson::dom::element value, std::string_view path, std::vector<std::string>& found) {
  if (path.empty()) {
    found.push_back(written(value));
    return;
  }
  const std::size_t dot = path.find('.');
  const std::string_view step = path.substr(0, dot);
  const std::string_view rest = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  simdjson::dom::array array;
  simdjson::dom::object object;
  if (value.get_array().get(array) == simdjson::SUCCESS) {
    std::size_t position = 0;
    for (const simdjson::dom::element element : array) {
      if (step == "*" || step == std::to_string(position)) collect(element, rest, found);
      ++position;
    }
  } else if (value.get_object().get(object) == simdjson::SUCCESS) {
    for (const auto& [key, element] : object) {
      if (step == "*" || step == key) collect(element, rest, found);
    }
  }
}

// One playing: the case file and what has come of it.
class Player {
 public:
  explicit Player(const Drive& drive) : drive_(drive) {}

  Playback finish(CaseFile& case_file) {
    const files::path folder = scratch_.path() / "export";
    if (const auto exported = case_file.export_tables(folder, "csv"); !exported) {
      problem(0, "export: " + exported.error().message);
    } else {
      for (const auto& entry : files::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        playback_.tables[files::relative(entry.path(), folder).generic_string()] =
            std::string(std::istreambuf_iterator<char>(file), {});
      }
    }
    return std::move(playback_);
  }

  void problem(std::size_t line, std::string_view text) {
    playback_.problems.push_back(fmt::format("line {}: {}", line, text));
  }

  Expected<IngestReport> ingest(CaseFile& case_file, const Block& block) {
    const std::string name =
        option(block, "file", fmt::format("{}_{}.csv", block.line, block.argument));
    IngestOptions options;
    options.kind = block.argument;
    options.mapping = option(block, "mapping");
    options.list_name = option(block, "list");
    options.is_whole_list = option(block, "whole") == "yes";
    options.known_at = option(block, "known_at");
    options.rejects_allowed = std::stod(option(block, "rejects_allowed", "0"));
    return case_file.ingest(scratch_.write(name, joined(block.body)), options);
  }

  Expected<> play_block(CaseFile& case_file, const Block& block) {
    if (block.command == "feed") {
      TRY_ASSIGN(const IngestReport report, ingest(case_file, block));
      if (report.rejected > 0 && !block.options.contains("rejects_allowed")) {
        problem(block.line, fmt::format("{} rejects", report.rejected));
      }
      return {};
    }
    if (block.command == "run") {
      RunOptions options;
      options.until = option(block, "until");
      options.batch = std::stoul(option(block, "batch", std::to_string(drive_.batch)));
      options.threads = std::stoi(option(block, "threads", std::to_string(drive_.threads)));
      TRY_ASSIGN(const RunReport report, case_file.run(options));
      static_cast<void>(report);
      return {};
    }
    if (block.command == "query") return query(case_file, block);
    return question(case_file, block);
  }

 private:
  Expected<> query(CaseFile& case_file, const Block& block) {
    TRY_ASSIGN(const CaseFile::Rows result, case_file.sql(joined(block.body)));
    std::vector<std::string>& rows = playback_.answers[block.line];
    for (const auto& cells : result.rows) {
      std::string row;
      for (std::size_t i = 0; i < cells.size(); ++i) row += (i ? "|" : "") + cells[i].value_or("-");
      rows.push_back(std::move(row));
    }
    if (rows != block.expected) {
      problem(block.line, fmt::format("expected\n{}got\n{}", joined(block.expected), joined(rows)));
    }
    return {};
  }

  Expected<> question(CaseFile& case_file, const Block& block) {
    std::string json;
    if (block.command == "explain") {
      TRY_ASSIGN(json, case_file.explain_json(block.argument));
    } else {
      TargetsOptions options;
      options.subject = option(block, "subject", options.subject);
      options.capacity = option(block, "capacity", options.capacity);
      options.random_share = option(block, "random", options.random_share);
      options.from = option(block, "from");
      options.until = option(block, "until");
      options.per = option(block, "per");
      TRY_ASSIGN(json, case_file.targets_json(options));
    }
    for (const std::string& line : block.body) {
      const std::string what = disagreement(json, line);
      if (!what.empty()) problem(block.line, what + "\nin " + json);
    }
    return {};
  }

  Drive drive_;
  testing::ScratchFolder scratch_;
  Playback playback_;
};

void judge(Player& player, const Block& block, const Expected<>& outcome) {
  if (!block.failure) {
    if (!outcome) player.problem(block.line, outcome.error().message);
    return;
  }
  if (outcome) {
    player.problem(block.line, "should have failed with " + block.failure->code);
    return;
  }
  const Error& error = outcome.error();
  if (name_of(error.code) != block.failure->code) {
    player.problem(block.line, fmt::format("failed with {}, expected {}: {}", name_of(error.code),
                                           block.failure->code, error.message));
  }
  for (const std::string& part : block.failure->message_parts) {
    if (error.message.find(part) == std::string::npos) {
      player.problem(block.line, fmt::format("no \"{}\" in: {}", part, error.message));
    }
  }
}

Expected<CaseFile> fresh_case(int threads) {
  CaseOptions options;
  options.actor = "test";
  options.threads = threads;
  options.memory_limit_mb = 1024;
  return CaseFile::in_memory(options);
}

}  // namespace

std::string disagreement(std::string_view json, std::string_view line) {
  const bool part = line.find(" = ") == std::string_view::npos;
  const std::size_t sign = line.find(part ? " ~ " : " = ");
  if (sign == std::string_view::npos) return fmt::format("neither = nor ~ in: {}", line);
  const std::string_view path = line.substr(0, sign), wanted = line.substr(sign + 3);
  simdjson::dom::parser parser;
  simdjson::dom::element document;
  if (parser.parse(simdjson::padded_string(json)).get(document) != simdjson::SUCCESS) {
    return "the answer is not JSON";
  }
  std::vector<std::string> found;
  collect(document, path, found);
  const bool agrees = std::ranges::any_of(found, [&](const std::string& value) {
    return part ? value.find(wanted) != std::string::npos : value == wanted;
  });
  if (agrees) return "";
  std::string values;
  for (const std::string& value : found) values += " [" + value + "]";
  return fmt::format("expected {}, found{}", line, found.empty() ? " nothing" : values);
}

Playback play(const WorldFile& world, const Drive& drive) {
  Player player(drive);
  auto case_file = fresh_case(drive.threads);
  if (!case_file) return {{case_file.error().message}, {}, {}};
  for (const Block& block : world.blocks) {
    judge(player, block, player.play_block(*case_file, block));
  }
  return player.finish(*case_file);
}

Playback play_at_once(const WorldFile& world, std::string_view until) {
  Player player({});
  auto case_file = fresh_case(1);
  if (!case_file) return {{case_file.error().message}, {}, {}};
  for (const Block& block : world.blocks) {
    if (block.command != "feed" || block.failure) continue;
    const auto read = player.ingest(*case_file, block);
    if (!read) player.problem(block.line, read.error().message);
  }
  RunOptions options;
  options.until = until;
  const auto advanced = case_file->run(options);
  if (!advanced) player.problem(0, "run: " + advanced.error().message);
  return player.finish(*case_file);
}

Playback play_twice(const WorldFile& world) {
  Player player({});
  auto case_file = fresh_case(1);
  if (!case_file) return {{case_file.error().message}, {}, {}};
  for (const bool again : {false, true}) {
    for (const Block& block : world.blocks) {
      if (block.command != "feed" || block.failure) continue;
      const auto read = player.ingest(*case_file, block);
      if (!read) player.problem(block.line, read.error().message);
      if (again && read && read->added > 0) {
        player.problem(block.line, fmt::format("read again, it added {} rows", read->added));
      }
    }
    const auto advanced = case_file->run({});
    if (!advanced) player.problem(0, "run: " + advanced.error().message);
  }
  return player.finish(*case_file);
}

}  // namespace chokepoint::worlds
