#include "world_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace chokepoint::worlds {
namespace {

const std::set<std::string, std::less<>> kCommands = {"feed",    "run",     "query",
                                                      "targets", "explain", "error"};
// Where a row says when it was known, the surest first.
constexpr std::string_view kTimeColumns[] = {"known_at",   "posted_at",   "booked_at", "seen_at",
                                             "shipped_at", "happened_at", "decided_at"};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while ((begin = line.find_first_not_of(' ', begin)) != std::string_view::npos) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    words.emplace_back(line.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

Expected<Block> read_command(const std::string& line, std::size_t number) {
  Block block;
  block.line = number;
  const std::vector<std::string> words = words_of(line);
  block.command = words.front();
  if (!kCommands.contains(block.command)) {
    return fail(ErrorCode::format, fmt::format("line {}: no command {}", number, block.command));
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals != std::string::npos) {
      block.options[words[i].substr(0, equals)] = words[i].substr(equals + 1);
    } else if (block.argument.empty()) {
      block.argument = words[i];
    } else {
      return fail(ErrorCode::format, fmt::format("line {}: what is {}?", number, words[i]));
    }
  }
  const bool takes_argument =
      block.command == "feed" || block.command == "explain" || block.command == "error";
  if (block.argument.empty() == takes_argument) {
    return fail(ErrorCode::format, fmt::format("line {}: {} {} an argument", number, block.command,
                                               takes_argument ? "takes" : "does not take"));
  }
  return block;
}

// The cells of a CSV line; quotes are doubled inside quotes. No cell here holds a line break.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char letter = line[i];
    if (quoted && letter == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += letter;
    }
  }
  return cells;
}

// A moment in a form whose order as text is the order in time.
std::string sortable(std::string moment) {
  if (moment.size() > 10) moment[10] = 'T';
  if (moment.ends_with('Z')) moment.pop_back();
  while (moment.size() < std::string_view("2024-01-01T00:00:00").size()) {
    moment += std::string_view("0000-00-00T00:00:00").substr(moment.size(), 1);
  }
  return moment;
}

bool is_date_column(const std::string& name) {
  return name == "known_at" || name == "scored_at";
}

bool is_before(const std::vector<std::string>& cells, std::size_t index, std::string_view moment) {
  return index < cells.size() && sortable(cells[index]) < sortable(std::string(moment));
}

// When each row of a feed (the header is none) became known, sortable; "" when it does not say.
std::vector<std::string> known_moments(const Block& feed) {
  std::vector<std::string> moments;
  const auto file = feed.options.find("file");
  const bool is_csv = file == feed.options.end() || file->second.ends_with(".csv");
  if (feed.body.empty() || !is_csv) return std::vector<std::string>(feed.body.size());
  const std::vector<std::string> header = cells_of(feed.body.front());
  for (std::size_t row = 1; row < feed.body.size(); ++row) {
    const std::vector<std::string> cells = cells_of(feed.body[row]);
    std::string moment;
    for (const std::string_view column : kTimeColumns) {
      const auto found = std::ranges::find(header, column);
      const auto index = static_cast<std::size_t>(found - header.begin());
      if (moment.empty() && index < cells.size()) moment = cells[index];
    }
    const auto given = feed.options.find("known_at");
    if (given != feed.options.end() && std::ranges::find(header, "known_at") == header.end()) {
      moment = given->second;
    }
    moments.push_back(moment.empty() ? "" : sortable(moment));
  }
  return moments;
}

}  // namespace

Expected<WorldFile> parse_world(std::string_view text, std::string name) {
  WorldFile world;
  world.name = std::move(name);
  std::optional<ExpectedFailure> failure;
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].empty() || lines[i].starts_with('#')) continue;
    TRY_ASSIGN(Block block, read_command(lines[i], i + 1));
    bool rows = false;
    for (++i; i < lines.size() && !lines[i].empty(); ++i) {
      if (block.command == "query" && lines[i] == "----" && !rows) {
        rows = true;
        block.expected_line = i + 2;
      } else {
        (rows ? block.expected : block.body).push_back(lines[i]);
      }
    }
    if (block.command == "error") {
      failure = ExpectedFailure{block.argument, block.body};
      continue;
    }
    block.failure = std::exchange(failure, std::nullopt);
    if (block.command == "query" && !rows && !block.failure) {
      return fail(ErrorCode::format, fmt::format("line {}: a query without ----", block.line));
    }
    world.blocks.push_back(std::move(block));
  }
  if (failure) return fail(ErrorCode::format, "an error without a block behind it");
  return world;
}

std::vector<std::string> moments_of(const WorldFile& world) {
  std::set<std::string> moments;
  for (const Block& block : world.blocks) {
    if (block.command != "feed") continue;
    for (const std::string& moment : known_moments(block)) moments.insert(moment);
  }
  // What is no time makes a reject, not a moment.
  std::erase_if(moments, [](const std::string& moment) {
    return moment.size() < 10 || moment[4] != '-' || moment[7] != '-';
  });
  return {moments.begin(), moments.end()};
}

WorldFile cut_to(const WorldFile& world, std::string_view moment) {
  WorldFile cut = world;
  if (moment.empty()) return cut;
  for (Block& block : cut.blocks) {
    if (block.command != "feed") continue;
    const std::vector<std::string> moments = known_moments(block);
    std::vector<std::string> kept(block.body.begin(), block.body.begin() + 1);
    for (std::size_t row = 0; row < moments.size(); ++row) {
      if (row + 1 < block.body.size() && moments[row] < sortable(std::string(moment))) {
        kept.push_back(block.body[row + 1]);
      }
    }
    block.body = std::move(kept);
  }
  std::erase_if(cut.blocks, [](const Block& block) {
    return block.command == "feed" && block.body.size() < 2;
  });
  return cut;
}

std::map<std::string, std::vector<std::string>> rows_before(
    const std::map<std::string, std::string>& tables, std::string_view moment) {
  std::map<std::string, std::vector<std::string>> rows;
  std::map<std::string, std::set<std::string>> dated;  // first column -> its values before `moment`
  for (const bool with_dates : {true, false}) {
    for (const auto& [name, csv] : tables) {
      const std::vector<std::string> lines = lines_of(csv);
      if (lines.empty()) continue;
      const std::vector<std::string> header = cells_of(lines.front());
      const auto date = std::ranges::find_if(header, is_date_column);
      if ((date != header.end()) != with_dates) continue;
      if (!with_dates && !dated.contains(header.front())) continue;
      const auto index = static_cast<std::size_t>(date - header.begin());
      std::vector<std::string>& kept = rows[name];
      for (std::size_t row = 1; row < lines.size(); ++row) {
        const std::vector<std::string> cells = cells_of(lines[row]);
        const bool early = with_dates ? is_before(cells, index, moment)
                                      : dated[header.front()].contains(cells.front());
        if (early) kept.push_back(lines[row]);
        if (early && with_dates) dated[header.front()].insert(cells.front());
      }
    }
  }
  return rows;
}

std::string with_answers(std::string_view text, const WorldFile& world,
                         const std::map<std::size_t, std::vector<std::string>>& answers) {
  std::vector<std::string> lines = lines_of(text);
  // From the end, so that earlier line numbers stay right.
  for (auto block = world.blocks.rbegin(); block != world.blocks.rend(); ++block) {
    const auto answer = answers.find(block->line);
    if (answer == answers.end() || block->failure) continue;
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(block->expected_line - 1);
    const auto after = first + static_cast<std::ptrdiff_t>(block->expected.size());
    const auto place = lines.erase(first, after);
    lines.insert(place, answer->second.begin(), answer->second.end());
  }
  std::string joined;
  for (const std::string& line : lines) joined += line + "\n";
  return joined;
}

}  // namespace chokepoint::worlds
