// Tiny worlds as text: feeds, runs, questions and the answers expected (test/worlds/*.world).
//
//   # Two parcels to one address.
//   feed consignments
//   item_id,posted_at,sender_name,...
//   P1,2024-03-01,...
//
//   run
//
//   query
//   SELECT typology, subject_kind FROM signal ORDER BY typology
//   ----
//   shared_contact|party
//
// A block begins with its command and ends at an empty line. Commands:
//   feed KIND [file=NAME] [mapping=NAME] [list=NAME] [whole=yes] [known_at=TIME]
//   [rejects_allowed=SHARE] run [until=TIME] [batch=N] [threads=N] query                      SQL,
//   then ----, then rows: columns joined by |, NULL as - targets [subject=KIND] [capacity=C]
//   [random=P%] [from=TIME] [until=TIME] [per=PARTS] explain SUBJECT_ID         these two: lines
//   "path = value", or "path ~ part of the value" error CODE                 the next block must
//   fail so; lines below: parts of the message
// A path is names and positions joined by dots, * for any element: targets.0.reasons.*.signal.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::worlds {

struct ExpectedFailure {
  std::string code;  // the name of an ErrorCode
  std::vector<std::string> message_parts;
};

struct Block {
  std::string command;
  std::string argument;                        // KIND of feed, SUBJECT_ID of explain
  std::map<std::string, std::string> options;  // name=value
  std::vector<std::string> body;               // CSV lines, SQL lines, or what is expected of JSON
  std::vector<std::string> expected;           // rows of a query
  std::optional<ExpectedFailure> failure;
  std::size_t line = 0;           // where it begins, from 1
  std::size_t expected_line = 0;  // where the rows of a query begin
};

struct WorldFile {
  std::string name;  // the file's, without its folder
  std::vector<Block> blocks;
};

// Errors: format, naming the line.
Expected<WorldFile> parse_world(std::string_view text, std::string name);

// The moments at which rows of the feeds became known, as written, sorted, each once.
std::vector<std::string> moments_of(const WorldFile& world);

// Of tables as CSV (file name -> bytes), the rows dated (known_at or scored_at) before `moment`, by
// file. A table without dates whose first column is that of a dated table goes with those rows
// (the evidence with its signals); one without either is left out.
std::map<std::string, std::vector<std::string>> rows_before(
    const std::map<std::string, std::string>& tables, std::string_view moment);

// The world without the rows of its feeds that were known at `moment` or later. A row that does not
// say when it was known stays.
WorldFile cut_to(const WorldFile& world, std::string_view moment);

// The text of the world with the rows of its queries replaced by `answers` (by the query's line).
std::string with_answers(std::string_view text, const WorldFile& world,
                         const std::map<std::size_t, std::vector<std::string>>& answers);

}  // namespace chokepoint::worlds
