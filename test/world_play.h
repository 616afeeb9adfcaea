// Plays a tiny world (world_file.h) through the public case file, and checks what comes back.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "world_file.h"

namespace chokepoint::worlds {

// How the engine is driven; no answer may depend on it.
struct Drive {
  std::size_t batch = 0;
  int threads = 1;
};

struct Playback {
  std::vector<std::string> problems;  // "line 12: ...", empty when all is as expected
  std::map<std::size_t, std::vector<std::string>> answers;  // of queries, by their line
  std::map<std::string, std::string> tables;  // file name -> bytes of the export as CSV
};

// Plays the blocks in order in a fresh case file.
Playback play(const WorldFile& world, const Drive& drive);

// All feeds first, then the engine over all that was known before `until` (empty: over all).
Playback play_at_once(const WorldFile& world, std::string_view until);

// As play_at_once, but every feed is read again afterwards; problems name what that added.
Playback play_twice(const WorldFile& world);

// What of `json` is not as a line says: "path = value" or "path ~ part". Empty when it is.
std::string disagreement(std::string_view json, std::string_view line);

}  // namespace chokepoint::worlds
