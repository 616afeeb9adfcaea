// Resolving without a case file: which rows of any tables are one person, organisation or work.
//
// What a column holds is taken from a mapping or guessed from its name and values; a column that is
// not understood is never used, and nationality, ethnicity, religion and gender never are. There
// are no labels and no thresholds: what an agreement weighs is learnt from the rows themselves
// (docs/internals/resolving.md). Same files, same clusters, at any number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint {

struct ResolveOptions {
  std::filesystem::path mapping = {};  // TOML; empty: columns are guessed
  int threads = 2;                     // never changes a result
  std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)> progress = {};
};

// What a column was taken for.
struct ResolveColumn {
  std::string file;
  std::string column;
  std::string kind;  // "given_name", "birth_date", .., "record_id", "ignored"
  std::string why;
};

// A row that could not be read, or a cell that was left out of the comparison.
struct ResolveProblem {
  std::string file;
  std::uint64_t line = 0;  // from 1; of a Parquet file, the row
  std::string field;       // empty: the whole row
  std::string reason;
};

struct ResolveReport {
  std::uint64_t records = 0;
  std::uint64_t clusters = 0;
  std::uint64_t pairs_compared = 0;
  std::uint64_t rows_left_out = 0;  // could not be cut in fields; not in what is written
  std::uint64_t cells_left_out = 0;
  std::uint64_t nothing_known = 0;  // records without one usable value; each stands alone
  std::uint64_t repeated_ids = 0;   // records whose id an earlier one has too
  std::vector<ResolveColumn> columns;
  std::vector<ResolveProblem> problems;  // the first kProblemsMax
  std::vector<std::string> weights;      // what was learnt, for a person to read
  static constexpr std::size_t kProblemsMax = 20;
};

// Reads CSV, TSV or (by their names' end, .parquet) Parquet files. `write` gets CSV from the
// calling thread: record_id,cluster_id,probability and a row a record, in the order of the files.
// cluster_id is 1, 2, .. in the order in which clusters first appear; probability is the chance
// that the record belongs to its cluster, or, where it stands alone, that it belongs to no other.
// Errors: not_found, permission, io, format (a column that the mapping names is absent; no column
// names anyone; an unreadable mapping), and what `write` returns.
Expected<ResolveReport> resolve_files(
    const std::vector<std::filesystem::path>& files, const ResolveOptions& options,
    const std::function<Expected<>(std::string_view text)>& write);

}  // namespace chokepoint
