// The one table of commands, and the functions that fill it: one a command.
#pragma once

#include <vector>

#include "cli/command.h"

namespace chokepoint::cli {

// In the order of help. Names are unique.
const std::vector<Command>& command_table();
// Null where there is none of that name.
const Command* find_command(std::string_view name);
// The name nearest to a mistyped one among `names`; empty where none is near.
std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& names);

Command audit_command();
Command completion_command();
Command config_command();
Command decide_command();
Command demo_command();
Command doctor_command();
Command evaluate_command();
Command explain_command();
Command export_command();
Command ingest_command();
Command init_command();
Command lists_command();
Command man_command();
Command goods_command();
Command names_command();
Command rebuild_command();
Command party_command();
Command resolve_command();
Command run_command();
Command screen_command();
Command sql_command();
Command targets_command();
Command world_command();

}  // namespace chokepoint::cli
