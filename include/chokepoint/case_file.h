// A case file and everything that can be asked of it. The hosts (command line, server, Python) use
// this header alone.
//
// A CaseFile is used by one thread at a time. Times are text as in "2023-11-16" or
// "2023-11-16T08:30:00Z". What is handed back as `json` is one JSON document in the shapes of the
// reference (docs/reference/json.md); a host prints it as it is or lays it out as a table. Every
// command that shows or changes a subject leaves a line in the audit chain.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint {

// Told about work in hand: what, done, total (0: not known). Called at most a few times a second,
// from one thread.
using Progress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

struct CaseOptions {
  bool read_only = false;
  std::optional<std::string> key = {};  // the bytes of --key-file
  std::string actor = "unknown";        // who is asking; goes into the audit chain
  std::int64_t memory_limit_mb = 4096;
  int threads = 2;
  Progress progress = {};
  // Asked now and then during long work; true ends it with ErrorCode::interrupted and leaves the
  // file as it was committed.
  std::function<bool()> should_stop = {};
};

struct IngestOptions {
  // consignments, items, payments, listings, licences, notifications, outcomes, list,
  // party_decisions
  std::string kind = {};
  // A TOML mapping file, or the name of one in data/mappings; empty: recognised.
  std::filesystem::path mapping = {};
  // For kind list; empty: from the format or the file's name.
  std::string list_name = {};
  // For kind list: the file is the whole list as it stood at known_at, and what it no longer names
  // is off the list from then on. Takes known_at.
  bool is_whole_list = false;
  // When the file was received, for rows that do not say; empty: when they happened.
  std::string known_at = {};
  // Share of rows above which the file is refused, with nothing of it kept.
  double rejects_allowed = 0.05;
};

struct IngestReport {
  std::string file;
  // csv, tsv, ndjson, json, parquet, pacs.008, ofac.sdn, ofac.alt, ofac.add, un.xml, ftm
  std::string format;
  std::string preset;          // the preset or mapping used
  std::uint64_t rows = 0;      // data rows read
  std::uint64_t added = 0;     // rows that were new, of the kind asked for
  std::uint64_t repeated = 0;  // rows that were there already
  std::uint64_t rejected = 0;  // rows or fields in the reject table
};

struct RunOptions {
  std::string until = {};  // only what was known before this time; empty: all
  std::size_t batch = 0;   // events handed to the engine at a time; 0: the engine's choice
  int threads = 2;         // neither batch nor threads ever changes a result
};

struct RunReport {
  std::uint64_t events = 0;
  std::uint64_t consignments = 0;
  std::uint64_t signals = 0;
  double seconds = 0;
  std::vector<std::pair<std::string, double>> seconds_by_stage;  // where the time went
};

struct TargetsOptions {
  std::string subject = "consignment";  // consignment, party, place, channel
  std::string capacity = "40";          // "N" or "P%" of the candidates
  std::string random_share = "10%";     // of the capacity
  std::string from, until;              // arrival window [from, until); empty: open
  std::string per;  // "location,day": the capacity counts for each; empty: for all together
};

struct RebuildOptions {
  std::string until = {};  // only mentions known before this time; empty: all
  std::size_t limit = 20;  // proposals of each kind that are told
  int threads = 2;         // never changes a result
};

struct ListUpdatesOptions {
  std::string list_name;  // empty: all lists
  std::string from;       // updates known from then on; empty: all
  bool by_entry = false;  // a row a change, else a row an update
};

struct EvaluateOptions {
  std::filesystem::path truth;  // CSV: subject_id,label[,group]
  std::vector<double> at = {0.01, 0.02, 0.05, 0.10};
  std::string subject = "consignment";
};

struct Decision {
  std::string subject_id;
  std::string verdict;  // inspect, release, more_information
  std::string reason;
};

// A person's decision about who is one party. A mention is named RECORD[:ROLE], where several kinds
// of record have that id KIND:RECORD:ROLE: "A1:consignee", "payment:P1:payer".
struct PartyRuling {
  std::string verdict;                // same, apart, undo
  std::vector<std::string> subjects;  // two mentions; of an undo the id of the decision taken back
  std::string reason;
};

class CaseFile {
 public:
  static Expected<CaseFile> create(const std::filesystem::path& path, const CaseOptions& options);
  static Expected<CaseFile> open(const std::filesystem::path& path, const CaseOptions& options);
  // Vanishes with the object; for tests.
  static Expected<CaseFile> in_memory(const CaseOptions& options);
  CaseFile(CaseFile&&) noexcept;
  CaseFile& operator=(CaseFile&&) noexcept;
  ~CaseFile();

  Expected<IngestReport> ingest(const std::filesystem::path& file, const IngestOptions& options);
  Expected<RunReport> run(const RunOptions& options);

  Expected<std::string> targets_json(const TargetsOptions& options);
  Expected<std::string> explain_json(std::string_view subject_id);
  Expected<std::string> evaluate_json(const EvaluateOptions& options);
  // Records a person's decision; returns the case as JSON.
  Expected<std::string> decide_json(const Decision& decision);
  // Records a decision about parties; the next run applies it. Returns it as JSON.
  Expected<std::string> rule_on_parties_json(const PartyRuling& ruling);
  // A party by its id or by one of its mentions: who stands in it, why, and what was decided.
  Expected<std::string> party_json(std::string_view reference);

  // Tables, row counts, time span, sources, rejects by reason: what a report opens with.
  Expected<std::string> summary_json();

  struct Rows {
    std::vector<std::string> columns;
    std::vector<std::string> types;  // VARCHAR, INTEGER, UBIGINT, DOUBLE, BOOLEAN, TIMESTAMP
    std::vector<std::vector<std::optional<std::string>>> rows;
  };
  // Reading only: anything else is a usage error.
  Expected<Rows> sql(std::string_view query);

  // Links all mentions at once, in retrospect, and says where that differs from the parties as they
  // were resolved event by event. Changes no party; replaces what the last rebuild found.
  Expected<std::string> rebuild_json(const RebuildOptions& options);

  // What the updates of watch-lists changed, and how many subjects that touched.
  Expected<Rows> list_updates(const ListUpdatesOptions& options);

  // A folder of one file a table, rows in the order of their ids; equal bytes for equal feeds.
  // `format`: csv, parquet.
  Expected<> export_tables(const std::filesystem::path& folder, std::string_view format);

  struct AuditVerdict {
    std::uint64_t lines = 0;
    bool intact = true;
    std::uint64_t first_broken_line = 0;  // from 1; 0 when intact
  };
  Expected<AuditVerdict> verify_audit();
  Expected<Rows> audit_lines();

 private:
  struct State;
  explicit CaseFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chokepoint
