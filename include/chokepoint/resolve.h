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

// One field of a pair, as compared: folded spellings, dates as 19710624.
struct ResolvePairField {
  std::string field;  // "given_name"; "phone_2" for the second phone
  std::string value_1, value_2;
  std::string level;  // "same", "slip", "alike", "different", "swapped", ..
  double weight = 0;  // log(m / u) of these very values
};

// Why two records are one party: log_odds is the sum of prior, the fields' weights, places_together
// and innocent. All are natural logarithms.
struct ResolvePair {
  std::string record_id_1, record_id_2;  // in the order of the files
  double log_odds = 0;
  double probability = 0;  // of this pair by itself
  double prior = 0;        // matches over all pairs of records
  std::vector<ResolvePairField> fields;
  double places_together = 0;  // who moves changes street, city and postcode at once
  double innocent = 0;         // at most 0: relatives and neighbours share as much
  std::string innocent_way;    // the likeliest of these: "household", "twins"; may be empty
  std::string why;             // all of that in one line
};

// Pairs as CSV: the header, and a row for one of them.
inline constexpr std::string_view kResolvePairsHeader =
    "record_id_1,record_id_2,log_odds,probability,why\n";
std::string as_csv_row(const ResolvePair& pair);

// `labels` is CSV of record_id_1,record_id_2,label: 1 where a person found the two to be one, 0
// where not. They teach what an agreement weighs and decide no cluster by themselves.
struct ResolveOptions {
  std::filesystem::path mapping = {};  // TOML; empty: columns are guessed
  std::filesystem::path labels = {};   // CSV; empty: there are none
  int threads = 2;                     // never changes a result
  std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)> progress = {};
  // Gets for each record that is not the first of its cluster the pair that ties it best to those
  // before it: each record's best pair is among them, and they connect the cluster. Called by the
  // calling thread, cluster by cluster; an error ends the run. Costs nothing where it is empty.
  std::function<Expected<>(const ResolvePair& pair)> explain = {};
};

// What was learnt of one level of one field: how often it is met between two records of one party
// (m) and of two (u), and log(m / u). For "same", u is that of a usual value.
struct ResolveWeight {
  std::string field, level;
  double m = 0, u = 0, weight = 0;
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
  std::uint64_t labels = 0;         // pairs that were learnt from
  std::uint64_t repeated_ids = 0;   // records whose id an earlier one has too
  std::vector<ResolveColumn> columns;
  std::vector<ResolveProblem> problems;  // the first kProblemsMax
  std::vector<ResolveWeight> weights;
  std::vector<std::string> notes;  // what else was learnt, for a person to read
  static constexpr std::size_t kProblemsMax = 20;
};

// Reads CSV, TSV or (by their names' end, .parquet) Parquet files. `write` gets CSV from the
// calling thread: record_id,cluster_id,probability and a row a record, in the order of the files.
// cluster_id is 1, 2, .. in the order in which clusters first appear; probability is the chance
// that the record belongs to its cluster, or, where it stands alone, that it belongs to no other.
// Errors: not_found, permission, io, format (a column that the mapping names is absent; no column
// names anyone; an unreadable mapping; labels of records that there are not), and what `write` or
// `explain` returns.
Expected<ResolveReport> resolve_files(
    const std::vector<std::filesystem::path>& files, const ResolveOptions& options,
    const std::function<Expected<>(std::string_view text)>& write);

}  // namespace chokepoint
