// Synthetic trade with known truth, from one seed: feeds as a customs post would get them, and the
// truth apart.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "chokepoint/error.h"

namespace chokepoint {

struct WorldOptions {
  std::uint64_t seed = 1;
  std::uint64_t consignments = 200'000;
  std::filesystem::path folder;  // made if absent; must be empty or hold an earlier world
  // honest: no single field gives the truth away. control: the networks are dense and loud, so that
  // a method that finds nothing there is broken.
  std::string profile = "honest";
  std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)> progress = {};
};

struct WorldReport {
  std::uint64_t consignments = 0, items = 0, payments = 0, listings = 0, licences = 0,
                notifications = 0, outcomes = 0;
  std::uint64_t illicit_consignments = 0, networks = 0, members = 0, unfindable_members = 0;
};

// Writes consignments.csv, items.csv, payments.csv, listings.csv, licences.csv, notifications.csv,
// outcomes.csv, watchlist.csv in the presets' own columns, and truth/ (consignments.csv:
// subject_id,label,group; parties.csv; networks.csv; looks_alike.csv). The same options give the
// same bytes. Errors: usage, permission, disk_full.
Expected<WorldReport> make_world(const WorldOptions& options);

}  // namespace chokepoint
