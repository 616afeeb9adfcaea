// The names of watch-list files in memory, whatever their format: what the screening desk is built
// from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint::engine {

struct ListedEntry {
  std::string list, entry_id, kind, country, birth_date, program;
  std::string valid_from, valid_to;  // days; empty: unknown, or open
};

struct EntryName {
  std::uint32_t entry = 0;
  std::string name;
  bool weak = false;  // an alias that the list itself calls weak
};

// A wallet, an e-mail address, a telephone, an IMO number, a passport or another number of an
// entry.
struct EntryNumber {
  std::uint32_t entry = 0;
  std::string kind, value, country;  // as records::ListDetail
};

struct ListNames {
  std::vector<ListedEntry> entries;
  std::vector<EntryName> names;  // primary names and aliases
  std::vector<EntryNumber> numbers;
};

// Entries of several files with one list and id are one (OFAC's three files). An alias or a number
// whose entry is in no file is left out. Errors: usage (no file), not_found, permission, format.
Expected<ListNames> read_list_names(const std::vector<std::filesystem::path>& files);

}  // namespace chokepoint::engine
