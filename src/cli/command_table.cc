#include "cli/command_table.h"

#include <algorithm>
#include <numeric>

namespace chokepoint::cli {
namespace {

// Levenshtein's distance; names are short.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

const std::vector<Command>& command_table() {
  static const std::vector<Command> table = {
      demo_command(),    world_command(),      init_command(),   ingest_command(), run_command(),
      targets_command(), explain_command(),    decide_command(), party_command(),  lists_command(),
      rebuild_command(), evaluate_command(),   export_command(), goods_command(),  names_command(),
      screen_command(),  resolve_command(),    sql_command(),    audit_command(),  doctor_command(),
      config_command(),  completion_command(), man_command(),
  };
  return table;
}

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(command_table(), name, &Command::name);
  return found != command_table().end() ? &*found : nullptr;
}

std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& names) {
  std::string_view nearest;
  std::size_t fewest = std::max<std::size_t>(typed.size() / 3, 1) + 1;
  for (const std::string_view name : names) {
    const std::size_t edits = edits_between(typed, name);
    if (edits < fewest) {
      fewest = edits;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace chokepoint::cli
